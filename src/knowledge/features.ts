// What is compared when two texts are compared?

import type { Word } from "./words";

/** A feature's name and its weight in the text: more when it occurs more often, less when the word is a common one. */
export type Feature = { name: string; weight: number };

/** What a common word ("how", "my") weighs beside a word of the subject. */
const COMMON_WEIGHT = 0.5;

/** Words and pairs of neighbours, as stems. Pairs keep "turn on" and "on turn" apart. */
export function wordFeatures(words: Word[]): Feature[] {
  const counts = new Map<string, Counted>();
  words.forEach((word, i) => {
    count(counts, word.stem, word.common);
    const next = words[i + 1];
    if (next) count(counts, `${word.stem} ${next.stem}`, word.common && next.common);
  });
  return weighed(counts);
}

/** Runs of 3 to 5 characters inside words: what two spellings of a word, or two forms of it, still share. */
export function characterFeatures(words: Word[]): Feature[] {
  const counts = new Map<string, Counted>();
  for (const { runs, common } of words) for (const run of runs) count(counts, run, common);
  return weighed(counts);
}

type Counted = { times: number; common: boolean };

function count(counts: Map<string, Counted>, name: string, common: boolean): void {
  const known = counts.get(name);
  if (!known) return void counts.set(name, { times: 1, common });
  known.times += 1;
  known.common &&= common;
}

function weighed(counts: Map<string, Counted>): Feature[] {
  return Array.from(counts, ([name, { times, common }]) => ({
    name,
    weight: (1 + Math.log(times)) * (common ? COMMON_WEIGHT : 1),
  }));
}
