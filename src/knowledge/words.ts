// Which words does a text have, in the form in which two ways of writing the same thing are equal?

import stemmer from "natural/lib/natural/stemmers/porter_stemmer";
import { withoutCourtesy } from "./courtesy";
import { joinPhrases, sameMeaning } from "./same-meaning";

/** A word as written (lower case), its stem and runs of characters, and whether every question has it ("how", "my"). */
export type Word = { written: string; stem: string; runs: string[]; common: boolean };

/** More of a question is not looked at: beyond this a person is telling a story, and time must stay bounded. */
export const MOST_WORDS = 200;
const MOST_CHARACTERS = 8000;
/** A "word" longer than this is a key or a pasted blob. */
const LONGEST_WORD = 40;

/** The first `MOST_WORDS` words; `cut` tells that there was more. A word said twice running is one. */
export function wordsOf(text: string): { words: Word[]; cut: boolean } {
  const found = split(text.slice(0, MOST_CHARACTERS));
  const said = found.slice(0, MOST_WORDS).filter((word, i) => word !== found[i - 1]);
  return { words: said.map(toWord), cut: text.length > MOST_CHARACTERS || found.length > MOST_WORDS };
}

/** Every word of a longer text, for an article's body. */
export function allWordsOf(text: string): Word[] {
  return split(text).map(toWord);
}

/** "E-mail" and "Wi-Fi" are written with and without the hyphen: a part of one or two letters is joined to the next. */
function split(text: string): string[] {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\u2018\u2019\u02BC`]/g, "'");
  const joined = joinPhrases(withoutCourtesy(openContractions(plain))).replaceAll(
    /(?<![\p{L}\p{N}])(\p{L}{1,2})[-\u2010\u2011](?=\p{L})/gu,
    "$1",
  );
  return joined.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** Words come back again and again: taking one apart is most of the work of preparing a knowledge base. */
const takenApart = new Map<string, Word>();
const MOST_KEPT = 50_000;

export function toWord(found: string): Word {
  const known = takenApart.get(found);
  if (known) return known;
  const written = found.slice(0, LONGEST_WORD);
  const stem = stemmer.stem(sameMeaning(written));
  const word = { written, stem, runs: characterRuns(written), common: COMMON.has(written) };
  if (takenApart.size < MOST_KEPT) takenApart.set(found, word);
  return word;
}

function openContractions(text: string): string {
  return text
    .replaceAll(/\bcan't\b|\bcannot\b/g, "can not")
    .replaceAll(/\bwon't\b/g, "will not")
    .replaceAll(/n't\b/g, " not")
    .replaceAll(/'re\b/g, " are")
    .replaceAll(/'m\b/g, " am")
    .replaceAll(/'ll\b/g, " will")
    .replaceAll(/'ve\b/g, " have")
    .replaceAll(/'d\b/g, " would")
    .replaceAll(/'s\b/g, "");
}

/**
 * Words that say nothing about the subject of a question to a help desk. A small knowledge base cannot know that they are
 * common, so the weight is taken from them here. Without the words that turn a meaning round (not, no, off, out, over, up).
 */
const COMMON = new Set(
  `a about after again all also am an and any anybody anyone anything are as at be because been before being both but by
  can could did do does doing done else ever for from get getting give go going gone got had has have having he hello help
  her here hey hi him his how i if in into is it its itself just kindly know let like may me might mine more most much must
  my myself need of ok okay on once one or other our please really see shall she should so some somebody someone something
  still such tell thank thanks that the their them then there these they thing this those through to too us very want was
  way we were what whatever when where whether which while who whom whose why will with would yes yet you your yours`.split(
    /\s+/,
  ),
);

/** The runs of a word, `#` marking its ends; the `~` keeps their names apart from words. */
function characterRuns(written: string): string[] {
  const marked = `#${written}#`;
  const runs: string[] = [];
  for (let length = 3; length <= 5; length++)
    for (let at = 0; at + length <= marked.length; at++) runs.push(`~${marked.slice(at, at + length)}`);
  return runs;
}
