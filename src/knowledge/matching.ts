// Which articles fit a question, how sure is that, and what should be done about it?

import { askInLanguages } from "./across-languages";
import type { InLanguage } from "./across-languages";
import type { Article } from "./article";
import type { Calibration } from "./calibration";
import { confidenceOf, worthOf } from "./confidence";
import type { Forbidden } from "./confidence";
import { DEFAULT_BANDS, decideMatches } from "./deciding";
import type { Understood } from "./deciding";
import { nearestReason, overlapOf, sharedWords } from "./evidence";
import { weighExperience } from "./experience";
import type { Experience } from "./experience";
import type { KnowledgeByLanguage } from "./knowledge-by-language";
import type { KnowledgeIndex } from "./knowledge-index";
import { LEARNT } from "./learnt-before";
import { likenessOf } from "./likeness";
import type { Likeness } from "./likeness";
import type { Bands, Match, Matches, Reason } from "./match";
import type { Phrasing } from "./phrasings";
import { plainQuestion } from "./plain-question";
import { rankArticles } from "./ranking";
import type { Ranked, Ranking } from "./ranking";
import { signalsOf } from "./signals";
import { correctSpelling } from "./spelling";
import { numberOf, vectorOf } from "./vectors";

export type { Bands, Match, Matches, Reason } from "./match";
export { DEFAULT_BANDS } from "./deciding";
export { buildIndex, buildingByLanguage as buildingIndex } from "./knowledge-by-language";
export type { KnowledgeByLanguage as KnowledgeIndex } from "./knowledge-by-language";

const MOST_MATCHES = 10;
/** From which likeness on a `not` counts that is nearer than every question of its article. */
const NEAR_NOT = { byWords: { likely: 0.3, clear: 0.5 }, byMeaning: { likely: 0.2, clear: 0.4 } };

/**
 * `mayAnswer`: which articles hold for the person who asks. `experience`: how earlier answers with them ended. `leavesOut`: as if
 * this title, question or piece of text were not in its article.
 */
export type Asking = {
  bands?: Bands;
  mayAnswer?: (article: Article) => boolean;
  experience?: Experience;
  leavesOut?: LeavesOut;
};
export type LeavesOut = (phrasing: Phrasing, article: Article) => boolean;

/** A question that was compared with everything. */
type Asked = Understood & { likeness: Likeness; ranking: Ranking; isLeftOut: (phrasing: number) => boolean };

/** Ranks the articles for a question and decides: answer, show candidates, or hand it to a person. Never throws. */
export function matchArticles(index: KnowledgeByLanguage, question: string, asking: Asking = {}): Matches {
  return askInLanguages(index, question, (part, said) => matchSaid(part, said, asking));
}

function matchSaid(
  index: KnowledgeIndex,
  said: InLanguage,
  { bands = DEFAULT_BANDS, mayAnswer = () => true, experience, leavesOut }: Asking,
): Matches {
  const asked = compareQuestion(index, said, mayAnswer, leavesOut);
  const found = asked.ranking.ranked
    .slice(0, MOST_MATCHES)
    .flatMap((entry) => toMatch(index, asked, entry, experience) ?? [])
    .toSorted((a, b) => b.standing - a.standing)
    .map(({ match }) => match);
  return decideMatches(noneSurerThanTheOneAbove(found), asked, bands);
}

/** How like every phrasing a question is, slips mended, and how the articles rank that the person may get. */
export function compareQuestion(
  index: KnowledgeIndex,
  { text, words: written, cut, language }: InLanguage,
  mayAnswer: (article: Article) => boolean = () => true,
  leavesOut: LeavesOut = () => false,
): Asked {
  const read = correctSpelling(written, index.spelling, language);
  const unknown = read.filter(
    ({ stem, common }) => !common && numberOf(index.vocabulary, stem) === undefined,
  );
  const meaning = read.length > 0 ? index.encode?.(plainQuestion(text, written, read, language)) : undefined;
  const likeness = likenessOf(index, {
    vector: vectorOf({ words: read, characters: true }, index.vocabulary),
    ...(meaning && { meaning }),
  });
  const isLeftOut = (number: number) => {
    const phrasing = index.phrasings[number];
    const article = phrasing && index.articles[phrasing.article];
    return !article || !mayAnswer(article) || leavesOut(phrasing, article);
  };
  return {
    written,
    read,
    unknown: [...new Set(unknown.map((word) => word.written))],
    cut,
    likeness,
    ranking: rankArticles(index, likeness, isLeftOut),
    isLeftOut,
  };
}

/** `standing`: by what they are ordered, the votes with what a `not` and the like make of them. */
function toMatch(
  index: KnowledgeIndex,
  { read, likeness, ranking, isLeftOut }: Asked,
  entry: Ranked,
  experience: Experience | undefined,
): { match: Match; standing: number } | undefined {
  const article = index.articles[entry.article];
  if (!article) return undefined;
  const signals = signalsOf(index, likeness, ranking, entry, read.length, isLeftOut);
  const shared = sharedWords(index, read, entry.article);
  const overlap = overlapOf(index, read, entry, shared, likeness.compared);
  const forbidden = forbiddenBy(entry, read.length, likeness.compared);
  const confidence = confidenceOf(weightsFor(index, likeness), signals, overlap, forbidden);
  const outcomes = experience?.get(article.id);
  const weighed = weighExperience(confidence, outcomes);
  const reasons: Reason[] = [
    ...(shared.length > 0 ? [{ kind: "words", words: shared } as const] : []),
    ...nearestReason(index, likeness, entry),
    ...notReason(index, entry, forbidden),
    ...(outcomes && weighed !== confidence
      ? [{ kind: "experience", confirmed: outcomes.confirmed, failed: outcomes.failed } as const]
      : []),
  ];
  return {
    match: { article, confidence: weighed, reasons },
    standing: entry.score * worthOf(overlap, forbidden),
  };
}

/** The votes decide who comes first: they are right more often than the confidences of two beside each other. */
function noneSurerThanTheOneAbove(matches: Match[]): Match[] {
  let most = 1;
  return matches.map((match) => {
    most = Math.min(most, match.confidence);
    return { ...match, confidence: most };
  });
}

/** What the base says of itself holds for questions that are compared as its own were. */
function weightsFor(index: KnowledgeIndex, { compared }: Likeness): Calibration {
  return compared === Boolean(index.meanings) ? index.calibration : LEARNT.words.weights;
}

function notReason(index: KnowledgeIndex, { not }: Ranked, forbidden: Forbidden): Reason[] {
  if (forbidden === "none" || !not) return [];
  return [{ kind: "not", text: index.phrasings[not.phrasing]?.text ?? "" }];
}

/** One word, "wifi", stands in many a `not` without meaning it: less than three are never only likely. */
function forbiddenBy({ not, nearest }: Ranked, words: number, meant: boolean): Forbidden {
  if (!not || not.similarity <= (nearest?.similarity ?? 0)) return "none";
  const near = meant ? NEAR_NOT.byMeaning : NEAR_NOT.byWords;
  if (not.similarity >= near.clear) return "clear";
  return words > 2 && not.similarity >= near.likely ? "likely" : "none";
}
