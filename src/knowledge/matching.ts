// Which articles fit a question, how sure is that, and what should be done about it?

import type { Article } from "./article";
import { confidenceOf } from "./confidence";
import type { Forbidden } from "./confidence";
import { DEFAULT_BANDS, decideMatches } from "./deciding";
import type { Bands } from "./deciding";
import type { KnowledgeIndex } from "./knowledge-index";
import type { Match, Matches, Reason } from "./match";
import { rankArticles } from "./ranking";
import type { Ranked } from "./ranking";
import { articleStems, signalsOf } from "./signals";
import { correctSpelling } from "./spelling";
import { vectorOf } from "./vectors";
import { wordsOf } from "./words";
import type { Word } from "./words";

export type { Match, Matches, Reason } from "./match";
export { DEFAULT_BANDS } from "./deciding";
export type { Bands } from "./deciding";
export { buildIndex } from "./knowledge-index";
export type { KnowledgeIndex } from "./knowledge-index";

const MOST_MATCHES = 10;
/** From which likeness on a `not` counts that is nearer than every question of its article. */
const NEAR_NOT = { likely: 0.3, clear: 0.5 };

/** `mayAnswer`: which articles hold for the person who asks. */
export type Asking = { bands?: Bands; mayAnswer?: (article: Article) => boolean };

/** Ranks the articles for a question and decides: answer, show candidates, or hand it to a person. Never throws. */
export function matchArticles(
  index: KnowledgeIndex,
  question: string,
  { bands = DEFAULT_BANDS, mayAnswer = () => true }: Asking = {},
): Matches {
  const { words: written, cut } = wordsOf(question);
  const read = correctSpelling(written, index.spelling);
  const allowed = ({ article }: Ranked) => {
    const found = index.articles[article];
    return found !== undefined && mayAnswer(found);
  };
  const ranked = rankArticles(index, vectorOf({ words: read, characters: true }, index.vocabulary))
    .filter(allowed)
    .slice(0, MOST_MATCHES);
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
  const forbidden = forbiddenBy(entry, words.length);
  const reasons: Reason[] = [];
  const stems = articleStems(index, entry.article);
  const shared = words.filter(({ stem, common }) => !common && stems.has(stem)).map((word) => word.written);
  if (shared.length > 0) reasons.push({ kind: "words", words: [...new Set(shared)] });
  const text = nearest && index.phrasings[nearest.phrasing]?.text;
  if (nearest && text !== undefined) reasons.push({ kind: "phrasing", text, similarity: nearest.similarity });
  if (forbidden !== "none")
    reasons.push({ kind: "not", text: index.phrasings[not?.phrasing ?? -1]?.text ?? "" });
  return {
    article,
    confidence: confidenceOf(signalsOf(index, words, ranked, entry, stems), forbidden),
    reasons,
  };
}

/** One word, "wifi", stands in many a `not` without meaning it: less than three are never only likely. */
function forbiddenBy({ not, nearest }: Ranked, words: number): Forbidden {
  if (!not || not.similarity <= (nearest?.similarity ?? 0)) return "none";
  if (not.similarity >= NEAR_NOT.clear) return "clear";
  return words > 2 && not.similarity >= NEAR_NOT.likely ? "likely" : "none";
}
