// How much of a helpdesk's traffic is answered, and how much could be if the threshold were known beforehand?

import { bestConfidence, placeOf } from "../../src/cli/kb-eval-summary";
import type { Compared, Judged } from "../../src/cli/kb-eval-summary";

/** One question in five is out of scope, however many a set has of them: without this no two sets could be compared. */
const OUT_OF_SCOPE = 0.2;

/** The share of the traffic that a question stands for. */
function trafficOf(all: Compared[]): (one: Compared) => number {
  const strangers = all.filter(({ gold }) => gold === null).length;
  const known = all.length - strangers;
  if (strangers === 0 || known === 0) return () => 1 / all.length;
  return ({ gold }) => (gold === null ? OUT_OF_SCOPE / strangers : (1 - OUT_OF_SCOPE) / known);
}

/** The share of the traffic that was answered, rightly or not. */
export function answeredTraffic(all: Pick<Judged, "gold" | "ranked" | "decision">[]): number {
  const traffic = trafficOf(all);
  const answers = all.filter(({ decision }) => decision === "answer");
  return answers.reduce((sum, one) => sum + traffic(one), 0);
}

/**
 * The largest share of the traffic that is answered with at least `precision` of it right, whatever the threshold; questions with the
 * same confidence are answered together or not at all. An answer to a question out of scope is wrong.
 */
export function answerableTraffic(all: Compared[], precision = 0.95): number {
  const traffic = trafficOf(all);
  const sorted = all
    .filter(({ ranked }) => ranked.length > 0)
    .map((one) => ({ sure: bestConfidence(one), right: placeOf(one) === 1, traffic: traffic(one) }))
    .toSorted((a, b) => b.sure - a.sure);
  let answered = 0;
  let right = 0;
  let most = 0;
  for (const [i, one] of sorted.entries()) {
    answered += one.traffic;
    if (one.right) right += one.traffic;
    if (one.sure !== sorted[i + 1]?.sure && right >= precision * answered) most = answered;
  }
  return most;
}
