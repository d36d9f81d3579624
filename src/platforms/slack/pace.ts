/** How fast may we post? Slack takes about one message a second in a channel, and one change a second of a message. */
import { type Delivery, type Pace } from "../platform";
import type { Address } from "../../desk/model";
import { firstTs, targetOf } from "./address";

const EVERY_MS = 1_000;

/** Undefined: as fast as it comes. Threads share the pace of their channel. */
export function paceOf(delivery: Delivery, postsEveryMs = EVERY_MS): Pace | undefined {
  if (delivery.verb === "update")
    return {
      place: `${roomKey(delivery.message.in)}/${firstTs(delivery.message)}`,
      everyMs: Math.min(EVERY_MS, postsEveryMs),
    };
  if (delivery.verb !== "post" || delivery.to.kind === "direct") return undefined;
  return { place: roomKey(delivery.to), everyMs: postsEveryMs };
}

function roomKey(address: Address): string {
  const { team = "", user, channel = "" } = targetOf(address);
  return `${team}/${user ?? channel}`;
}
