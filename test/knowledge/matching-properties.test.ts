// What holds for any question and any articles?

import * as fc from "fast-check";
import type { Article } from "../../src/knowledge/article";
import { buildIndex, matchArticles } from "../../src/knowledge/matching";
import { parseKnowledgeBase } from "../../src/knowledge/parse";

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.lorem({ maxCount: 12 }),
  fc.constantFrom("", "not", "constructor __proto__ toString", "'s n't", "a-b-c", "\uD83D"),
);

const article: fc.Arbitrary<Article> = fc.record({
  id: fc.uuid(),
  title: text,
  body: text,
  questions: fc.array(text, { maxLength: 4 }),
  not: fc.array(text, { maxLength: 2 }),
  tags: fc.array(text, { maxLength: 2 }),
  sites: fc.constant([]),
  private: fc.boolean(),
  source: fc.constant({ file: "a.md", line: 1 }),
});

it("nothing throws, confidences lie in [0, 1] and fall, and the decision is the same each time", () => {
  fc.assert(
    fc.property(fc.array(article, { maxLength: 12 }), text, (articles, question) => {
      const index = buildIndex(articles);
      const { ranked, decision, reasons } = matchArticles(index, question);
      const confidences = ranked.map(({ confidence }) => confidence);
      expect(ranked.length).toBeLessThanOrEqual(10);
      expect(new Set(ranked.map((match) => match.article)).size).toBe(ranked.length);
      expect(confidences.every((value) => value >= 0 && value <= 1)).toBe(true);
      expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
      expect(reasons.length).toBeGreaterThan(0);
      expect(matchArticles(index, question).decision).toBe(decision);
    }),
    { numRuns: 300 },
  );
});

it("any text is parsed to articles and problems whose lines are in the file", () => {
  const line = fc.oneof(
    text,
    fc.constantFrom(
      "---",
      "# A",
      "## B?",
      "faq: true",
      "guide: true",
      "title: x",
      "not: [a",
      "- [a](#b)",
      "\t- x",
      "> ```",
    ),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
      const whole = lines.join("\n");
      const { articles, problems } = parseKnowledgeBase([{ path: "a.md", text: whole }]);
      const most = whole.split(/\r\n|\r|\n/).length + 1;
      for (const at of [
        ...problems.map((problem) => problem.line),
        ...articles.map(({ source }) => source.line),
      ]) {
        expect(at).toBeGreaterThanOrEqual(1);
        expect(at).toBeLessThanOrEqual(most);
      }
      for (const { title, body, guide } of articles)
        expect([title, body, guide?.length]).not.toEqual(["", "", undefined]);
    }),
    { numRuns: 500 },
  );
});
