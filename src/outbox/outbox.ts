/** How does every message arrive, in order, whatever happens on the way? */
import type { PlatformName } from "../desk/model";
import type { Platform } from "../platforms/platform";
import { claimMessage, nextDueAt } from "../store/outbox";
import { freeAbandoned, renewClaims } from "../store/outbox-claims";
import { takePresence, type Connect, type Presence } from "../store/presence";
import { errorName, type Database } from "../store/transaction";
import { createWorker, type Worker } from "../worker";
import { createDispatch } from "./dispatch";
import type { Log } from "../log";

export type Outbox = {
  /** Messages were stored. */
  nudge(): void;
  start(): Promise<void>;
  /** Resolves when everything that is due has been tried. */
  idle(): Promise<void>;
  /** Finishes deliveries under way. */
  stop(): Promise<void>;
};

/** Lanes of one platform delivered at once: a platform that hangs holds up nobody but itself. */
const lanesAtOnce = 8;
const pollMs = 1000;
/** Renewed every 5 s. It matters only where a dead process cannot be told from a slow one (see store/presence.ts). */
const lease = { ms: 20_000, renewMs: 5000 };
/** A little more than one delivery may take. */
const stopWithinMs = 16_000;

/**
 * `connect` gives a database connection to keep; without it the messages of a process that died wait for their lease.
 * `onReceipt` hears that a receipt is in the inbox.
 */
export function createOutbox(parts: {
  database: Database;
  platforms: Platform[];
  now: () => Date;
  log: Log;
  connect?: Connect;
  onReceipt?: () => void;
}): Outbox {
  const { database, now, log } = parts;
  const { dispatch, underWay } = createDispatch(parts);
  let presence: Promise<Presence> | undefined;
  let renewal: NodeJS.Timeout | undefined;

  /** The name under which this process claims; a new one when the old one's lock was lost. */
  async function workerName(): Promise<string> {
    presence ??= takePresence(parts.connect, () => (presence = undefined));
    try {
      return (await presence).worker;
    } catch (error) {
      presence = undefined;
      throw error;
    }
  }

  const claimNow = async () => {
    const worker = await workerName();
    return { worker, now: now(), until: new Date(now().getTime() + lease.ms) };
  };

  async function keepClaims(): Promise<void> {
    try {
      await renewClaims(database, await claimNow(), [...underWay]);
      const freed = await freeAbandoned(database, now());
      if (freed > 0) log.warn("outbox.freed", { messages: freed });
      if (freed > 0) nudge();
    } catch (error) {
      log.error("outbox.trouble", { error: errorName(error) });
    }
  }

  function createPlatformWorker(platform: Platform): Worker {
    let nextLook = 0;
    const worker: Worker = createWorker({
      slots: lanesAtOnce,
      pollMs,
      onError: (error) => log.error("outbox.trouble", { platform: platform.name, error: errorName(error) }),
      step: async () => {
        const claim = await claimNow();
        const claimed = await claimMessage(database, platform.name, claim);
        if (claimed === undefined) {
          await lookAgainWhenDue();
          return false;
        }
        await dispatch(platform, claimed, claim.worker);
        return true;
      },
    });

    async function lookAgainWhenDue(): Promise<void> {
      const dueAt = (await nextDueAt(database, now()))?.getTime();
      if (dueAt === undefined || dueAt === nextLook) return;
      nextLook = dueAt;
      const waitMs = dueAt - now().getTime() + 1; // timers may be a millisecond early
      if (waitMs < pollMs * 10) worker.nudgeIn(waitMs); // farther moments: asked for again in time
    }
    return worker;
  }

  const workers = new Map<PlatformName, Worker>(
    parts.platforms.map((platform) => [platform.name, createPlatformWorker(platform)]),
  );
  const nudge = (): void => workers.forEach((worker) => worker.nudge());

  return {
    nudge,
    async start() {
      await keepClaims();
      renewal = setInterval(() => void keepClaims(), lease.renewMs);
      workers.forEach((worker) => worker.start());
    },
    async idle() {
      await Promise.all([...workers.values()].map((worker) => worker.idle()));
    },
    async stop() {
      const finished = await Promise.all([...workers.values()].map((worker) => worker.stop(stopWithinMs)));
      clearInterval(renewal);
      if (finished.includes(false)) log.warn("outbox.stopped_at_work", {});
      (await presence?.catch(() => undefined))?.end();
    },
  };
}
