// Does a search for many words find what each of them alone would find?
import fc from "fast-check";
import { wordSearch } from "../../src/store/people/word-search";

describe("a search for many words", () => {
  it.each<[string[], string, string[]]>([
    [
      ["plotter", "the mauve plotter in the library"],
      "See The Mauve Plotter in the library",
      ["plotter", "the mauve plotter in the library"],
    ],
    [["ab", "the mauve plotter"], "an abbey", ["ab"]],
    [["the mauve plotter", "the mauve plumber"], "the mauve plumber", ["the mauve plumber"]],
    [["plotter"], "plotte", []],
    [["plotter"], "", []],
    [[], "plotter", []],
    [[""], "plotter", []],
  ])("%j in %j", (words, text, found) =>
    expect(wordSearch(words)(text).toSorted()).toEqual(found.toSorted()),
  );

  it("finds exactly those that are in the text", () => {
    const letters = fc.string({
      unit: fc.constantFrom("a", "b", "é", "😀", " "),
      minLength: 1,
      maxLength: 14,
    });
    fc.assert(
      fc.property(fc.uniqueArray(letters, { maxLength: 20 }), fc.array(letters), (words, texts) => {
        const text = texts.join("");
        const held = words.filter((word) => text.includes(word));
        expect(wordSearch(words)(text).toSorted()).toEqual(held.toSorted());
      }),
    );
  });
});
