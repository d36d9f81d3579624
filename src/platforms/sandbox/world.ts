/** What is the sandbox's state? Messages, files, guests of threads, and acts the desk has not stored yet. No I/O here. */
import type { Content } from "../../desk/content";
import type { Mark } from "../../desk/decision";
import type { Press } from "../../desk/events";
import type { Address, FileRef } from "../../desk/model";
import { placeKey } from "./address";
import type { Act, Change } from "./changes";
import { pressId, pressesOf } from "./presses";

/** `by` undefined: the help desk. `content`: what the help desk shows; people have `text`. `at`: ISO 8601. */
export type StoredMessage = {
  id: string;
  in: Address;
  at: string;
  by?: string;
  text: string;
  content?: Content;
  files: string[];
  /** Counts edits and updates. */
  revision: number;
  gone?: "deleted" | "withdrawn";
  mark?: Mark;
  onlyFor?: string;
  key?: string;
  /** All buttons it ever showed: a click on one that was redrawn meanwhile reaches the desk, which knows what is stale. */
  presses: Record<string, Press>;
};

export type StoredFile = { file: FileRef; by: string };

export type World = {
  messages: Map<string, StoredMessage>;
  /** Message ids of a place, oldest first. */
  places: Map<string, string[]>;
  /** Message ids by outbox key: a repeated delivery is the same message. */
  keys: Map<string, string>;
  files: Map<string, StoredFile>;
  /** People asked into a channel or thread they are no member of. */
  guests: Map<string, Set<string>>;
  /** Acts whose event the desk has not stored yet, oldest first. */
  pending: Act[];
  /** Ids of the latest presses and forms: a double click is one act. */
  recent: string[];
  /** Number of the newest message. */
  newest: number;
};

/** Double clicks come within seconds; the desk's inbox knows older ids too. */
const RECENT_ACTS = 500;

export const createWorld = (): World => ({
  messages: new Map(),
  places: new Map(),
  keys: new Map(),
  files: new Map(),
  guests: new Map(),
  pending: [],
  recent: [],
  newest: 0,
});

export const messagesIn = (world: World, place: Address): StoredMessage[] =>
  (world.places.get(placeKey(place)) ?? []).flatMap((id) => world.messages.get(id) ?? []);

/** Changes the world by what happened. Changes to messages that are not there are left out. */
export function applyChange(world: World, change: Change): void {
  if ("at" in change && "id" in change) world.pending.push(change);
  switch (change.type) {
    case "posted":
      return addMessage(world, {
        ...messageOf(change),
        by: change.by,
        text: change.text,
        files: change.files,
      });
    case "bot_posted":
      return addBotMessage(world, change);
    case "edited":
      return changeMessage(world, change.message, (message) => {
        message.text = change.text;
        message.revision += 1;
      });
    case "bot_updated":
      return changeMessage(world, change.message, (message) => showContent(message, change.content));
    case "deleted":
      return changeMessage(world, change.message, (message) => empty(message, "deleted"));
    case "bot_withdrew":
      return changeMessage(world, change.message, (message) => empty(message, "withdrawn"));
    case "bot_marked":
      return changeMessage(world, change.message, (message) => {
        message.mark = change.mark;
      });
    case "bot_invited":
      return addGuest(world, placeKey(change.in), change.account);
    case "uploaded":
      world.files.set(change.file.id, { file: change.file, by: change.by });
      return;
    case "given":
      world.pending = world.pending.filter((act) => act.id !== change.id);
      return;
    case "commanded":
      world.newest = change.number;
      return;
    case "pressed":
    case "submitted":
      world.recent = [...world.recent, change.id].slice(-RECENT_ACTS);
  }
}

const messageOf = (change: { message: string; in: Address; at: string }): StoredMessage => ({
  id: change.message,
  in: change.in,
  at: change.at,
  text: "",
  files: [],
  revision: 0,
  presses: {},
});

function addBotMessage(world: World, change: Extract<Change, { type: "bot_posted" }>): void {
  const message: StoredMessage = { ...messageOf(change), key: change.key };
  if (change.onlyFor !== undefined) message.onlyFor = change.onlyFor;
  showContent(message, change.content);
  message.revision = 0;
  addMessage(world, message);
}

/** Messages are numbered in the order in which they were written, in the whole sandbox. */
export const numberOf = (message: StoredMessage): number => Number(message.id.slice(1));

/** Also puts a message of a snapshot back into its place. */
export function addMessage(world: World, message: StoredMessage): void {
  world.messages.set(message.id, message);
  const key = placeKey(message.in);
  const ids = world.places.get(key) ?? [];
  ids.push(message.id);
  world.places.set(key, ids);
  if (message.key !== undefined) world.keys.set(message.key, message.id);
  world.newest = Math.max(world.newest, numberOf(message));
}

export function addGuest(world: World, key: string, account: string): void {
  world.guests.set(key, (world.guests.get(key) ?? new Set()).add(account));
}

function showContent(message: StoredMessage, content: Content): void {
  message.content = content;
  message.revision += 1;
  for (const press of pressesOf(content)) message.presses[pressId(press)] = press;
}

/** What its author took back is kept nowhere in the world; the journal forgets it when it is next compacted. */
function empty(message: StoredMessage, gone: "deleted" | "withdrawn"): void {
  message.gone = gone;
  message.text = "";
  message.files = [];
  delete message.content;
}

function changeMessage(world: World, id: string, change: (message: StoredMessage) => void): void {
  const message = world.messages.get(id);
  if (message) change(message);
}
