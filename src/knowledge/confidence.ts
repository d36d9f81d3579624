// How likely is it that an article is the right one?

import type { Signals } from "./signals";

/**
 * A logistic regression, learnt once over several public question sets (each with the same weight, a question outside of the
 * knowledge base being a wrong match), not from any one of them: with whole families of sets left out of the learning, the
 * answers given from 0.75 on were right 86 to 97 times in 100, and 74 where the strangers were near neighbours.
 */
const WEIGHTS: Signals = { score: 3.9, lead: 4.3, shared: 1.3, covered: 1.3, short: -2.2 };
const START = -2.7;

/** What a question the article must not answer leaves of its confidence. */
const AFTER_NOT = 0.1;
/** At the most for an article with which the question shares only words that every question has. */
const NOTHING_SHARED = 0.1;

/** Between 0 and 1. `forbidden`: the nearest phrasing of the article is one it must not answer. */
export function confidenceOf(signals: Signals, forbidden: boolean): number {
  const { score, lead, shared, covered, short } = WEIGHTS;
  const sum =
    START +
    score * signals.score +
    lead * signals.lead +
    shared * signals.shared +
    covered * signals.covered +
    short * signals.short;
  const likely = 1 / (1 + Math.exp(-sum));
  const limited = signals.shared > 0 ? likely : Math.min(likely, NOTHING_SHARED);
  return forbidden ? limited * AFTER_NOT : limited;
}
