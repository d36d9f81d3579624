// For how long could nothing else be done in the process?

import { performance } from "node:perf_hooks";

const EVERY_MS = 1;

/** Beats until it is stopped; then says the longest time between two beats, in milliseconds. */
export function startHeartbeat(): () => Promise<number> {
  let last = performance.now();
  let longest = 0;
  const beat = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last - EVERY_MS);
    last = now;
  };
  const timer = setInterval(beat, EVERY_MS);
  return async () => {
    // What blocked until now has kept the last beat back too.
    await new Promise((done) => setTimeout(done, EVERY_MS * 2));
    clearInterval(timer);
    beat();
    return longest;
  };
}
