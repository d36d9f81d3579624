/** What of the world goes into a compacted journal? All of it, as one line. */
import type { Act } from "./changes";
import { addGuest, addMessage, createWorld, type StoredFile, type StoredMessage, type World } from "./world";

export type Snapshot = {
  type: "snapshot";
  messages: StoredMessage[];
  files: StoredFile[];
  guests: { place: string; accounts: string[] }[];
  pending: Act[];
  recent: string[];
  newest: number;
};

export const takeSnapshot = (world: World): Snapshot => ({
  type: "snapshot",
  messages: [...world.messages.values()],
  files: [...world.files.values()],
  guests: [...world.guests].map(([place, accounts]) => ({ place, accounts: [...accounts] })),
  pending: world.pending,
  recent: world.recent,
  newest: world.newest,
});

export function restoreSnapshot(snapshot: Snapshot): World {
  const world = createWorld();
  for (const message of snapshot.messages) addMessage(world, message);
  for (const stored of snapshot.files) world.files.set(stored.file.id, stored);
  for (const { place, accounts } of snapshot.guests)
    for (const account of accounts) addGuest(world, place, account);
  world.pending = snapshot.pending;
  world.recent = snapshot.recent;
  world.newest = Math.max(world.newest, snapshot.newest);
  return world;
}
