// In which language is each article of a knowledge base?

import type { Article } from "./article";
import { languageCode } from "./languages";
import { languageOf } from "./language-of";
import { finish } from "./steps";

/** The language of each article, all there are, and the one that most articles have. As codes: `es`. */
export type ArticleLanguages = { of: (article: Article) => string; all: readonly string[]; main: string };

/** A knowledge base that says nothing of its language is in English. */
const DEFAULT = "en";

/** What the front matter says, else what the article is written in, else what most articles are. */
export function articleLanguages(articles: readonly Article[]): ArticleLanguages {
  return finish(tellingLanguages(articles));
}

/** The same in steps, for many articles take a while when they are new. */
export function* tellingLanguages(articles: readonly Article[]): Generator<void, ArticleLanguages> {
  const known = found.get(articles);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const [number, article] of articles.entries()) {
    const language = ownLanguage(article);
    if (language !== undefined) counts.set(language, (counts.get(language) ?? 0) + 1);
    if (number % AT_ONCE === 0) yield;
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  const main = most?.[0] ?? languageOf(articles.slice(0, 20).map(beginningOf).join("\n")) ?? DEFAULT;
  const byArticle = new Map(articles.map((article) => [article, ownLanguage(article) ?? main]));
  const languages = {
    of: (article: Article) => byArticle.get(article) ?? main,
    main,
    all: [...new Set(byArticle.values())],
  };
  found.set(articles, languages);
  return languages;
}

/** Articles that are looked through before other work gets its turn. */
const AT_ONCE = 10;

const found = new WeakMap<readonly Article[], ArticleLanguages>();

function ownLanguage(article: Article): string | undefined {
  if (article.language !== undefined) return languageCode(article.language);
  if (!detected.has(article)) detected.set(article, detect(article));
  return detected.get(article);
}

/** An article is looked through once, and again only when it was mended. */
const detected = new WeakMap<Article, string | undefined>();

/** Of few words nothing is told: one article taken for another language would be offered after all others. */
const FEWEST_CHARACTERS = 60;
/** Enough for as many words as are looked at. */
const MOST_CHARACTERS = 300;

function detect(article: Article): string | undefined {
  const text = beginningOf(article);
  return text.length < FEWEST_CHARACTERS ? undefined : languageOf(text);
}

function beginningOf({ title, questions, body }: Article): string {
  const parts = [title, ...questions.slice(0, 10), body];
  return parts
    .map((part) => part.slice(0, MOST_CHARACTERS))
    .join("\n")
    .slice(0, MOST_CHARACTERS);
}
