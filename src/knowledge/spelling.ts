// Which word of the knowledge base did somebody mean who made a slip of one letter?

import { toWord } from "./words";
import type { Word } from "./words";

/** Words of the knowledge base, and where one letter less leads: two words one edit apart meet there. Grows only. */
export type Spelling = { counts: Map<string, number>; shortened: Map<string, string[]> };

/** Shorter words have too many neighbours (form, from, for): they are not what was meant; one of five may have lost a letter. */
const SHORTEST = 5;

/** Texts that are worked on before other work gets its turn. */
const AT_ONCE = 15;

export const noSpelling = (): Spelling => ({ counts: new Map(), shortened: new Map() });

/** Adds the words of texts, in steps of some milliseconds. */
export function* learningWords(
  spelling: Spelling,
  texts: readonly { words: readonly Word[] }[],
): Generator<void, Spelling> {
  for (const [i, { words }] of texts.entries()) {
    for (const { written } of words) learnWord(spelling, written);
    if (i % AT_ONCE === 0) yield;
  }
  return spelling;
}

function learnWord({ counts, shortened }: Spelling, word: string): void {
  const times = counts.get(word);
  counts.set(word, (times ?? 0) + 1);
  if (times !== undefined || word.length < SHORTEST) return;
  for (const key of [word, ...oneLess(word)]) {
    const words = shortened.get(key);
    if (words) words.push(word);
    else shortened.set(key, [word]);
  }
}

/** The words, with unknown ones replaced by the knowledge base's most frequent word one edit away. */
export function correctSpelling(words: Word[], spelling: Spelling, language = "en"): Word[] {
  return words.map((word) => {
    if (word.common || word.written.length < SHORTEST - 1) return word;
    if (spelling.counts.has(word.written) || spelling.counts.has(word.stem)) return word;
    // "Unocking": the base may have only "unlock".
    const near = nearest(word.written, spelling) ?? nearest(word.stem, spelling);
    return near === undefined ? word : toWord(near, language);
  });
}

function nearest(written: string, { counts, shortened }: Spelling): string | undefined {
  const candidates = new Set([written, ...oneLess(written)].flatMap((key) => shortened.get(key) ?? []));
  const near = [...candidates].filter((word) => oneEdit(written, word));
  return near.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1))[0];
}

function oneLess(word: string): string[] {
  return Array.from({ length: word.length }, (_, at) => word.slice(0, at) + word.slice(at + 1));
}

/** One letter added, left out or wrong, or two neighbours swapped; the first letter is rarely the slip. */
export function oneEdit(a: string, b: string): boolean {
  if (a.charAt(0) !== b.charAt(0)) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from++;
  let endA = a.length;
  let endB = b.length;
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  if (endA - from <= 1 && endB - from <= 1) return true;
  return endA - from === 2 && endB - from === 2 && a[from] === b[from + 1] && a[from + 1] === b[from];
}
