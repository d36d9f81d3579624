// How near are two texts to each other, by the words and characters they share?

import { characterFeatures, wordFeatures } from "./features";
import type { Feature } from "./features";
import type { Word } from "./words";

/** Feature numbers with their weights; the length of the whole is 1, of which unknown features hold a part. */
export type Vector = { ids: Int32Array; weights: Float32Array };

/** All features of a set of texts, with how rare each is. */
export type Vocabulary = { ids: Map<string, number>; rarity: number[]; unknown: number };

/** Words and characters each bring half of the nearness. */
const HALF = Math.SQRT1_2;

/** Numbers every feature of the texts; rarity is the usual inverse document frequency. */
export function buildVocabulary(texts: Word[][]): Vocabulary {
  const ids = new Map<string, number>();
  const counts: number[] = [];
  for (const words of texts)
    for (const { name } of [...wordFeatures(words), ...characterFeatures(words)]) {
      const id = ids.get(name) ?? ids.size;
      ids.set(name, id);
      counts[id] = (counts[id] ?? 0) + 1;
    }
  const rarity = counts.map((count) => Math.log((texts.length + 1) / (count + 0.5)));
  return { ids, rarity, unknown: Math.log((texts.length + 1) / 0.5) };
}

export function vectorOf(words: Word[], vocabulary: Vocabulary): Vector {
  const parts = [wordFeatures(words), characterFeatures(words)].map((features) =>
    weigh(features, vocabulary),
  );
  const known = parts.flatMap(({ known: part }) => part).toSorted((a, b) => a.id - b.id);
  return {
    ids: Int32Array.from(known, ({ id }) => id),
    weights: Float32Array.from(known, ({ weight }) => weight),
  };
}

function weigh(
  features: Feature[],
  { ids, rarity, unknown }: Vocabulary,
): { known: { id: number; weight: number }[] } {
  const known: { id: number; weight: number }[] = [];
  let squares = 0;
  for (const { name, weight } of features) {
    const id = ids.get(name);
    const full = weight * (id === undefined ? unknown : (rarity[id] ?? unknown));
    squares += full * full;
    if (id !== undefined) known.push({ id, weight: full });
  }
  const scale = squares > 0 ? HALF / Math.sqrt(squares) : 0;
  for (const feature of known) feature.weight *= scale;
  return { known };
}
