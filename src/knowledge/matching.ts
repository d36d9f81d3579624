// Which articles fit a question, how sure is that, and what should be done about it?

import type { Article } from "./article";
import { confidenceOf } from "./confidence";
import { DEFAULT_BANDS, decideMatches } from "./deciding";
import type { Bands } from "./deciding";
import type { KnowledgeIndex } from "./knowledge-index";
import { rankArticles } from "./ranking";
import type { Ranked } from "./ranking";
import { articleStems, signalsOf } from "./signals";
import { correctSpelling } from "./spelling";
import { vectorOf } from "./vectors";
import { wordsOf } from "./words";
import type { Word } from "./words";

export { DEFAULT_BANDS } from "./deciding";
export type { Bands } from "./deciding";
export { buildIndex } from "./knowledge-index";
export type { KnowledgeIndex } from "./knowledge-index";

/** Why an article matched: words both share; its phrasing nearest to the question; a `not` that is nearer still. */
export type Reason =
  | { kind: "words"; words: string[] }
  | { kind: "phrasing"; text: string; similarity: number }
  | { kind: "not"; text: string };

/** `confidence` is between 0 and 1: how likely this article is the right one. */
export type Match = { article: Article; confidence: number; reasons: Reason[] };

/** `ranked`: up to 10, best first. `reasons`: plain sentences for a person. */
export type Matches = { ranked: Match[]; decision: "answer" | "clarify" | "escalate"; reasons: string[] };

const MOST_MATCHES = 10;
/** From this likeness on a `not` that is nearer than every question of its article counts. */
const NEAR_NOT = 0.3;

/** Ranks the articles for a question and decides: answer, show candidates, or hand it to a person. Never throws. */
export function matchArticles(
  index: KnowledgeIndex,
  question: string,
  bands: Bands = DEFAULT_BANDS,
): Matches {
  const { words: written, cut } = wordsOf(question);
  const read = correctSpelling(written, index.spelling);
  const ranked = rankArticles(index, vectorOf(read, index.vocabulary)).slice(0, MOST_MATCHES);
  const matches = ranked.flatMap((entry) => toMatch(index, read, ranked, entry) ?? []);
  const unknown = read.filter(({ stem, common }) => !common && !index.vocabulary.ids.has(stem));
  const understood = { written, read, unknown: [...new Set(unknown.map((word) => word.written))], cut };
  return decideMatches(
    matches.toSorted((a, b) => b.confidence - a.confidence),
    understood,
    bands,
  );
}

function toMatch(index: KnowledgeIndex, words: Word[], ranked: Ranked[], entry: Ranked): Match | undefined {
  const article = index.articles[entry.article];
  if (!article) return undefined;
  const { not, nearest } = entry;
  const forbidden =
    not !== undefined && not.similarity >= NEAR_NOT && not.similarity > (nearest?.similarity ?? 0);
  const reasons: Reason[] = [];
  const stems = articleStems(index, entry.article);
  const shared = words.filter(({ stem, common }) => !common && stems.has(stem)).map((word) => word.written);
  if (shared.length > 0) reasons.push({ kind: "words", words: [...new Set(shared)] });
  const text = nearest && index.phrasings[nearest.phrasing]?.text;
  if (nearest && text !== undefined) reasons.push({ kind: "phrasing", text, similarity: nearest.similarity });
  if (forbidden) reasons.push({ kind: "not", text: index.phrasings[not.phrasing]?.text ?? "" });
  return { article, confidence: confidenceOf(signalsOf(index, words, ranked, entry), forbidden), reasons };
}
