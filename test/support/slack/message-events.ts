/** What does the app hear about messages? Only of channels that its bot is in. */
import { isBotIn } from "./places";
import { describeMessage, teamOf } from "./showing";
import type { Channel, Json, Message, Workspace, World } from "./world";

const SUBSCRIPTIONS = { channel: "message.channels", group: "message.groups", im: "message.im" } as const;

/** `message`, and for a mention of the bot in a channel `app_mention` besides. */
export function tellPosted(world: World, workspace: Workspace, channel: Channel, message: Message): void {
  const event = { ...describeMessage(world, workspace, channel, message), ...whence(workspace, message) };
  const root = channel.messages.find((one) => one.ts === message.thread);
  tellMessage(world, workspace, channel, {
    ...event,
    ...(message.subtype === "thread_broadcast" &&
      root && { root: describeMessage(world, workspace, channel, root) }),
    event_ts: message.ts,
  });
  if (isMention(workspace, channel, message))
    world.tell(
      workspace,
      "app_mention",
      { ...event, type: "app_mention", channel: channel.id, event_ts: message.ts },
      channel,
    );
}

export function tellChanged(
  world: World,
  workspace: Workspace,
  channel: Channel,
  message: Message,
  previous: Json,
): void {
  const changed = describeMessage(world, workspace, channel, message);
  const team = teamOf(workspace, message.user);
  const ts = world.nextTs();
  tellMessage(world, workspace, channel, {
    type: "message",
    subtype: "message_changed",
    message: { ...changed, source_team: team, user_team: team },
    previous_message: previous,
    hidden: true,
    ts,
    event_ts: ts,
  });
}

export function tellDeleted(
  world: World,
  workspace: Workspace,
  channel: Channel,
  ts: string,
  previous: Json,
): void {
  const at = world.nextTs();
  tellMessage(world, workspace, channel, {
    type: "message",
    subtype: "message_deleted",
    previous_message: previous,
    deleted_ts: ts,
    hidden: true,
    ts: at,
    event_ts: at,
  });
}

export function tellMessage(world: World, workspace: Workspace, channel: Channel, event: Json): void {
  if (!isBotIn(workspace, channel)) return;
  const about = { ...event, channel: channel.id, channel_type: channel.kind };
  world.tell(workspace, SUBSCRIPTIONS[channel.kind], about, channel);
}

const isMention = ({ botUser }: Workspace, channel: Channel, message: Message): boolean =>
  channel.kind !== "im" &&
  channel.members.has(botUser) &&
  !message.byApp &&
  message.text.includes(`<@${botUser}>`);

/** Strangers of Slack Connect come with their own team. */
function whence(workspace: Workspace, { user }: Message): Json {
  const team = teamOf(workspace, user);
  if (team === workspace.team) return {};
  const person = workspace.people.get(user);
  return {
    user_team: team,
    source_team: team,
    user_profile: { real_name: person?.realName, name: person?.name, team, is_restricted: false },
  };
}
