/** What happens to one claimed message, from the claim to its outcome? */
import type { Delivered } from "../desk/events";
import { DeliveryError, type Delivery, type Pace, type Platform } from "../platforms/platform";
import type { Claim, ClaimedMessage } from "../store/outbox";
import { markDelayed, markDropped, markFailed, markSent, putBack } from "../store/outbox-outcome";
import { isDatabaseTrouble, type Database } from "../store/transaction";
import type { Log } from "../log";
import { createPacing } from "./pacing";
import { receiptOfDelivery, receiptOfFailure } from "./receipts";
import { resolveDelivery } from "./resolve";
import { afterFailure } from "./retry";

type By = Pick<Claim, "worker" | "now">;

/** Longer than any platform's own timeout: this one is for platforms that hang. */
const deliverWithinMs = 15_000;

/** `underWay`: what is being delivered, so that its claims are kept; what got lost on the way is left to its lease. */
export type Dispatch = {
  dispatch(platform: Platform, claimed: ClaimedMessage, worker: string): Promise<void>;
  underWay: ReadonlySet<bigint>;
};

export function createDispatch(parts: {
  database: Database;
  now: () => Date;
  log: Log;
  onReceipt?: () => void;
}): Dispatch {
  const { database, now, log } = parts;
  const pacing = createPacing(now);
  const underWay = new Set<bigint>();

  async function dispatch(platform: Platform, claimed: ClaimedMessage, worker: string): Promise<void> {
    underWay.add(claimed.seq);
    try {
      await deliverAtItsTime(platform, claimed, () => ({ worker, now: now() }));
    } finally {
      underWay.delete(claimed.seq);
    }
  }

  async function deliverAtItsTime(platform: Platform, claimed: ClaimedMessage, by: () => By): Promise<void> {
    const delivery = resolveDelivery(claimed);
    if (delivery === undefined) {
      await markDropped(database, claimed, by());
      log.info("outbox.dropped", facts(claimed));
      return;
    }
    const pace = platform.paceOf(delivery);
    const slot = pace && pacing.slotFor(claimed.key, pace);
    if (slot && slot > now()) {
      await putBack(database, claimed, by(), slot);
      return;
    }
    const arrival = await deliverInTime(platform, delivery);
    await stubbornly(() =>
      "delivered" in arrival
        ? recordSent(claimed, by(), arrival.delivered)
        : recordFailure(claimed, by(), arrival.error, pace),
    );
  }

  async function recordSent(claimed: ClaimedMessage, by: By, delivered: Delivered): Promise<void> {
    const receipt = receiptOfDelivery(claimed, delivered, by.now);
    const isOurs = await markSent(database, claimed, by, delivered, receipt);
    log[isOurs ? "info" : "warn"](isOurs ? "outbox.sent" : "outbox.claim_lost", facts(claimed));
    if (receipt) parts.onReceipt?.();
  }

  async function recordFailure(claimed: ClaimedMessage, by: By, error: unknown, pace?: Pace): Promise<void> {
    const failure = afterFailure(error, claimed.attempts);
    const { reason, retryInMs, restMs } = failure;
    if (pace && restMs !== undefined) pacing.rest(pace.place, restMs);
    log.warn("outbox.not_delivered", { ...facts(claimed), reason, retryInMs });
    if (retryInMs !== undefined) {
      const retryAt = new Date(by.now.getTime() + retryInMs);
      await markDelayed(database, claimed, by, reason, retryAt);
      return;
    }
    await markFailed(database, claimed, by, reason, receiptOfFailure(claimed, failure, by.now));
    parts.onReceipt?.();
  }

  return { dispatch, underWay };
}

/** What has been delivered but is not written down would be sent again: a database that hiccups gets a few seconds. */
async function stubbornly(write: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await write();
    } catch (error) {
      if (tries >= 5 || !isDatabaseTrouble(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 300 * tries));
    }
  }
}

const facts = ({ seq, key, attempts, message }: ClaimedMessage) => ({
  seq,
  key,
  attempts,
  verb: message.verb,
});

type Arrival = { delivered: Delivered } | { error: unknown };

async function deliverInTime(platform: Platform, delivery: Delivery): Promise<Arrival> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new DeliveryError("later", "The platform did not answer within 15 seconds.")),
      deliverWithinMs,
    );
  });
  try {
    return { delivered: await Promise.race([platform.deliver(delivery), tooLate]) };
  } catch (error) {
    return { error };
  } finally {
    clearTimeout(timer);
  }
}
