/** What would an edit of the knowledge base take from articles that have it today? */
import type { Article } from "../knowledge/article";
import { editionOf } from "../knowledge/edition";
import { askWithout } from "../knowledge/left-out";
import type { LeftOut } from "../knowledge/left-out";
import type { Bands, KnowledgeIndex } from "../knowledge/matching";
import type { Failure } from "./kb-test-trials";

/**
 * A question is asked as if its article did not have it, so that it stands for all the ways in which people say the same: answered
 * by another article now, and not before, it is stolen. Only an edit of one of the two can have done that. `lineOf`: of a question.
 */
export function stolenBy(
  before: KnowledgeIndex,
  now: KnowledgeIndex,
  lineOf: (article: Article, question: string) => number,
  bands?: Bands,
): Failure[] {
  const earlier = new Map(before.articles.map((article) => [article.id, article]));
  const isEdited = (article: Article): boolean => {
    const was = earlier.get(article.id);
    return was === undefined || editionOf(was) !== editionOf(article);
  };
  if (!now.articles.some(isEdited) && before.articles.length === now.articles.length) return [];
  return now.articles.flatMap((article) => {
    const was = earlier.get(article.id);
    if (!was) return [];
    const kept = [article.title, ...article.questions].filter((q) =>
      [was.title, ...was.questions].includes(q),
    );
    return [...new Set(kept)].flatMap((question): Failure[] => {
      const taken = askWithout(now, article, question, bands);
      const by = thief(taken);
      if (!by || !(isEdited(by) || isEdited(article))) return [];
      if (thief(askWithout(before, was, question, bands))?.id === by.id) return [];
      return [failure(article, question, by, lineOf(article, question))];
    });
  });
}

/** Who answers instead. */
const thief = ({ decision, first, article }: LeftOut): Article | undefined =>
  decision === "answer" && first && first.article !== article ? first.article : undefined;

function failure(article: Article, question: string, by: Article, line: number): Failure {
  return {
    file: article.source.file,
    line,
    severity: "error",
    message: `\`${by.id}\` now takes what is like "${question}", a question of \`${article.id}\`.`,
    fix: `Write it under \`not\` of \`${by.id}\`; or move it there, if that is the better answer.`,
    kind: "stolen",
    ask: question,
    expected: [article.id],
    got: { decision: "answer", articles: [by.id] },
  };
}
