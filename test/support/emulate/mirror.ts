/**
 * What stands in emulate's channels? Read through its Web API into the world of our own stand-in, which shows it to people and
 * finds their buttons: emulate has no screen. It keeps no messages for one person alone, and none that were deleted.
 */
import { isObject, textOf } from "../slack/arguments";
import type { Channel, Json, Message, SlackFile, Workspace, World } from "../slack/world";
import { objectIn, objectsIn, type Call } from "./calls";
import { READER_TOKEN } from "./seeding";

export type Mirror = {
  /** Reads the channel anew, one reading after the other. */
  refresh(channel: string): Promise<void>;
  /** Emulate takes such a message and shows it to nobody. */
  showOnlyTo(user: string, channel: string, ts: string, args: Json): void;
};

export function createMirror(world: World, workspace: Workspace, call: Call): Mirror {
  const readings = new Map<string, Promise<void>>();
  const roots = new Map<string, Set<string>>();
  const onlyForSome = new Map<string, Message[]>();

  async function read(channel: Channel): Promise<void> {
    const found = new Map<string, Json>();
    const note = (answer: Json): void => {
      for (const message of objectsIn(answer, "messages")) found.set(String(message["ts"]), message);
    };
    note(await call(READER_TOKEN, "conversations.history", { channel: channel.id, limit: 1_000 }));
    // Also those below a root that is gone.
    const known = roots.get(channel.id) ?? new Set();
    roots.set(channel.id, known);
    for (const [ts, { reply_count }] of found) if (Number(reply_count) > 0) known.add(ts);
    for (const ts of known)
      note(await call(READER_TOKEN, "conversations.replies", { channel: channel.id, ts }));
    for (const file of [...found.values()].flatMap((message) => objectsIn(message, "files")))
      world.files.set(String(file["id"]), toFile(workspace, file));
    const messages = [...found.values()].map((message) => toMessage(workspace, message));
    channel.messages = [...messages, ...(onlyForSome.get(channel.id) ?? [])].toSorted(
      (one, other) => Number(one.ts) - Number(other.ts),
    );
  }

  return {
    refresh(id) {
      const channel = workspace.channels.get(id);
      if (!channel) return Promise.reject(new Error(`There is no channel ${id}`));
      const reading = (readings.get(id) ?? Promise.resolve()).then(() => read(channel));
      readings.set(
        id,
        reading.catch(() => {}),
      );
      return reading;
    },
    showOnlyTo(user, channel, ts, args) {
      const blocks = textOf(args, "blocks");
      const message = { ...args, ts, user: workspace.botUser, ...(blocks && { blocks: JSON.parse(blocks) }) };
      const shown = { ...toMessage(workspace, message), onlyFor: user };
      onlyForSome.set(channel, [...(onlyForSome.get(channel) ?? []), shown]);
    },
  };
}

function toMessage({ botUser }: Workspace, message: Json): Message {
  const user = String(message["user"]);
  const subtype = textOf(message, "subtype");
  const thread = textOf(message, "thread_ts");
  const metadata = objectIn(message, "metadata");
  const edited = objectIn(message, "edited");
  const reactions = objectsIn(message, "reactions");
  return {
    ts: String(message["ts"]),
    user,
    byApp: user === botUser,
    text: textOf(message, "text") ?? "",
    files: objectsIn(message, "files").map(({ id }) => String(id)),
    reactions: new Map(reactions.map(({ name, users }) => [String(name), users as string[]])),
    ...(message["blocks"] !== undefined && { blocks: objectsIn(message, "blocks") }),
    ...(subtype !== undefined && { subtype }),
    ...(thread !== undefined && { thread }),
    ...(isObject(message["metadata"]) && { metadata }),
    ...(isObject(message["edited"]) && {
      edited: { user: String(edited["user"]), ts: String(edited["ts"]) },
    }),
  };
}

const toFile = ({ team }: Workspace, file: Json): SlackFile => ({
  id: String(file["id"]),
  team,
  user: String(file["user"]),
  name: String(file["name"]),
  title: String(file["title"]),
  mediaType: String(file["mimetype"]),
  size: Number(file["size"]),
  createdAt: Number(file["created"]),
  sharedIn: [],
});
