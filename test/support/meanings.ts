/** How do tests get the real model? Its thread reads our TypeScript itself, jest has no hand in it. */
import { join } from "node:path";
import { createMeanings, type MeaningOptions, type Meanings } from "../../src/meaning/meanings";

export const realMeanings = (options: Partial<MeaningOptions> = {}): Meanings =>
  createMeanings({
    thread: join(__dirname, "meaning-thread.cjs"),
    onLost(why) {
      throw new Error(why);
    },
    ...options,
  });

/** The cosine of the angle between two vectors of length 1. */
export const likeness = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
