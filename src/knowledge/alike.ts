// Do two people write about the same thing?

import { wordsOf } from "./words";

/** Of the shorter text's words that say something, this share is in the other one too. */
const SHARED = 0.5;
/** One word in common is chance. */
const LEAST_SHARED = 2;

/** By the stems of their words alone, without a knowledge base: "wifi is down" and "the wi-fi down again". */
export function areAlike(one: string, other: string): boolean {
  const [few, many] = [stemsOf(one), stemsOf(other)].toSorted((a, b) => a.size - b.size);
  if (!few || !many) return false;
  const shared = [...few].filter((stem) => many.has(stem)).length;
  return shared >= LEAST_SHARED && shared >= few.size * SHARED;
}

const stemsOf = (text: string): Set<string> =>
  new Set(wordsOf(text).words.flatMap(({ stem, common }) => (common ? [] : [stem])));
