// Which languages do we know, and how is a word of each cut to its stem?

import porter from "natural/lib/natural/stemmers/porter_stemmer";
import type { Stemmer } from "natural/lib/natural/stemmers/porter_stemmer";

/**
 * How a language's words are made equal. `fold` takes the accents: a question is typed on a phone or on a foreign keyboard.
 * `restore` gives back those that the stemmer's endings need; `stemmer` is loaded when the language is first used, for each
 * takes 3 to 17 ms and most knowledge bases have one language.
 */
type Forms = {
  fold: (word: string) => string;
  restore?: readonly (readonly [RegExp, string])[];
  stemmer?: () => Stemmer;
  finish?: (stem: string) => string;
};

const FORMS: Record<string, Forms> = {
  en: { fold: (word) => word, stemmer: () => porter },
  es: {
    fold: withoutMarks,
    restore: [[/cion$/, "ción"]],
    stemmer: () => require("natural/lib/natural/stemmers/porter_stemmer_es") as Stemmer,
  },
  fr: {
    fold: (word) => withoutMarks(word.replaceAll("œ", "oe")),
    restore: [[/ee(s?)$/, "ée$1"]],
    stemmer: () => require("natural/lib/natural/stemmers/porter_stemmer_fr") as Stemmer,
    // "oublier" and "oublié" keep an i that "oublie" loses.
    finish: (stem) => stem.replace(/i$/, ""),
  },
  de: {
    fold: foldGerman,
    stemmer: () => require("natural/lib/natural/stemmers/porter_stemmer_de") as Stemmer,
  },
  it: {
    fold: withoutMarks,
    stemmer: () => require("natural/lib/natural/stemmers/porter_stemmer_it") as Stemmer,
  },
  pt: {
    fold: withoutMarks,
    // The plural of "conexão" is "conexões".
    restore: [
      [/oes$/, "ao"],
      [/cao$/, "ção"],
      [/ao$/, "ão"],
    ],
    stemmer: () => require("natural/lib/natural/stemmers/porter_stemmer_pt") as Stemmer,
  },
  nl: {
    fold: withoutMarks,
    stemmer: () => require("natural/lib/natural/stemmers/porter_stemmer_nl") as Stemmer,
  },
  sv: {
    fold: foldNordic,
    stemmer: () => require("natural/lib/natural/stemmers/porter_stemmer_sv") as Stemmer,
  },
  no: {
    fold: foldNordic,
    stemmer: () => require("natural/lib/natural/stemmers/porter_stemmer_no") as Stemmer,
  },
  // Here й is a letter and no и with a mark; only ё is written both ways.
  ru: {
    fold: (word) => word.replaceAll("ё", "е"),
    stemmer: () => require("natural/lib/natural/stemmers/porter_stemmer_ru") as Stemmer,
  },
  uk: {
    fold: (word) => word.replaceAll("ґ", "г"),
    stemmer: () => require("natural/lib/natural/stemmers/porter_stemmer_uk") as Stemmer,
  },
  // `natural` knows their small words, but has no stemmer.
  pl: { fold: (word) => withoutMarks(word.replaceAll("ł", "l")) },
};

/** The languages whose small words we know, English first. */
export const LANGUAGES: readonly string[] = Object.keys(FORMS);

/** Both written Norwegians share one stemmer. */
const ALSO: Record<string, string> = { nb: "no", nn: "no" };

/** The language of a BCP 47 tag, without the country: `es` for `es-MX`. */
export function languageCode(tag: string): string {
  const code = tag.toLowerCase().split("-")[0] ?? "";
  return ALSO[code] ?? code;
}

/** The word without what is often left out in typing. A language we do not know keeps all its letters. */
export function foldWord(word: string, language: string): string {
  return FORMS[language]?.fold(word) ?? word;
}

/** The stem of a word that is folded; the word itself in a language without a stemmer. */
export function stemOf(folded: string, language: string): string {
  const forms = FORMS[language];
  const stemmer = forms?.stemmer?.();
  if (!forms || !stemmer) return folded;
  const whole = (forms.restore ?? []).reduce((word, [ending, as]) => word.replace(ending, as), folded);
  const stem = forms.fold(stemmer.stem(whole));
  return forms.finish?.(stem) ?? stem;
}

function withoutMarks(word: string): string {
  return word.normalize("NFD").replaceAll(/\p{M}/gu, "").normalize("NFC");
}

/** Umlauts are typed "ue" or "u". After a vowel or a q, "ue" is none: "neue", "Quelle". */
function foldGerman(word: string): string {
  return withoutMarks(word.replaceAll("ß", "ss").replaceAll(/(?<![aeiouyq])([aou])e/g, "$1"));
}

function foldNordic(word: string): string {
  return withoutMarks(word.replaceAll("ø", "o").replaceAll("æ", "ae"));
}
