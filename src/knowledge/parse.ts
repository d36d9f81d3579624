// Which articles does a folder of markdown files hold, and what is wrong with them?

import type { Article, Problem, SourceFile } from "./article";

/** All articles of the files and every problem at once. An article with an error is left out, others are kept. */
export function parseKnowledgeBase(_files: SourceFile[]): { articles: Article[]; problems: Problem[] } {
  return { articles: [], problems: [] };
}

/** Warnings for articles whose `review_by` is before `today` (ISO date). */
export function reviewProblems(_articles: Article[], _today: string): Problem[] {
  return [];
}
