// How likely is it that an article is the right one?

import type { Signals } from "./signals";

/**
 * A logistic regression, learnt once over several public question sets (each with the same weight, a question outside of the
 * knowledge base being a wrong match), not from any one of them: with whole families of sets left out of the learning, the
 * answers given from 0.8 on were right 87 to 97 times in 100, and 76 where the strangers were near neighbours.
 */
const WEIGHTS = { score: 3.9, lead: 4.3, shared: 1.3, covered: 1.3, short: -2.2 };
const START = -2.7;

/** An article may have a say in what it must not answer: `clear` takes it out of play, `likely` keeps it from being the answer. */
const AFTER_NOT = { none: 1, likely: 0.5, clear: 0.1 };

/** How plainly the question is one of an article's `not`. */
export type Forbidden = keyof typeof AFTER_NOT;

/** At the most for an article with which the question shares only words that every question has. */
const NOTHING_SHARED = 0.1;
/** At the least when a single title or question has every word of the subject: "vpn" is worth asking back. */
const ALL_IN_ONE_PHRASING = 0.35;

/** Between 0 and 1. */
export function confidenceOf(signals: Signals, forbidden: Forbidden): number {
  const { score, lead, shared, covered, short } = WEIGHTS;
  const sum =
    START +
    score * signals.score +
    lead * signals.lead +
    shared * signals.shared +
    covered * signals.covered +
    short * signals.short;
  const likely = 1 / (1 + Math.exp(-sum));
  const raised = signals.held ? Math.max(likely, ALL_IN_ONE_PHRASING) : likely;
  return (signals.shared > 0 ? raised : Math.min(likely, NOTHING_SHARED)) * AFTER_NOT[forbidden];
}
