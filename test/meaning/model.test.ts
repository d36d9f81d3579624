// Is the network we wrote down the one whose weights we run?

import type { Meanings } from "../../src/meaning/meanings";
import { likeness, realMeanings } from "../support/meanings";

let meanings: Meanings;
beforeAll(async () => {
  meanings = realMeanings();
  await meanings.encodeAll("nothing", []);
});
afterAll(() => meanings.stop());

function meaningOf(text: string): Float32Array {
  const meaning = meanings.encode(text);
  if (!meaning) throw new Error("It was not told.");
  return meaning;
}

/** Likeness by another implementation of the same model with the same weights: @lat.md/embed 0.2.0, at most 96 tokens. */
it.each([
  ["I can't log in", "sign in fails", 0.70265],
  ["I can't log in", "printer jam", 0.20281],
  ["How do I set up two-factor authentication?", "MFA won't work on my new phone", 0.40936],
  ["Wi‑Fi", "wifi", 0.87566],
  ["Drucker geht nicht", "the printer does not work", 0.02577],
  ["🎉", "party", 0.24342],
  ["", "printer jam", 0.15326],
  ["The laptop is slow. ".repeat(40), "my laptop is slow", 0.49281],
  ["naïve Café RÉSUMÉ", "naive cafe resume", 1],
  ["Ticket #48213: error 0x80070005 at https://example.org/setup?x=1", "access denied during setup", 0.37298],
  ["[SEP] [MASK]", "mask", 0.41992],
  ["日本語のヘルプ", "help in Japanese", 0.42304],
])("%j is as near to %j as elsewhere", (one, other, expected) => {
  expect(likeness(meaningOf(one), meaningOf(other))).toBeCloseTo(expected, 4);
});

it("a failing sign-in is nearer to a login than a paper jam is", () => {
  const login = meaningOf("I can't log in");
  expect(likeness(login, meaningOf("sign in fails"))).toBeGreaterThan(
    likeness(login, meaningOf("printer jam")) + 0.3,
  );
});

const STRANGE = [
  "",
  "   \n",
  "🎉🎉 🎉",
  "\u{d800}",
  "\0\0",
  "a".repeat(100_000),
  "why ".repeat(25_000),
  "﷽".repeat(3000),
];

it.each(STRANGE.map((text) => [text.slice(0, 8), text]))("%j has a meaning of length 1", (_start, text) => {
  const meaning = meaningOf(text);
  expect(meaning).toHaveLength(384);
  expect(likeness(meaning, meaning)).toBeCloseTo(1, 5);
});

it("a text alone means what it means among others, and again the same", async () => {
  const texts = ["reset my password", "reset my laptop", "the projector stays dark", "vpn", "a", ...STRANGE];
  const alone = texts.map(meaningOf);
  expect(texts.map(meaningOf)).toEqual(alone);
  await meanings.encodeAll("many", texts);
  for (const [i, text] of texts.entries())
    expect(likeness(meaningOf(text), alone[i] ?? new Float32Array())).toBeCloseTo(1, 5);
});
