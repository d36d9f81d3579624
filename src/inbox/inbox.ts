/** How is everything that happens kept, and handled once, in order? */
import type { HandleNext, Handled } from "../handle";
import type { Receive } from "../platforms/platform";
import { recordFailure, storeEvents } from "../store/inbox";
import { errorName, isDatabaseTrouble, type Database } from "../store/transaction";
import { createWorker } from "../worker";
import type { Log } from "../log";
import { createStoring } from "./storing";

export type Inbox = {
  /** Resolves when the event is stored for good. The same event again is nothing new. */
  receive: Receive;
  /** Events may have been stored by others (receipts, deadlines). */
  nudge(): void;
  start(): void;
  /** Resolves when everything that is due has been handled. */
  idle(): Promise<void>;
  /** Finishes what is begun. */
  stop(): Promise<void>;
};

/** Lanes handled at once. Each holds a connection while it works; decide itself takes turns on one core. */
const lanesAtOnce = 8;
const pollMs = 1000;
/** Then the event is stuck: it waits for the operator and its lane goes on. */
const maxAttempts = 5;
const databaseRetryMs = 1000;

/** `onHandled` hears of each event that led to outbound messages: the outbox may look for them at once. */
export function createInbox(parts: {
  database: Database;
  handleNext: HandleNext;
  now: () => Date;
  log: Log;
  onHandled?: () => void;
}): Inbox {
  const { database, now, log } = parts;

  const worker = createWorker({
    slots: lanesAtOnce,
    pollMs,
    step: async () => {
      const handled = await parts.handleNext();
      return afterwards(handled);
    },
    onError: (error) => log.error("inbox.trouble", { error: errorName(error) }),
  });

  async function afterwards(handled: Handled): Promise<boolean> {
    if (handled.outcome === "nothing") return false;
    if (handled.outcome === "handled") {
      log.info("inbox.handled", { seq: handled.seq, type: handled.type, ignored: handled.ignored });
      if (handled.messages > 0) parts.onHandled?.();
    }
    if (handled.outcome === "deferred") worker.nudgeIn(handled.until.getTime() - now().getTime());
    if (handled.outcome === "failed") return recordAndWait(handled);
    return true;
  }

  /** False where the database is away: no use in asking it for the next event now. */
  async function recordAndWait(handled: Handled & { outcome: "failed" }): Promise<boolean> {
    const trouble = isDatabaseTrouble(handled.error);
    const { seq, attempts } = handled;
    const error = errorPlace(handled.error);
    log[trouble ? "warn" : "error"]("inbox.failed", { seq, attempts: attempts + 1, error });
    const waitMs = trouble ? databaseRetryMs : backoffMs(attempts);
    worker.nudgeIn(waitMs);
    if (trouble || seq === undefined) return false;
    const retryAt = new Date(now().getTime() + waitMs);
    const status = await recordFailure(database, { seq, error, retryAt, maxAttempts });
    if (status === "stuck") log.error("inbox.stuck", { seq, error });
    return true;
  }

  const receive = createStoring(async (events) => {
    const stored = await storeEvents(database, events, now());
    // Each may be of a lane of its own.
    for (let slot = 0; slot < Math.min(stored, lanesAtOnce); slot++) worker.nudge();
  });

  return {
    receive,
    nudge: worker.nudge,
    start: worker.start,
    idle: worker.idle,
    async stop() {
      const finished = await worker.stop(10_000);
      if (!finished) log.warn("inbox.stopped_at_work", {});
    },
  };
}

/** 0.5, 2, 8, 32 seconds: a hiccup passes, a bug is stuck within a minute. */
const backoffMs = (attempts: number): number => 500 * 4 ** attempts;

/** Class of the error and where in our code it was thrown. Its message may quote people. */
function errorPlace(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const place = /\((?:.*[/\\])?((?:src|dist)[/\\][^()]*:\d+):\d+\)/.exec(stack)?.[1];
  return place === undefined ? errorName(error) : `${errorName(error)} at ${place}`;
}
