// What is compared when two texts are compared: which features does a text have, by number?

import type { Word } from "./words";

/** Gives the features of words their numbers: stems, pairs of neighbouring stems, runs of characters. */
export type Numbers = {
  stemOf: (word: Word) => number;
  pairOf: (stem: number, next: number) => number;
  runsOf: (word: Word) => Int32Array;
};

/** All features of a set of texts by name. A pair's name is its stems' numbers. */
export type FeatureNames = { ids: Map<string, number>; pairs: Map<number, number> };

/** A text's features by number, with their weights; the words' (and pairs') come first, `words` of them. */
export type Numbered = { ids: Int32Array; weights: Float32Array; words: number };

/** What a common word ("how", "my") weighs beside a word of the subject. */
const COMMON_WEIGHT = 0.5;
/** More stems than any knowledge base has; two numbers below it make one whole number that is exact. */
const MOST_STEMS = 2 ** 26;

/**
 * Words and pairs of neighbours, as stems: pairs keep "turn on" and "on turn" apart. With `characters` also the runs of 3 to 5
 * inside the words: what two spellings of a word, or two forms of it, still share. A feature weighs more when it occurs more often.
 */
export function numberFeatures(words: Word[], characters: boolean, numbers: Numbers): Numbered {
  const said = new Map<number, Counted>();
  const stems = words.map((word) => numbers.stemOf(word));
  words.forEach((word, i) => {
    const stem = stems[i] ?? 0;
    count(said, stem, word.common);
    const next = words[i + 1];
    if (next) count(said, numbers.pairOf(stem, stems[i + 1] ?? 0), word.common && next.common);
  });
  const runs = new Map<number, Counted>();
  if (characters)
    for (const word of words) for (const run of numbers.runsOf(word)) count(runs, run, word.common);
  const all = [...said, ...runs];
  return {
    ids: Int32Array.from(all, ([id]) => id),
    weights: Float32Array.from(all, ([, counted]) => weightOf(counted)),
    words: said.size,
  };
}

type Counted = { times: number; common: boolean };

function count(counts: Map<number, Counted>, id: number, common: boolean): void {
  const known = counts.get(id);
  if (!known) return void counts.set(id, { times: 1, common });
  known.times += 1;
  known.common &&= common;
}

function weightOf({ times, common }: Counted): number {
  return (1 + Math.log(times)) * (common ? COMMON_WEIGHT : 1);
}

/** New features get the next number. A word is the same object each time, and its features are looked up once. */
export function numbersThatGrow({ ids, pairs }: FeatureNames): Numbers {
  const runs = new Map<Word, Int32Array>();
  const numberOf = (name: string) => {
    const known = ids.get(name);
    if (known !== undefined) return known;
    const id = ids.size + pairs.size;
    ids.set(name, id);
    return id;
  };
  return {
    stemOf: ({ stem }) => numberOf(stem),
    pairOf: (stem, next) => {
      const pair = stem * MOST_STEMS + next;
      const known = pairs.get(pair) ?? ids.size + pairs.size;
      pairs.set(pair, known);
      return known;
    },
    runsOf: (word) => {
      const known = runs.get(word) ?? Int32Array.from(word.runs, numberOf);
      runs.set(word, known);
      return known;
    },
  };
}

/** Features that no text has are told apart by numbers below zero. */
export function numbersThatStay({ ids, pairs }: FeatureNames): Numbers {
  const unknown = new Map<string, number>();
  const numberOf = (name: string) => {
    const known = ids.get(name) ?? unknown.get(name) ?? -1 - unknown.size;
    if (known < 0) unknown.set(name, known);
    return known;
  };
  return {
    stemOf: ({ stem }) => numberOf(stem),
    pairOf: (stem, next) =>
      (stem < 0 || next < 0 ? undefined : pairs.get(stem * MOST_STEMS + next)) ?? numberOf(`${stem} ${next}`),
    runsOf: ({ runs }) => Int32Array.from(runs, numberOf),
  };
}
