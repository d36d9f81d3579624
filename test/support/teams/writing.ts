/** What do people write and change in channels and chats, and what does the app hear of it? */
import { composeActivity, mentionsIn } from "./composing";
import { rootOf, wrap } from "./envelope";
import { placeMessage } from "./messages";
import type { Attachment } from "./people";
import { readableRoom } from "./seeing";
import {
  APP,
  hearsAll,
  isDeleted,
  isInstalled,
  personOf,
  type Json,
  type Message,
  type Room,
  type World,
} from "./world";

/** `in`: a channel's or chat's id, or an account for that person's chat with the app. `under`: the message of a channel answered. */
export type Place = { in: string; under?: string };

export function writeMessage(
  world: World,
  account: string,
  { in: where, under }: Place,
  text: string,
  files: Attachment[] = [],
): string {
  const room = writableRoom(world, where, account);
  const message = placeMessage(
    world,
    room,
    { text, textFormat: "plain", attachments: [], entities: mentionsIn(world, text) },
    { by: account, files: files.map(({ name }) => name), ...(under !== undefined && { root: under }) },
  );
  tellOf(world, room, message, "message", composeActivity(world, room, message, files));
  return message.id;
}

function writableRoom(world: World, where: string, account: string): Room {
  const room = readableRoom(world, where, account);
  if (isDeleted(room)) throw new Error(`${where} is deleted: nobody can write there`);
  if (room.kind === "personal" && !room.installed) throw new Error(`${account} has not installed the app`);
  return room;
}

export function editMessage(world: World, account: string, where: string, id: string, text: string): void {
  const { room, message } = ownMessage(world, account, where, id);
  Object.assign(message, { text, entities: mentionsIn(world, text), edited: true });
  tellOf(world, room, message, "messageUpdate", {
    ...composeActivity(world, room, message, []),
    channelData: { eventType: "editMessage" },
  });
}

export function removeMessage(world: World, account: string, where: string, id: string): void {
  const { room, message } = ownMessage(world, account, where, id);
  message.gone = true;
  tellOf(world, room, message, "messageDelete", { channelData: { eventType: "softDeleteMessage" } });
}

/** The author takes the deletion back. */
export function restoreMessage(world: World, account: string, where: string, id: string): void {
  const { room, message } = ownMessage(world, account, where, id);
  message.gone = false;
  tellOf(world, room, message, "messageUpdate", {
    ...composeActivity(world, room, message, []),
    channelData: { eventType: "undeleteMessage" },
  });
}

function ownMessage(world: World, account: string, where: string, id: string) {
  const seen = seenMessage(world, account, where, id);
  if (seen.message.by !== account) throw new Error(`The message ${id} is not by ${account}`);
  return seen;
}

export function seenMessage(
  world: World,
  account: string,
  where: string,
  id: string,
): { room: Room; message: Message } {
  const room = readableRoom(world, where, account);
  const message = room.messages.find((one) => one.id === id && (one.onlyFor ?? account) === account);
  if (!message) throw new Error(`${account} sees no message ${id} in ${where}`);
  return { room, message };
}

/** The app hears of reactions to its own messages only. */
export function reactTo(
  world: World,
  account: string,
  where: string,
  id: string,
  reaction: string,
  how: "add" | "remove" = "add",
): void {
  const { room, message } = seenMessage(world, account, where, id);
  const who = message.reactions.get(reaction) ?? new Set();
  if (how === "add") who.add(account);
  else who.delete(account);
  message.reactions.set(reaction, who);
  if (message.by !== APP || !isInstalled(room)) return;
  const change = how === "add" ? "reactionsAdded" : "reactionsRemoved";
  const more = {
    type: "messageReaction",
    id: world.newId("f:"),
    replyToId: id,
    [change]: [{ type: reaction }],
    channelData: { legacy: { replyToId: id } },
  };
  world.tell(wrap(world, room, personOf(world, account), more, rootOf(message)));
}

/** In channels and group chats: what mentions the app or was heard before; with consent, everything. */
function tellOf(world: World, room: Room, message: Message, type: string, more: Json): void {
  const isMentioned = message.entities.some(({ mentioned }) => mentioned?.id === world.bot);
  if (!isInstalled(room) || !(hearsAll(room) || isMentioned || message.told)) return;
  message.told = true;
  const activity = { type, id: message.id, ...more };
  world.tell(wrap(world, room, personOf(world, message.by), activity, rootOf(message)));
}
