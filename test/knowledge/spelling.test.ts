// Which slips are read as a word of the knowledge base, and which words are left alone?

import { correctSpelling, learningWords, noSpelling } from "../../src/knowledge/spelling";
import { finish } from "../../src/knowledge/steps";
import { wordsOf } from "../../src/knowledge/words";

const BASE = "unlock the printer reset state password form";

const mended = (question: string): string[] => {
  const spelling = finish(learningWords(noSpelling(), [wordsOf(BASE)]));
  return correctSpelling(wordsOf(question).words, spelling).map(({ written }) => written);
};

it.each([
  ["passwrod", "password"],
  ["pasword", "password"],
  ["passsword", "password"],
  ["pessword", "password"],
  ["rset", "reset"],
  ["unocking", "unlock"],
  // The base has no "rest": who wrote it meant what it has.
  ["rest", "reset"],
])("%s is read as %s", (slip, word) => {
  expect(mended(slip)).toEqual([word]);
});

it.each(["fomr", "assword", "pasworrd", "unlocking", "the", "projector"])("%s stays", (word) => {
  expect(mended(word)).toEqual([word]);
});
