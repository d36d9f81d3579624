// How near are two texts to each other, by the words and characters they share?

import { numberFeatures, numbersThatGrow, numbersThatStay } from "./features";
import type { FeatureNames, Numbered } from "./features";
import type { Word } from "./words";

/** A text to compare. Body text goes by its words alone: its characters would be most of the index, and brought nothing. */
export type ComparedText = { words: Word[]; characters: boolean };

/** Feature numbers with their weights. The whole has length 1, of which unknown features hold a part. */
export type Vector = { ids: Int32Array; weights: Float32Array };

/** All features of a set of texts, with how rare each is. */
export type Vocabulary = FeatureNames & { rarity: Float64Array; unknown: number };

/** Words and characters each bring half of the nearness. */
const HALF = Math.SQRT1_2;

/** Numbers the features of texts, one text after the other; the vectors can be made when all are numbered. */
export type Numbering = { number: (text: ComparedText) => Numbered; vocabulary: () => Vocabulary };

export function numberingOf(): Numbering {
  const names: FeatureNames = { ids: new Map(), pairs: new Map() };
  const numbers = numbersThatGrow(names);
  const counts: number[] = [];
  let texts = 0;
  return {
    number: ({ words, characters }) => {
      const numbered = numberFeatures(words, characters, numbers);
      for (const id of numbered.ids) counts[id] = (counts[id] ?? 0) + 1;
      texts++;
      return numbered;
    },
    vocabulary: () => ({
      ...names,
      // The usual inverse document frequency.
      rarity: Float64Array.from(counts, (times) => Math.log((texts + 1) / ((times ?? 0) + 0.5))),
      unknown: Math.log((texts + 1) / 0.5),
    }),
  };
}

/** The vector of a text that is not one of the set: only what it shares with the set is kept, at its share of the whole. */
export function vectorOf({ words, characters }: ComparedText, vocabulary: Vocabulary): Vector {
  const { ids, weights } = weigh(numberFeatures(words, characters, numbersThatStay(vocabulary)), vocabulary);
  return { ids: ids.filter((id) => id >= 0), weights: weights.filter((_, i) => (ids[i] ?? -1) >= 0) };
}

/** The vector of a text of the set. */
export function weigh({ ids, weights, words }: Numbered, { rarity, unknown }: Vocabulary): Vector {
  const weighed = weights.map((weight, i) => weight * (rarity[ids[i] ?? -1] ?? unknown));
  for (const half of [weighed.subarray(0, words), weighed.subarray(words)]) {
    let squares = 0;
    for (const weight of half) squares += weight * weight;
    const length = Math.sqrt(squares);
    if (length > 0) for (let i = 0; i < half.length; i++) half[i] = ((half[i] ?? 0) * HALF) / length;
  }
  return { ids, weights: weighed };
}
