/**
 * What if a reply lands in the channel itself? So it does when its thread's first message was deleted. It is taken back, now or at
 * the next try.
 */
import { DeliveryError } from "../../platform";
import type { Ts } from "../address";
import { failureFor } from "./failures";
import { remove } from "./removing";
import { findStanding, type Standing } from "./repeats";
import type { Room } from "./rooms";

const NOT_YET =
  "A message landed in the channel instead of its thread, whose first message was deleted, and could not be taken back yet. It is tried again.";

/** Nothing is left there silently: what Slack does not let us delete is told. */
export async function takeBack(room: Room, all: Ts[]): Promise<never> {
  for (const ts of all)
    await remove(room, ts).catch((error: unknown) => {
      if (!(error instanceof DeliveryError)) throw error;
      if (error.retry === "later") throw new DeliveryError("later", NOT_YET, error.details);
      throw failureFor("thread_astray", "");
    });
  throw failureFor("thread_gone", "");
}

/** What stands in the place that was meant. What an earlier try has left beside its thread is taken back first. */
export async function findInPlace(room: Room, key: string, since: Date): Promise<Standing> {
  const { thread, ...channel } = room;
  const standing = await findStanding(room, key, since);
  if (thread === undefined || standing.hasMessages) return standing;
  // No thread is without its first message.
  const { parts } = await findStanding(channel, key, since);
  return parts.size > 0 ? takeBack(room, [...parts.values()]) : standing;
}
