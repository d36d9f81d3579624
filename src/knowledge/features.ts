// What is compared when two texts are compared?

import type { Word } from "./words";

/** A feature's name and how often it occurs, already lowered for common words. */
export type Feature = { name: string; weight: number };

/** What a common word ("how", "my") weighs beside a word of the subject. */
const COMMON_WEIGHT = 0.5;

/** Words and pairs of neighbours, as stems. Pairs keep "turn on" and "on turn" apart. */
export function wordFeatures(words: Word[]): Feature[] {
  const counts = new Map<string, Counted>();
  words.forEach((word, i) => {
    add(counts, word.stem, word.common);
    const next = words[i + 1];
    if (next) add(counts, `${word.stem} ${next.stem}`, word.common && next.common);
  });
  return weighed(counts);
}

/** Runs of 3 to 5 characters inside words: what two spellings of a word, or two forms of it, still share. */
export function characterFeatures(words: Word[]): Feature[] {
  const counts = new Map<string, Counted>();
  for (const { written, common } of words) {
    // "#" marks the word's ends and keeps these names apart from the words'.
    const marked = `#${written}#`;
    for (let length = 3; length <= 5; length++)
      for (let at = 0; at + length <= marked.length; at++)
        add(counts, `~${marked.slice(at, at + length)}`, common);
  }
  return weighed(counts);
}

type Counted = { times: number; common: boolean };

function add(counts: Map<string, Counted>, name: string, common: boolean): void {
  const known = counts.get(name);
  if (!known) counts.set(name, { times: 1, common });
  else {
    known.times += 1;
    known.common &&= common;
  }
}

function weighed(counts: Map<string, Counted>): Feature[] {
  return Array.from(counts, ([name, { times, common }]) => ({
    name,
    weight: (1 + Math.log(times)) * (common ? COMMON_WEIGHT : 1),
  }));
}
