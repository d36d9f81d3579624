/** How is a message that stands in Slack changed, when the new one may be longer or shorter? */
import type { webApi } from "@slack/bolt";
import type { Delivered } from "../../../desk/events";
import type { Delivery } from "../../platform";
import { joinTs, splitTs, type Ts } from "../address";
import { showSomehow } from "./drafts";
import { tolerate } from "./failures";
import { isEphemeral } from "./only-for";
import { postPart } from "./part-posting";
import type { Part } from "../drawing/render";
import { findInPlace } from "./astray";
import { remove } from "./removing";
import { refsTo, type Room, type Rooms } from "./rooms";

type Update = Extract<Delivery, { verb: "update" }>;

export async function update(rooms: Rooms, { key, message, content }: Update): Promise<Delivered> {
  if (isEphemeral(message.messageId)) return { message };
  const room = await rooms.open(message.in);
  const old = splitTs(message.messageId);
  const all = await showSomehow(content, (parts) => show(room, key, old, parts));
  return { message: { in: message.in, messageId: joinTs(all) }, parts: refsTo(room, all) };
}

/** Doing it again changes nothing, so a repeat needs no look-up but for what is posted anew. */
async function show(room: Room, key: string, old: Ts[], parts: Part[]): Promise<Ts[]> {
  const kept = old.slice(0, parts.length);
  for (const [index, ts] of kept.entries()) {
    const part = parts[index];
    if (part) await change(room, ts, part);
  }
  for (const ts of old.slice(parts.length)) await remove(room, ts);
  return [...kept, ...(await postMore(room, key, old, parts))];
}

/** `blocks` even when there are none: without them the old ones would go, or stay, as Slack pleases. */
async function change({ call, channel }: Room, ts: Ts, { text, blocks }: Part): Promise<void> {
  const changed: webApi.ChatUpdateArguments = {
    channel,
    ts,
    text,
    blocks,
    parse: "none",
    link_names: false,
  };
  await call((client) => client.chat.update(changed));
}

async function postMore(room: Room, key: string, old: Ts[], parts: Part[]): Promise<Ts[]> {
  if (parts.length <= old.length) return [];
  const thread = await threadFor(room, old);
  const inRoom = thread === undefined ? room : { ...room, thread };
  const since = new Date(Number(old.at(-1) ?? 0) * 1000);
  const { parts: standing } = await findInPlace(inRoom, key, since);
  const more: Ts[] = [];
  for (const [index, part] of parts.entries())
    if (index >= old.length)
      more.push(standing.get(String(index)) ?? (await postPart(inRoom, part, { key, part: index })));
  return more;
}

/** The rest of a long message hangs under its first part, or in its thread, which a direct chat's address does not tell. */
async function threadFor({ call, channel, thread, user }: Room, [first = ""]: Ts[]): Promise<Ts | undefined> {
  if (thread !== undefined) return thread;
  if (user === undefined) return first;
  const found = await tolerate(
    ["thread_not_found"],
    call((client) => client.conversations.replies({ channel, ts: first, limit: 1 })),
  );
  // Slack begins with the thread's first message, whichever of its messages was asked for.
  const [any] = found?.messages ?? [];
  return any?.thread_ts ?? any?.ts;
}
