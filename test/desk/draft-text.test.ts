// What is the file of a draft called?
import { draftText } from "../../src/desk/draft-text";
import { aPlan } from "../support/rules";

const nameFor = (question: string): string =>
  draftText({ asked: [question], helped: [], people: [], names: [], source: "a message" }, aPlan()).slug;

it.each([
  ["the laminator leaves bubbles", "the-laminator-leaves-bubbles"],
  // Ends with a word where it would be too long.
  [
    "the laminator in the copy room leaves bubbles everywhere today",
    "the-laminator-in-the-copy-room-leaves-bubbles",
  ],
  [
    "the laminator in the copy room leaves bubbles again and again",
    "the-laminator-in-the-copy-room-leaves-bubbles",
  ],
  [
    "the laminator of the copy room leaves many bubbles now",
    "the-laminator-of-the-copy-room-leaves-many-bubbles",
  ],
  [`what is ${"x".repeat(70)}`, `what-is-${"x".repeat(42)}`],
  ["?!", "draft"],
  ["con", "con-draft"],
])("%s: %s", (question, name) => {
  expect(nameFor(question)).toBe(name);
});
