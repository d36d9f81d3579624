/** A delivery failed: is it tried again, and when? */
import { DeliveryError, type Gone } from "../platforms/platform";
import { errorName } from "../store/transaction";

/**
 * Attempts before a message is given up. The platform says "later": about a day at ten minutes' distance, long enough for an
 * outage. An error nobody foresaw: half an hour, because it keeps its lane waiting and is most likely ours.
 */
const maxAttempts = { later: 150, unforeseen: 12 };
const backoff = { firstMs: 1000, longestMs: 600_000 };

/**
 * `reason`: for the operator and the technician. `retryInMs` undefined: given up. `restMs`: so long nothing else may be sent at
 * this pace either.
 */
export type AfterFailure = { reason: string; retryInMs?: number; restMs?: number; gone?: Gone };

/** `attempts` counts the one that has just failed. */
export function afterFailure(error: unknown, attempts: number, random = Math.random): AfterFailure {
  if (!(error instanceof DeliveryError)) {
    const reason = `Something went wrong in Tierdesk while sending (${errorName(error)}).`;
    return attempts < maxAttempts.unforeseen
      ? { reason, retryInMs: backoffMs(attempts, random) }
      : { reason };
  }
  const { reason, retry, details } = error;
  const { afterMs, gone } = details;
  if (retry === "never" || attempts >= maxAttempts.later) return { reason, ...(gone && { gone }) };
  if (afterMs === undefined) return { reason, retryInMs: backoffMs(attempts, random) };
  return { reason, retryInMs: afterMs, restMs: afterMs };
}

/** 1 s, 2 s, 4 s ... 10 min, a quarter more or less, so that what failed together does not come back together. */
const backoffMs = (attempts: number, random: () => number): number =>
  Math.min(backoff.longestMs, backoff.firstMs * 2 ** (attempts - 1)) * (0.75 + random() / 2);
