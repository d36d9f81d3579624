// How good are the answers to be, and which of these aims are missed?

import { figure } from "../../src/cli/kb-eval-summary";
import type { EvalSummary } from "../../src/cli/kb-eval-summary";
import { answeredTraffic } from "./answerable";
import type { Outcome } from "./ours";

type Share = Exclude<keyof EvalSummary, "latencyMs" | "buildMs" | "questions"> | "answeredTraffic";
type Aim = { least: number } | { most: number };
type Aims = Partial<Record<Share, Aim>>;

/** With the default bands, on a knowledge base never seen before. */
const EVERYWHERE: Aims = {
  answerPrecision: { least: 0.93 },
  falseAnswerRate: { most: 0.03 },
  clarifyContainsGold: { least: 0.9 },
  calibrationError: { most: 0.06 },
};

const ranking = (accuracy: number, auroc?: number, answered?: number): Aims => ({
  accuracyAt1: { least: accuracy },
  ...(auroc !== undefined && { auroc: { least: auroc } }),
  ...(answered !== undefined && { answeredTraffic: { least: answered } }),
});

/** Accuracy, AUROC, and the share of traffic that a perfect threshold answered for the prototype. */
const OF_A_SET: Record<string, Aims> = {
  "banking77-5": ranking(0.78, undefined, 0.41),
  bankoos5: ranking(0.78, 0.9, 0.17),
  clinc10: ranking(0.91, 0.965),
  clinc5: ranking(0.88, 0.96, 0.46),
  clinchr: ranking(0.93, 0.985, 0.68),
  "hint3v2-sofmattress": ranking(0.86, 0.9, 0.3),
  stackfaq0: ranking(0.93, 0.93, 0.55),
  stackfaq3: ranking(0.98, 0.97, 0.78),
};

/** A line for each aim that is missed, and of how many there are; a share of nothing misses nothing. */
export function missedAims(set: string, { summary, lines }: Outcome): { missed: string[]; of: number } {
  const aims = Object.entries({ ...EVERYWHERE, ...OF_A_SET[set] }) as [Share, Aim][];
  const measured = aims.flatMap(([share, aim]) => {
    const value = share === "answeredTraffic" ? answeredTraffic(lines) : summary[share];
    return value === null ? [] : [{ share, aim, value }];
  });
  const missed = measured.filter(({ aim, value }) => ("least" in aim ? value < aim.least : value > aim.most));
  return { missed: missed.map((one) => `${set}: ${asText(one)}`), of: measured.length };
}

function asText({ share, aim, value }: { share: Share; aim: Aim; value: number }): string {
  const [bound, word] = "least" in aim ? [aim.least, "least"] : [aim.most, "most"];
  return `${share} ${figure(value)}, aim at ${word} ${bound} (off by ${figure(Math.abs(value - bound))})`;
}
