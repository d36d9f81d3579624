/**
 * What of a message stands in Teams already? Teams cannot be asked, so it is remembered here: what was sent under a delivery's key,
 * and calls whose answer is still to come. After a restart nobody knows, and the message is sent again.
 */
import type { Delivery } from "../../platform";
import { createRecent } from "../../recent";
import type { Call } from "../connector";
import type { Calls } from "./calls";
import type { Draft } from "./drafts";
import { isUnclear } from "./failures";

/** A message in Teams. `conversation`: where it stands, its thread included. */
export type Sent = { conversation: string; id: string };

/** What one delivery has come to, over all of its tries. */
export type Tries = {
  /** By the part's number: sent, or on its way. */
  parts: Map<number, Promise<Sent>>;
  /** Parts were on their way of which nobody knows whether they arrived. */
  isUnclear: boolean;
  /** How the parts are drawn. It stays while any of them stands. */
  draft?: Draft;
};

/** `how`: where one delivery is tried in several ways. */
export type Repeats = { triesOf(delivery: Delivery, how?: string): Tries };

/** Deliveries remembered, the last ones. */
const MOST = 5_000;

export function createRepeats(): Repeats {
  const kept = createRecent<Tries>(MOST);
  return {
    triesOf(delivery, how = "") {
      // What went to a place that is gone does not stand in the one that took its place.
      const place = "to" in delivery ? delivery.to.id : delivery.message.messageId;
      const key = `${delivery.key} ${place} ${how}`;
      const known = kept.get(key);
      if (known) return known;
      const wasTried = delivery.verb === "post" && delivery.againSince !== undefined;
      const tries: Tries = { parts: new Map(), isUnclear: wasTried };
      kept.set(key, tries);
      return tries;
    },
  };
}

/** Sends a part unless it is sent, or on its way. An answer that comes too late for this try is there for the next one. */
export function sendOnce(
  tries: Tries,
  part: number,
  calls: Calls,
  send: (call: Call) => Promise<Sent>,
): Promise<Sent> {
  const underWay = tries.parts.get(part);
  if (underWay) return calls.wait(underWay);
  const answer = calls.begin(send);
  tries.parts.set(part, answer);
  void answer.catch((error: unknown) => {
    tries.parts.delete(part);
    tries.isUnclear ||= isUnclear(error);
  });
  return calls.wait(answer);
}
