// Is an index that was amended as good as one that was made anew?

import * as fc from "fast-check";
import type { Article } from "../../src/knowledge/article";
import { buildingIndex, buildIndex, matchArticles } from "../../src/knowledge/matching";
import type { KnowledgeIndex } from "../../src/knowledge/matching";
import type { Encode } from "../../src/knowledge/meaning";
import { finish } from "../../src/knowledge/steps";
import { exampleKnowledge } from "../support/example-knowledge";

function amend(before: KnowledgeIndex, articles: readonly Article[], encode?: Encode): KnowledgeIndex {
  return finish(buildingIndex(articles, encode, before));
}

/** Was it amended, or made anew? */
const isAmended = (index: KnowledgeIndex, before: KnowledgeIndex): boolean =>
  [...index.parts].every(([language, part]) => part.made === before.parts.get(language)?.made);

const edited = (articles: readonly Article[], id: string, change: Partial<Article>): Article[] =>
  articles.map((article) => (article.id === id ? { ...article, ...change } : article));

const bestOf = (index: KnowledgeIndex, question: string) => matchArticles(index, question).ranked[0];

let example: KnowledgeIndex;
beforeAll(async () => {
  example = await exampleKnowledge();
});

const NEW: Article = {
  id: "aquarium",
  title: "The aquarium's pump is loud",
  body: "Take the filter out and rinse it below the tap. The pump is quiet when the filter is clean.",
  questions: ["why does the fish tank hum"],
  not: [],
  tags: [],
  sites: [],
  private: false,
  source: { file: "aquarium.md", line: 1 },
};

describe("a changed article", () => {
  it("is found by what it says now, and no more by what it said", () => {
    const [article] = example.articles;
    if (!article) throw new Error("There is no article.");
    const [old = article.title] = article.questions;
    const after = amend(
      example,
      edited(example.articles, article.id, {
        title: "Growing tomatoes",
        questions: ["which soil do tomatoes like"],
        body: "Peat.",
      }),
    );
    expect(isAmended(after, example)).toBe(true);
    expect(bestOf(after, "which soil do tomatoes like")).toMatchObject({
      article: { id: article.id, title: "Growing tomatoes" },
    });
    expect(bestOf(after, "which soil do tomatoes like")?.confidence).toBeGreaterThanOrEqual(0.95);
    const texts = matchArticles(after, old).ranked.map((match) => match.article.title);
    expect(texts).not.toContain(article.title);
    // The index before it still says what it said.
    expect(bestOf(example, old)?.article).toBe(article);
    expect(bestOf(example, "which soil do tomatoes like")?.confidence ?? 0).toBeLessThan(0.5);
  });

  it("is one of two that have a word, not the second of three", () => {
    const once = amend(example, [...example.articles, NEW]);
    const twice = amend(once, [...example.articles, { ...NEW, title: "The aquarium's pump hums" }]);
    const named = matchArticles(twice, "aquarium pump").ranked.filter(
      ({ article }) => article.id === "aquarium",
    );
    expect(named.map(({ article }) => article.title)).toEqual(["The aquarium's pump hums"]);
    expect(twice.articles).toHaveLength(example.articles.length + 1);
  });
});

it("a new article is found, its slips are mended, and it is gone when it is taken away", () => {
  const added = amend(example, [...example.articles, NEW]);
  expect(bestOf(added, "why does the fish tank hum")?.article).toBe(NEW);
  expect(bestOf(added, "the aquairum is loud")?.article).toBe(NEW);
  const removed = amend(added, example.articles);
  expect(isAmended(removed, example)).toBe(true);
  expect(
    matchArticles(removed, "why does the fish tank hum").ranked.map(({ article }) => article),
  ).not.toContain(NEW);
});

it("says of every question of other articles what one made anew says", () => {
  const articles = [...example.articles.slice(1), NEW];
  const amended = amend(example, articles);
  const anew = buildIndex(articles);
  expect(isAmended(amended, example)).toBe(true);
  const questions = example.articles.slice(1).flatMap((article) => article.questions.slice(0, 1));
  expect(questions.length).toBeGreaterThan(30);
  const saidBy = (index: KnowledgeIndex) =>
    questions.map((question) => {
      const { decision, ranked } = matchArticles(index, `${question} please`);
      return { decision, best: ranked[0]?.article.id };
    });
  expect(saidBy(amended)).toEqual(saidBy(anew));
  for (const question of questions)
    expect(
      Math.abs((bestOf(amended, question)?.confidence ?? 0) - (bestOf(anew, question)?.confidence ?? 0)),
    ).toBeLessThan(0.1);
});

it("nothing is made for articles that did not change", () => {
  const same = amend(example, [...example.articles]);
  for (const [language, part] of same.parts) expect(part === example.parts.get(language)).toBe(true);
});

it("is made anew when a tenth has changed, and when meanings come in", () => {
  const half = example.articles.map((article, i) => (i % 2 === 0 ? { ...article } : article));
  expect(isAmended(amend(example, half), example)).toBe(false);
  const meaning: Encode = () => Float32Array.from({ length: 384 }, (_, i) => (i === 0 ? 1 : 0));
  const withMeaning = amend(example, example.articles, meaning);
  expect(isAmended(withMeaning, example)).toBe(false);
  const after = amend(withMeaning, [...example.articles, NEW], meaning);
  expect(isAmended(after, withMeaning)).toBe(true);
  const [part] = after.parts.values();
  expect(part?.meanings?.scales).toHaveLength(part?.phrasings.length ?? -1);
});

it("is made anew when the meaning of a new article cannot be told", () => {
  const told: Encode = () => Float32Array.from({ length: 384 }, (_, i) => (i === 0 ? 1 : 0));
  let isLost = false;
  const meaning: Encode = (text) => (isLost ? undefined : told(text));
  const before = buildIndex(example.articles, meaning);
  isLost = true;
  const after = amend(before, [...example.articles, NEW], meaning);
  expect([...after.parts.values()].map(({ meanings }) => meanings)).toEqual([undefined]);
  expect(bestOf(after, "why does the fish tank hum")?.article).toBe(NEW);
});

it("whatever is added and taken away, only what is there is offered, and what is there is found", () => {
  const word = fc.constantFrom(
    "printer",
    "scanner",
    "paper",
    "jam",
    "wifi",
    "slow",
    "login",
    "locked",
    "screen",
  );
  const title = fc.array(word, { minLength: 2, maxLength: 5 }).map((words) => words.join(" "));
  const start = Array.from({ length: 30 }, (_, i) => ({
    ...NEW,
    id: `a${i}`,
    title: `thing ${i}`,
    questions: [],
  }));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(29), title), { minLength: 1, maxLength: 12 }), (edits) => {
      let articles: Article[] = start;
      let index = buildIndex(articles);
      for (const [at, text] of edits) {
        articles = articles.some(({ id }) => id === `a${at}`)
          ? articles.filter(({ id }) => id !== `a${at}`)
          : [...articles, { ...NEW, id: `a${at}`, title: text, questions: [text] }];
        index = amend(index, articles);
        const { ranked } = matchArticles(index, text);
        expect(articles).toEqual(expect.arrayContaining(ranked.map(({ article }) => article)));
        const added = articles.find(({ title: own }) => own === text);
        if (added) expect(ranked[0]?.article.title).toBe(text);
      }
    }),
    { numRuns: 40 },
  );
});
