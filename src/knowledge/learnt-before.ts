// What is known of confidence before a knowledge base has said anything about itself? Written by benchmarks/learn-confidence.ts.

import type { Belief } from "./calibration";

/**
 * Learnt over several public question sets, each counting 1; the lower half of `certainty` is the second derivative of their
 * loss. The order: start, then as in signals.ts. benchmarks/matching.md has how it holds on families of sets left out.
 */
export const LEARNT: { meaning: Belief; words: Belief } = {
  meaning: {
    weights: [-11.198, 3.966, 8.455, 7.29, 5.848, 0.233, -1.359],
    certainty: [
      [0.8443],
      [0.1986, 0.0578],
      [0.0835, 0.0259, 0.0157],
      [0.7403, 0.1678, 0.0708, 0.6559],
      [0.5084, 0.1296, 0.0552, 0.4373, 0.3243],
      [0.215, 0.06, 0.026, 0.1817, 0.1372, 0.0748],
      [0.1116, 0.027, 0.0112, 0.0979, 0.0656, 0.0305, 0.0251],
    ],
  },
  words: {
    weights: [-3.562, 6.756, 5.232, 2.029, 0, 0.413, -3.471],
    certainty: [
      [1.2296],
      [0.3197, 0.1023],
      [0.1351, 0.0464, 0.0275],
      [1.006, 0.2474, 0.1053, 0.8422],
      [0, 0, 0, 0, 0.0005],
      [0.3575, 0.1097, 0.0488, 0.2751, 0, 0.1273],
      [0.1494, 0.0423, 0.0189, 0.1199, 0, 0.0473, 0.0284],
    ],
  },
};
