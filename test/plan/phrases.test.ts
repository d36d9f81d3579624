// Do a plan's phrases stand in the sentences that people write?

import fc from "fast-check";
import { findPhrase, holdsPhrase, normalisedWords } from "../../src/plan/phrases";

const stands = (phrase: string, text: string) => holdsPhrase(normalisedWords(text), [phrase]);

it.each([
  ["phishing", "Is this PHISHING?!", true],
  ["phishing", "phish", false],
  ["clicked a link", "I clicked a link", true],
  ["clicked a link", "I clicked on a link", false],
  ["clicked ... link", "I clicked on that strange link", true],
  ["clicked … link", "clicked link", true],
  ["clicked ... link", "I clicked once, and then later on I saw a link", false],
  ["lost/stolen laptop", "my stolen laptop", true],
  ["lost/stolen laptop", "my broken laptop", false],
  ["laptop ... lost/stolen", "the laptop was probably stolen", true],
  ["wi-fi", "the WiFi", true],
  ["e-mail", "my emails", true],
  ["can not sign in", "I can't sign in", true],
  ["can not sign in", "I CANNOT sign in", true],
  ["did not click", "I didn’t click", true],
  ["laptops", "the principal's laptop", true],
  ["W-2", "where is my w2 or W-2", true],
  ["straße", "in der STRASSE", false],
  ["пароль", "Пароль?", true],
  ["?!", "anything", false],
  ["...", "anything", false],
])("%j in %j: %s", (phrase, text, expected) => {
  expect(stands(phrase, text)).toBe(expected);
});

it("tells which words it covers", () => {
  expect(findPhrase(normalisedWords("so I clicked that link there"), "clicked ... link")).toEqual([2, 4]);
});

it("a phrase of plain words stands in any text that holds it", () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/);
  const words = fc.array(word, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(words, words, words, (before, phrase, after) => {
      expect(stands(phrase.join(" "), [...before, ...phrase, ...after].join(", "))).toBe(true);
    }),
  );
});

it("a text of a million characters is read no further than it has to be", () => {
  expect(stands("phishing", `phishing ${"a b ".repeat(250_000)}`)).toBe(true);
  expect(normalisedWords("a ".repeat(500_000)).length).toBeLessThan(10_000);
});
