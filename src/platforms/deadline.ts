/** May a delivery still begin something? Not when the outbox is about to give it up, and to try it again beside it. */
import { DeliveryError } from "./platform";

/** Throws DeliveryError when it is too late to ask the service for anything more. */
export type Deadline = () => void;

/** Milliseconds that go on, whatever happens to the machine's date. */
export type Ticks = () => number;

/** `service`: as people call it. */
export function createDeadline(service: string, withinMs: number, ticks: Ticks): Deadline {
  const startedAt = ticks();
  return () => {
    if (ticks() - startedAt >= withinMs)
      throw new DeliveryError(
        "later",
        `${service} is too slow for all of it at once. The rest is sent at the next try.`,
      );
  };
}
