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
import { buildingPostings } from "./postings";
import type { Postings } from "./postings";
import { learningWords, noSpelling } from "./spelling";
import type { Spelling } from "./spelling";
import type { Vocabulary } from "./vectors";

/** One phrasing with the number of its article. */
export type IndexedPhrasing = Phrasing & { article: number };

/** What a question is compared with. `encode` is there when the meanings of the phrasings are. */
export type ComparedIndex = {
  articles: readonly Article[];
  /** Numbers of articles that are no longer there: nothing is like their phrasings. */
  gone: ReadonlySet<number>;
  phrasings: readonly IndexedPhrasing[];
  /** Phrasing numbers of each article. */
  byArticle: readonly (readonly number[])[];
  vocabulary: Vocabulary;
  /** Of the phrasings it was made with, and of those that came later. */
  postings: readonly Postings[];
  spelling: Spelling;
  meanings?: Meanings;
  encode?: Encode;
};

/** Articles of one language. `made`: what was there when it was made, before anything was amended. */
export type KnowledgeIndex = ComparedIndex & {
  calibration: Calibration;
  made: { articles: number; phrasings: number; vocabulary: Vocabulary };
};

/**
 * Prepares articles of one language for matching, in steps of some milliseconds, so that whoever runs it can do other things
 * in between. With `encode` they are matched by their meaning too, not by their words alone.
 */
export function* buildingIndex(
  articles: readonly Article[],
  language: string,
  encode?: Encode,
): Generator<void, KnowledgeIndex> {
  const { phrasings, byArticle } = yield* gathering(articles, language);
  const meanings = encode && (yield* encodingAll(phrasings, articles.length, encode));
  // Beside meanings, runs of characters take more than they bring: most of the memory, and a point of accuracy.
  const { vocabulary, postings } = yield* buildingPostings(phrasings, meanings === undefined);
  const spelling = yield* learningWords(noSpelling(), phrasings);
  const compared: ComparedIndex = {
    articles,
    gone: new Set(),
    phrasings,
    byArticle,
    vocabulary,
    postings: [postings],
    spelling,
    ...(encode && meanings && { meanings, encode }),
  };
  return {
    ...compared,
    calibration: yield* calibrating(compared),
    made: { articles: articles.length, phrasings: phrasings.length, vocabulary },
  };
}

/** Articles and phrasings that are worked on before other work gets its turn: some milliseconds. */
const AT_ONCE = { articles: 5, phrasings: 50 };

/** What they are numbered on from is `before`. */
export function* gathering(
  articles: readonly Article[],
  language: string,
  before: Pick<ComparedIndex, "articles" | "phrasings"> = { articles: [], phrasings: [] },
): Generator<void, { phrasings: IndexedPhrasing[]; byArticle: number[][] }> {
  const phrasings: IndexedPhrasing[] = [];
  const byArticle: number[][] = [];
  for (const [at, one] of articles.entries()) {
    const own = phrasingsOf(one, language);
    const first = before.phrasings.length + phrasings.length;
    byArticle.push(own.map((_, i) => first + i));
    for (const phrasing of own) phrasings.push({ ...phrasing, article: before.articles.length + at });
    if (at % AT_ONCE.articles === 0) yield;
  }
  return { phrasings, byArticle };
}

/**
 * `before`: the meanings of the first phrasings, which are known. Undefined when not all can be told: half of the phrasings would
 * be unlike everything.
 */
export function* encodingAll(
  phrasings: readonly IndexedPhrasing[],
  articles: number,
  encode: Encode,
  before?: Meanings,
): Generator<void, Meanings | undefined> {
  const kept = keepingMeanings(phrasings.length, articles, before);
  for (let number = before?.scales.length ?? 0; number < phrasings.length; number++) {
    const phrasing = phrasings[number];
    const meaning = phrasing && encode(encodedText(phrasing));
    if (!meaning) return undefined;
    kept.add(number, phrasing.article, meaning);
    if (number % AT_ONCE.phrasings === 0) yield;
  }
  return yield* kept.all();
}
