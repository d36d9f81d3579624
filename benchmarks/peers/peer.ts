// How are other libraries asked the same questions as Tierdesk?

import type { Article } from "../../src/knowledge/article";

/** `score` is the library's own: comparable within it, or so one hopes. */
export type Scored = { id: string; score: number };

/** `ask` gives the best first, ten at most. `change` takes in an article that has another body now. */
export type Built = {
  ask: (question: string) => Scored[] | Promise<Scored[]>;
  change: (article: Article) => unknown;
};

/** Set up as its own guide says, and given all that an article has: title, questions, body. */
export type Peer = { name: string; build: (articles: Article[]) => Promise<Built> };

/** A module by its name: ours from here, a fetched one from its folder. */
export type Load = (name: string) => unknown;

export const textsOf = ({ title, questions, body }: Article): string[] =>
  [title, ...questions, body].filter((text) => text.trim() !== "");

/** The ten with the highest score; what has none is left out. */
export function best(scored: Scored[]): Scored[] {
  return scored
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, 10);
}
