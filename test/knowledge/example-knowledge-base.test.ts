// Does the example knowledge base answer its people by their words alone, and is it in order?

import { HELD, UNHELD, isNamed } from "./example-questions";
import { describeAnswers, readExample } from "./example-suite";
import { BY_WORDS } from "./ways-of-matching";

describe("the example knowledge base", () => {
  it("has no problem, and all the forms an article can have", async () => {
    const { articles, problems } = await readExample();
    expect(problems).toEqual([]);
    expect(articles.length).toBeGreaterThanOrEqual(60);
    expect(articles.filter(({ guide }) => guide).length).toBeGreaterThanOrEqual(2);
    expect(articles.filter(({ source }) => source.slug).length).toBeGreaterThanOrEqual(3);
  });

  it("is asked for each of its articles, and for enough that it does not hold", async () => {
    const { articles } = await readExample();
    const asked = (id: string) => HELD.filter(({ article }) => isNamed(id, article)).length;
    expect(articles.map(({ id }) => id).filter((id) => asked(id) < 3)).toEqual([]);
    expect(HELD.length).toBeGreaterThanOrEqual(250);
    expect(UNHELD.length).toBeGreaterThanOrEqual(80);
  });

  it("is asked in words of others: each question once, none copied from an article, each for one article", async () => {
    const { articles } = await readExample();
    const plain = (text: string) =>
      text
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
        .trim();
    const listed = new Set(articles.flatMap(({ questions }) => questions.map(plain)));
    const questions = [...HELD, ...UNHELD].map(({ question }) => question);
    expect(questions.filter((question) => listed.has(plain(question)))).toEqual([]);
    expect(questions.filter((question, i) => questions.indexOf(question) < i)).toEqual([]);
    const named = (name: string) => articles.filter(({ id }) => isNamed(id, name)).length;
    expect(HELD.filter(({ article }) => named(article) !== 1)).toEqual([]);
  });
});

// Floors a little below what was measured when they were set. Raise them, do not lower them.
describeAnswers("by words alone", () => BY_WORDS, {
  first: {
    Short: 0.95,
    "One plain sentence": 0.93,
    "A story around it": 0.7,
    "Several sentences": 0.6,
    "Typing errors and slips of the keyboard": 0.86,
    "Other words for it": 0.6,
    "Abbreviations and product names": 0.7,
    "Other forms of the same words": 0.85,
    "What is meant and what is not": 0.65,
    "Numbers, codes, addresses and pasted text in it": 0.9,
    "Words of the first set of questions": 0.8,
  },
  top3: 0.88,
  answered: 0.32,
  right: 0.98,
  handed: 0.62,
  pinned: "without harm",
});
