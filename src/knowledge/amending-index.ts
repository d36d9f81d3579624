// How does an index take in few changed articles without being made anew?

import type { Article } from "./article";
import { encodingAll, gathering } from "./knowledge-index";
import type { KnowledgeIndex } from "./knowledge-index";
import { buildingPostings } from "./postings";
import { learningWords } from "./spelling";

/** Up to so many may have come and so many gone, for the rest to say as much of rarity and confidence as before. */
const MOST = { least: 10, share: 0.1 };

/**
 * The same index for other articles, at the price of what changed. Articles it has, the same objects, keep their numbers; how rare
 * its words are and what it is sure of stay. Undefined when so much changed that it must be made anew.
 */
export function* amendingIndex(
  before: KnowledgeIndex,
  articles: readonly Article[],
  language: string,
): Generator<void, KnowledgeIndex | undefined> {
  const { made, encode } = before;
  const { added, gone } = changesOf(before, articles);
  if (added.length === 0 && gone.size === before.gone.size) return before;
  const come = before.articles.length - made.articles + added.length;
  if (Math.max(come, gone.size) > Math.max(MOST.least, MOST.share * made.articles)) return undefined;
  const all = [...before.articles, ...added];
  const own = yield* gathering(added, language, before);
  const phrasings = [...before.phrasings, ...own.phrasings];
  yield;
  const { vocabulary, postings } = yield* buildingPostings(
    phrasings.slice(made.phrasings),
    made.vocabulary.characters,
    made.phrasings,
    made.vocabulary,
  );
  const meanings = encode && (yield* encodingAll(phrasings, all.length, encode, before.meanings));
  if (encode && !meanings) return undefined;
  return {
    ...before,
    articles: all,
    gone,
    phrasings,
    byArticle: [...before.byArticle, ...own.byArticle],
    vocabulary,
    postings: [...before.postings.slice(0, 1), postings],
    spelling: yield* learningWords(before.spelling, own.phrasings),
    ...(meanings && { meanings }),
  };
}

function changesOf(
  before: KnowledgeIndex,
  articles: readonly Article[],
): { added: Article[]; gone: Set<number> } {
  const wanted = new Set(articles);
  const gone = new Set<number>();
  for (const [number, article] of before.articles.entries())
    if (before.gone.has(number) || !wanted.delete(article)) gone.add(number);
  return { added: [...wanted], gone };
}
