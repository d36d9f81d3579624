// What is known of confidence before a knowledge base has said anything about itself? Written by benchmarks/learn-confidence.ts.

import type { Belief } from "./calibration";

/**
 * Learnt over several public question sets, each counting 1; the lower half of `certainty` is the second derivative of their
 * loss. The order: start, then as in signals.ts. benchmarks/matching.md has how it holds on families of sets left out.
 */
export const LEARNT: { meaning: Belief; words: Belief } = {
  meaning: {
    weights: [-12.394, 4.227, 8.431, 8.243, 6.106, 0.615, -1.013],
    certainty: [
      [0.8369],
      [0.1866, 0.0515],
      [0.0786, 0.0233, 0.0142],
      [0.7482, 0.1615, 0.0681, 0.6744],
      [0.5058, 0.1221, 0.0522, 0.4448, 0.3231],
      [0.1452, 0.0394, 0.0172, 0.125, 0.0931, 0.0409],
      [0.1103, 0.0249, 0.0103, 0.0988, 0.0648, 0.0209, 0.0251],
    ],
    signs: [0, 1, 1, 0, 1, 1, -1],
  },
  words: {
    weights: [-1.436, 4.898, 6.468, 0, 0, 0, -3.449],
    certainty: [
      [1.2328],
      [0.3199, 0.1019],
      [0.1342, 0.0458, 0.027],
      [1.0103, 0.2486, 0.1054, 1000000.8458],
      [0, 0, 0, 0, 0.0005],
      [0.3565, 0.1087, 0.0478, 0.2755, 0, 1000000.1252],
      [0.1496, 0.0422, 0.0187, 0.1203, 0, 0.047, 0.0284],
    ],
    signs: [0, 1, 1, -1, 1, 1, -1],
  },
};
