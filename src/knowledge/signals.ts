// What can be seen of a match that tells whether it is right?

import type { KnowledgeIndex } from "./knowledge-index";
import type { Ranked } from "./ranking";
import type { Word } from "./words";

/** The numbers lie between about 0 and 1. Nearness to one phrasing and variance were measured too, and added nothing. */
export type Signals = {
  /** The article's score. */
  score: number;
  /** Its lead over the best other article; below zero when another is ahead. */
  lead: number;
  /** Share of the question's weight that the article has anywhere. */
  shared: number;
  /** Share of the nearest phrasing's weight that the question has. */
  covered: number;
  /** The nearest phrasing has every word of the question's subject. */
  held: boolean;
  /** Few words say little: 1 for one word, 1/2 for two. */
  short: number;
};

/** `stems`: every stem of the article, from `articleStems`. */
export function signalsOf(
  index: KnowledgeIndex,
  words: Word[],
  ranked: Ranked[],
  entry: Ranked,
  stems: Set<string>,
): Signals {
  const other = ranked[0] === entry ? ranked[1] : ranked[0];
  const nearest = entry.nearest ? index.phrasings[entry.nearest.phrasing] : undefined;
  const own = new Set(words.map(({ stem }) => stem));
  const phrased = new Set((nearest?.words ?? []).map(({ stem }) => stem));
  return {
    score: entry.score,
    lead: entry.score - Math.max(0, other?.score ?? 0),
    shared: shareOf(index, words, stems),
    covered: shareOf(index, nearest?.words ?? [], own),
    held: words.some(({ common }) => !common) && shareOf(index, words, phrased) === 1,
    short: 1 / Math.max(1, words.length),
  };
}

/** Every stem of an article, but those of the questions it must not answer. */
export function articleStems(index: KnowledgeIndex, article: number): Set<string> {
  const phrasings = (index.byArticle[article] ?? []).map((number) => index.phrasings[number]);
  const stems = new Set<string>();
  for (const phrasing of phrasings)
    if (phrasing && phrasing.kind !== "not") for (const { stem } of phrasing.words) stems.add(stem);
  return stems;
}

/** The share of the words' weight that `stems` has; of the subject's words only, when there are any. */
function shareOf({ vocabulary }: KnowledgeIndex, words: Word[], stems: Set<string>): number {
  const subject = words.filter(({ common }) => !common);
  let all = 0;
  let share = 0;
  for (const { stem } of subject.length > 0 ? subject : words) {
    const id = vocabulary.ids.get(stem);
    const weight = id === undefined ? vocabulary.unknown : (vocabulary.rarity[id] ?? 0);
    all += weight;
    if (stems.has(stem)) share += weight;
  }
  return all > 0 ? share / all : 0;
}
