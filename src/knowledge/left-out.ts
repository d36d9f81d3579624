// Who would answer an article's own question if it were not written there?

import type { Article } from "./article";
import { matchArticles } from "./matching";
import type { Bands, KnowledgeIndex, Match, Matches } from "./matching";

/**
 * One of an article's titles or questions, asked as if it did not have it: as by somebody who says the same in words that nobody
 * wrote down. `first`: the article that came first, if any. `own`: how sure the article itself still was.
 */
export type LeftOut = {
  article: Article;
  question: string;
  decision: Matches["decision"];
  first?: Match;
  own: number;
};

/** So many are asked: a minute at the most. Of more, every second or third. */
const MOST_ASKED = 3000;

/** Titles and questions of all articles, in steps of some milliseconds: each takes as long as a question. */
export function* askingWithout(index: KnowledgeIndex, bands?: Bands): Generator<void, LeftOut[]> {
  const all = index.articles.flatMap((article) =>
    [...new Set([article.title, ...article.questions])].map((question) => ({ article, question })),
  );
  const every = Math.ceil(all.length / MOST_ASKED);
  const asked: LeftOut[] = [];
  for (const { article, question } of all.filter((_, i) => i % every === 0)) {
    asked.push(askWithout(index, article, question, bands));
    yield;
  }
  return asked;
}

export function askWithout(
  index: KnowledgeIndex,
  article: Article,
  question: string,
  bands?: Bands,
): LeftOut {
  const { decision, ranked } = matchArticles(index, question, {
    ...(bands && { bands }),
    mayAnswer: (other) => other === article || meet(article, other),
    leavesOut: ({ text, kind }, other) => other === article && kind !== "body" && text === question,
  });
  const own = ranked.find((match) => match.article === article)?.confidence ?? 0;
  return { article, question, decision, own, ...(ranked[0] && { first: ranked[0] }) };
}

/** Whether the people an article is for may get the other one: one for a single school takes nothing from all the others. */
const meet = ({ sites: [site] }: Article, { sites }: Article): boolean =>
  sites.length === 0 || (site !== undefined && sites.includes(site));
