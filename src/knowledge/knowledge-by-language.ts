// What is prepared once for a knowledge base, for each of its languages?

import type { Article } from "./article";
import { tellingLanguages } from "./article-languages";
import type { ArticleLanguages } from "./article-languages";
import { amendingIndex } from "./amending-index";
import { buildingIndex } from "./knowledge-index";
import type { KnowledgeIndex } from "./knowledge-index";
import { MEANT } from "./meaning";
import type { Encode } from "./meaning";
import { finish } from "./steps";

/**
 * Built once for a set of articles; opaque to others. Each language has a part of its own: what is rare in one is not in the
 * other, and what one is sure of says nothing about the other.
 */
export type KnowledgeByLanguage = {
  articles: readonly Article[];
  languages: ArticleLanguages;
  parts: ReadonlyMap<string, KnowledgeIndex>;
};

/** Prepares articles for matching. With `encode` they are matched by their meaning too, not by their words alone. */
export function buildIndex(articles: readonly Article[], encode?: Encode): KnowledgeByLanguage {
  return finish(buildingByLanguage(articles, encode));
}

/**
 * The same in steps of some milliseconds, so that whoever runs it can do other things in between. `before`: what was built last;
 * few changed articles (the others being the same objects) are then prepared alone.
 */
export function* buildingByLanguage(
  articles: readonly Article[],
  encode?: Encode,
  before?: KnowledgeByLanguage,
): Generator<void, KnowledgeByLanguage> {
  const languages = yield* tellingLanguages(articles);
  const parts = new Map<string, KnowledgeIndex>();
  for (const language of new Set([languages.main, ...languages.all])) {
    const own = articles.filter((article) => languages.of(article) === language);
    const meant = language === MEANT ? encode : undefined;
    const known = before?.parts.get(language);
    const amended = known && known.encode === meant && (yield* amendingIndex(known, own, language));
    parts.set(language, amended || (yield* buildingIndex(own, language, meant)));
  }
  return { articles, languages, parts };
}
