/** What happens with every change? It is stored, then applied, then open pages are told; files nobody sees any more go. */
import { join } from "node:path";
import { DeliveryError } from "../platform";
import { channelOf, channelPlace, placeKey, rootOf, threadUnder } from "./address";
import type { Change } from "./changes";
import { removeFile } from "./files";
import { openJournal, type Journal } from "./journal";
import type { Live } from "./live";
import { fileIdsOf } from "./view";
import { applyChange, createWorld, type World } from "./world";

export type Keeping = {
  /** Empty until opened. */
  world: World;
  filesFolder: string;
  open: () => void;
  /** Stores and applies. Throws when it cannot be stored: then nothing has happened. */
  record: (change: Change) => void;
  close: () => void;
};

export function createKeeping(dataDir: string, live: Live): Keeping {
  const folder = join(dataDir, "sandbox");
  let journal: Journal | undefined;
  const keeping: Keeping = {
    world: createWorld(),
    filesFolder: join(folder, "files"),
    open() {
      ({ world: keeping.world, journal } = openJournal(join(folder, "journal.jsonl")));
    },
    record(change) {
      if (!journal) throw new DeliveryError("later", "The sandbox is not running.");
      journal.append(change);
      const files = filesLeaving(keeping.world, change);
      applyChange(keeping.world, change);
      for (const id of files) dropUnseen(keeping, id);
      for (const place of placesOf(keeping.world, change)) live.tell(place);
    },
    close() {
      journal?.close();
      journal = undefined;
    },
  };
  return keeping;
}

/** Files of a message that is being taken back. */
function filesLeaving(world: World, change: Change): string[] {
  if (change.type !== "deleted" && change.type !== "bot_withdrew") return [];
  const message = world.messages.get(change.message);
  return message ? fileIdsOf(message) : [];
}

/** A file goes with the last message that shows it: a copy in another room keeps it until that is withdrawn too. */
function dropUnseen({ world, filesFolder }: Keeping, id: string): void {
  if ([...world.messages.values()].some((message) => fileIdsOf(message).includes(id))) return;
  // Should this fail, the file stays on the disk; nobody can reach it by then.
  removeFile(filesFolder, id).catch(() => undefined);
}

/** Where pages look again: a thread's news also shows under its message in the channel, a message's also over its thread. */
function placesOf(world: World, change: Change): string[] {
  const message = "message" in change ? world.messages.get(change.message) : undefined;
  const place = "in" in change ? change.in : message?.in;
  if (!place) return [];
  const channel = channelOf(place);
  if (channel === undefined) return [placeKey(place)];
  const root = rootOf(place) ?? message?.id;
  const thread = root === undefined ? [] : [placeKey(threadUnder(channel, root))];
  return [placeKey(channelPlace(channel)), ...thread];
}
