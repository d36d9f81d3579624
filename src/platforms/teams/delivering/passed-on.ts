/** How does a requester see that their words were taken, where Teams shows no reactions? By a line of ours, below them. */
import type { Delivery } from "../../platform";
import type { OutboundActivity } from "../activity";
import { askedBy } from "../address";
import type { Calls } from "./calls";
import { sendOnce, type Repeats } from "./repeats";
import type { Room } from "./rooms";

type Marking = Extract<Delivery, { verb: "mark" }>;

const PASSED_ON: OutboundActivity = {
  type: "message",
  text: "✅ Passed on.",
  textFormat: "plain",
  summary: "Passed on",
};

/** In the chats of requesters only: below a ticket's card it would be noise, and failures are told there in any case. */
export async function sayPassedOn(
  { connector, conversation }: Room,
  calls: Calls,
  repeats: Repeats,
  delivery: Marking,
): Promise<void> {
  const { message, mark } = delivery;
  const isRequesters = message.in.kind === "direct" || askedBy(message.in) !== undefined;
  if (mark.state !== "delivered" || !isRequesters) return;
  await sendOnce(repeats.triesOf(delivery), 0, calls, async (call) => ({
    conversation,
    id: await connector.send(conversation, PASSED_ON, call),
  }));
}
