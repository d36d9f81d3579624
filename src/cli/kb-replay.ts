/** What would the knowledge base of today make of the questions that people really asked? Nothing is changed, nobody hears of it. */
import { considerFor, opensAtOnce } from "../desk/considering";
import { siteOf } from "../desk/people";
import type { DeskRules } from "../desk/situation";
import { knownNames, withoutPeople } from "../desk/without-people";
import { editionOf } from "../knowledge/edition";
import { experienceOf } from "../knowledge/experience";
import { verdictOn, VERDICTS } from "../knowledge/replaying";
import type { Now, Verdict } from "../knowledge/replaying";
import { errorLines, loadRules } from "../sources/rules";
import { askedSince, countDeleted } from "../store/asked-before";
import type { AskedBefore } from "../store/asked-before";
import { loadNames } from "../store/asked-questions";
import { countOutcomes, learntSince } from "../store/experience";
import type { Database } from "../store/transaction";
import { nowText, replayText, beforeText } from "./kb-replay-text";
import { refused } from "./refusing";
import type { Outcome } from "./refusing";
import { lastDays, readSince } from "./since";
import { withMeanings } from "./with-meanings";

export type ReplayOptions = {
  kb: string;
  plan: string;
  desk: string;
  since?: string;
  json?: true;
  changedOnly?: true;
};

/** Equal questions with equal consequences are one line. `question`: without what names people. */
export type Replayed = {
  verdict: Verdict;
  times: number;
  question: string;
  before: string;
  now: string;
};

/** `progress` hears how many were asked so far. */
type Parts = { rules: DeskRules; database: Database; since: Date; progress: (asked: number) => void };

/** Without --since. */
const LOOKS_BACK_DAYS = 30;

export async function kbReplay(options: ReplayOptions, database: Database, now: Date): Promise<Outcome> {
  const since = readSince(options.since, now, lastDays(LOOKS_BACK_DAYS, now));
  if (typeof since === "string") return refused(since);
  return withMeanings(async (meanings) => {
    const loaded = await loadRules(options, meanings);
    if (!loaded.rules) return refused(errorLines(loaded, options).join("\n"));
    const told = await countOutcomes(database, options.desk, learntSince(now));
    const experience = experienceOf(told, loaded.rules.knowledge.articles);
    const rules: DeskRules = { ...loaded.rules, experience };
    const lines = await replay(options.desk, { rules, database, since, progress: tellProgress });
    const deleted = await countDeleted(database, options.desk, since);
    const shown = lines.filter(({ verdict }) => !options.changedOnly || verdict !== "same");
    const text = options.json
      ? JSON.stringify({ since, deleted, ...countsOf(lines), questions: shown })
      : replayText({ lines: shown, counts: countsOf(lines), since, deleted });
    return { text, exitCode: 0 };
  });
}

export type Counts = Record<Verdict, { questions: number; different: number }>;

function countsOf(lines: Replayed[]): Counts {
  const counted = VERDICTS.map((verdict) => {
    const own = lines.filter((line) => line.verdict === verdict);
    const questions = own.reduce((sum, { times }) => sum + times, 0);
    return [verdict, { questions, different: own.length }] as const;
  });
  return Object.fromEntries(counted) as Counts;
}

/** The most asked first. Batch by batch: what is held is what differs. */
async function replay(desk: string, { rules, database, since, progress }: Parts): Promise<Replayed[]> {
  const nowOf = askingAgain(rules);
  const folded = new Map<string, Replayed>();
  let asked = 0;
  for await (const batch of askedSince(database, desk, since)) {
    for (const one of batch) fold(folded, one, nowOf(one));
    progress((asked += batch.length));
  }
  const names = knownNames(await loadNames(database, rules.plan));
  return [...folded.values()]
    .map((line) => ({ ...line, question: withoutPeople(line.question, names, rules.plan.ticketPrefix) }))
    .toSorted((a, b) => b.times - a.times);
}

function fold(folded: Map<string, Replayed>, one: AskedBefore, now: Now): void {
  const line = { verdict: verdictOn(one, now), before: beforeText(one), now: nowText(now) };
  const key = [sameWords(one.question), line.before, line.now].join("\n");
  const known = folded.get(key);
  if (known) known.times++;
  else folded.set(key, { ...line, times: 1, question: one.question });
}

/** The same question of people to whom the same holds is asked once. */
function askingAgain(rules: DeskRules): (one: AskedBefore) => Now {
  const known = new Map<string, Now>();
  return ({ question, person }) => {
    const key = [siteOf(rules.plan, person) ?? "", person.key ?? "", sameWords(question)].join("\n");
    const now = known.get(key) ?? askAgain(question, rules, person);
    known.set(key, now);
    return now;
  };
}

function askAgain(question: string, rules: DeskRules, person: AskedBefore["person"]): Now {
  const considered = considerFor(question, rules, person);
  const { decision, articles, route, criterion } = considered;
  return {
    decision,
    articles: articles.map(({ article, confidence }) => ({
      id: article.id,
      edition: editionOf(article),
      confidence,
    })),
    ...(route && { route: route.key }),
    ...(criterion && opensAtOnce(considered) && { criterion: criterion.key }),
  };
}

/** Capitals and signs make no other question. */
const sameWords = (question: string): string =>
  question
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();

function tellProgress(asked: number): void {
  if (process.stderr.isTTY || asked % 10_000 === 0) process.stderr.write(`${asked} questions asked again\n`);
}
