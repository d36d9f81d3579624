// What do many judged questions say together?

import type { Query } from "./kb-eval-queries";

/** One question with what was decided and how long that took. */
export type Judged = Query & {
  decision: "answer" | "clarify" | "escalate";
  ranked: { id: string; confidence: number }[];
  tookMs: number;
};

/** What is right and what was found: enough to tell whether the best match is right, and how sure it was. */
export type Compared = Pick<Judged, "gold" | "ranked">;

/** Shares are between 0 and 1, and null where there is nothing to take a share of (no question out of scope, say). */
export type EvalSummary = {
  questions: number;
  /** In scope: the right article is the first, among the first three, and 1 / its place among them. */
  accuracyAt1: number | null;
  recallAt3: number | null;
  mrrAt3: number | null;
  /** The chance that a question in scope has a higher best confidence than one out of scope. */
  auroc: number | null;
  answerRate: number | null;
  /** Right answers among the answers given. */
  answerPrecision: number | null;
  /** Out of scope: handed to a person; answered all the same. */
  outOfScopeRecall: number | null;
  falseAnswerRate: number | null;
  /** In scope and asked back: the right article is among the three shown. */
  clarifyContainsGold: number | null;
  /**
   * How far the best match's confidence is from how often it is right (never, out of scope): the distance in each tenth of
   * confidence, weighed by its questions.
   */
  calibrationError: number | null;
  latencyMs: { p50: number; p99: number };
  buildMs: number;
};

export function summarise(judged: Judged[], buildMs: number): EvalSummary {
  const inScope = judged.filter(({ gold }) => gold !== null);
  const outOfScope = judged.filter(({ gold }) => gold === null);
  const answers = judged.filter(({ decision }) => decision === "answer");
  const asked = inScope.filter(({ decision }) => decision === "clarify");
  const took = judged.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
  return {
    questions: judged.length,
    accuracyAt1: share(inScope, (one) => placeOf(one) === 1),
    recallAt3: share(inScope, (one) => placeOf(one) <= 3),
    mrrAt3: mean(inScope.map((one) => (placeOf(one) <= 3 ? 1 / placeOf(one) : 0))),
    auroc: auroc(inScope.map(bestConfidence), outOfScope.map(bestConfidence)),
    answerRate: share(judged, ({ decision }) => decision === "answer"),
    answerPrecision: share(answers, (one) => placeOf(one) === 1),
    outOfScopeRecall: share(outOfScope, ({ decision }) => decision === "escalate"),
    falseAnswerRate: share(outOfScope, ({ decision }) => decision === "answer"),
    clarifyContainsGold: share(asked, (one) => placeOf(one) <= 3),
    calibrationError: calibrationError(judged),
    latencyMs: { p50: round(quantile(took, 0.5)), p99: round(quantile(took, 0.99)) },
    buildMs: round(buildMs),
  };
}

/** The summary as lines of name and figure. */
export function summaryText(summary: EvalSummary): string {
  const { latencyMs, buildMs, questions, ...shares } = summary;
  const rows = Object.entries(shares).map(([name, value]): [string, string] => [name, figure(value)]);
  rows.push(["latencyMs", `p50 ${latencyMs.p50}, p99 ${latencyMs.p99}`], ["buildMs", String(buildMs)]);
  return [["questions", String(questions)], ...rows]
    .map(([name = "", value = ""]) => name.padEnd(20) + value)
    .join("\n");
}

/** A share as a person reads it in a table. */
export function figure(value: number | null): string {
  return value === null ? "-" : value.toFixed(3);
}

/** A tenth of confidence with its questions; the means are null when it has none. */
export type Tenth = { questions: number; confidence: number | null; right: number | null };

/** How sure the best matches of each tenth were, and how many of them were right; 1 belongs to the last tenth. */
export function tenthsOf(judged: Compared[]): Tenth[] {
  return Array.from({ length: 10 }, (_, tenth) => {
    const inside = judged.filter((one) => Math.min(9, Math.floor(bestConfidence(one) * 10)) === tenth);
    return {
      questions: inside.length,
      confidence: mean(inside.map(bestConfidence)),
      right: share(inside, (one) => placeOf(one) === 1),
    };
  });
}

function calibrationError(judged: Compared[]): number | null {
  if (judged.length === 0) return null;
  const distances = tenthsOf(judged).map(
    ({ questions, confidence, right }) => questions * Math.abs((confidence ?? 0) - (right ?? 0)),
  );
  return distances.reduce((sum, distance) => sum + distance, 0) / judged.length;
}

/** The first place of a right article, counted from 1; infinite when it is not among the ranked. */
export function placeOf({ gold, ranked }: Compared): number {
  const right = [gold].flat();
  const at = ranked.findIndex(({ id }) => right.includes(id));
  return at < 0 ? Infinity : at + 1;
}

export function bestConfidence({ ranked }: Compared): number {
  return ranked[0]?.confidence ?? 0;
}

function share<One>(all: One[], has: (one: One) => boolean): number | null {
  return mean(all.map((one) => Number(has(one))));
}

function mean(values: number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The rank-sum form of the area under the curve; equal confidences count half. */
function auroc(inside: number[], outside: number[]): number | null {
  if (inside.length === 0 || outside.length === 0) return null;
  let wins = 0;
  for (const a of inside) for (const b of outside) wins += a > b ? 1 : a === b ? 0.5 : 0;
  return wins / (inside.length * outside.length);
}

function quantile(sorted: number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}
