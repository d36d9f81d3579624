// Is an article still the one that was shown, or was it mended since?

import type { Article } from "./article";

/**
 * Changes with all that makes an answer right or wrong: title, text, `questions` and `not`. Review date, owner, tags and the like
 * may change without it. 16 hexadecimal digits, the same in every process.
 */
export function editionOf(article: Article): string {
  const known = editions.get(article);
  if (known !== undefined) return known;
  const { title, body, questions, not, guide = [] } = article;
  const text = JSON.stringify([title, body, questions, not, guide]);
  const edition = hash(text, 0x811c9dc5) + hash(text, 0x9e3779b9);
  editions.set(article, edition);
  return edition;
}

/** An article is read once and offered often, and a body may be a megabyte. */
const editions = new WeakMap<Article, string>();

/** FNV-1a of 32 bits: nobody gains anything by making two articles alike. */
function hash(text: string, start: number): string {
  let value = start;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, "0");
}
