/** How does one Slack message get into a room, and stay in the thread that it was meant for? */
import type { webApi } from "@slack/bolt";
import type { Ts } from "../address";
import { takeBack } from "./astray";
import type { Part } from "../drawing/render";
import { metadataOf, type PostMark } from "./repeats";
import type { Room } from "./rooms";

/** What a message is made of: text for notifications, blocks to be read. No blocks: the text is read, letter by letter. */
export const bodyOf = ({ text, blocks }: Part) =>
  blocks.length > 0 ? { text, blocks } : { text, mrkdwn: false };

export async function postPart(room: Room, part: Part, mark: PostMark): Promise<Ts> {
  const { channel, thread } = room;
  const message: webApi.ChatPostMessageArguments = {
    channel,
    ...bodyOf(part),
    metadata: metadataOf(mark),
    parse: "none",
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
    ...(thread !== undefined && { thread_ts: thread }),
  };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a browser's method of that name is meant
  const posted = await room.call((client) => client.chat.postMessage(message));
  const ts = posted.ts ?? "";
  if (thread !== undefined && posted.message && posted.message.thread_ts !== thread)
    await takeBack(room, [ts]);
  return ts;
}
