// What is compared when two texts are compared: which features does a text have, by number?

import { createPairs } from "./pairs";
import type { Pairs } from "./pairs";
import type { Word } from "./words";

/** Gives the features of words their numbers: stems, pairs of neighbouring stems, runs of characters. */
export type Numbers = {
  stemOf: (word: Word) => number;
  pairOf: (stem: number, next: number) => number;
  runsOf: (word: Word) => Int32Array;
};

/** All features of a set of texts: `ids` by name (a stem, or a run that begins with `~`), `runs` those of a written word. Grows only. */
export type FeatureNames = {
  ids: Map<string, number>;
  pairs: Pairs;
  runs: Map<string, Int32Array>;
  size: number;
};

/**
 * A text's features and their weights, `size` of them; the words' (and pairs') come first, `words` of them. Room that is used
 * again: it holds until the next text is numbered.
 */
export type Numbered = { ids: Int32Array; weights: Float32Array; size: number; words: number };

/** What a common word ("how", "my") weighs beside a word of the subject. */
const COMMON_WEIGHT = 0.5;

export const noNames = (): FeatureNames => ({
  ids: new Map(),
  pairs: createPairs(),
  runs: new Map(),
  size: 0,
});

/**
 * Words and pairs of neighbours, as stems: pairs keep "turn on" and "on turn" apart. With `characters` also the runs of 3 to 5
 * inside the words: what two spellings of a word, or two forms of it, still share. A feature weighs more when it occurs more often.
 */
export function numberFeatures(words: readonly Word[], characters: boolean, numbers: Numbers): Numbered {
  numbered.size = 0;
  let before = -1;
  let wasCommon = false;
  for (const word of words) {
    const stem = numbers.stemOf(word);
    if (before >= 0) count(numbers.pairOf(before, stem), wasCommon && word.common);
    count(stem, word.common);
    before = stem;
    wasCommon = word.common;
  }
  numbered.words = numbered.size;
  if (characters) for (const word of words) for (const run of numbers.runsOf(word)) count(run, word.common);
  return weighed();
}

/** The text under way. `places`: where in it a feature stands, counted from 1. */
const numbered: Numbered = { ids: new Int32Array(1024), weights: new Float32Array(1024), size: 0, words: 0 };
let times = new Int32Array(1024);
let common = new Uint8Array(1024);
let places = new Int32Array(1 << 16);

function count(id: number, isCommon: boolean): void {
  if (id >= places.length) places = grown(places, id);
  const place = places[id] ?? 0;
  if (place > 0) {
    times[place - 1] = (times[place - 1] ?? 0) + 1;
    if (!isCommon) common[place - 1] = 0;
    return;
  }
  const at = numbered.size++;
  if (at >= numbered.ids.length) makeRoom(at);
  numbered.ids[at] = id;
  times[at] = 1;
  common[at] = Number(isCommon);
  places[id] = at + 1;
}

/** Leaves the places empty for the next text. */
function weighed(): Numbered {
  const { ids, weights, size } = numbered;
  for (let at = 0; at < size; at++) {
    const often = times[at] ?? 1;
    weights[at] = (often === 1 ? 1 : 1 + Math.log(often)) * (common[at] === 1 ? COMMON_WEIGHT : 1);
    places[ids[at] ?? 0] = 0;
  }
  return numbered;
}

function makeRoom(least: number): void {
  numbered.ids = grown(numbered.ids, least);
  numbered.weights = grown(numbered.weights, least);
  times = grown(times, least);
  common = grown(common, least);
}

/** New features get the next number. */
export function numbersThatGrow(names: FeatureNames): Numbers {
  const numberOf = (name: string) => {
    const known = names.ids.get(name);
    if (known !== undefined) return known;
    names.ids.set(name, names.size);
    return names.size++;
  };
  return {
    stemOf: ({ stem }) => numberOf(stem),
    pairOf: (stem, next) => {
      const known = names.pairs.get(stem, next);
      if (known >= 0) return known;
      names.pairs.set(stem, next, names.size);
      return names.size++;
    },
    runsOf: ({ written, folded }) => {
      const known = names.runs.get(written) ?? Int32Array.from(characterRuns(folded), numberOf);
      names.runs.set(written, known);
      return known;
    },
  };
}

/** Features that none of the first `size` are get numbers above them. */
export function numbersThatStay({ ids, pairs, runs, size: all }: FeatureNames, size: number): Numbers {
  const isKnown = (id: number) => id < size;
  const unknown = new Map<string, number>();
  const numberOf = (name: string) => {
    const id = ids.get(name);
    return id !== undefined && isKnown(id) ? id : unknownOf(name);
  };
  const unknownOf = (name: string) => {
    const id = unknown.get(name) ?? size + unknown.size;
    unknown.set(name, id);
    return id;
  };
  return {
    stemOf: ({ stem }) => numberOf(stem),
    pairOf: (stem, next) => {
      const id = pairs.get(stem, next);
      return id >= 0 && isKnown(id) ? id : unknownOf(`${stem} ${next}`);
    },
    runsOf: ({ written, folded }) => {
      const known = runs.get(written);
      return known && (size === all || known.every(isKnown))
        ? known
        : Int32Array.from(characterRuns(folded), numberOf);
    },
  };
}

/** The runs of a word, `#` marking its ends; the `~` keeps their names apart from words. */
function characterRuns(folded: string): string[] {
  const marked = `#${folded}#`;
  const runs: string[] = [];
  for (let length = 3; length <= 5; length++)
    for (let at = 0; at + length <= marked.length; at++) runs.push(`~${marked.slice(at, at + length)}`);
  return runs;
}

/** The same with room for `least` and as much again. */
export function grown<Kept extends Int32Array | Float32Array | Uint8Array>(kept: Kept, least: number): Kept {
  const larger = new (kept.constructor as new (length: number) => Kept)(Math.max(least + 1, kept.length) * 2);
  larger.set(kept);
  return larger;
}
