/** Which parts of Slack's requests do we read? Any may be missing: a signed request can still be of a kind we do not know. */
import type { ReceiverEvent } from "@slack/bolt";
import type { FormState } from "../drawing/form-view";

export type SlackFile = {
  id?: string;
  name?: string | null;
  title?: string | null;
  size?: number;
  mimetype?: string;
};

/** A message that somebody passed on with theirs; also link previews, which carry no `is_share`. */
export type Attachment = { is_share?: boolean; author_name?: string; text?: string };

export type SlackMessage = {
  type?: string;
  subtype?: string;
  hidden?: boolean;
  channel_type?: string;
  /** The author, and in shared channels the workspace they come from. */
  user?: string;
  user_team?: string;
  /** The workspace of the message itself. */
  team?: string;
  bot_id?: string;
  text?: string;
  ts?: string;
  thread_ts?: string;
  files?: SlackFile[];
  attachments?: Attachment[];
  edited?: { ts?: string };
};

export type SlackEvent = SlackMessage & {
  channel?: string;
  event_ts?: string;
  /** Of a change: the message as it is now, and as it was. */
  message?: SlackMessage;
  previous_message?: SlackMessage;
  reaction?: string;
  item?: { type?: string; channel?: string; ts?: string };
  item_user?: string;
  tab?: string;
  subteam_id?: string;
  tokens?: { bot?: string[] };
};

export type EventEnvelope = {
  type?: string;
  team_id?: string;
  event?: SlackEvent;
  authorizations?: { team_id?: string | null; user_id?: string }[];
};

export type Action = {
  action_id?: string;
  action_ts?: string;
  value?: string | null;
  selected_option?: { value: string } | null;
};

export type View = {
  id?: string;
  callback_id?: string;
  private_metadata?: string;
  app_installed_team_id?: string | null;
  state?: { values?: FormState };
};

/** A pressed button, a submitted form, a shortcut. */
export type Interaction = {
  type?: string;
  callback_id?: string;
  trigger_id?: string;
  team?: { id?: string } | null;
  user?: { id?: string; team_id?: string };
  channel?: { id?: string };
  container?: { message_ts?: string; channel_id?: string; thread_ts?: string };
  message?: SlackMessage;
  view?: View;
  actions?: Action[];
};

export type Command = {
  command?: string;
  text?: string;
  team_id?: string;
  channel_id?: string;
  user_id?: string;
  trigger_id?: string;
};

export type Body =
  | { kind: "event"; body: EventEnvelope }
  | { kind: "command"; body: Command }
  | { kind: "interaction"; body: Interaction };

export function readBody(body: ReceiverEvent["body"]): Body {
  if (body["type"] === "event_callback") return { kind: "event", body };
  if (typeof body["command"] === "string") return { kind: "command", body };
  return { kind: "interaction", body };
}

/**
 * The workspaces that a request may be for, the likeliest first. In a shared channel a request names the workspace of the
 * person too, who may be from another one than the app.
 */
export function teamsOf({ kind, body }: Body): string[] {
  return [...new Set(candidates())].filter((team): team is string => typeof team === "string" && team !== "");

  function candidates() {
    if (kind === "event") return [body.authorizations?.[0]?.team_id ?? body.team_id];
    if (kind === "command") return [body.team_id];
    return [body.view?.app_installed_team_id, body.team?.id, body.message?.team, body.user?.team_id];
  }
}
