/** How fast may we post? https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit: by chat and by channel. */
import type { Address } from "../../../desk/model";
import type { Delivery, Most, Pace } from "../../platform";
import { targetOf } from "../address";

const MOST: Most[] = [
  { count: 7, withinMs: 1_000 },
  { count: 8, withinMs: 2_000 },
  { count: 60, withinMs: 30_000 },
  { count: 1_800, withinMs: 3_600_000 },
];

/** Two reactions a second, whoever they are for: a mark takes one away and puts one there. */
const MARKS_EVERY_MS = 1_000;

/** Threads share the pace of their channel. `everyMs`: instead of what Teams allows. */
export function paceOf(delivery: Delivery, everyMs?: number): Pace | undefined {
  switch (delivery.verb) {
    case "mark":
      return {
        place: `${delivery.message.in.workspace ?? ""}/reactions`,
        everyMs: everyMs ?? MARKS_EVERY_MS,
      };
    case "invite":
    case "home":
      return undefined;
    case "post":
      return paceIn(delivery.to, everyMs);
    case "update":
    case "withdraw":
      return paceIn(delivery.message.in, everyMs);
  }
}

function paceIn(address: Address, everyMs: number | undefined): Pace {
  const target = targetOf(address);
  const room = "account" in target ? target.account : target.channel;
  const place = `${target.tenant ?? ""}/${room}`;
  return everyMs === undefined ? { place, everyMs: 0, most: MOST } : { place, everyMs };
}
