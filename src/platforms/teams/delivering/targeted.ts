/** How is one person shown a message where others are, too? Teams calls it targeted; it disappears after a day. */
import type { MessageRef } from "../../../desk/model";
import { joinIds, splitIds } from "../address";
import type { OutboundActivity } from "../activity";
import type { Calls } from "./calls";
import { isRefusal, tolerate } from "./failures";
import type { Room } from "./rooms";

const TARGETED = "targeted:";

/** Where Teams does not delete: nobody takes it for what still holds. */
const OUTDATED: OutboundActivity = {
  type: "message",
  text: "This no longer applies.",
  textFormat: "plain",
  summary: "This no longer applies",
};

export const isTargeted = ({ messageId }: MessageRef): boolean => messageId.startsWith(TARGETED);

export const targetedId = (all: string[]): string => `${TARGETED}${joinIds(all)}`;

const idsOf = (message: MessageRef): string[] =>
  splitIds({ ...message, messageId: message.messageId.slice(TARGETED.length) });

/** Changed where it stands: what it has more parts for is left out. Gone by then: nobody misses it. */
export async function changeTargeted(
  { connector, conversation }: Room,
  calls: Calls,
  message: MessageRef,
  parts: OutboundActivity[],
): Promise<void> {
  for (const [index, id] of idsOf(message).entries()) {
    const part = parts[index];
    await tolerate(
      [404],
      calls.call((call) =>
        part
          ? connector.update(conversation, id, part, { ...call, targeted: true })
          : connector.remove(conversation, id, { ...call, targeted: true }),
      ),
    );
  }
}

export async function takeTargetedBack(room: Room, calls: Calls, message: MessageRef): Promise<void> {
  for (const id of idsOf(message).toReversed()) await takeOneBack(room, calls, id);
}

async function takeOneBack({ connector, conversation }: Room, calls: Calls, id: string): Promise<void> {
  try {
    await calls.call((call) => connector.remove(conversation, id, { ...call, targeted: true }));
  } catch (error) {
    if (isRefusal(error, 404)) return;
    if (!isRefusal(error, 405, 501)) throw error;
    await tolerate(
      [404, 405, 501],
      calls.call((call) => connector.update(conversation, id, OUTDATED, { ...call, targeted: true })),
    );
  }
}
