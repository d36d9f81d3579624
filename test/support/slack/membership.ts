/** What happens when somebody joins or leaves a channel, or it is archived or renamed? */
import { isBotIn } from "./places";
import { postMessage } from "./posting";
import type { Channel, Workspace, World } from "./world";

/** Slack also writes a line into the channel, with a subtype of its own. */
export function addMember(
  world: World,
  workspace: Workspace,
  channel: Channel,
  user: string,
  inviter?: string,
): void {
  channel.members.add(user);
  const line = { user, byApp: false, subtype: "channel_join", text: `<@${user}> has joined the channel` };
  postMessage(world, workspace, channel, line);
  if (isBotIn(workspace, channel))
    tell(world, workspace, channel, "member_joined_channel", { user, ...(inviter && { inviter }) });
}

/** The app whose bot leaves hears `channel_left`, and nothing of that channel after that. */
export function removeMember(world: World, workspace: Workspace, channel: Channel, user: string): void {
  channel.members.delete(user);
  if (user === workspace.botUser) {
    const type = channel.kind === "group" ? "group_left" : "channel_left";
    world.tell(workspace, type, { type, channel: channel.id, event_ts: world.nextTs() }, channel);
    return;
  }
  const line = { user, byApp: false, subtype: "channel_leave", text: `<@${user}> has left the channel` };
  postMessage(world, workspace, channel, line);
  if (isBotIn(workspace, channel)) tell(world, workspace, channel, "member_left_channel", { user });
}

/** The bot stays a member, by name; nothing can be posted. */
export function archiveChannel(world: World, workspace: Workspace, channel: Channel, user: string): void {
  channel.archived = true;
  const type = channel.kind === "group" ? "group_archive" : "channel_archive";
  const event = { type, channel: channel.id, user, is_moved: 0, event_ts: world.nextTs() };
  if (isBotIn(workspace, channel)) world.tell(workspace, type, event, channel);
}

export function renameChannel(world: World, workspace: Workspace, channel: Channel, name: string): void {
  channel.name = name;
  const type = channel.kind === "group" ? "group_rename" : "channel_rename";
  const renamed = { id: channel.id, name, name_normalized: name, created: 1_700_000_000 };
  if (isBotIn(workspace, channel))
    world.tell(workspace, type, { type, channel: renamed, event_ts: world.nextTs() }, channel);
}

function tell(world: World, workspace: Workspace, channel: Channel, type: string, about: object): void {
  world.tell(
    workspace,
    type,
    {
      type,
      ...about,
      channel: channel.id,
      channel_type: channel.kind === "group" ? "G" : "C",
      team: workspace.team,
      event_ts: world.nextTs(),
    },
    channel,
  );
}
