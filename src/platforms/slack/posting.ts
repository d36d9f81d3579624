/** How is a message posted, once, however often it is tried? */
import type { Delivered } from "../../desk/model";
import type { Delivery } from "../platform";
import { directChat, joinTs, type Ts } from "./address";
import { BLOCKS_FAILURES } from "./failure-table";
import { hasCode } from "./failures";
import { copyFiles, type Copying } from "./file-copies";
import { postPart } from "./part-posting";
import { plainParts } from "./plain-parts";
import { renderContent, type Part } from "./render";
import { findStanding, nothingStanding, type Standing } from "./repeats";
import { placeOf, threadOf, type Room, type Rooms } from "./rooms";

export type Post = Extract<Delivery, { verb: "post" }>;

export async function post(rooms: Rooms, copying: Copying, delivery: Post): Promise<Delivered> {
  const room = await rooms.open(delivery.to);
  const standing = await standingOf(room, delivery);
  const all = await postParts(room, renderContent(delivery.content), delivery, standing);
  const first = all[0] ?? "";
  await copyFiles(copying, under(room, first, delivery), delivery, standing, all.at(-1) ?? first);
  return {
    message: { in: placeOf(room), messageId: joinTs(all) },
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
  const here = await findStanding(room, key, againSince);
  const first = here.parts.get("0");
  const inside = first === undefined ? room : under(room, first, delivery);
  if (inside === room) return here;
  const below = await findStanding(inside, key, againSince);
  return { ...here, ...below, parts: new Map([...here.parts, ...below.parts]) };
}

/** Once Slack has refused one part's blocks, that part and all after it are said in plain text. */
async function postParts(room: Room, drawn: Part[], delivery: Post, standing: Standing): Promise<Ts[]> {
  const { key } = delivery;
  let { plainFrom } = standing;
  let parts = plainFrom === undefined ? drawn : plainAfter(drawn, plainFrom);
  const all: Ts[] = [];
  while (all.length < parts.length) {
    const index = all.length;
    const part = parts[index];
    if (!part) break;
    const known = standing.parts.get(String(index));
    const inRoom = index === 0 ? room : under(room, all[0] ?? "", delivery);
    const mark = { key, part: index, ...(plainFrom !== undefined && { plainFrom }) };
    try {
      all.push(known ?? (await postPart(inRoom, part, mark)));
    } catch (error) {
      if (plainFrom !== undefined || !hasCode(error, BLOCKS_FAILURES)) throw error;
      plainFrom = index;
      parts = plainAfter(drawn, index);
    }
  }
  return all;
}

const plainAfter = (parts: Part[], from: number): Part[] => [
  ...parts.slice(0, from),
  ...parts.slice(from).flatMap(plainParts),
];
