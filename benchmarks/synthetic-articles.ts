// Which articles and questions does a knowledge base of any size have, the same in every run?

import type { Article } from "../src/knowledge/article";

export type Writer = { sentence: (words: number) => string; random: () => number };

const SYLLABLES =
  "ba be bi bo da de di do ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se ta te".split(
    " ",
  );

/** Writes sentences of made-up words that are as frequent as in real text (Zipf). */
export function seededWriter(seed: number, vocabulary: number): Writer {
  const random = mulberry32(seed);
  const syllable = () => SYLLABLES[Math.floor(random() * SYLLABLES.length)] ?? "";
  const ending = () => (random() < 0.5 ? syllable() : "n");
  const words = Array.from({ length: vocabulary }, () => syllable() + syllable() + syllable() + ending());
  const word = () => words[Math.floor(vocabulary ** random()) - 1] ?? "";
  return { random, sentence: (count) => Array.from({ length: count }, word).join(" ") };
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

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
