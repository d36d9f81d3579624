// Which words does a text have, in the form in which two ways of writing the same thing are equal?

import { writtenOut } from "./abbreviations";
import { withoutCourtesy } from "./courtesy";
import { commonWords } from "./language-words";
import { foldWord, stemOf } from "./languages";
import { withoutAddresses } from "./plain-question";
import { joinPhrases, sameMeaning } from "./same-meaning";
import { sameTerm } from "./terms-abroad";

/** A word as written (lower case), as its accents are left out, its stem, and whether every question has it ("how", "my"). */
export type Word = { written: string; folded: string; stem: string; common: boolean };

/** More of a question is not looked at: beyond this a person is telling a story, and time must stay bounded. */
export const MOST_WORDS = 200;
const MOST_CHARACTERS = 8000;
/** A "word" longer than this is a key or a pasted blob. */
const LONGEST_WORD = 40;

/** The first `MOST_WORDS` words of a question, addresses left out; `cut` tells that there was more. A word said twice running is one. */
export function wordsOf(text: string, language = "en"): { words: Word[]; cut: boolean } {
  const found = split(withoutAddresses(text.slice(0, MOST_CHARACTERS)), language);
  const said = found.slice(0, MOST_WORDS).filter((word, i) => word !== found[i - 1]);
  const words = said.map((word) => toWord(word, language));
  return { words, cut: text.length > MOST_CHARACTERS || found.length > MOST_WORDS };
}

/** Every word of a longer text, for an article's body. */
export function allWordsOf(text: string, language = "en"): Word[] {
  return split(text, language).map((word) => toWord(word, language));
}

function split(text: string, language: string): string[] {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\u2018\u2019\u02BC`]/g, "'");
  const opened = language === "en" ? openContractions(writtenOut(plain)) : plain;
  const joined = (JOINED[language] ?? [EMAIL]).reduce(
    (left, parts) => left.replaceAll(parts, "$1"),
    joinPhrases(withoutCourtesy(opened, language)),
  );
  return joined.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** "E-mail" and "Wi-Fi" are written with and without the hyphen. Many languages hang small words on with it ("a-t-il"). */
const EMAIL = /(?<![\p{L}\p{N}])(e|wi)[-\u2010\u2011](?=\p{L})/gu;
/** In English a part of one or two letters is joined to the next; Ukrainian has an apostrophe within words. */
const JOINED: Record<string, RegExp[]> = {
  en: [/(?<![\p{L}\p{N}])(\p{L}{1,2})[-\u2010\u2011](?=\p{L})/gu],
  uk: [EMAIL, /(\p{L})'(?=\p{L})/gu],
};

/** Words come back again and again: taking one apart is most of the work of preparing a knowledge base. */
const takenApart = new Map<string, Map<string, Word>>();
const MOST_KEPT = 50_000;

export function toWord(found: string, language = "en"): Word {
  const kept = takenApart.get(language) ?? new Map<string, Word>();
  takenApart.set(language, kept);
  const known = kept.get(found);
  if (known) return known;
  const word = takeApart(found.slice(0, LONGEST_WORD), language);
  if (kept.size < MOST_KEPT) kept.set(found, word);
  return word;
}

function takeApart(written: string, language: string): Word {
  const folded = foldWord(written, language);
  const common = commonWords(language).has(folded);
  // In Spanish the endings of "cómo" are those of "comer": but for English, a common word is not cut.
  const whole = common && language !== "en";
  const stem = whole ? folded : sameTerm(stemOf(sameMeaning(folded), language), language);
  return { written, folded, stem, common };
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
