// In which ways can a question be matched: by its words alone, or by its meaning too?

import type { Article } from "../../src/knowledge/article";
import { buildIndex, matchArticles } from "../../src/knowledge/matching";
import type { KnowledgeIndex, Matches } from "../../src/knowledge/matching";

export type Way = {
  build: (articles: Article[]) => Promise<KnowledgeIndex>;
  match: (index: KnowledgeIndex, question: string) => Promise<Matches>;
};

export const BY_WORDS: Way = {
  build: async (articles) => buildIndex(articles),
  match: async (index, question) => matchArticles(index, question),
};

/** A thousand questions by their meaning take a minute on a busy machine: only one that hangs is given up. */
export const SLOW_MS = 600_000;

/** One case that was tried: what came of it, for the person who reads why a test failed. */
export type Tried = { case: string; holds: boolean };

/** At least this share of the cases must hold; what is reported are those that do not, with all that is needed to see why. */
export function expectShare(tried: Tried[], least: number): void {
  const failing = tried.filter(({ holds }) => !holds).map((one) => one.case);
  const forgiven = Math.floor(tried.length * (1 - least) + 1e-9);
  expect(tried.length).toBeGreaterThan(0);
  expect(failing.length > forgiven ? failing : []).toEqual([]);
}

export function summaryOf(question: string, { decision, ranked }: Matches): string {
  const best = ranked.slice(0, 2).map(({ article, confidence }) => `${article.id} ${confidence.toFixed(2)}`);
  return `${question} → ${decision}: ${best.join(", ") || "nothing"}`;
}
