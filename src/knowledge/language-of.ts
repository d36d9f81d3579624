// In which language is a text written?

import { LANGUAGES, foldWord } from "./languages";
import { smallWords } from "./language-words";

/** More of a text is not looked at. */
const MOST_WORDS = 25;
/** What a small word ("how", "cómo") says for its language beside the letters of any word. */
const SMALL_WORD = 2;
/** By how much the best must lead, else the language is not told. Measured on 151 questions of 2 to 9 words in 11 languages. */
const LEAD = 0.5;
/** About so many runs a language has: a run as frequent as 1 in so many is neither frequent nor rare. */
const PLACES = 1000;
/** Of a text of some length, every fifth word or more is a small one in any of these languages; a foreign one has few. */
const LONG = 12;
const SMALL_SHARE = 1 / 5;

/** The small words of a language, and the runs of three letters in them: what its words look like. */
type Look = { small: Set<string>; runs: Map<string, number>; all: number };

/** How much a word looks like one of a language; the higher, the more. */
type Seen = { small: boolean; score: number };

/** Which of the languages it is; undefined when two come too close, or when it looks like none of them. */
export function languageOf(text: string, among: readonly string[] = LANGUAGES): string | undefined {
  const found =
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? [];
  const words = found.slice(0, MOST_WORDS);
  const plain = bySmallWords(words, among);
  if (plain !== undefined) return plain;
  const scored = among.map((language) => {
    const seen = words.map((word) => seenIn(word, language));
    return {
      language,
      score: seen.reduce((sum, { score }) => sum + score, 0),
      small: seen.filter(({ small }) => small).length,
    };
  });
  const [best, second] = scored.toSorted((a, b) => b.score - a.score);
  if (!best || best.score - (second?.score ?? 0) < LEAD) return undefined;
  return words.length >= LONG && best.small < words.length * SMALL_SHARE ? undefined : best.language;
}

/** Most texts of some length are told by their small words alone, twenty times as fast: there may be thousands to look at. */
function bySmallWords(words: readonly string[], among: readonly string[]): string | undefined {
  if (words.length < LONG) return undefined;
  const counts = among.map(() => 0);
  for (const word of words)
    for (const language of spokenWith().get(word) ?? []) {
      const at = among.indexOf(language);
      if (at >= 0) counts[at] = (counts[at] ?? 0) + 1;
    }
  const [most = 0, second = 0] = counts.toSorted((a, b) => b - a);
  return most - second >= words.length * SMALL_SHARE ? among[counts.indexOf(most)] : undefined;
}

let spoken: ReadonlyMap<string, string[]> | undefined;

/** The languages in which a word is a small one. */
function spokenWith(): ReadonlyMap<string, string[]> {
  if (spoken) return spoken;
  const made = new Map<string, string[]>();
  for (const language of LANGUAGES)
    for (const word of lookOf(language).small) made.set(word, [...(made.get(word) ?? []), language]);
  spoken = made;
  return made;
}

/** Words come back again and again, and a knowledge base has to be looked through in every language. */
const seenWords = new Map<string, Map<string, Seen>>();
const MOST_KEPT = 50_000;

function seenIn(word: string, language: string): Seen {
  const kept = seenWords.get(language) ?? new Map<string, Seen>();
  seenWords.set(language, kept);
  const known = kept.get(word);
  if (known) return known;
  const seen = look(word, lookOf(language));
  if (kept.size < MOST_KEPT) kept.set(word, seen);
  return seen;
}

function look(word: string, { small, runs, all }: Look): Seen {
  const parts = runsOf(word);
  // Above zero for a run that is there, by the order of magnitude of its frequency.
  const likely = (run: string) => Math.log1p(((runs.get(run) ?? 0) / all) * 2 * PLACES);
  const letters = parts.reduce((sum, run) => sum + likely(run), 0) / parts.length;
  return { small: small.has(word), score: letters + (small.has(word) ? SMALL_WORD : 0) };
}

const looks = new Map<string, Look>();

function lookOf(language: string): Look {
  const known = looks.get(language);
  if (known) return known;
  // A question is typed with accents or without.
  const small = new Set(smallWords(language).flatMap((word) => [word, foldWord(word, language)]));
  const runs = new Map<string, number>();
  for (const run of [...small].flatMap(runsOf)) runs.set(run, (runs.get(run) ?? 0) + 1);
  const all = [...runs.values()].reduce((sum, times) => sum + times, 0);
  const made = { small, runs, all };
  looks.set(language, made);
  return made;
}

/** Never empty: `#` marks the ends. */
function runsOf(word: string): string[] {
  const marked = `#${word}#`;
  return Array.from({ length: marked.length - 2 }, (_, at) => marked.slice(at, at + 3));
}
