// Does the example knowledge base answer its people?

import { join } from "node:path";
import { buildIndex, matchArticles } from "../../src/knowledge/matching";
import type { KnowledgeIndex } from "../../src/knowledge/matching";
import { readKnowledgeBase } from "../../src/sources/knowledge-base";
import type { KnowledgeBase } from "../../src/sources/knowledge-base";
import { ANSWERED, NEAR_MISSES, STRANGERS } from "./example-questions";

let base: KnowledgeBase;
let index: KnowledgeIndex;

beforeAll(async () => {
  base = await readKnowledgeBase(join(__dirname, "../../knowledge-base"));
  index = buildIndex(base.articles);
});

const decisionOn = (question: string) => matchArticles(index, question).decision;
const handed = (questions: readonly string[]) =>
  questions.filter((question) => decisionOn(question) === "escalate").length;

it("has no problem, and all the forms an article can have", () => {
  expect(base.problems).toEqual([]);
  expect(base.articles.length).toBeGreaterThanOrEqual(60);
  expect(base.articles.filter(({ guide }) => guide).length).toBeGreaterThanOrEqual(2);
  expect(base.articles.filter(({ source }) => source.slug).length).toBeGreaterThanOrEqual(3);
});

it("answers every question that an article lists, with that article", () => {
  const wrong = base.articles.flatMap((article) =>
    [article.title, ...article.questions].filter((question) => {
      const { decision, ranked } = matchArticles(index, question);
      return decision !== "answer" || ranked[0]?.article.id !== article.id;
    }),
  );
  expect(wrong).toEqual([]);
});

it("never suggests an article for a question that it must not answer", () => {
  const suggested = base.articles.flatMap((article) =>
    article.not.filter((question) => {
      const own = matchArticles(index, question).ranked.find((match) => match.article.id === article.id);
      return own !== undefined && own.confidence >= 0.3;
    }),
  );
  expect(suggested).toEqual([]);
});

// Floors a little below what was measured when this was written: the figures in the comments. Raise them, do not lower them.
// They guard against getting worse and do not measure quality: the matcher was changed with these questions in sight.

it("puts the right article first, or among three, for questions in other words", () => {
  const places = ANSWERED.map(([question, id]) =>
    matchArticles(index, question).ranked.findIndex(({ article }) => article.id === id),
  );
  expect(places.filter((place) => place === 0).length).toBeGreaterThanOrEqual(30); // 32 of 40
  expect(places.filter((place) => place >= 0 && place < 3).length).toBeGreaterThanOrEqual(37); // 39 of 40
});

it("gives at most one wrong answer to questions in other words", () => {
  const wrong = ANSWERED.filter(([question, id]) => {
    const { decision, ranked } = matchArticles(index, question);
    return decision === "answer" && ranked[0]?.article.id !== id;
  });
  expect(wrong.length).toBeLessThanOrEqual(1); // 0 of 40
});

it("does not answer what it does not hold, however near", () => {
  const answered = [...NEAR_MISSES, ...STRANGERS].filter((question) => decisionOn(question) === "answer");
  expect(answered.length).toBeLessThanOrEqual(1); // 0 of 60
});

it("hands most of what it does not hold to a person at once", () => {
  expect(handed(NEAR_MISSES)).toBeGreaterThanOrEqual(25); // 28 of 36
  expect(handed(STRANGERS)).toBeGreaterThanOrEqual(15); // 17 of 24
});
