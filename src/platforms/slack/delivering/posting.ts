/** How is a message posted, once, however often it is tried? */
import type { Delivered } from "../../../desk/events";
import type { Delivery } from "../../platform";
import { directChat, joinTs, type Ts } from "../address";
import { partsOf, simplerDraft } from "./drafts";
import { copyFiles, type Copying } from "./file-copies";
import { postPart } from "./part-posting";
import { findInPlace } from "./astray";
import { findStanding, nothingStanding, type Standing } from "./repeats";
import { placeOf, refsTo, threadOf, type Room, type Rooms } from "./rooms";

export type Post = Extract<Delivery, { verb: "post" }>;

export async function post(rooms: Rooms, copying: Copying, delivery: Post): Promise<Delivered> {
  const room = await rooms.open(delivery.to);
  const standing = await standingOf(room, delivery);
  const all = await postParts(room, delivery, standing);
  const first = all[0] ?? "";
  await copyFiles(copying, under(room, first, delivery), delivery, standing, all.at(-1) ?? first);
  return {
    message: { in: placeOf(room), messageId: joinTs(all) },
    parts: refsTo(room, all),
    ...(delivery.opensThread && { thread: threadOf(room, first) }),
  };
}

/** Only for those who cannot be shown it where they are: the same words, in their direct chat. */
export const postDirectly = (rooms: Rooms, copying: Copying, team: string, delivery: Post, user: string) => {
  const { onlyFor: _, ...rest } = delivery;
  return post(rooms, copying, { ...rest, to: directChat(team, user), opensThread: false });
};

/** The first message of a post that opens a thread is its root: all that follows hangs under it. */
const under = (room: Room, first: Ts, { opensThread }: Post): Room =>
  opensThread && room.thread === undefined ? { ...room, thread: first } : room;

async function standingOf(room: Room, delivery: Post): Promise<Standing> {
  const { key, againSince } = delivery;
  if (againSince === undefined) return nothingStanding();
  const here = await findInPlace(room, key, againSince);
  const first = here.parts.get("0");
  const inside = first === undefined ? room : under(room, first, delivery);
  if (inside === room) return here;
  const below = await findStanding(inside, key, againSince);
  const draft = below.parts.size > 0 ? below.draft : here.draft;
  return { ...below, parts: new Map([...here.parts, ...below.parts]), draft };
}

async function postParts(room: Room, delivery: Post, standing: Standing): Promise<Ts[]> {
  const { key, content } = delivery;
  let { draft } = standing;
  let parts = partsOf(content, draft);
  const all: Ts[] = [];
  for (let part = parts[0]; part; part = parts[all.length]) {
    const index = all.length;
    const inRoom = index === 0 ? room : under(room, all[0] ?? "", delivery);
    try {
      const known = standing.parts.get(String(index));
      all.push(known ?? (await postPart(inRoom, part, { key, part: index, draft })));
    } catch (error) {
      draft = simplerDraft(draft, index, error);
      parts = partsOf(content, draft);
    }
  }
  return all;
}
