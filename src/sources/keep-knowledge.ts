// Which index holds while a better one is made?

import { performance } from "node:perf_hooks";
import type { Article } from "../knowledge/article";
import type { KnowledgeIndex } from "../knowledge/matching";
import type { Meanings } from "../meaning/meanings";
import { buildInSlices, encodeArticles } from "./prepare-knowledge";
import type { EncodedArticles } from "./prepare-knowledge";

/** What was made known, and how long it took until the index made of it held. */
export type MeaningsKnown = EncodedArticles & { articles: number; tookMs: number };

/** Who can tell meanings, and who wants to know when those of a knowledge base are known. */
export type WithMeanings = { meanings: Meanings; onKnown: (known: MeaningsKnown) => void };

export type KeptKnowledge = {
  current(): KnowledgeIndex;
  /** Calls `onHeld` when the articles hold; never when newer ones came before that. */
  change(articles: readonly Article[], onHeld: () => void): Promise<void>;
  /** Nothing changes any more. */
  close(): void;
};

/** `first` goes by words alone. An index that goes by meaning is kept until the next one does too. */
export function keepKnowledge(kb: string, first: KnowledgeIndex, meaning?: WithMeanings): KeptKnowledge {
  let index = first;
  let isByMeaning = false;
  /** Counts the changes: work for an earlier one is given up. */
  let turn = 0;

  /** False: newer articles came. */
  async function put(next: Promise<KnowledgeIndex>, mine: number): Promise<boolean> {
    const built = await next;
    if (mine !== turn) return false;
    index = built;
    return true;
  }

  async function putByMeaning(
    articles: readonly Article[],
    mine: number,
    { meanings, onKnown }: WithMeanings,
  ) {
    const startedAt = performance.now();
    const known = await encodeArticles(
      kb,
      articles,
      meanings,
      isByMeaning ? addedTo(index, articles) : undefined,
    );
    // What holds goes by words already, and meanings cannot be told.
    if (mine !== turn || (!known && !isByMeaning)) return;
    if (!(await put(buildInSlices(articles, known && meanings.encode, index), mine))) return;
    isByMeaning = known !== undefined;
    const tookMs = Math.round(performance.now() - startedAt);
    if (known) onKnown({ articles: articles.length, ...known, tookMs });
  }

  async function change(articles: readonly Article[], onHeld: () => void): Promise<void> {
    const mine = ++turn;
    const isWaitedFor = isByMeaning;
    if (!isWaitedFor && (await put(buildInSlices(articles, undefined, index), mine))) onHeld();
    if (mine === turn && meaning) await putByMeaning(articles, mine, meaning);
    if (mine === turn && isWaitedFor) onHeld();
  }

  if (meaning) void putByMeaning(first.articles, turn, meaning);
  return { current: () => index, change, close: () => void turn++ };
}

function addedTo({ articles: before }: KnowledgeIndex, articles: readonly Article[]): Article[] {
  const known = new Set(before);
  return articles.filter((article) => !known.has(article));
}
