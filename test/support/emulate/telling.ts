/**
 * What does Slack add to the events that emulate sends? `channel_type`, `event_ts`, who the app is and whose message a reaction is
 * on; `app_mention` besides the message; and nothing that the manifest does not subscribe to, or of a channel without the bot.
 */
import { isObject, textOf } from "../slack/arguments";
import { tellMessage } from "../slack/message-events";
import { describeBot } from "../slack/showing";
import type { Channel, Json, Workspace, World } from "../slack/world";
import { objectIn } from "./calls";

/** Goes on to the help desk as Slack's own envelope, signed anew, sent again when it is not acknowledged. */
export function tellApp(world: World, workspace: Workspace, event: Json): void {
  const type = String(event["type"]);
  switch (type) {
    case "im_created":
      return rememberChat(workspace, objectIn(event, "channel"));
    case "message":
      return tellOfMessage(world, workspace, event);
    case "reaction_added":
    case "reaction_removed":
      return world.tell(workspace, type, withAuthor(world, workspace, event));
    case "member_joined_channel":
      workspace.channels.get(String(event["channel"]))?.members.add(String(event["user"]));
      return world.tell(workspace, type, stamped(world, event));
    case "member_left_channel":
      workspace.channels.get(String(event["channel"]))?.members.delete(String(event["user"]));
      return world.tell(workspace, type, stamped(world, event));
    default:
      return world.tell(workspace, type, stamped(world, event));
  }
}

const stamped = (world: World, event: Json): Json => ({ ...event, event_ts: world.nextTs() });

/** Emulate names the other one of the two, for whoever opened it. */
function rememberChat({ botUser, channels }: Workspace, { id, user, creator }: Json): void {
  const person = String(user === botUser ? creator : user);
  channels.set(String(id), {
    id: String(id),
    name: "directmessage",
    kind: "im",
    user: person,
    members: new Set([person, botUser]),
    shared: false,
    archived: false,
    messages: [],
  });
}

function tellOfMessage(world: World, workspace: Workspace, event: Json): void {
  const channel = workspace.channels.get(String(event["channel"]));
  if (!channel) throw new Error(`An event of a channel that nobody opened: ${String(event["channel"])}`);
  const about = described(world, workspace, event);
  const named = Object.entries({ message: event["message"], previous_message: event["previous_message"] });
  const inner = named.flatMap(([name, one]) =>
    isObject(one) ? [[name, described(world, workspace, one)] as const] : [],
  );
  const full = { ...about, ...Object.fromEntries(inner), event_ts: event["event_ts"] ?? event["ts"] };
  tellMessage(world, workspace, channel, full);
  if (isMention(workspace, channel, event))
    world.tell(workspace, "app_mention", { ...full, type: "app_mention", channel: channel.id }, channel);
}

function described(world: World, workspace: Workspace, message: Json): Json {
  const { user } = message;
  if (user === undefined) return message;
  return {
    ...message,
    team: workspace.team,
    ...(user === workspace.botUser && describeBot(world, workspace)),
  };
}

const isMention = ({ botUser }: Workspace, channel: Channel, event: Json): boolean =>
  channel.kind !== "im" &&
  event["user"] !== undefined &&
  event["user"] !== botUser &&
  (textOf(event, "text") ?? "").includes(`<@${botUser}>`);

function withAuthor(world: World, workspace: Workspace, event: Json): Json {
  const { channel, ts } = objectIn(event, "item");
  const messages = workspace.channels.get(String(channel))?.messages ?? [];
  const author = messages.find((message) => message.ts === ts)?.user;
  return { ...stamped(world, event), ...(author !== undefined && { item_user: author }) };
}
