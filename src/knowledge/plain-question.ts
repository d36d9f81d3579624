// How would somebody have put a question who makes no slips and comes straight to the point?

import { writtenOut } from "./abbreviations";
import { withoutCourtesy } from "./courtesy";
import type { Word } from "./words";

/** More than the encoder reads of one text. */
const MOST_CHARACTERS = 1000;

/**
 * The question in its own words, for its meaning is told by whole sentences: without addresses and manners, slips mended.
 * `written` and `read` are its words one for one. Without it a typo hides the meaning, and a greeting takes a tenth of it away.
 */
export function plainQuestion(question: string, written: Word[], read: Word[], language: string): string {
  const mended = new Map(written.map((word, i) => [word.written, read[i]?.written ?? word.written]));
  const begun = withoutAddresses(question.slice(0, MOST_CHARACTERS)).toLowerCase();
  const opened = language === "en" ? writtenOut(begun) : begun;
  return withoutCourtesy(opened.replaceAll(PICTURES, " "), language)
    .replaceAll(/[\p{L}\p{M}\p{N}]+/gu, (word) => mended.get(word) ?? word)
    .replaceAll(LEFT_AROUND, "");
}

/** Emojis, with what joins and colours them. */
const PICTURES = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200D|\uFE0F/gu;
/** Signs before the first word and behind the last, but for the question mark: what manners left behind. */
const LEFT_AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}?]+$/gu;

/** Web and mail addresses hold words that nobody meant to say. The bounds keep long runs of letters from taking long. */
export function withoutAddresses(question: string): string {
  return question.replaceAll(/\b(https?:\/\/|www\.)\S+|\b[\w.+-]{1,64}@[\w.-]{1,200}/gi, " ");
}
