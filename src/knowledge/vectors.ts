// How near are two texts to each other, by the words and characters they share?

import { grown, noNames, numberFeatures, numbersThatGrow, numbersThatStay } from "./features";
import type { FeatureNames, Numbered } from "./features";
import type { Word } from "./words";

/** A text to compare. Body text goes by its words alone: its characters would be most of the index, and brought nothing. */
export type ComparedText = { words: readonly Word[]; characters: boolean };

/** Feature numbers with their weights. The whole has length 1, of which unknown features hold a part. */
export type Vector = { ids: Int32Array; weights: Float32Array };

/**
 * All features of so many texts, with how rare each is, and one that is in none. The names may grow for a later vocabulary: those
 * of this one are as many as there are rarities. `characters`: whether runs of them are features.
 */
export type Vocabulary = {
  names: FeatureNames;
  characters: boolean;
  rarity: Float32Array;
  texts: number;
  unknown: number;
};

/** Where characters are compared, they and the words each bring half of the nearness. */
const HALF = Math.SQRT1_2;

/** Counts the features of texts, one text after the other; then the vocabulary is known, and how many of these texts have each. */
export type Counting = {
  count: (text: ComparedText) => Numbered;
  counted: () => Generator<void, { vocabulary: Vocabulary; counts: Int32Array }>;
};

/** Features that are weighed before other work gets its turn. */
const AT_ONCE = 50_000;

/** `before`: the vocabulary to which these texts come. What is in it stays as rare as it was. */
export function countingFeatures(withCharacters: boolean, before?: Vocabulary): Counting {
  const names = before?.names ?? noNames();
  const known = before?.rarity ?? new Float32Array();
  const numbers = numbersThatGrow(names);
  let counts = new Int32Array(Math.max(1024, names.size));
  let texts = before?.texts ?? 0;
  return {
    count({ words, characters }) {
      const numbered = numberFeatures(words, withCharacters && characters, numbers);
      const { ids, size } = numbered;
      if (names.size > counts.length) counts = grown(counts, names.size);
      for (let i = 0; i < size; i++) counts[ids[i] ?? 0] = (counts[ids[i] ?? 0] ?? 0) + 1;
      texts++;
      return numbered;
    },
    *counted() {
      const rarity = new Float32Array(names.size);
      rarity.set(known);
      for (let id = known.length; id < names.size; id++) {
        rarity[id] = rarityOf(texts, counts[id] ?? 0);
        if (id % AT_ONCE === 0) yield;
      }
      const unknown = rarityOf(texts, 0);
      const vocabulary = { names, characters: withCharacters, rarity, texts, unknown };
      return { vocabulary, counts: counts.subarray(0, names.size) };
    },
  };
}

/** The usual inverse document frequency. */
const rarityOf = (texts: number, having: number): number => Math.log((texts + 1) / (having + 0.5));

/** The number of a stem; undefined when no text of the set has it. */
export function numberOf({ names, rarity }: Vocabulary, stem: string): number | undefined {
  const id = names.ids.get(stem);
  return id !== undefined && id < rarity.length ? id : undefined;
}

/** The vector of a text: only what it shares with the set is kept, at its share of the whole. */
export function vectorOf({ words, characters }: ComparedText, vocabulary: Vocabulary): Vector {
  const known = vocabulary.rarity.length;
  const numbers = numbersThatStay(vocabulary.names, known);
  const isWhole = vocabulary.characters && characters;
  const { ids, weights, size } = weigh(numberFeatures(words, isWhole, numbers), vocabulary);
  let kept = 0;
  for (let i = 0; i < size; i++) {
    const id = ids[i] ?? 0;
    if (id >= known) continue;
    ids[kept] = id;
    weights[kept++] = weights[i] ?? 0;
  }
  return { ids: ids.slice(0, kept), weights: weights.slice(0, kept) };
}

/** Changes the weights in place. Features that are in no text of the set have numbers above the vocabulary's. */
export function weigh(numbered: Numbered, { rarity, unknown, characters }: Vocabulary): Numbered {
  const { ids, weights, size, words } = numbered;
  for (let i = 0; i < size; i++) weights[i] = (weights[i] ?? 0) * (rarity[ids[i] ?? 0] ?? unknown);
  toLength(characters ? HALF : 1, weights, 0, words);
  toLength(HALF, weights, words, size);
  return numbered;
}

function toLength(length: number, weights: Float32Array, from: number, to: number): void {
  let squares = 0;
  for (let i = from; i < to; i++) squares += (weights[i] ?? 0) ** 2;
  if (squares === 0) return;
  const scale = length / Math.sqrt(squares);
  for (let i = from; i < to; i++) weights[i] = (weights[i] ?? 0) * scale;
}
