/** What is the app told when somebody clicks, gives a command, or uses a shortcut? */
import { giveResponseUrl } from "./response-urls";
import { describeMessage, describeView, teamOf } from "./showing";
import { giveTrigger } from "./triggers";
import type { Channel, Json, Message, View, Workspace, World } from "./world";

/** What all interactions have in common. Each gives its own trigger. */
export function interaction(world: World, workspace: Workspace, user: string, type: string): Json {
  const { team: id, domain, people } = workspace;
  const name = people.get(user)?.name;
  return {
    type,
    user: { id: user, username: name, name, team_id: teamOf(workspace, user) },
    api_app_id: world.app.id,
    token: "verification-token",
    trigger_id: giveTrigger(world, workspace, user),
    team: { id, domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** Where it was clicked. An ephemeral message is not shown again to the app. */
export function onMessage(
  world: World,
  workspace: Workspace,
  user: string,
  channel: Channel,
  message: Message,
): Json {
  const isEphemeral = message.onlyFor !== undefined;
  const { ts, thread } = message;
  return {
    container: {
      type: "message",
      message_ts: ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(thread !== undefined && { thread_ts: thread }),
    },
    channel: { id: channel.id, name: shownName(channel) },
    ...(!isEphemeral && { message: describeMessage(world, workspace, channel, message) }),
    state: { values: {} },
    response_url: giveResponseUrl(world, { team: workspace.team, channel: channel.id, user, ts }),
  };
}

export const onView = (world: World, workspace: Workspace, view: View): Json => ({
  container: { type: "view", view_id: view.id },
  view: describeView(world, workspace, view),
});

/** A command's fields, as of a web form. */
export function commandFields(
  world: World,
  workspace: Workspace,
  user: string,
  channel: Channel,
  command: string,
  text: string,
): Json {
  const { team, domain, people } = workspace;
  return {
    token: "verification-token",
    team_id: team,
    team_domain: domain,
    channel_id: channel.id,
    channel_name: shownName(channel),
    user_id: user,
    user_name: people.get(user)?.name ?? user,
    command,
    text,
    api_app_id: world.app.id,
    is_enterprise_install: "false",
    response_url: giveResponseUrl(world, { team, channel: channel.id, user }),
    trigger_id: giveTrigger(world, workspace, user),
  };
}

const shownName = ({ kind, name }: Channel): string =>
  kind === "im" ? "directmessage" : kind === "group" ? "privategroup" : name;
