/** How is a message posted, once, however often it is tried? One part after the other, so that they stand in order. */
import type { Delivered } from "../../../desk/events";
import type { Address, MessageRef } from "../../../desk/model";
import { DeliveryError, type Delivery } from "../../platform";
import { joinIds, splitConversation, threadUnder } from "../address";
import type { OutboundActivity } from "../activity";
import type { Calls } from "./calls";
import type { Drafting } from "./drafting";
import { partsOf, simplerDraft } from "./drafts";
import { isRefusal } from "./failures";
import { sendOnce, type Repeats, type Sent, type Tries } from "./repeats";
import { placeAround, type Room, type Rooms } from "./rooms";

export type Post = Extract<Delivery, { verb: "post" }>;

/** What every delivery has at hand. */
export type Desk = { rooms: Rooms; calls: Calls; draftFor: Drafting; repeats: Repeats };

export async function post(desk: Desk, delivery: Post): Promise<Delivered> {
  const room = await desk.rooms.open(delivery.to);
  if (delivery.opensThread && room.kind === "chat" && delivery.to.kind === "channel") throw noThreads();
  const all = await postParts(desk, room, delivery);
  const [first] = all;
  return {
    message: { in: standsIn(room, delivery.to), messageId: joinIds(all.map(({ id }) => id)) },
    parts: refsTo(
      room,
      all.map(({ id }) => id),
    ),
    ...(delivery.opensThread && first && { thread: threadOf(room, delivery.to, first) }),
  };
}

async function postParts(desk: Desk, asked: Room, delivery: Post): Promise<Sent[]> {
  const { calls, rooms, repeats } = desk;
  const tries = repeats.triesOf(delivery);
  const { key, content } = delivery;
  let room = asked;
  let draft = (tries.parts.size > 0 && tries.draft) || (await firstDraft(desk, room, delivery, tries));
  let parts = partsOf(content, key, draft);
  const all: Sent[] = [];
  for (let part = parts[0]; part; part = parts[all.length]) {
    tries.draft = draft;
    try {
      all.push(await postPart(room, part, all, calls, tries));
    } catch (error) {
      if (isStale(room, asked, all, error)) room = await rooms.renew(room);
      else {
        draft = simplerDraft(draft, all.length, error);
        parts = partsOf(content, key, draft);
      }
    }
  }
  return all;
}

async function firstDraft({ draftFor, calls }: Desk, room: Room, { to, content }: Post, tries: Tries) {
  const draft = await draftFor(room, to, content, calls);
  return tries.isUnclear ? { ...draft, again: true } : draft;
}

function postPart(
  room: Room,
  part: OutboundActivity,
  before: Sent[],
  calls: Calls,
  tries: Tries,
): Promise<Sent> {
  const { connector, tenant, id: channel } = room;
  const opensThread = room.kind === "channel" && room.root === undefined;
  const [first] = before;
  if (opensThread && !first)
    return sendOnce(tries, 0, calls, (call) => connector.createThread(channel, part, tenant, call));
  const conversation = opensThread && first ? first.conversation : room.conversation;
  return sendOnce(tries, before.length, calls, async (call) => ({
    conversation,
    id: await connector.send(conversation, part, call),
  }));
}

/** A direct chat that Teams does not know any more is made anew, once. */
const isStale = (room: Room, asked: Room, all: Sent[], error: unknown): boolean =>
  room.kind === "person" && room === asked && all.length === 0 && isRefusal(error, 404);

/** The desk knows a post in a channel by the channel, what goes into a thread by the thread. */
const standsIn = (room: Room, to: Address): Address =>
  to.kind === "thread" ? { ...to, workspace: room.tenant } : placeAround(room);

/** A direct chat has no threads: all goes on in the chat. A thread's root is told by its conversation, never by the message. */
function threadOf(room: Room, to: Address, { conversation, id }: Sent): Address {
  if (room.kind !== "channel" || room.root !== undefined) return standsIn(room, to);
  return threadUnder(room.tenant, room.id, splitConversation(conversation).root ?? id);
}

export const refsTo = (room: Room, all: string[]): MessageRef[] =>
  all.map((messageId) => ({ in: placeAround(room), messageId }));

const noThreads = () =>
  new DeliveryError(
    "never",
    "A group chat has no threads for tickets. Name a channel of a team in the plan (tiers.2.channels.teams).",
    { gone: "channel" },
  );
