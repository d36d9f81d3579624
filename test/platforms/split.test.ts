/** Is nothing lost, and no letter broken, where a text is cut? */
import * as fc from "fast-check";
import { packGroups, splitText } from "../../src/platforms/split";
import { spitefulText } from "../support/slack/spiteful";

it("leaves out one gap between two pieces, and nothing else", () => {
  fc.assert(
    fc.property(spitefulText(20), fc.integer({ min: 8, max: 300 }), (text, limit) => {
      for (const cutAt of ["words", "lines"] as const) {
        const pieces = splitText(text, limit, cutAt);
        const gaps = pieces.map(({ to }, i) => text.slice(to, pieces[i + 1]?.from ?? text.length));
        expect(pieces.map(({ from, to }, i) => text.slice(from, to) + (gaps[i] ?? "")).join("")).toBe(text);
        const allowed = cutAt === "words" ? ["", " ", "\n", "\n\n"] : ["", "\n"];
        expect(gaps.filter((gap) => !allowed.includes(gap))).toEqual([]);
        expect(pieces.filter(({ from, to }) => to - from > limit)).toEqual([]);
      }
    }),
  );
});

it("cuts no pair of surrogates, even where marks are piled on one letter", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("👍", "é", "e\u0301", "a", "\u0301".repeat(40), "🇩🇪"), { maxLength: 60 }),
      (letters) => {
        const text = letters.join("");
        const pieces = splitText(text, 10, "words").map(({ from, to }) => text.slice(from, to));
        expect(pieces.filter((piece) => /\p{Surrogate}/u.test(piece))).toEqual([]);
        expect(pieces.join("")).toBe(text);
      },
    ),
  );
});

it("cuts at the largest gap that leaves no piece nearly empty", () => {
  const cut = (text: string) => splitText(text, 20, "words").map(({ from, to }) => text.slice(from, to));
  expect(cut("one two three\n\nfour five six")).toEqual(["one two three", "four five six"]);
  expect(cut("a\n\none two three four five")).toEqual(["a\n\none two three", "four five"]);
});

it("fills groups up to every limit", () => {
  const sizesOf = (item: number) => [1, item];
  expect(packGroups([3, 3, 3, 9, 20, 1], [3, 10], sizesOf)).toEqual([[3, 3, 3], [9], [20], [1]]);
  expect(packGroups([1, 1, 1, 1], [3, 10], sizesOf)).toEqual([[1, 1, 1], [1]]);
});
