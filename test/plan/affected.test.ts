// How many people does a text say are affected?

import fc from "fast-check";
import { affectedPeople } from "../../src/plan/affected";

it.each([
  ["12 people cannot log in", 12],
  ["it fails for twenty students", 20],
  ["two classes are waiting", 40],
  ["three of our teachers have no sound", 3],
  ["24 of the students cannot open it", 24],
  ["4 other colleagues have the same", 4],
  ["a couple of users", 2],
  ["five of us have no sound", 5],
  ["both of our branches are offline", 20],
  ["grade 5 students read the same", undefined],
  ["10-12 kids lost their work", 12],
  ["three students in two classrooms", 40],
  ["nobody can get online", Infinity],
  ["no one can print", Infinity],
  ["No-one has e-mail", Infinity],
  ["everyone in our office is locked out", Infinity],
  ["the whole school is offline", Infinity],
  ["all of our teachers are affected", Infinity],
  ["every classroom has no sound", Infinity],
  ["none of us can sign in", Infinity],
  ["the entire building has no power", Infinity],
  ["hi everyone, my laptop is broken", undefined],
  ["Good morning everybody! How do I print?", undefined],
  ["Hi everyone, nobody can print", Infinity],
  ["Hello everyone\nmy laptop is broken", undefined],
  ["Hi, everyone is locked out", Infinity],
  ["Hello everyone in the office is locked out", Infinity],
  ["my laptop is broken", undefined],
  ["room 12 has no internet", undefined],
  ["since 10:30 people have been waiting", undefined],
  ["it happened 12 times", undefined],
  ["every morning it is slow", undefined],
  ["all my files are gone", undefined],
  ["constructor people", undefined],
  ["", undefined],
])("%j: %s", (text, people) => {
  expect(affectedPeople(text)).toBe(people);
});

it("never says a number that is none, whatever is written", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
      expect(affectedPeople(text) ?? 0).toBeGreaterThanOrEqual(0);
    }),
  );
});
