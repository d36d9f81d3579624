// How likely is it that an article is the right one, all things said?

import { chanceOfRight } from "./calibration";
import type { Calibration } from "./calibration";
import type { Signals } from "./signals";

/** An article may have a say in what it must not answer: `clear` takes it out of play, `likely` keeps it from being the answer. */
const AFTER_NOT = { none: 1, likely: 0.5, clear: 0.1 };

/** How plainly the question is one of an article's `not`. */
export type Forbidden = keyof typeof AFTER_NOT;

/**
 * `words`: how many the question has; `subject`: how many of them are not in every question. `written`: it stands in the article as
 * it is. `shared`: the two have a word of the subject in common. `held`: a single title or question has every word of the question's
 * subject, and one of them is in few articles. `meant`: the meanings were compared too.
 */
export type Overlap = {
  words: number;
  subject: number;
  written: boolean;
  shared: boolean;
  held: boolean;
  meant: boolean;
};

/** At the most for a question without a subject; and, when nothing is known of the meaning, for an article that shares none. */
const NOTHING_SHARED = 0.1;
/** At the least when a single title or question has every word of the subject: "vpn" is worth asking back. */
const ALL_IN_ONE_PHRASING = 0.35;
/** At the most for a question of one word, by words alone of one word of a subject: it says what it is about, not what is asked. */
const ONE_WORD = 0.75;
/** At the least for what an admin wrote down as a question of the article. Two that have it are too close to choose. */
const AS_WRITTEN = 0.95;

/** Between 0 and 1. */
export function confidenceOf(
  calibration: Calibration,
  signals: Signals,
  overlap: Overlap,
  forbidden: Forbidden,
): number {
  const likely = chanceOfRight(calibration, signals);
  return allThingsSaid(likely, overlap) * AFTER_NOT[forbidden];
}

/** What an article's votes are worth beside those of others: less where it must not answer, or can have nothing to say. */
export function worthOf({ written, ...overlap }: Overlap, forbidden: Forbidden): number {
  return (written ? WRITTEN_WORTH : mayFit(overlap) ? 1 : NOTHING_SHARED) * AFTER_NOT[forbidden];
}

/** What stands in an article as it was asked comes before all that does not. */
const WRITTEN_WORTH = 10;

const mayFit = ({ subject, shared, meant }: Omit<Overlap, "written">): boolean =>
  meant || (subject > 0 && shared);

function allThingsSaid(likely: number, { written, ...overlap }: Overlap): number {
  if (written) return Math.max(likely, AS_WRITTEN);
  if (!mayFit(overlap)) return Math.min(likely, NOTHING_SHARED);
  const isOneWord = overlap.words === 1 || (overlap.subject === 1 && !overlap.meant);
  const most = isOneWord ? ONE_WORD : 1;
  return Math.min(most, Math.max(likely, overlap.held ? ALL_IN_ONE_PHRASING : 0));
}
