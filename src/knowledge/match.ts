// What is said of an article that may fit a question?

import type { Article } from "./article";

/** Why an article matched: words both share; its phrasing nearest to the question; a `not` that is nearer still. */
export type Reason =
  | { kind: "words"; words: string[] }
  | { kind: "phrasing"; text: string; similarity: number }
  | { kind: "not"; text: string };

/** `confidence` is between 0 and 1: how likely this article is the right one. */
export type Match = { article: Article; confidence: number; reasons: Reason[] };

/** `ranked`: up to 10, best first. `reasons`: plain sentences for a person. */
export type Matches = { ranked: Match[]; decision: "answer" | "clarify" | "escalate"; reasons: string[] };
