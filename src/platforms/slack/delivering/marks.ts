/** How is a person's message shown to be waiting, delivered or failed? With one reaction of the help desk. */
import type { Delivered, Mark } from "../../../desk/model";
import type { Delivery } from "../../platform";
import { firstTs } from "../address";
import { tolerate } from "./failures";
import { isEphemeral } from "./only-for";
import type { Room, Rooms } from "./rooms";

const REACTIONS: Record<Mark["state"], string> = {
  held: "hourglass_flowing_sand",
  delivered: "white_check_mark",
  failed: "warning",
  note: "memo",
  withdrawn: "leftwards_arrow_with_hook",
  thanked: "pray",
};

/** Thanks stand beside how the delivery ended. */
const STATES = Object.values(REACTIONS).filter((name) => name !== REACTIONS.thanked);

/** The mark is there, or what it would be on is not. */
const AS_GOOD_AS_DONE = ["already_reacted", "no_reaction", "message_not_found"];

export async function mark(rooms: Rooms, delivery: Extract<Delivery, { verb: "mark" }>): Promise<Delivered> {
  const { message } = delivery;
  if (isEphemeral(message.messageId)) return { message };
  const room = await rooms.open(message.in);
  const timestamp = firstTs(message);
  const name = REACTIONS[delivery.mark.state];
  const item = { channel: room.channel, timestamp };
  if (STATES.includes(name))
    for (const old of await ourStates(room, timestamp))
      if (old !== name)
        await tolerate(
          AS_GOOD_AS_DONE,
          room.call((client) => client.reactions.remove({ ...item, name: old })),
        );
  await tolerate(
    AS_GOOD_AS_DONE,
    room.call((client) => client.reactions.add({ ...item, name })),
  );
  return { message };
}

/** Asked for rather than tried: taking reactions off is what Slack allows least often. */
async function ourStates({ call, channel, botUser }: Room, timestamp: string): Promise<string[]> {
  const found = await tolerate(
    AS_GOOD_AS_DONE,
    call((client) => client.reactions.get({ channel, timestamp, full: true })),
  );
  const reactions = found?.message?.reactions ?? [];
  return reactions.flatMap(({ name, users }) =>
    name !== undefined && STATES.includes(name) && users?.includes(botUser) ? [name] : [],
  );
}
