// Where are the features of many texts while it is counted how rare each feature is?

import type { Numbered } from "./features";

/** Taken out one by one, in the order they were added; what was taken leaves its room. */
export type NumberedTexts = { add: (numbered: Numbered) => void; taking: () => Generator<Numbered, void> };

/**
 * Features that are kept together: each piece of memory has room for as many as all before it. Those of 32 MB are given back to the
 * system when they are no longer needed; small ones stay with the process.
 */
const TOGETHER = { least: 2 ** 14, most: 2 ** 23 };

type Piece = {
  ids: Int32Array;
  weights: Float32Array;
  texts: { from: number; size: number; words: number }[];
};

export function keepingNumbered(): NumberedTexts {
  const pieces: Piece[] = [];
  let used = 0;
  let total = 0;
  return {
    add({ ids, weights, size, words }) {
      let piece = pieces.at(-1);
      if (!piece || used + size > piece.ids.length) {
        const room = Math.max(TOGETHER.least, size, Math.min(TOGETHER.most, total));
        piece = { ids: new Int32Array(room), weights: new Float32Array(room), texts: [] };
        pieces.push(piece);
        used = 0;
      }
      piece.ids.set(ids.subarray(0, size), used);
      piece.weights.set(weights.subarray(0, size), used);
      piece.texts.push({ from: used, size, words });
      used += size;
      total += size;
    },
    *taking() {
      for (let piece = pieces.shift(); piece; piece = pieces.shift())
        for (const { from, size, words } of piece.texts)
          yield {
            ids: piece.ids.subarray(from, from + size),
            weights: piece.weights.subarray(from, from + size),
            size,
            words,
          };
    },
  };
}
