/** What do people write and do in channels and chats? */
import { compose } from "./composing";
import { addReaction, removeReaction } from "./reacting";
import { directChannel, messageAt, readableChannel } from "./places";
import { changeMessage, deleteMessage, nameBlocks, postMessage, unfurlLinks } from "./posting";
import { describeView } from "./showing";
import { mediaTypeOf } from "./methods-files";
import type { Channel, Message, Workspace, World } from "./world";

/** A channel may also be named by a person's id: the chat of that person with the app. */
export type Place = { channel: string } | { dm: true } | { thread: [channel: string, ts: string] };
export type Attachment = { name: string; data: Buffer; mediaType?: string };
export type PostOptions = { files?: Attachment[]; subtype?: "me_message" | "thread_broadcast" };

export function writeMessage(
  world: World,
  workspace: Workspace,
  user: string,
  place: Place,
  typed: string,
  { files = [], subtype }: PostOptions = {},
): string {
  const channel = placeFor(world, workspace, user, place);
  const ids = files.map((file) => storeFile(world, workspace, user, file));
  const kind = subtype ?? (ids.length > 0 ? "file_share" : undefined);
  const content = compose(workspace, typed);
  const message = postMessage(world, workspace, channel, {
    user,
    byApp: false,
    text: content.text,
    files: ids,
    ...(subtype !== "me_message" && {
      clientMsgId: crypto.randomUUID(),
      ...(content.blocks && { blocks: content.blocks }),
    }),
    ...(kind !== undefined && { subtype: kind }),
    ...("thread" in place && { thread: place.thread[1] }),
  });
  unfurlLinks(world, workspace, channel, message);
  return message.ts;
}

function placeFor(world: World, workspace: Workspace, user: string, place: Place): Channel {
  if ("dm" in place) return directChannel(world, workspace, user);
  const id = "thread" in place ? place.thread[0] : place.channel;
  const channel = readableChannel(world, workspace, id, user);
  if (channel.archived) throw new Error(`${channel.name} is archived: nobody can write there`);
  if (!channel.members.has(user)) throw new Error(`${user} is not in ${channel.name}`);
  return channel;
}

function storeFile(world: World, workspace: Workspace, user: string, file: Attachment): string {
  const { name, data, mediaType = mediaTypeOf(name) } = file;
  const id = world.nextId("F");
  const createdAt = Math.floor(Date.now() / 1_000);
  const team = workspace.team;
  world.files.set(id, {
    id,
    team,
    user,
    name,
    title: name,
    mediaType,
    data,
    size: data.length,
    createdAt,
    sharedIn: [],
  });
  return id;
}

export function editMessage(
  world: World,
  workspace: Workspace,
  user: string,
  where: string,
  ts: string,
  typed: string,
): void {
  const { channel, message } = ownMessage(world, workspace, user, where, ts);
  const { text, blocks } = compose(workspace, typed);
  changeMessage(world, workspace, channel, message, (one) => {
    one.text = text;
    if (blocks) one.blocks = nameBlocks(world, blocks);
    else delete one.blocks;
    one.edited = { user, ts: world.nextTs() };
  });
}

export function removeMessage(
  world: World,
  workspace: Workspace,
  user: string,
  where: string,
  ts: string,
): void {
  const { channel, message } = ownMessage(world, workspace, user, where, ts);
  deleteMessage(world, workspace, channel, message);
}

function ownMessage(
  world: World,
  workspace: Workspace,
  user: string,
  where: string,
  ts: string,
): { channel: Channel; message: Message } {
  const { channel, message } = seenMessage(world, workspace, user, where, ts);
  if (message.user !== user) throw new Error(`The message ${ts} is not by ${user}`);
  return { channel, message };
}

/** Also an ephemeral one, where it is for that person. */
export function seenMessage(
  world: World,
  workspace: Workspace,
  user: string,
  where: string,
  ts: string,
): { channel: Channel; message: Message } {
  const channel = readableChannel(world, workspace, where, user);
  const message =
    messageAt(channel, ts) ??
    channel.messages.find((one) => one.ts === ts && one.onlyFor === user && !one.gone);
  if (!message) throw new Error(`${user} sees no message ${ts} in ${where}`);
  return { channel, message };
}

export function reactTo(
  world: World,
  workspace: Workspace,
  user: string,
  where: string,
  ts: string,
  name: string,
  how: "add" | "remove" = "add",
): void {
  const { channel, message } = seenMessage(world, workspace, user, where, ts);
  const react = how === "add" ? addReaction : removeReaction;
  react(world, workspace, channel, message, name, user);
}

/** The app hears of each look at its home page or its chat. */
export function openAppTab(world: World, workspace: Workspace, user: string, tab: "home" | "messages"): void {
  if (tab === "home" && !world.app.homeTab) throw new Error("The manifest enables no Home tab");
  const view = workspace.homes.get(user);
  world.tell(workspace, "app_home_opened", {
    type: "app_home_opened",
    user,
    channel: directChannel(world, workspace, user).id,
    tab,
    event_ts: world.nextTs(),
    ...(tab === "home" && view && { view: describeView(world, workspace, view) }),
  });
}
