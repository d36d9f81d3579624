/** What does somebody see in a channel or chat? Its messages, oldest first, as words. */
import { readMessage, type Reading } from "./reading";
import { APP, type Message, type Room, type World } from "./world";

export type SeenMessage = Reading & {
  id: string;
  root?: string;
  by: "app" | "person";
  /** An account, when it was a person. */
  account?: string;
  files: string[];
  gone: boolean;
  edited: boolean;
  onlyFor?: string;
  summary?: string;
  /** By reaction: accounts, and the app. */
  reactions: { name: string; by: string[] }[];
  /** What was sent, for tests of drawing. */
  raw: Message;
};

/** `where`: a channel's or chat's id, or an account for that person's chat with the app. */
export function readableRoom(world: World, where: string, viewer: string): Room {
  const room = world.rooms.get(world.people.get(where)?.chat ?? where);
  if (!room || !room.members.has(viewer)) throw new Error(`${viewer} sees nothing called ${where}`);
  return room;
}

export function seeMessages(world: World, where: string, viewer: string): SeenMessage[] {
  return readableRoom(world, where, viewer)
    .messages.filter(({ onlyFor = viewer }) => onlyFor === viewer)
    .map(seeMessage);
}

/** What was deleted leaves a line without words. */
function seeMessage(message: Message): SeenMessage {
  const { id, root, by, files, gone, edited, onlyFor, summary, reactions } = message;
  const nothing: Reading = { text: "", buttons: [], fields: [], links: [] };
  return {
    id,
    by: by === APP ? "app" : "person",
    ...(by !== APP && { account: by }),
    ...(root !== undefined && { root }),
    ...(gone ? nothing : readMessage(message)),
    files: gone ? [] : [...files, ...picturesIn(message)],
    gone,
    edited,
    ...(onlyFor !== undefined && { onlyFor }),
    ...(summary !== undefined && !gone && { summary }),
    reactions: [...reactions]
      .map(([name, who]) => ({ name, by: [...who] }))
      .filter((one) => one.by.length > 0),
    raw: message,
  };
}

/** Shown within the message: their bytes came with it. */
const picturesIn = ({ attachments }: Message): string[] =>
  attachments.flatMap(({ contentType, name }) =>
    contentType.startsWith("image/") && name !== undefined ? [name] : [],
  );
