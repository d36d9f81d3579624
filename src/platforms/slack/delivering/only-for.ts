/** How is one person shown a message where others are, too? Slack keeps no such message: it cannot be changed later. */
import type { webApi } from "@slack/bolt";
import type { Delivered } from "../../../desk/events";
import { joinTs, type Ts } from "../address";
import { showSomehow } from "./drafts";
import { hasCode } from "./failures";
import type { Copying } from "./file-copies";
import { bodyOf } from "./part-posting";
import { post, postDirectly, type Post } from "./posting";
import type { Part } from "../drawing/render";
import { placeOf, type Room, type Rooms } from "./rooms";

const EPHEMERAL = "ephemeral:";

/** Nothing can be done to such a message any more, and nothing needs to be: it is gone at the next reload. */
export const isEphemeral = (messageId: string): boolean => messageId.startsWith(EPHEMERAL);

/** Slack shows it only to those who are in the channel: others get it in their direct chat. */
const NOT_THERE = ["user_not_in_channel", "not_in_channel", "channel_not_found"];

export async function postOnlyFor(
  rooms: Rooms,
  copying: Copying,
  delivery: Post,
  user: string,
): Promise<Delivered> {
  if (delivery.to.kind === "direct") return post(rooms, copying, delivery);
  const room = await rooms.open(delivery.to);
  try {
    const all = await showSomehow(delivery.content, (parts) => showAll(room, parts, user));
    return { message: { in: placeOf(room), messageId: `${EPHEMERAL}${joinTs(all)}` } };
  } catch (error) {
    if (!hasCode(error, NOT_THERE)) throw error;
    return postDirectly(rooms, copying, room.team, delivery, user);
  }
}

async function showAll(room: Room, parts: Part[], user: string): Promise<Ts[]> {
  const all: Ts[] = [];
  for (const part of parts) all.push(await show(room, part, user));
  return all;
}

async function show({ call, channel, thread }: Room, part: Part, user: string): Promise<Ts> {
  const message: webApi.ChatPostEphemeralArguments = {
    channel,
    user,
    ...bodyOf(part),
    parse: "none",
    link_names: false,
    ...(thread !== undefined && { thread_ts: thread }),
  };
  const shown = await call((client) => client.chat.postEphemeral(message));
  return shown.message_ts ?? "";
}
