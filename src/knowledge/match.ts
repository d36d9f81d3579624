// What is said of an article that may fit a question?

import type { Article } from "./article";

/**
 * Why an article matched: words both share, those that weigh most first; its phrasing nearest to the question, by its words or
 * by what it means; a `not` that is nearer still; how it ended for people who got it before.
 */
export type Reason =
  | { kind: "words"; words: string[] }
  | { kind: "phrasing"; text: string; similarity: number; by?: "words" | "meaning" }
  | { kind: "not"; text: string }
  | { kind: "experience"; confirmed: number; failed: number };

/** `confidence` is between 0 and 1: how likely this article is the right one. */
export type Match = { article: Article; confidence: number; reasons: Reason[] };

/** From which confidence to answer, from which to ask back, and how far ahead of the runner-up an answer must be. */
export type Bands = {
  answer: number;
  clarify: number;
  gap: number;
  /** Who wants other ones than the defaults, as people should read it. */
  saidBy?: string;
};

/**
 * How the question was taken: words read otherwise than written, words that no article has, whether there was too much of it.
 * `words`: how many were looked at. `language`: its code, when it was told.
 */
export type Reading = {
  words: number;
  corrected: { written: string; read: string }[];
  unknown: string[];
  cut: boolean;
  language?: string;
};

/** `ranked`: up to 10, best first. Why, in words for people: `say-why.ts`. */
export type Matches = {
  ranked: Match[];
  decision: "answer" | "clarify" | "escalate";
  reading: Reading;
  bands: Bands;
};
