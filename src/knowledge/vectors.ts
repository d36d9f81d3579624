// How near are two texts to each other, by the words and characters they share?

import { characterFeatures, wordFeatures } from "./features";
import type { Feature } from "./features";
import type { Word } from "./words";

/** Feature numbers, ascending, with their weights. The whole has length 1, of which unknown features hold a part. */
export type Vector = { ids: Int32Array; weights: Float32Array };

/** The features of one text: its words, and the characters inside them. */
export type TextFeatures = { words: Feature[]; characters: Feature[] };

/** All features of a set of texts, with how rare each is. */
export type Vocabulary = { ids: Map<string, number>; rarity: number[]; unknown: number };

/** Words and characters each bring half of the nearness. */
const HALF = Math.SQRT1_2;

export function featuresOf(words: Word[]): TextFeatures {
  return { words: wordFeatures(words), characters: characterFeatures(words) };
}

/** Body text is compared by its words alone: its characters would be most of the index, and brought nothing. */
export function bodyFeaturesOf(words: Word[]): TextFeatures {
  return { words: wordFeatures(words), characters: [] };
}

/** Numbers every feature of the texts; rarity is the usual inverse document frequency. */
export function buildVocabulary(texts: TextFeatures[]): Vocabulary {
  const ids = new Map<string, number>();
  const counts: number[] = [];
  const count = ({ name }: Feature) => {
    const id = ids.get(name) ?? ids.size;
    ids.set(name, id);
    counts[id] = (counts[id] ?? 0) + 1;
  };
  for (const { words, characters } of texts) {
    words.forEach(count);
    characters.forEach(count);
  }
  const rarity = counts.map((times) => Math.log((texts.length + 1) / (times + 0.5)));
  return { ids, rarity, unknown: Math.log((texts.length + 1) / 0.5) };
}

export function vectorOf({ words, characters }: TextFeatures, vocabulary: Vocabulary): Vector {
  const known = [...weigh(words, vocabulary), ...weigh(characters, vocabulary)].toSorted(
    (a, b) => a.id - b.id,
  );
  return {
    ids: Int32Array.from(known, ({ id }) => id),
    weights: Float32Array.from(known, ({ weight }) => weight),
  };
}

type Weighed = { id: number; weight: number };

function weigh(features: Feature[], { ids, rarity, unknown }: Vocabulary): Weighed[] {
  const known: Weighed[] = [];
  let squares = 0;
  for (const { name, weight } of features) {
    const id = ids.get(name);
    const full = weight * (id === undefined ? unknown : (rarity[id] ?? unknown));
    squares += full * full;
    if (id !== undefined) known.push({ id, weight: full });
  }
  const scale = squares > 0 ? HALF / Math.sqrt(squares) : 0;
  for (const feature of known) feature.weight *= scale;
  return known;
}
