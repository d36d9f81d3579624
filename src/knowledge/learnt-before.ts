// What is known of confidence before a knowledge base has said anything about itself? Written by benchmarks/learn-confidence.ts.

import type { Belief } from "./calibration";

/**
 * Learnt over several public question sets, each counting 1; the lower half of `certainty` is the second derivative of their
 * loss. The order: start, then as in signals.ts. benchmarks/matching.md has how it holds on families of sets left out.
 */
export const LEARNT: { meaning: Belief; words: Belief } = {
  meaning: {
    weights: [-11.231, 3.971, 8.48, 7.316, 5.865, 0.191, -1.349],
    certainty: [
      [0.8426],
      [0.1986, 0.0579],
      [0.0836, 0.026, 0.0157],
      [0.7386, 0.1676, 0.0708, 0.6544],
      [0.5076, 0.1296, 0.0554, 0.4365, 0.324],
      [0.2147, 0.06, 0.0261, 0.1813, 0.1371, 0.0747],
      [0.1115, 0.027, 0.0112, 0.0978, 0.0656, 0.0305, 0.0251],
    ],
    signs: [0, 1, 1, 0, 1, 1, -1],
  },
  words: {
    weights: [-1.445, 4.997, 6.302, 0, 0, 0, -3.443],
    certainty: [
      [1.234],
      [0.3203, 0.1021],
      [0.135, 0.0461, 0.0273],
      [1.0115, 0.2489, 0.106, 1000000.8469],
      [0, 0, 0, 0, 0.0005],
      [0.3569, 0.1089, 0.0481, 0.2759, 0, 1000000.1253],
      [0.1497, 0.0422, 0.0188, 0.1204, 0, 0.0471, 0.0284],
    ],
    signs: [0, 1, 1, -1, 1, 1, -1],
  },
};
