// How are the meanings of all phrasings kept, and compared with a question's?

import type { ComparedIndex } from "./knowledge-index";
import { topNumbers } from "./top-numbers";

/**
 * A vector of `dimensions` whole numbers (-127 to 127) for every phrasing, one after the other, and what each is multiplied by: a
 * quarter of the memory of fractions. `ofArticles` are the mean vectors of each article's phrasings.
 */
export type Meanings = {
  dimensions: number;
  numbers: Int8Array;
  scales: Float32Array;
  ofArticles: Float32Array;
};

/** Up to so many phrasings each is compared (8 ms); of more, those nearest by their words, and those of the nearest articles. */
const MOST_COMPARED = 20_000;
const NEAR_ARTICLES = 60;
const NEAR_BY_WORDS = 2000;

/** Packs meanings one after the other, for so many phrasings of so many articles, after those that were packed `before`. */
export function keepingMeanings(
  phrasings: number,
  articles: number,
  before?: Meanings,
): {
  add: (phrasing: number, article: number, meaning: Float32Array) => void;
  all: () => Generator<void, Meanings | undefined>;
} {
  const first = before ? before.ofArticles.length / before.dimensions : 0;
  let kept = before && roomFor(phrasings, articles, before.dimensions, before);
  return {
    add(phrasing, article, meaning) {
      kept ??= roomFor(phrasings, articles, meaning.length);
      const { dimensions, numbers, scales, ofArticles } = kept;
      const scale = largest(meaning) / 127;
      scales[phrasing] = scale;
      for (let i = 0; i < dimensions; i++) {
        const value = meaning[i] ?? 0;
        numbers[phrasing * dimensions + i] = scale > 0 ? Math.round(value / scale) : 0;
        ofArticles[article * dimensions + i] = (ofArticles[article * dimensions + i] ?? 0) + value;
      }
    },
    *all() {
      if (kept) yield* normalisingEach(kept.ofArticles.subarray(first * kept.dimensions), kept.dimensions);
      return kept;
    },
  };
}

function roomFor(phrasings: number, articles: number, dimensions: number, before?: Meanings): Meanings {
  const room = {
    dimensions,
    numbers: new Int8Array(phrasings * dimensions),
    scales: new Float32Array(phrasings),
    ofArticles: new Float32Array(articles * dimensions),
  };
  if (before) {
    room.numbers.set(before.numbers);
    room.scales.set(before.scales);
    room.ofArticles.set(before.ofArticles);
  }
  return room;
}

function largest(meaning: Float32Array): number {
  let most = 0;
  for (const value of meaning) most = Math.max(most, Math.abs(value));
  return most;
}

/** One phrasing's vector, unpacked. */
export function meaningOf({ dimensions, numbers, scales }: Meanings, number: number): Float32Array {
  const scale = scales[number] ?? 0;
  const at = number * dimensions;
  // A loop: `Float32Array.from` with a function takes ten times as long, and this is done 64 times a question.
  const meaning = new Float32Array(dimensions);
  for (let i = 0; i < dimensions; i++) meaning[i] = (numbers[at + i] ?? 0) * scale;
  return meaning;
}

/** The cosine of the question's meaning to that of each phrasing; 0 for those it was not compared with. */
export function meaningLikeness(
  { meanings, byArticle }: ComparedIndex,
  question: Float32Array,
  words: Float32Array,
): Float32Array {
  const cosines = new Float32Array(words.length);
  if (!meanings) return cosines;
  const compare = (number: number) => {
    cosines[number] = dotAt(meanings, number, question);
  };
  if (words.length <= MOST_COMPARED) {
    for (let number = 0; number < words.length; number++) compare(number);
    return cosines;
  }
  for (const number of topNumbers(words, NEAR_BY_WORDS)) compare(number);
  for (const article of nearestArticles(meanings, question)) byArticle[article]?.forEach(compare);
  return cosines;
}

function dotAt({ dimensions, numbers, scales }: Meanings, number: number, question: Float32Array): number {
  const at = number * dimensions;
  let sum = 0;
  for (let i = 0; i < dimensions; i++) sum += (numbers[at + i] ?? 0) * (question[i] ?? 0);
  return sum * (scales[number] ?? 0);
}

function nearestArticles({ dimensions, ofArticles }: Meanings, question: Float32Array): number[] {
  const near: { article: number; cosine: number }[] = [];
  for (let article = 0; article * dimensions < ofArticles.length; article++) {
    let cosine = 0;
    const at = article * dimensions;
    for (let i = 0; i < dimensions; i++) cosine += (ofArticles[at + i] ?? 0) * (question[i] ?? 0);
    if (near.length < NEAR_ARTICLES || cosine > (near.at(-1)?.cosine ?? 0)) {
      near.push({ article, cosine });
      near.sort((a, b) => b.cosine - a.cosine);
      near.length = Math.min(near.length, NEAR_ARTICLES);
    }
  }
  return near.map(({ article }) => article);
}

/** Vectors that are worked on before other work gets its turn. */
const AT_ONCE = 2000;

function* normalisingEach(vectors: Float32Array, dimensions: number): Generator<void> {
  for (let at = 0; at < vectors.length; at += dimensions) {
    let squares = 0;
    for (let i = at; i < at + dimensions; i++) squares += (vectors[i] ?? 0) ** 2;
    const length = Math.sqrt(squares);
    if (length > 0) for (let i = at; i < at + dimensions; i++) vectors[i] = (vectors[i] ?? 0) / length;
    if ((at / dimensions) % AT_ONCE === 0) yield;
  }
}
