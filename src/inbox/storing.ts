/** How are events stored that come in at once? Those that come while others are being stored go together, in one statement. */
import type { DeskEvent } from "../desk/events";
import type { Receive } from "../platforms/platform";
import { isDatabaseTrouble } from "../store/transaction";

/** All of them or none. */
type Store = (events: DeskEvent[]) => Promise<void>;

type Waiting = { event: DeskEvent; resolve(): void; reject(error: unknown): void };

/** So that one statement stays small. */
const MOST_AT_ONCE = 100;
/** A connection that hangs holds up only what went over it: Slack asks again after 3 seconds. */
const PATIENCE_MS = 1_000;

/**
 * Each `receive` resolves when its own event is stored. A statement and its commit for each event cost more than all the rest
 * of taking it in: together, twice as many are stored in a second (benchmarks/slack.md).
 */
export function createStoring(store: Store): Receive {
  const waiting: Waiting[] = [];
  let isStoring = false;

  async function storeWaiting(): Promise<void> {
    isStoring = true;
    while (waiting.length > 0) {
      await withinPatience(storeTogether(waiting.splice(0, MOST_AT_ONCE), store));
    }
    isStoring = false;
  }

  return (event) =>
    new Promise((resolve, reject) => {
      waiting.push({ event, resolve, reject });
      if (!isStoring) void storeWaiting();
    });
}

async function withinPatience(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
  await Promise.race([work, waited]);
  clearTimeout(timer);
}

/** Never rejects: whoever waits hears of it. */
async function storeTogether(batch: Waiting[], store: Store): Promise<void> {
  try {
    await store(batch.map(({ event }) => event));
    for (const { resolve } of batch) resolve();
  } catch (error) {
    // One that the database refuses, or stores in another process at this moment, is no reason to refuse the others.
    if (batch.length > 1 && !isDatabaseTrouble(error))
      await Promise.all(batch.map((one) => storeTogether([one], store)));
    else for (const { reject } of batch) reject(error);
  }
}
