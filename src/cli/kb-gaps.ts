/** What do people ask that the knowledge base does not answer, or not well? Changes nothing. */
import { ticketName } from "../desk/wording";
import { findGaps, gapsSince } from "../chores/gap-finding";
import type { FoundGaps } from "../chores/gap-finding";
import type { Gap } from "../knowledge/gaps";
import { errorLines, loadRules } from "../sources/rules";
import type { Rules } from "../sources/rules";
import type { Database } from "../store/transaction";
import { readMost, refused } from "./refusing";
import type { Outcome } from "./refusing";
import { readSince } from "./since";
import { withMeanings } from "./with-meanings";
import { counted, dayOf, peopleText } from "./saying";

export type GapsOptions = {
  kb: string;
  plan: string;
  desk: string;
  since?: string;
  most: string;
  json?: true;
};

export async function kbGaps(options: GapsOptions, database: Database, now: Date): Promise<Outcome> {
  const since = readSince(options.since, now, gapsSince(now));
  if (typeof since === "string") return refused(since);
  const most = readMost(options.most, "gaps");
  if (typeof most === "string") return refused(most);
  return withMeanings(async (meanings) => {
    const loaded = await loadRules(options, meanings);
    const { rules } = loaded;
    if (!rules) return refused(errorLines(loaded, options).join("\n"));
    const found = await findGaps(database, { desk: options.desk, since, most, rules, meanings });
    const text = options.json
      ? JSON.stringify(found.gaps.map((gap) => toJson(gap, rules)))
      : gapsText(found, rules, { since, written: options.since });
    return { text, exitCode: 0 };
  });
}

const toJson = ({ id, tickets, ...gap }: Gap, { plan }: Rules) => ({
  id: ticketName(plan.ticketPrefix, id),
  ...gap,
  tickets: tickets.map((number) => ticketName(plan.ticketPrefix, number)),
});

function gapsText(
  { gaps, questions, mayBeMore }: FoundGaps,
  rules: Rules,
  { since, written }: { since: Date; written: string | undefined },
): string {
  const from = dayOf(since);
  const [first] = gaps;
  if (!first) return `No gaps: since ${from} nothing was asked that would not be answered now.`;
  return [
    ...gaps.map((gap) => gapText(gap, rules)),
    `${counted(gaps.length, "gap")}, of ${counted(questions, "question")} since ${from} that found nothing or were not helped.${mayBeMore ? " Older ones were not looked at: there are too many." : ""}`,
    `A draft article from one: \`tierdesk kb draft --gap ${ticketName(rules.plan.ticketPrefix, first.id)}${written === undefined ? "" : ` --since ${written}`}\``,
  ].join("\n\n");
}

function gapText(gap: Gap, { plan, knowledge }: Rules): string {
  const { components, ticketPrefix } = plan;
  const component = components.find(({ key }) => key === gap.component)?.name ?? gap.component;
  const about = [component, ...gap.sites].filter((part) => part !== undefined).join(", ");
  const title = knowledge.articles.find(({ id }) => id === gap.article)?.title ?? gap.article;
  const size = `${counted(gap.questions, "question")} of ${peopleText(gap.people)}`;
  return [
    `${ticketName(ticketPrefix, gap.id)}: ${size}, ${daysText(gap)}${about === "" ? "" : ` (${about})`}`,
    ...(gap.article === undefined ? [] : [`  "${title}" (${gap.article}) does not help with this.`]),
    ...gap.examples.map((example) => `  - ${example}`),
  ].join("\n");
}

function daysText({ firstAt, lastAt }: Gap): string {
  const [from, to] = [dayOf(firstAt), dayOf(lastAt)];
  return from === to ? `on ${from}` : `${from} to ${to}`;
}
