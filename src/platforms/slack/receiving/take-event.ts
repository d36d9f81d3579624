/** What happens with one of Slack's events? Stored, then acknowledged; some only tell us to ask Slack anew. */
import { isDirectChannel, isTs } from "../address";
import type { EventEnvelope, SlackEvent } from "./bodies";
import { parseEvent, type Parsed } from "./parse";
import { contextFor, type Request, type Taking } from "./taking";
import type { Workspace } from "../workspaces";

export async function takeEvent(
  taking: Taking,
  { body, workspace, ack }: Request<EventEnvelope>,
): Promise<void> {
  const event = body.event ?? {};
  refresh(taking, workspace.team, event);
  const isDirect = isInDirectChat(event);
  // What somebody asks for themselves is not lost over a question of rights.
  const parsed = await parseEvent(body, contextFor(taking, workspace, isDirect ? { rights: false } : {}));
  if ("event" in parsed) await taking.receive(parsed.event, parsed.first);
  await ack();
  afterwards(taking, workspace, event, parsed);
}

/** What we remember is not true any more. */
function refresh({ people }: Taking, team: string, event: SlackEvent): void {
  const { type, channel, subteam_id: group } = event;
  if (type === "user_change") people.forgetUser(team, changedUser(event));
  if (type === "member_joined_channel" || type === "member_left_channel")
    people.forgetMembers(team, channel ?? "");
  if (type === "subteam_members_changed") people.forgetMembers(team, group ?? "");
}

/** Only there `user` is the whole user. */
function changedUser({ user }: { user?: unknown }): string {
  const id = typeof user === "object" && user !== null && "id" in user ? user.id : user;
  return typeof id === "string" ? id : "";
}

/** What people see at once, while the desk decides. */
function afterwards(taking: Taking, workspace: Workspace, event: SlackEvent, parsed: Parsed): void {
  const { type, tab, channel, user, ts, thread_ts: thread } = event;
  if (type === "app_home_opened" && tab === "messages" && channel)
    taking.later(taking.prompts.suggest(workspace, channel));
  const isAsked = "event" in parsed && parsed.event.type === "message_posted" && isInDirectChat(event);
  if (isAsked && channel && user && isTs(ts))
    taking.later(taking.statuses.show(workspace, { channel, user, thread: thread ?? ts }));
}

const isInDirectChat = ({ channel, channel_type: type }: SlackEvent): boolean =>
  typeof channel === "string" && isDirectChannel(channel, type);
