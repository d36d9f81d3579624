/** What does a stored message mean now that the thread is open and its target is sent? */
import type { Destination } from "../desk/decision";
import type { Address } from "../desk/model";
import type { Delivery } from "../platforms/platform";
import type { ClaimedMessage } from "../store/outbox";

/** Undefined: there is nothing to act on, because the target was never sent, or its text is forgotten. */
export function resolveDelivery(claimed: ClaimedMessage): Delivery | undefined {
  const { key, message } = claimed;
  switch (message.verb) {
    case "post": {
      const to = placeOf(message.to, claimed);
      if (to === undefined) return undefined;
      return {
        key,
        verb: "post",
        to,
        content: message.content,
        opensThread: message.opens !== undefined,
        ...(message.onlyFor !== undefined && { onlyFor: message.onlyFor }),
        ...(mayHaveArrived(claimed) && { againSince: claimed.createdAt }),
      };
    }
    case "update":
    case "withdraw": {
      const target = claimed.target?.status === "sent" ? claimed.target.message : null;
      if (target === null) return undefined;
      return message.verb === "update"
        ? { key, verb: "update", message: target, content: message.content }
        : { key, verb: "withdraw", message: target };
    }
    case "mark":
      return { key, verb: "mark", message: message.message, mark: message.mark };
    case "home":
      return { key, verb: "home", to: message.to, content: message.content };
    case "invite": {
      const to = placeOf(message.to, claimed);
      return to && { key, verb: "invite", to, person: message.person };
    }
  }
}

/** Tried before, by us, by a process that died, or before the operator asked for another try. */
const mayHaveArrived = ({ attempts, error }: ClaimedMessage): boolean => attempts > 1 || error !== null;

const placeOf = (to: Destination, { thread }: ClaimedMessage): Address | undefined =>
  "thread" in to ? (thread ?? undefined) : to;
