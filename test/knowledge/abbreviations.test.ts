// Are short forms written out, and words that look like them left alone?

import { writtenOut } from "../../src/knowledge/abbreviations";
import { wordsOf } from "../../src/knowledge/words";

test.each([
  ["forgot PW", "forgot password"],
  ["turn on OOO, please", "turn on out of office, please"],
  ["BYOD at home", "own device at home"],
  ["(wfh)", "(working from home)"],
])("%s is read as %s", (question, read) => {
  expect(writtenOut(question)).toBe(read);
});

test.each(["pwned", "my-ooops", "the pc", "HR called", "it is it"])("%s stays", (question) => {
  expect(writtenOut(question)).toBe(question);
});

test("the words of both are the same, and other languages keep theirs", () => {
  const stems = (text: string, language?: string) => wordsOf(text, language).words.map(({ stem }) => stem);
  expect(stems("forgot my pwd")).toEqual(stems("forgot my password"));
  expect(stems("pw", "de")).toEqual(["pw"]);
});
