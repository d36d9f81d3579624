// How does Tierdesk do on one question set, with its default settings?

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { kbEval } from "../../src/cli/kb-eval";
import { figure } from "../../src/cli/kb-eval-summary";
import type { EvalSummary, Judged } from "../../src/cli/kb-eval-summary";
import { answerableTraffic, answeredTraffic } from "./answerable";
import type { QuestionSet } from "./sets";

/** A question's line, as `tierdesk kb eval` writes it. */
export type Line = Omit<Judged, "tookMs">;

export type Outcome = { summary: EvalSummary; lines: Line[] };

/** By `tierdesk kb eval`; its lines go to `<out>/<set>.jsonl`. */
export async function evalOurs({ name, kb, queries }: QuestionSet, out: string): Promise<Outcome> {
  const file = join(out, `${name}.jsonl`);
  const { text, summary } = await kbEval({ kb, queries, out: file });
  if (!summary) throw new Error(`${name}: ${text}`);
  return { summary, lines: await readLines(file) };
}

export async function readLines(file: string): Promise<Line[]> {
  const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as Line);
}

const SHARES = {
  accuracyAt1: "accuracy@1",
  recallAt3: "recall@3",
  auroc: "AUROC",
  answerRate: "answered",
  answerPrecision: "of those right",
  outOfScopeRecall: "out of scope: handed on",
  falseAnswerRate: "answered all the same",
  clarifyContainsGold: "right one of three",
  calibrationError: "calibration error",
} as const;

export const OURS_HEADS = [
  "set",
  "questions",
  ...Object.values(SHARES),
  "answered of traffic",
  "answerable at 95 %",
  "p50 ms",
  "p99 ms",
  "build ms",
];

export function oursRow(name: string, { summary, lines }: Outcome): string[] {
  const shares = (Object.keys(SHARES) as (keyof typeof SHARES)[]).map((key) => figure(summary[key]));
  const times = [summary.latencyMs.p50, summary.latencyMs.p99, Math.round(summary.buildMs)];
  return [
    name,
    String(summary.questions),
    ...shares,
    figure(answeredTraffic(lines)),
    figure(answerableTraffic(lines)),
    ...times.map((ms) => String(ms)),
  ];
}
