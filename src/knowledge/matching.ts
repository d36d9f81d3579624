// Which articles fit a question, how sure is that, and what should be done about it?

import type { Article } from "./article";

/** Why an article matched, for a person: words both share, and the phrasing of the article nearest to the question. */
export type Reason =
  | { kind: "words"; words: string[] }
  | { kind: "phrasing"; text: string; similarity: number }
  | { kind: "not"; text: string };

/** `confidence` is between 0 and 1: how likely this article is the right one. */
export type Match = { article: Article; confidence: number; reasons: Reason[] };

/** `ranked`: up to 10, best first. `reasons`: plain sentences for a person. */
export type Matches = { ranked: Match[]; decision: "answer" | "clarify" | "escalate"; reasons: string[] };

/** From which confidence to answer, from which to ask, and how far ahead of the runner-up an answer must be. */
export type Bands = { answer: number; clarify: number; gap: number };

export const DEFAULT_BANDS: Bands = { answer: 0.7, clarify: 0.25, gap: 0.1 };

/** Built once for a set of articles; opaque to others. */
export type KnowledgeIndex = { articles: Article[] };

/** Prepares articles for matching. */
export function buildIndex(articles: Article[]): KnowledgeIndex {
  return { articles };
}

/** Ranks the articles for a question and decides: answer, show candidates, or hand it to a person. Never throws. */
export function matchArticles(
  _index: KnowledgeIndex,
  _question: string,
  _bands: Bands = DEFAULT_BANDS,
): Matches {
  return { ranked: [], decision: "escalate", reasons: ["No article matched."] };
}
