// Was only the spelling of an article mended, so that it says what it said before?

import distance from "natural/lib/natural/distance";
import type { Article } from "./article";
import { editionOf } from "./edition";

/** Of an edition, those before it that said the same. */
export type Alike = ReadonlyMap<string, readonly string[]>;

/** After the articles became others. Of those that are there now; a step for each. */
export function* findingAlike(
  alike: Alike,
  before: readonly Article[],
  now: readonly Article[],
): Generator<undefined, Alike> {
  const earlier = new Map(before.map((article) => [article.id, article]));
  const found = new Map<string, readonly string[]>();
  for (const article of now) {
    yield;
    const [old, edition] = [earlier.get(article.id) ?? article, editionOf(article)];
    const known = alike.get(editionOf(old)) ?? [];
    if (editionOf(old) === edition) found.set(edition, known);
    else if (isSlightChange(old, article)) found.set(edition, [...new Set([editionOf(old), ...known])]);
  }
  return found;
}

/** More than that, and somebody has written it anew. */
const MOST_WORDS = 3;
/** "On" and "of", "now" and "not" are one letter apart and say something else. */
const SHORTEST = 4;

/**
 * The same title, `questions`, `not`, steps and code; of its words up to three spelt otherwise, by a letter each. Commas, capitals,
 * emphasis and line breaks count for nothing.
 */
export function isSlightChange(before: Article, after: Article): boolean {
  if (fixedParts(before) !== fixedParts(after)) return false;
  const [old, now] = [wordsIn(before.body), wordsIn(after.body)];
  if (old.length !== now.length) return false;
  const changed = old.flatMap((word, at) => (word === now[at] ? [] : [[word, now[at] ?? ""] as const]));
  return changed.length <= MOST_WORDS && changed.every(([was, is]) => isOtherSpelling(was, is));
}

/** One wrong letter in a command is why it did not help. */
const CODE = /```[^]*?```|`[^`\n]*`/g;

const fixedParts = ({ title, questions, not, guide = [], body }: Article): string =>
  JSON.stringify([title, questions, not, guide, body.match(CODE)]);

const wordsIn = (body: string): string[] =>
  body
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replaceAll(/^[.,;:!?"'()*_]+|[.,;:!?"'()*_]+$/g, ""))
    .filter((word) => word !== "");

/** Numbers, addresses and paths are not spelt: they are right or wrong. */
const isWord = (word: string): boolean => word.length >= SHORTEST && /^[\p{L}\p{M}'’-]+$/u.test(word);

const isOtherSpelling = (was: string, is: string): boolean =>
  isWord(was) && isWord(is) && distance.DamerauLevenshteinDistance(was, is, { restricted: true }) <= 1;
