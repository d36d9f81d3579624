/** How is one person shown a message where others are, too? Teams calls it targeted; it disappears after a day. */
import type { MessageRef } from "../../../desk/model";
import { joinIds, splitIds } from "../address";
import type { OutboundActivity } from "../activity";
import type { Calls } from "./calls";
import { tolerate } from "./failures";
import type { Room } from "./rooms";

const TARGETED = "targeted:";

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

export async function takeTargetedBack(
  { connector, conversation }: Room,
  calls: Calls,
  message: MessageRef,
): Promise<void> {
  for (const id of idsOf(message).toReversed())
    await tolerate(
      [404, 405, 501],
      calls.call((call) => connector.remove(conversation, id, { ...call, targeted: true })),
    );
}
