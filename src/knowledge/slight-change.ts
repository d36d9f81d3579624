// Was only the spelling of an article mended, so that it says what it said before?

import distance from "natural/lib/natural/distance";
import type { Article } from "./article";
import { editionOf } from "./edition";

/** Of an edition, those before it that said the same. */
export type Alike = ReadonlyMap<string, readonly string[]>;

/** After the articles became others. Of those that are there now. */
export function alikeNow(alike: Alike, before: readonly Article[], now: readonly Article[]): Alike {
  const earlier = new Map(before.map((article) => [article.id, article]));
  return new Map(
    now.map((article) => {
      const old = earlier.get(article.id);
      const edition = editionOf(article);
      const was = old === undefined ? edition : editionOf(old);
      const known = alike.get(was) ?? [];
      if (old === undefined || was === edition) return [edition, known] as const;
      return [edition, isSlightChange(old, article) ? [...new Set([was, ...known])] : []] as const;
    }),
  );
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
