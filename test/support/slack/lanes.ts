/** In which order does what happens in one place arrive? One after the other, as people write, but nothing waits for long. */
import { setTimeout as sleep } from "node:timers/promises";

/** Who answers later than this is overtaken: each delivery is a request of its own. */
const ORDER_MS = 100;

/** Resolves when `work` has ended. */
export type Lanes = (lane: string, work: () => Promise<void>) => Promise<void>;

export function createLanes(): Lanes {
  const lanes = new Map<string, Promise<void>>();
  return async (lane, work) => {
    const before = lanes.get(lane);
    const working = before ? before.then(work) : work();
    const waited = before ?? Promise.resolve();
    const late = waited.then(() => sleep(ORDER_MS, undefined, { ref: false }));
    lanes.set(lane, Promise.race([working.catch(() => {}), late]));
    await working;
  };
}
