// In which other ways is the same question asked?

import * as fc from "fast-check";

/** `say` has nothing to say when the question cannot be asked in this way; `seed` makes a slip that is the same each time. */
export type Otherwise = { name: string; say: (question: string, seed: number) => string | undefined };

const SHORT = 4;
/** Shorter words have too many neighbours: what was meant cannot be told any more. */
const SHORTEST_WITH_SLIP = 5;

/** Nothing that is asked about changes: the answer may not either. */
export const SAME_WORDS: readonly Otherwise[] = [
  { name: "after a greeting", say: (q) => `Hi there, ${q}` },
  { name: "after a longer greeting", say: (q) => `Good morning everyone! ${q}` },
  { name: "politely", say: (q) => `Could you please help me? ${q}` },
  { name: "with thanks", say: (q) => `${ended(q)} Thank you very much in advance!` },
  { name: "with short thanks", say: (q) => `${q} thx` },
  { name: "in capitals", say: (q) => q.toUpperCase() },
  { name: "without capitals", say: (q) => q.toLowerCase() },
  { name: "with question marks", say: (q) => `${unended(q)}???` },
  { name: "trailing off", say: (q) => `${unended(q)}...` },
  { name: "without signs", say: (q) => q.replaceAll(/[.,;:!?]+(?=\s|$)/g, "") },
  { name: "with curly quotes", say: (q) => q.replaceAll("'", "\u2019") },
  { name: "in wide spaces", say: (q) => ` ${q.replaceAll(" ", "  \u00A0")}\n` },
  { name: "with an emoji", say: (q) => `${q} 🙈` },
  { name: "between emojis", say: (q) => `🙏🏽 ${q} 👩‍🏫` },
];

/** There is more in it, or less: the answer stays the same nearly always. */
export const OTHER_WORDS: readonly Otherwise[] = [
  { name: "with a ticket's number", say: (q) => `HD-1042: ${q}` },
  { name: "with an error code", say: (q) => `${unended(q)} (error 0x80070490)` },
  { name: "with an address", say: (q) => `${unended(q)} https://example.com/a/b?id=17` },
  { name: "after some talk", say: (q) => `Hope you had a nice weekend. ${q}` },
  { name: "with a slip in one word", say: withSlip },
  { name: "with its parts in another order", say: partsSwapped },
  { name: "with its few words in another order", say: wordsSwapped },
];

const unended = (question: string) => question.replace(/[.!?…\s]+$/, "");
const ended = (question: string) => (/[.!?]$/.test(question) ? question : `${question}.`);

/** Two letters swapped, one left out, one twice, or the one beside it on the keyboard; never the first. */
function withSlip(question: string, seed: number): string | undefined {
  const words = [...question.matchAll(/(?<![\p{L}\p{N}])\p{L}+(?![\p{L}\p{N}])/gu)].filter(
    ([word]) => word.length >= SHORTEST_WITH_SLIP,
  );
  if (words.length === 0) return undefined;
  const [[word, at, slip] = [0, 0, 0]] = fc.sample(fc.tuple(fc.nat(), fc.nat(), fc.nat(3)), {
    seed,
    numRuns: 1,
  });
  const { 0: chosen, index } = words[word % words.length] ?? { 0: "", index: 0 };
  const place = 1 + (at % (chosen.length - 2));
  return question.slice(0, index) + slipped(chosen, place, slip) + question.slice(index + chosen.length);
}

const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

function slipped(word: string, at: number, slip: number): string {
  const [before, letter, next, after] = [word.slice(0, at), word[at], word[at + 1], word.slice(at + 2)];
  if (slip === 0) return `${before}${next}${letter}${after}`;
  if (slip === 1) return `${before}${next}${after}`;
  if (slip === 2) return `${before}${letter}${letter}${next}${after}`;
  const row = ROWS.find((keys) => keys.includes(letter?.toLowerCase() ?? "")) ?? "";
  const beside = row[row.indexOf(letter?.toLowerCase() ?? "") + 1] ?? row.at(-2) ?? "x";
  return `${before}${beside}${next}${after}`;
}

/** "A, B" as "B, A"; a part of one word is an exclamation. */
function partsSwapped(question: string): string | undefined {
  const parts = unended(question).split(/(?<=[.!?])\s+|,\s+/);
  if (parts.length < 2 || parts.some((part) => !part.includes(" "))) return undefined;
  return parts.toReversed().map(unended).join(", ");
}

/** A verb of two words is one: nobody says "in sign". */
const PARTED = /\b(?:sign|log|set)(?:ing|ging|ting)? (?:in|on|off|out|up)\b/;

function wordsSwapped(question: string): string | undefined {
  const words = [...unended(question).matchAll(new RegExp(`${PARTED.source}|\\S+`, "gi"))].map(
    ([word]) => word,
  );
  return words.length > 1 && words.length <= SHORT ? words.toReversed().join(" ") : undefined;
}
