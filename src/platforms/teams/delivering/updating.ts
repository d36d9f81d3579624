/** How is a message that stands in Teams changed, when the new one may be longer or shorter? */
import type { Delivered } from "../../../desk/events";
import type { Delivery } from "../../platform";
import type { OutboundActivity } from "../activity";
import { joinIds, splitIds } from "../address";
import type { Calls } from "./calls";
import { showSomehow } from "./drafts";
import { refsTo, type Desk } from "./posting";
import { sendOnce, type Tries } from "./repeats";
import { conversationAt, type Room } from "./rooms";
import { changeTargeted, isTargeted } from "./targeted";
import { takeAway } from "./withdrawing";

type Update = Extract<Delivery, { verb: "update" }>;

export async function update(desk: Desk, delivery: Update): Promise<Delivered> {
  const { rooms, calls, draftFor, repeats } = desk;
  const { key, message, content } = delivery;
  const room = await rooms.open(message.in);
  const draft = await draftFor(room, message.in, content, calls);
  if (isTargeted(message)) {
    await showSomehow(content, key, draft, (parts) => changeTargeted(room, calls, message, parts));
    return { message };
  }
  const old = splitIds(message);
  const tries = repeats.triesOf(delivery);
  const all = await showSomehow(content, key, draft, (parts) => show(calls, room, old, parts, tries));
  return { message: { in: message.in, messageId: joinIds(all) }, parts: refsTo(room, all) };
}

/** Doing it again changes nothing but what is posted anew, which is remembered. */
async function show(
  calls: Calls,
  room: Room,
  old: string[],
  parts: OutboundActivity[],
  tries: Tries,
): Promise<string[]> {
  const { connector } = room;
  const conversation = conversationAt(room, old[0] ?? "");
  const all: string[] = [];
  for (const [index, part] of parts.entries()) {
    const id = old[index];
    if (id === undefined) {
      const sent = await sendOnce(tries, index, calls, async (call) => ({
        conversation,
        id: await connector.send(conversation, part, call),
      }));
      all.push(sent.id);
    } else {
      await calls.call((call) => connector.update(conversation, id, part, call));
      all.push(id);
    }
  }
  for (const id of old.slice(parts.length)) await takeAway(room, calls, conversation, id);
  return all;
}
