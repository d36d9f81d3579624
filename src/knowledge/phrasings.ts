// By which texts can an article be found?

import type { Article } from "./article";
import { allWordsOf } from "./words";
import type { Word } from "./words";

/** `not` is a question the article must not answer; `text` is what a person is shown. */
export type Phrasing = { kind: "title" | "question" | "body" | "not"; text: string; words: Word[] };

/** Long enough to hold a thought, short enough that a question's words are not lost in it. */
const CHUNK_WORDS = 45;
/** A body is evidence, not the subject: the first chunks of a long one are enough, and bound the index. */
const MOST_CHUNKS = 12;
/** Enough for that many words; a file may be a megabyte. */
const MOST_CHARACTERS = 20_000;

/** `language`: whose words the article has, a code from `articleLanguages`. */
export function phrasingsOf(article: Article, language: string): Phrasing[] {
  const phrasing = (kind: Phrasing["kind"], text: string) => ({
    kind,
    text,
    words: allWordsOf(text, language),
  });
  const phrasings: Phrasing[] = [
    phrasing("title", article.title),
    ...article.questions.map((text) => phrasing("question", text)),
    ...article.not.map((text) => phrasing("not", text)),
    ...chunksOf(article, language),
  ];
  const seen = new Set<string>();
  return phrasings.filter(({ kind, words }) => {
    const key = `${kind === "not" ? "not" : ""} ${words.map(({ written }) => written).join(" ")}`;
    return words.length > 0 && !seen.has(key) && seen.add(key);
  });
}

/** The text below the title, in runs of words; tags, component and a guide's steps belong to it. */
function chunksOf(article: Article, language: string): Phrasing[] {
  const steps = (article.guide ?? []).map(({ title, text }) => `${title}\n${text}`);
  const labels = [article.component ?? "", ...article.tags].join(" ");
  const words = allWordsOf(
    [labels, withoutLinks(article.body), ...steps].join("\n").slice(0, MOST_CHARACTERS),
    language,
  );
  const chunks: Phrasing[] = [];
  for (let at = 0; at < words.length && chunks.length < MOST_CHUNKS; at += CHUNK_WORDS) {
    const run = words.slice(at, at + CHUNK_WORDS);
    chunks.push({ kind: "body", text: article.title, words: run });
  }
  return chunks;
}

/** Addresses hold words that nobody meant to say. */
function withoutLinks(markdown: string): string {
  return markdown.replaceAll(/\]\([^)]*\)|https?:\/\/\S+/g, " ");
}
