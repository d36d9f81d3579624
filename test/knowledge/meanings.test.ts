// Are meanings kept well enough, and is the nearest found among many?

import type { ComparedIndex } from "../../src/knowledge/knowledge-index";
import { finish } from "../../src/knowledge/steps";
import { keepingMeanings, meaningLikeness, meaningOf } from "../../src/knowledge/meanings";

const DIMENSIONS = 32;

/** A direction of its own for each number. */
function direction(number: number): Float32Array {
  let state = number + 1;
  const numbers = Array.from({ length: DIMENSIONS }, () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5;
    return (state >>> 8) / 2 ** 23 - 1;
  });
  const length = Math.hypot(...numbers);
  return Float32Array.from(numbers, (value) => value / length);
}

/** Two phrasings an article. */
function manyMeanings(phrasings: number): Pick<ComparedIndex, "meanings" | "byArticle"> {
  const articles = Math.ceil(phrasings / 2);
  const keeping = keepingMeanings(phrasings, articles);
  for (let number = 0; number < phrasings; number++)
    keeping.add(number, Math.floor(number / 2), direction(Math.floor(number / 2)));
  const meanings = finish(keeping.all());
  if (!meanings) throw new Error("Nothing was kept.");
  return {
    meanings,
    byArticle: Array.from({ length: articles }, (_, i) =>
      [2 * i, 2 * i + 1].filter((number) => number < phrasings),
    ),
  };
}

const likeness = (index: Pick<ComparedIndex, "meanings" | "byArticle">, of: number, words: Float32Array) =>
  meaningLikeness(index as ComparedIndex, direction(of), words);

test("a meaning that was packed is the same to a hundredth", () => {
  const { meanings } = manyMeanings(4);
  if (!meanings) throw new Error("Nothing was kept.");
  const unpacked = meaningOf(meanings, 3);
  direction(1).forEach((value, i) => expect(unpacked[i]).toBeCloseTo(value, 2));
});

test.each([1000, 30_000])("among %d phrasings, those of the nearest article are the nearest", (phrasings) => {
  const index = manyMeanings(phrasings);
  const cosines = likeness(index, 321, new Float32Array(phrasings));
  const nearest = cosines.indexOf(Math.max(...cosines));
  expect(Math.floor(nearest / 2)).toBe(321);
  expect(cosines[642]).toBeGreaterThan(0.99);
});

test("of very many, only the nearest articles are compared, and what is near by its words", () => {
  const words = new Float32Array(30_000);
  words[29_000] = 0.5;
  const compared = likeness(manyMeanings(30_000), 321, words).filter((cosine) => cosine !== 0).length;
  const one = likeness(manyMeanings(30_000), 321, words)[29_000];
  expect(compared).toBeLessThanOrEqual(2 * 60 + 1);
  expect(one).not.toBe(0);
});

test("a base none of whose texts has a meaning has none", () => {
  expect(finish(keepingMeanings(3, 1).all())).toBeUndefined();
});
