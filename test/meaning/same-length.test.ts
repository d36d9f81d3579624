// Are texts run together as they should be?

import fc from "fast-check";
import { chunksOf } from "../../src/meaning/same-length";

/** As many tokens as the text has letters, each of them the text's own. */
const tokensOf = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));

it("each text is in one chunk, among texts of its own length, and few at a time", () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,96}$/), { maxLength: 200 }), (texts) => {
      const chunks = [...chunksOf(texts, tokensOf)].flatMap((chunk) => chunk ?? []);
      expect(chunks.flatMap(({ at }) => at).toSorted((a, b) => a - b)).toEqual([...texts.keys()]);
      for (const { at, tokens } of chunks) {
        expect(tokens).toEqual(at.map((n) => tokensOf(texts[n] ?? "")));
        expect(new Set(tokens.map(({ length }) => length)).size).toBe(1);
        expect(at.length === 1 || tokens.flat().length <= 32).toBe(true);
      }
    }),
  );
});
