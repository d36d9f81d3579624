// Does a text hold a phrase of the plan, however its words are cased, hyphenated or contracted?

/** More of a text is not looked at: time must stay bounded, and what is urgent is said early. */
const MOST_CHARACTERS = 8000;

/** How many other words `...` may stand for. */
const WIDEST_GAP = 4;

/** One place of a phrase: words that may stand there, after at most `gap` other words. */
export type PhrasePart = { words: string[][]; gap: number };

/** The words of a text in one form: "E-mail" and "email" are equal, so are "can't" and "cannot", "phone" and "phones". */
export function normalisedWords(text: string): string[] {
  const plain = text.slice(0, MOST_CHARACTERS).normalize("NFKC").toLowerCase().replaceAll(/[’ʼ`]/g, "'");
  const opened = plain
    .replaceAll(/\bcan't\b|\bcannot\b/g, "can not")
    .replaceAll(/\bwon't\b/g, "will not")
    .replaceAll(/n't\b/g, " not")
    .replaceAll("'", "")
    // A part of one or two letters belongs to the next: "e-mail", "wi-fi".
    .replaceAll(/(?<![\p{L}\p{N}])(\p{L}{1,2})[-‐‑](?=\p{L})/gu, "$1");
  return (opened.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(singular);
}

/** Plain enough to be foreseen by who writes a plan: one `s` at the end counts for nothing. */
const singular = (word: string): string =>
  word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;

/**
 * Reads a phrase as the plan writes it: `lost/stolen ... laptop/phone`. A slash separates words that may stand in one
 * place, `...` stands for up to four other words.
 */
export function readPhrase(phrase: string): PhrasePart[] {
  const parts: PhrasePart[] = [];
  let gap = 0;
  for (const token of phrase.replaceAll(/\.{3}|…/g, " … ").split(/\s+/)) {
    if (token === "…") {
      gap = WIDEST_GAP;
      continue;
    }
    const words = token
      .split("/")
      .map(normalisedWords)
      .filter((each) => each.length > 0);
    if (words.length === 0) continue;
    parts.push({ words, gap: parts.length === 0 ? 0 : gap });
    gap = 0;
  }
  return parts;
}

/** A list as it is, or one text with commas as a list of its parts. Anything else is left for the schema to refuse. */
export function wordList(written: unknown): unknown {
  if (typeof written !== "string") return written;
  return written
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

/** Positions in `words` that the phrase covers, at the first place where it stands; undefined when it does not. */
export function findPhrase(words: readonly string[], phrase: string): number[] | undefined {
  const parts = partsOf(phrase);
  if (parts.length === 0) return undefined;
  for (let start = 0; start < words.length; start += 1) {
    const found = follow(words, parts, start);
    if (found) return found;
  }
  return undefined;
}

export function holdsPhrase(words: readonly string[], phrases: readonly string[]): boolean {
  return phrases.some((phrase) => findPhrase(words, phrase) !== undefined);
}

function follow(words: readonly string[], parts: readonly PhrasePart[], at: number): number[] | undefined {
  const [part, ...rest] = parts;
  if (!part) return [];
  for (let start = at; start <= at + part.gap; start += 1) {
    for (const choice of part.words) {
      if (!choice.every((word, i) => words[start + i] === word)) continue;
      const tail = follow(words, rest, start + choice.length);
      if (tail) return [...choice.map((_, i) => start + i), ...tail];
    }
  }
  return undefined;
}

/** Phrases are read once: every question is held against all of them. */
const known = new Map<string, PhrasePart[]>();
const MOST_KNOWN = 10_000;

function partsOf(phrase: string): PhrasePart[] {
  const before = known.get(phrase);
  if (before) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const parts = readPhrase(phrase);
  known.set(phrase, parts);
  return parts;
}
