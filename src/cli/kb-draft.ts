/** How does a ticket, a gap or a text become a draft article? Writes a file, or a branch where the folder is a git checkout. */
import { join } from "node:path";
import { draftArticle } from "../chores/article-drafts";
import { maskSecrets } from "../desk/masking";
import type { DraftOutcome, DraftSource } from "../desk/events";
import { ticketNumber } from "../desk/understanding";
import { findGaps, gapsSince } from "../chores/gap-finding";
import { gapWith } from "../knowledge/gaps";
import { errorLines, loadRules } from "../sources/rules";
import type { Rules } from "../sources/rules";
import type { Database } from "../store/transaction";
import { refused } from "./refusing";
import type { Outcome } from "./refusing";
import { dayOf } from "./saying";
import { readSince } from "./since";
import { withMeanings } from "./with-meanings";

export type DraftOptions = {
  kb: string;
  plan: string;
  desk: string;
  ticket?: string;
  gap?: string;
  text?: string;
  since?: string;
};

type Written = Exclude<DraftOutcome, { reason: string }>;

export async function kbDraft(options: DraftOptions, database: Database, now: Date): Promise<Outcome> {
  const { ticket, gap, text } = options;
  if ([ticket, gap, text].filter((one) => one !== undefined).length !== 1)
    return refused(
      "Say what to draft from: --ticket HD-12, --gap HD-12 (see `tierdesk kb gaps`), or --text.",
    );
  const loaded = await loadRules(options);
  const { rules } = loaded;
  if (!rules) return refused(errorLines(loaded, options).join("\n"));
  const source = await sourceOf(options, { database, now, rules });
  if (typeof source === "string") return refused(source);
  const { kb, desk } = options;
  const outcome = await draftArticle(database, { kb, desk, source, at: now, rules });
  return "reason" in outcome
    ? refused(`${outcome.reason}\n    ${outcome.fix}`)
    : { text: whereText(outcome, kb), exitCode: 0 };
}

type Knowing = { database: Database; now: Date; rules: Rules };

/** A sentence when there is none. */
async function sourceOf(
  options: DraftOptions,
  { database, now, rules }: Knowing,
): Promise<DraftSource | string> {
  const { ticket, gap, text } = options;
  const since = readSince(options.since, now, gapsSince(now));
  if (typeof since === "string") return since;
  if (text !== undefined)
    return text.trim() === "" ? "There is nothing in the text." : { text: maskSecrets(text.trim()) };
  const written = ticket ?? gap ?? "";
  const { ticketPrefix } = rules.plan;
  const number = /^\d{1,9}$/.test(written) ? Number(written) : ticketNumber(written, ticketPrefix);
  if (number === undefined) return `"${written}" is no ticket. Write it as ${ticketPrefix}-12.`;
  if (ticket !== undefined) return { ticket: number };
  // Found in the same way as they are listed, or a gap would be another one here.
  const gaps = await withMeanings(async (meanings) => {
    const { rules: byMeaning = rules } = meanings ? await loadRules(options, meanings) : { rules };
    const finding = { desk: options.desk, since, most: ALL, rules: byMeaning, meanings };
    return (await findGaps(database, finding)).gaps;
  });
  const found = gapWith(gaps, number);
  return found
    ? { gap: found }
    : `"${written}" is no gap since ${dayOf(since)}. \`tierdesk kb gaps\` lists them; --since looks further back.`;
}

const ALL = 1_000_000;

/** How to look at it. */
function whereText({ file, branch, path = file }: Written, kb: string): string {
  if (branch === undefined)
    return `${join(kb, file)}\nNobody is answered from it until it is moved out of \`drafts/\`.`;
  return [
    `${path} on the branch ${branch}`,
    `See it: git show ${branch}:${path}`,
    `Send it to where it is reviewed: git push origin ${branch}`,
    "The working copy is as it was.",
  ].join("\n");
}
