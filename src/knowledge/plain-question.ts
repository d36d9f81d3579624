// How would somebody have put a question who makes no slips and comes straight to the point?

import { withoutCourtesy } from "./courtesy";
import type { Word } from "./words";

/**
 * The question in its own words, for its meaning is told by whole sentences: without addresses and manners, slips mended.
 * `written` and `read` are its words one for one. Without it a typo hides the meaning, and a greeting takes a tenth of it away.
 */
export function plainQuestion(question: string, written: Word[], read: Word[], language: string): string {
  const mended = new Map(written.map((word, i) => [word.written, read[i]?.written ?? word.written]));
  return withoutCourtesy(withoutAddresses(question).toLowerCase(), language).replaceAll(
    /[\p{L}\p{M}\p{N}]+/gu,
    (word) => mended.get(word) ?? word,
  );
}

/** Web and mail addresses hold words that nobody meant to say. */
export function withoutAddresses(question: string): string {
  return question.replaceAll(/\b(https?:\/\/|www\.)\S+|\S+@\S+\.\S+/gi, " ");
}
