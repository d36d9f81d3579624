// How likely is it that an article is the right one, all things said?

import { chanceOfRight } from "./calibration";
import type { Calibration } from "./calibration";
import type { Signals } from "./signals";

/** An article may have a say in what it must not answer: `clear` takes it out of play, `likely` keeps it from being the answer. */
const AFTER_NOT = { none: 1, likely: 0.5, clear: 0.1 };

/** How plainly the question is one of an article's `not`. */
export type Forbidden = keyof typeof AFTER_NOT;

/**
 * `subject`: the question has a word that is not in every question, or stands in the article as it is. `shared`: the two have a word of the subject in common. `held`: a single title or question has every word of the question's
 * subject. `meant`: the meanings were compared too.
 */
export type Overlap = { subject: boolean; shared: boolean; held: boolean; meant: boolean };

/** At the most for a question without a subject; and, when nothing is known of the meaning, for an article that shares none. */
const NOTHING_SHARED = 0.1;
/** At the least, without meanings, when a single title or question has every word of the subject: "vpn" is worth asking back. */
const ALL_IN_ONE_PHRASING = 0.35;

/** Between 0 and 1. */
export function confidenceOf(
  calibration: Calibration,
  signals: Signals,
  { subject, ...overlap }: Overlap,
  forbidden: Forbidden,
): number {
  const likely = chanceOfRight(calibration, signals);
  const possible = subject ? bySubject(likely, overlap) : Math.min(likely, NOTHING_SHARED);
  return possible * AFTER_NOT[forbidden];
}

function bySubject(likely: number, { shared, held, meant }: Omit<Overlap, "subject">): number {
  if (meant) return likely;
  if (!shared) return Math.min(likely, NOTHING_SHARED);
  return held ? Math.max(likely, ALL_IN_ONE_PHRASING) : likely;
}
