// What does the knowledge base's folder hold right now?

import type { Article, Problem } from "../knowledge/article";

export type KnowledgeBase = { articles: Article[]; problems: Problem[] };

/** Reads every `*.md` below `dir`. A missing folder is an error in `problems`; it does not throw for bad files. */
export async function readKnowledgeBase(_dir: string): Promise<KnowledgeBase> {
  return { articles: [], problems: [] };
}

/** The next state, but files that now have errors keep the articles they had. */
export function keepLastGood(_previous: KnowledgeBase, next: KnowledgeBase): KnowledgeBase {
  return next;
}
