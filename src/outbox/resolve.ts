/** What does a stored message mean now that the thread is open and its target is sent? */
import type { Address, Destination } from "../desk/model";
import type { Delivery } from "../platforms/platform";
import type { ClaimedMessage } from "../store/outbox";

/** `address`: whose pace it keeps. */
export type Resolved = { delivery: Delivery; address: Address };

/** Undefined: there is nothing to act on, because the target was never sent, or its text is forgotten. */
export function resolveDelivery(claimed: ClaimedMessage): Resolved | undefined {
  const { key, message } = claimed;
  switch (message.verb) {
    case "post": {
      const to = placeOf(message.to, claimed);
      if (to === undefined) return undefined;
      const delivery: Delivery = {
        key,
        verb: "post",
        to,
        content: message.content,
        opensThread: message.opens !== undefined,
        ...(message.onlyFor !== undefined && { onlyFor: message.onlyFor }),
      };
      return { delivery, address: to };
    }
    case "update":
    case "withdraw": {
      const target = claimed.target?.status === "sent" ? claimed.target.message : null;
      if (target === null) return undefined;
      const delivery: Delivery =
        message.verb === "update"
          ? { key, verb: "update", message: target, content: message.content }
          : { key, verb: "withdraw", message: target };
      return { delivery, address: target.in };
    }
    case "mark":
      return {
        delivery: { key, verb: "mark", message: message.message, mark: message.mark },
        address: message.message.in,
      };
    case "invite": {
      const to = placeOf(message.to, claimed);
      return to && { delivery: { key, verb: "invite", to, person: message.person }, address: to };
    }
  }
}

const placeOf = (to: Destination, { thread }: ClaimedMessage): Address | undefined =>
  "thread" in to ? (thread ?? undefined) : to;
