/** How fast may we post? Slack takes about one message a second in a channel, and one change a second of a message. */
import type { Address } from "../../../desk/model";
import type { Delivery, Pace } from "../../platform";
import { firstTs, targetOf } from "../address";

const EVERY_MS = 1_000;

/**
 * Undefined: as fast as it comes. Threads share the pace of their channel. `only`: the workspace that is meant where a place names
 * none.
 */
export function paceOf(delivery: Delivery, postsEveryMs = EVERY_MS, only = ""): Pace | undefined {
  if (delivery.verb === "update")
    return {
      place: `${roomKey(delivery.message.in, only)}/${firstTs(delivery.message)}`,
      everyMs: Math.min(EVERY_MS, postsEveryMs),
    };
  if (delivery.verb !== "post" || delivery.to.kind === "direct") return undefined;
  return { place: roomKey(delivery.to, only), everyMs: postsEveryMs };
}

function roomKey(address: Address, only: string): string {
  const { team = only, user, channel = "" } = targetOf(address);
  return `${team}/${user ?? channel}`;
}
