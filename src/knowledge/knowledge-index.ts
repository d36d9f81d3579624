// What is prepared once, so that a question is compared with few phrasings instead of all?

import type { Article } from "./article";
import type { Calibration } from "./calibration";
import { calibrating } from "./calibrating";
import { encodedText } from "./meaning";
import type { Encode } from "./meaning";
import { keepingMeanings } from "./meanings";
import type { Meanings } from "./meanings";
import { phrasingsOf } from "./phrasings";
import type { Phrasing } from "./phrasings";
import type { Numbered } from "./features";
import { numberingOf, weigh } from "./vectors";
import type { Vector, Vocabulary } from "./vectors";
import { buildingSpelling } from "./spelling";
import type { Spelling } from "./spelling";

/** One phrasing with its vector and the number of its article. */
export type IndexedPhrasing = Phrasing & { article: number; vector: Vector };

/** For every feature the phrasings that have it: those of feature f stand from `starts[f]` to `starts[f + 1]`. */
export type Postings = { starts: Int32Array; phrasings: Int32Array; weights: Float32Array };

/** What a question is compared with. `encode` is there when the meanings of the phrasings are. */
export type ComparedIndex = {
  articles: Article[];
  phrasings: IndexedPhrasing[];
  /** Phrasing numbers of each article. */
  byArticle: number[][];
  vocabulary: Vocabulary;
  postings: Postings;
  spelling: Spelling;
  meanings?: Meanings;
  encode?: Encode;
};

/** Built once for a set of articles of one language. */
export type KnowledgeIndex = ComparedIndex & { calibration: Calibration };

/** Articles and phrasings that are worked on before other work gets its turn: some milliseconds. */
const AT_ONCE = { articles: 5, phrasings: 50 };

/**
 * Prepares articles of one language for matching, in steps of some milliseconds, so that whoever runs it can do other things
 * in between. With `encode` they are matched by their meaning too, not by their words alone.
 */
export function* buildingIndex(
  articles: Article[],
  language: string,
  encode?: Encode,
): Generator<void, KnowledgeIndex> {
  const found: (Phrasing & { article: number })[] = [];
  for (const [number, article] of articles.entries()) {
    for (const phrasing of phrasingsOf(article, language)) found.push({ ...phrasing, article: number });
    if (number % AT_ONCE.articles === 0) yield;
  }
  const numbering = numberingOf();
  const numbered: (Phrasing & { article: number; features: Numbered })[] = [];
  for (const [i, phrasing] of found.entries()) {
    const features = numbering.number({ words: phrasing.words, characters: phrasing.kind !== "body" });
    numbered.push({ ...phrasing, features });
    if (i % AT_ONCE.phrasings === 0) yield;
  }
  const vocabulary = numbering.vocabulary();
  const phrasings: IndexedPhrasing[] = [];
  for (const [i, { features, ...phrasing }] of numbered.entries()) {
    phrasings.push({ ...phrasing, vector: weigh(features, vocabulary) });
    if (i % AT_ONCE.phrasings === 0) yield;
  }
  const byArticle: number[][] = articles.map(() => []);
  phrasings.forEach(({ article }, number) => byArticle[article]?.push(number));
  const postings = yield* buildingPostings(phrasings, vocabulary.rarity.length);
  const spelling = yield* buildingSpelling(found);
  const meanings = encode && (yield* encodingAll(found, articles.length, encode));
  const compared: ComparedIndex = {
    articles,
    phrasings,
    byArticle,
    vocabulary,
    postings,
    spelling,
    ...(encode && meanings && { meanings, encode }),
  };
  return { ...compared, calibration: yield* calibrating(compared) };
}

/** Undefined when not all of them can be told: half of the phrasings would be unlike everything. */
function* encodingAll(
  phrasings: (Phrasing & { article: number })[],
  articles: number,
  encode: Encode,
): Generator<void, Meanings | undefined> {
  const kept = keepingMeanings(phrasings.length, articles);
  for (const [i, phrasing] of phrasings.entries()) {
    const meaning = encode(encodedText(phrasing));
    if (!meaning) return undefined;
    kept.add(i, phrasing.article, meaning);
    if (i % AT_ONCE.phrasings === 0) yield;
  }
  return kept.all();
}

function* buildingPostings(phrasings: IndexedPhrasing[], features: number): Generator<void, Postings> {
  const starts = new Int32Array(features + 1);
  for (const [number, { vector }] of phrasings.entries()) {
    for (const id of vector.ids) starts[id + 1] = (starts[id + 1] ?? 0) + 1;
    if (number % AT_ONCE.phrasings === 0) yield;
  }
  for (let id = 0; id < features; id++) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0);
  yield;
  const next = starts.slice();
  const total = starts[features] ?? 0;
  const postings = { starts, phrasings: new Int32Array(total), weights: new Float32Array(total) };
  for (const [number, { vector }] of phrasings.entries()) {
    vector.ids.forEach((id, i) => {
      const at = next[id] ?? 0;
      next[id] = at + 1;
      postings.phrasings[at] = number;
      postings.weights[at] = vector.weights[i] ?? 0;
    });
    if (number % AT_ONCE.phrasings === 0) yield;
  }
  return postings;
}
