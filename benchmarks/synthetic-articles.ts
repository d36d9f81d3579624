// Which articles and questions does a knowledge base of any size have, the same in every run?

import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Article } from "../src/knowledge/article";

export type Writer = { sentence: (words: number) => string; random: () => number };

const EXAMPLE = resolve(__dirname, "..", "knowledge-base");
const LEXICON = require.resolve("natural/lib/natural/brill_pos_tagger/data/English/lexicon_from_posjs.json");

/**
 * Writes sentences of English words, in no order that means anything, the first of them as frequent as in real text (Zipf).
 * Made-up words would be broken into three times as many pieces where their meaning is told.
 */
export function seededWriter(seed: number, vocabulary: number): Writer {
  const random = mulberry32(seed);
  const words = [...new Set([...exampleWords(), ...lexiconWords()])].slice(0, vocabulary);
  const word = () => words[Math.floor(words.length ** random()) - 1] ?? "";
  return { random, sentence: (count) => Array.from({ length: count }, word).join(" ") };
}

/** Those of the example knowledge base, the most frequent first. */
function exampleWords(): string[] {
  const files = readdirSync(EXAMPLE, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".md"),
  );
  const counts = new Map<string, number>();
  for (const file of files.toSorted())
    for (const word of readFileSync(join(EXAMPLE, file), "utf8")
      .toLowerCase()
      .match(/[a-z]{2,}/g) ?? [])
      counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([word]) => word);
}

/** More of them, from a list that comes with `natural`. Read, not required: it need not stay in memory. */
function lexiconWords(): string[] {
  const lexicon = JSON.parse(readFileSync(LEXICON, "utf8")) as Record<string, unknown>;
  return Object.keys(lexicon).filter((word) => /^[a-z]{3,9}$/.test(word));
}

/** Articles with a title, four more questions of 8 words and a body of 90 words: five phrasings each. */
export function syntheticArticles(count: number, writer: Writer): Article[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `article-${i}`,
    title: writer.sentence(8),
    body: writer.sentence(90),
    questions: Array.from({ length: 4 }, () => writer.sentence(8)),
    not: [],
    tags: [],
    sites: [],
    private: false,
    source: { file: `article-${i}.md`, line: 1 },
  }));
}

/** Half of them a known question with two words changed, half of them new. */
export function syntheticQuestions(count: number, articles: Article[], writer: Writer): string[] {
  return Array.from({ length: count }, (_, i) => {
    const article = articles[Math.floor(writer.random() * articles.length)];
    const known = (article?.questions[i % 4] ?? "").split(" ").slice(2).join(" ");
    return i % 2 === 0 ? `${known} ${writer.sentence(2)}` : writer.sentence(8);
  });
}

/** The same numbers between 0 and 1 for the same seed. */
export function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
