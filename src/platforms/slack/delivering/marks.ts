/** How is a person's message shown to be waiting, delivered or failed? With one reaction of the help desk. */
import type { Mark } from "../../../desk/decision";
import type { Delivered } from "../../../desk/events";
import type { Delivery } from "../../platform";
import { firstTs, isTs } from "../address";
import { SlackFailure, tolerate } from "./failures";
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
const AS_GOOD_AS_DONE = ["already_reacted", "no_reaction", "message_not_found", "bad_timestamp"];

/** Worth waiting for. */
const PASSING = ["ratelimited", "rate_limited", "unreachable"];

type Marking = Extract<Delivery, { verb: "mark" }>;

export async function mark(rooms: Rooms, delivery: Marking): Promise<Delivered> {
  const { message } = delivery;
  // A command, or a word that only one person sees, is no message that could carry anything.
  if (!isTs(firstTs(message))) return { message };
  try {
    await react(await rooms.open(message.in), delivery);
  } catch (error) {
    throw notHeldUp(error);
  }
  return { message };
}

async function react(room: Room, { message, mark: { state } }: Marking): Promise<void> {
  const timestamp = firstTs(message);
  const name = REACTIONS[state];
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
}

/** What goes to the same place waits behind a mark: that would be too high a price for one. */
function notHeldUp(error: unknown): unknown {
  if (!(error instanceof SlackFailure) || error.retry === "never" || PASSING.includes(error.code))
    return error;
  const { code } = error;
  return new SlackFailure(
    code,
    "never",
    `Slack did not take the reaction that shows how a message was delivered (${code}). Nothing else is missing.`,
  );
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
