/** How is a message taken back, with all of its parts? Where Teams does not delete, it says that it was withdrawn. */
import type { Delivered } from "../../../desk/events";
import type { Delivery } from "../../platform";
import type { OutboundActivity } from "../activity";
import { splitIds } from "../address";
import type { Calls } from "./calls";
import { isRefusal, tolerate } from "./failures";
import { isTargeted, takeTargetedBack } from "./targeted";
import { conversationAt, type Room, type Rooms } from "./rooms";

const WITHDRAWN: OutboundActivity = {
  type: "message",
  text: "This message was withdrawn.",
  textFormat: "plain",
  summary: "A message was withdrawn",
};

export async function withdraw(
  rooms: Rooms,
  calls: Calls,
  { message }: Extract<Delivery, { verb: "withdraw" }>,
): Promise<Delivered> {
  const room = await rooms.open(message.in);
  if (isTargeted(message)) {
    await takeTargetedBack(room, calls, message);
    return { message };
  }
  const all = splitIds(message);
  const conversation = conversationAt(room, all[0] ?? "");
  // The last part first: what is left of a withdrawal that broke off still begins with its beginning.
  for (const id of all.toReversed()) await takeAway(room, calls, conversation, id);
  return { message };
}

/** Gone is gone, whoever did it. */
export async function takeAway(
  { connector }: Room,
  calls: Calls,
  conversation: string,
  id: string,
): Promise<void> {
  try {
    await calls.call((call) => connector.remove(conversation, id, call));
  } catch (error) {
    if (isRefusal(error, 404)) return;
    if (!isRefusal(error, 405, 501)) throw error;
    await tolerate(
      [404],
      calls.call((call) => connector.update(conversation, id, WITHDRAWN, call)),
    );
  }
}
