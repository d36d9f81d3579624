/** Which channel does a call mean, and may the bot be there? */
import { refuse } from "./refusal";
import type { Channel, Message, Workspace, World } from "./world";

/** A private channel that the bot is not in does not exist for it. A person's id means the chat with them. */
export function channelFor(world: World, workspace: Workspace, id: string): Channel {
  if (workspace.people.has(id)) return directChannel(world, workspace, id);
  const channel = workspace.channels.get(id);
  if (!channel || (channel.kind !== "channel" && !isBotIn(workspace, channel)))
    return refuse("channel_not_found");
  return channel;
}

/** Where the bot may do something. */
export function ownChannelFor(world: World, workspace: Workspace, id: string): Channel {
  const channel = channelFor(world, workspace, id);
  if (!isBotIn(workspace, channel)) return refuse("not_in_channel");
  if (channel.archived) return refuse("is_archived");
  return channel;
}

export function directChannel(world: World, workspace: Workspace, user: string): Channel {
  const known = [...workspace.channels.values()].find((one) => one.kind === "im" && one.user === user);
  if (known) return known;
  const channel: Channel = {
    id: world.nextId("D"),
    name: "directmessage",
    kind: "im",
    user,
    members: new Set([user, workspace.botUser]),
    shared: false,
    archived: false,
    messages: [],
  };
  workspace.channels.set(channel.id, channel);
  return channel;
}

export const isBotIn = (workspace: Workspace, channel: Channel): boolean =>
  channel.members.has(workspace.botUser);

/** Not an ephemeral one, and not one that is gone. */
export const messageAt = (channel: Channel, ts: string): Message | undefined =>
  channel.messages.find((one) => one.ts === ts && !one.gone && one.onlyFor === undefined);

/** For a person: anybody of the workspace can read a public channel. */
export function readableChannel(world: World, workspace: Workspace, id: string, viewer: string): Channel {
  const channel = workspace.people.has(id) ? directChannel(world, workspace, id) : workspace.channels.get(id);
  if (!channel) throw new Error(`There is no channel ${id} in ${workspace.team}`);
  if (channel.kind !== "channel" && !channel.members.has(viewer))
    throw new Error(`${viewer} is not in ${id}`);
  return channel;
}
