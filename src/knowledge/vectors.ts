// How near are two texts to each other, by the words and characters they share?

import { characterFeatures, wordFeatures } from "./features";
import type { Feature } from "./features";
import type { Word } from "./words";

/** A text to compare. Body text goes by its words alone: its characters would be most of the index, and brought nothing. */
export type ComparedText = { words: Word[]; characters: boolean };

/** Feature numbers with their weights. The whole has length 1, of which unknown features hold a part. */
export type Vector = { ids: Int32Array; weights: Float32Array };

/** All features of a set of texts, with how rare each is. */
export type Vocabulary = { ids: Map<string, number>; rarity: number[]; unknown: number };

/** A text's features by number (`UNKNOWN` for those of no text), the `words` first. */
type Numbered = { ids: Int32Array; weights: Float32Array; words: number };

const UNKNOWN = -1;
/** Words and characters each bring half of the nearness. */
const HALF = Math.SQRT1_2;

/** The vectors of a set of texts, and the vocabulary by which other texts can be compared with them. */
export function vectorsOf(texts: ComparedText[]): { vocabulary: Vocabulary; vectors: Vector[] } {
  const ids = new Map<string, number>();
  const counts: number[] = [];
  const numbered = texts.map((text) =>
    numberFeatures(text, (name) => {
      const id = ids.get(name) ?? ids.size;
      if (id === ids.size) ids.set(name, id);
      counts[id] = (counts[id] ?? 0) + 1;
      return id;
    }),
  );
  // The usual inverse document frequency.
  const rarity = counts.map((times) => Math.log((texts.length + 1) / (times + 0.5)));
  const vocabulary = { ids, rarity, unknown: Math.log((texts.length + 1) / 0.5) };
  return { vocabulary, vectors: numbered.map((text) => weigh(text, vocabulary)) };
}

export function vectorOf(text: ComparedText, vocabulary: Vocabulary): Vector {
  const numbered = numberFeatures(text, (name) => vocabulary.ids.get(name) ?? UNKNOWN);
  const { ids, weights } = weigh(numbered, vocabulary);
  return { ids: ids.filter((id) => id !== UNKNOWN), weights: weights.filter((_, i) => ids[i] !== UNKNOWN) };
}

function numberFeatures(text: ComparedText, numberOf: (name: string) => number): Numbered {
  const words = wordFeatures(text.words);
  const all: Feature[] = text.characters ? [...words, ...characterFeatures(text.words)] : words;
  return {
    ids: Int32Array.from(all, ({ name }) => numberOf(name)),
    weights: Float32Array.from(all, ({ weight }) => weight),
    words: words.length,
  };
}

function weigh({ ids, weights, words }: Numbered, { rarity, unknown }: Vocabulary): Vector {
  const weighed = weights.map((weight, i) => weight * (rarity[ids[i] ?? UNKNOWN] ?? unknown));
  for (const half of [weighed.subarray(0, words), weighed.subarray(words)]) {
    const length = Math.sqrt(half.reduce((squares, weight) => squares + weight * weight, 0));
    if (length > 0) half.forEach((weight, i) => (half[i] = (weight * HALF) / length));
  }
  return { ids, weights: weighed };
}
