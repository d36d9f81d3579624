// What is prepared once, so that a question is compared with few phrasings instead of all?

import type { Article } from "./article";
import { phrasingsOf } from "./phrasings";
import type { Phrasing } from "./phrasings";
import { vectorsOf } from "./vectors";
import type { Vector, Vocabulary } from "./vectors";
import type { Encode } from "./meaning";
import { buildSpelling } from "./spelling";
import type { Spelling } from "./spelling";

/** One phrasing with its vector and the number of its article. */
export type IndexedPhrasing = Phrasing & { article: number; vector: Vector };

/** For every feature the phrasings that have it: those of feature f stand from `starts[f]` to `starts[f + 1]`. */
export type Postings = { starts: Int32Array; phrasings: Int32Array; weights: Float32Array };

/** Built once for a set of articles; opaque to others. */
export type KnowledgeIndex = {
  articles: Article[];
  phrasings: IndexedPhrasing[];
  /** Phrasing numbers of each article. */
  byArticle: number[][];
  vocabulary: Vocabulary;
  postings: Postings;
  spelling: Spelling;
};

const NOTHING: Vector = { ids: new Int32Array(), weights: new Float32Array() };

/** Prepares articles for matching. With `encode` they are matched by their meaning too, not by their words alone. */
export function buildIndex(articles: Article[], _encode?: Encode): KnowledgeIndex {
  const found = articles.flatMap((article, number) =>
    phrasingsOf(article).map((phrasing) => ({ ...phrasing, article: number })),
  );
  const texts = found.map(({ kind, words }) => ({ words, characters: kind !== "body" }));
  const { vocabulary, vectors } = vectorsOf(texts);
  const phrasings = found.map((phrasing, i) => ({ ...phrasing, vector: vectors[i] ?? NOTHING }));
  const byArticle: number[][] = articles.map(() => []);
  phrasings.forEach(({ article }, number) => byArticle[article]?.push(number));
  return {
    articles,
    phrasings,
    byArticle,
    vocabulary,
    postings: buildPostings(phrasings, vocabulary.ids.size),
    spelling: buildSpelling(found.map(({ words }) => words)),
  };
}

function buildPostings(phrasings: IndexedPhrasing[], features: number): Postings {
  const starts = new Int32Array(features + 1);
  for (const { vector } of phrasings) for (const id of vector.ids) starts[id + 1] = (starts[id + 1] ?? 0) + 1;
  for (let id = 0; id < features; id++) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0);
  const next = starts.slice();
  const total = starts[features] ?? 0;
  const postings = { starts, phrasings: new Int32Array(total), weights: new Float32Array(total) };
  phrasings.forEach(({ vector }, number) => {
    vector.ids.forEach((id, i) => {
      const at = next[id] ?? 0;
      next[id] = at + 1;
      postings.phrasings[at] = number;
      postings.weights[at] = vector.weights[i] ?? 0;
    });
  });
  return postings;
}
