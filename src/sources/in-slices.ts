// How does long work leave others their turn?

import { performance } from "node:perf_hooks";
import { setImmediate as othersTurn } from "node:timers/promises";

/** A question that comes in the meantime waits this long at most, and the step under way. */
const SLICE_MS = 8;

/** Runs steps to their end, some milliseconds at a time. */
export async function inSlices<Result>(steps: Generator<unknown, Result>): Promise<Result> {
  for (;;) {
    const until = performance.now() + SLICE_MS;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < until);
    await othersTurn();
  }
}
