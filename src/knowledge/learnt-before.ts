// What is known of confidence before a knowledge base has said anything about itself? Written by benchmarks/learn-confidence.ts.

import type { Belief } from "./calibration";

/**
 * Learnt over several public question sets, each counting 1; the lower half of `certainty` is the second derivative of their
 * loss. The order: start, then as in signals.ts. benchmarks/matching.md has how it holds on families of sets left out.
 */
export const LEARNT: { meaning: Belief; words: Belief } = {
  meaning: {
    weights: [-9.949, 5.189, 7.388, 5.751, 4.982, 0.567, -0.56],
    certainty: [
      [0.9138],
      [0.2081, 0.0584],
      [0.0918, 0.0276, 0.0171],
      [0.8061, 0.1775, 0.0785, 0.7177],
      [0.5429, 0.1337, 0.0599, 0.4706, 0.3414],
      [0.2259, 0.0609, 0.0277, 0.1926, 0.1422, 0.0768],
      [0.1208, 0.0277, 0.012, 0.107, 0.0696, 0.031, 0.0287],
    ],
  },
  words: {
    weights: [-3.82, 7.128, 3.406, 1.661, 0, 1.34, -2.655],
    certainty: [
      [1.2379],
      [0.331, 0.1088],
      [0.1486, 0.0529, 0.0326],
      [1.008, 0.2548, 0.1151, 0.8408],
      [0, 0, 0, 0, 0.0005],
      [0.3606, 0.114, 0.0539, 0.2754, 0, 0.1297],
      [0.1515, 0.0434, 0.0206, 0.1214, 0, 0.0477, 0.0286],
    ],
  },
};
