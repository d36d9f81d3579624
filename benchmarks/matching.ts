// How long does a knowledge base take to prepare, and one question to match, at 100 and 10,000 articles?

import { performance } from "node:perf_hooks";
import MiniSearch from "minisearch";
import type { Article } from "../src/knowledge/article";
import { buildIndex, matchArticles } from "../src/knowledge/matching";
import { seededWriter, syntheticArticles, syntheticQuestions } from "./synthetic-articles";

type Matcher = { name: string; build: (articles: Article[]) => (question: string) => unknown };

const MATCHERS: Matcher[] = [
  {
    name: "tierdesk",
    build: (articles) => {
      const index = buildIndex(articles);
      return (question) => matchArticles(index, question);
    },
  },
  {
    // As its own guide sets it up for spelling tolerance; it ranks, and gives no confidence.
    name: "minisearch",
    build: (articles) => {
      const search = new MiniSearch({
        fields: ["title", "questions", "body"],
        searchOptions: { fuzzy: 0.2 },
      });
      search.addAll(articles.map((article) => ({ ...article, questions: article.questions.join("\n") })));
      return (question) => search.search(question).slice(0, 10);
    },
  },
];

/** One line a matcher and size; times in milliseconds, after 50 questions to warm up. */
export function measureMatching(sizes: number[], questions: number): string {
  const lines = ["| articles | matcher | build ms | question p50 ms | p99 ms |", "|---|---|---|---|---|"];
  for (const size of sizes) {
    const writer = seededWriter(size, 12_000);
    const articles = syntheticArticles(size, writer);
    const asked = syntheticQuestions(questions + 50, articles, writer);
    for (const matcher of MATCHERS) lines.push(measureOne(matcher, articles, asked));
  }
  return lines.join("\n");
}

function measureOne({ name, build }: Matcher, articles: Article[], asked: string[]): string {
  const startedAt = performance.now();
  const ask = build(articles);
  const buildMs = performance.now() - startedAt;
  const took = asked.map((question) => {
    const askedAt = performance.now();
    ask(question);
    return performance.now() - askedAt;
  });
  const sorted = took.slice(50).toSorted((a, b) => a - b);
  const at = (q: number) => (sorted[Math.floor(q * sorted.length)] ?? 0).toFixed(1);
  return `| ${articles.length} | ${name} | ${Math.round(buildMs)} | ${at(0.5)} | ${at(0.99)} |`;
}

if (require.main === module) process.stdout.write(`${measureMatching([100, 10_000], 500)}\n`);
