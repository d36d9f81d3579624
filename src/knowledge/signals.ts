// What can be seen of a match that tells whether it is right?

import type { ComparedIndex } from "./knowledge-index";
import type { Likeness } from "./likeness";
import type { Ranked, Ranking } from "./ranking";

/**
 * In this order, each between about -1 and 1: the article's score; its lead over the best other article; how much of the question
 * no phrasing explains; the nearness to its nearest phrasing, by meaning (0 without) and by words; how short the question is (1
 * for one word, 1/2 for two). The share of the question's words that the article has, and where a score stands among those of the
 * knowledge base's own phrasings, were measured too, and added nothing.
 */
export type Signals = readonly number[];

export function signalsOf(
  index: ComparedIndex,
  likeness: Likeness,
  { ranked, unsure }: Ranking,
  entry: Ranked,
  words: number,
  isLeftOut: (phrasing: number) => boolean = () => false,
): Signals {
  const other = ranked[0] === entry ? ranked[1] : ranked[0];
  let meant = 0;
  let worded = 0;
  for (const number of index.byArticle[entry.article] ?? []) {
    const kind = index.phrasings[number]?.kind;
    if (kind === "not" || isLeftOut(number)) continue;
    meant = Math.max(meant, likeness.meaning[number] ?? 0);
    if (kind !== "body") worded = Math.max(worded, likeness.words[number] ?? 0);
  }
  const lead = entry.score - Math.max(0, other?.score ?? 0);
  return [entry.score, lead, unsure, meant, worded, 1 / Math.max(1, words)];
}
