/** What does each of Slack's error codes mean for a delivery, and what shall the operator do? */
import type { Gone } from "../../platform";

/** In `say`: `{place}` begins a sentence ("The channel C1"), `{needed}` is the right that is missing, `{code}` Slack's word. */
export type FailureRow = { retry: "later" | "never"; say: string; gone?: Gone; afterMs?: number };

/** A token comes back only when somebody installs the app again: asked for seldom, so that Slack is not knocked at. */
const TOKEN_AFTER_MS = 600_000;
/** Slack's own word for "how long" is missing there. */
const BUSY_AFTER_MS = 30_000;

const gone = (say: string, what: Gone = "channel"): FailureRow => ({ retry: "never", say, gone: what });
const never = (say: string): FailureRow => ({ retry: "never", say });
const later = (say: string, afterMs?: number): FailureRow => ({
  retry: "later",
  say,
  ...(afterMs !== undefined && { afterMs }),
});

const trouble = later("Slack has trouble of its own ({code}). It is tried again.");
const busy = later("Slack asks to send less often. It is tried again.", BUSY_AFTER_MS);
const moving = later("The Slack workspace is being moved by its owners ({code}). It is tried again.");
const noToken = later(
  "Slack does not accept the app's token ({code}). Install the app again.",
  TOKEN_AFTER_MS,
);
const closed = gone(
  "{place} does not let the help desk post ({code}). Allow it in the channel's settings, or name another channel in the plan.",
);
const fault = never(
  "Slack refused the message as faulty ({code}). This is a fault of Tierdesk's: please report it.",
);
const noPerson = never("Slack knows no such person for {place}. Their account may have been removed.");
const noReaction = never("Slack takes no more reactions on this message ({code}). Nothing needs to be done.");

export const FAILURES: Readonly<Record<string, FailureRow>> = {
  // The place
  channel_not_found: gone(
    "{place} was not found. Invite the help desk there if it is private, or name another one in the plan (tiers.2.channels.slack).",
  ),
  is_archived: gone(
    "{place} is archived. Unarchive it, or name another one in the plan (tiers.2.channels.slack).",
  ),
  is_inactive: gone(
    "{place} is archived or frozen. Unarchive it, or name another one in the plan (tiers.2.channels.slack).",
  ),
  not_in_channel: gone("{place} does not have the help desk in it. Invite it there with /invite."),
  no_permission: gone("{place} does not have the help desk in it. Invite it there with /invite."),
  channel_is_limited_access: closed,
  restricted_action: closed,
  restricted_action_read_only_channel: closed,
  restricted_action_thread_only_channel: closed,
  restricted_action_non_threadable_channel: closed,
  cannot_reply_to_message: gone(
    "Slack allows no replies to the thread's first message. Begin a new thread.",
    "thread",
  ),
  thread_gone: gone(
    "The thread's first message was deleted in Slack, so nothing can be posted under it any more.",
    "thread",
  ),
  thread_astray: gone(
    "The thread's first message was deleted in Slack, and what was to go under it stands in the channel itself: delete it there by hand.",
    "thread",
  ),
  team_access_not_granted: gone(
    "{place} is in a workspace that has not let the app in. Install the app there, or name another channel in the plan.",
  ),

  // The person
  messages_tab_disabled: never(
    "The app's Messages tab is off. Turn it on under App Home in the app's settings, so that people can be written to.",
  ),
  cannot_dm_bot: never("{place} belongs to a bot, and bots cannot be written to. Name a person."),
  user_disabled: never(
    "{place} belongs to a person whose Slack account is deactivated. Reach them another way.",
  ),
  person_inactive: never(
    "{place} belongs to a person whose Slack account is deactivated. Reach them another way.",
  ),
  user_not_found: noPerson,
  users_not_found: noPerson,
  user_not_visible: never("{place} belongs to a person whom the app may not see. Reach them another way."),

  // The message
  bad_timestamp: never("There is no such message in Slack."),
  message_not_found: never("The message is not there any more: somebody deleted it in Slack."),
  cant_update_message: never("Slack lets nobody but its author change this message."),
  edit_window_closed: never(
    "The workspace allows changes to a message only for a while, and that is over. Allow it in the workspace's settings.",
  ),
  cant_delete_message: never("Slack does not let the help desk delete this message. Delete it by hand."),
  compliance_exports_prevent_deletion: never(
    "The workspace forbids to delete messages (compliance exports are on). Ask its owners.",
  ),
  not_reactable: noReaction,
  too_many_emoji: noReaction,
  too_many_reactions: noReaction,

  // The home page
  not_enabled: never("The app's Home tab is off. Turn it on under App Home in the app's settings."),

  // The app
  missing_scope: never(
    "The Slack app lacks the right {needed}. Add it under OAuth & Permissions in the app's settings and install the app again.",
  ),
  invalid_auth: noToken,
  not_authed: noToken,
  token_revoked: noToken,
  token_expired: noToken,
  account_inactive: noToken,
  not_installed: later(
    "The app is not installed in this Slack workspace. Install the app again.",
    TOKEN_AFTER_MS,
  ),
  not_allowed_token_type: later(
    "Slack wants another kind of token. Set SLACK_BOT_TOKEN to the Bot User OAuth Token (xoxb-).",
    TOKEN_AFTER_MS,
  ),
  accesslimited: later(
    "Slack refuses this machine's network address. Allow it in the workspace's or the app's list of addresses.",
    TOKEN_AFTER_MS,
  ),

  // Slack's own state
  ratelimited: busy,
  rate_limited: busy,
  message_limit_exceeded: later(
    "The workspace has reached its limit of messages. Its owners can see why in its usage limits.",
    TOKEN_AFTER_MS,
  ),
  fatal_error: trouble,
  internal_error: trouble,
  service_unavailable: trouble,
  request_timeout: trouble,
  update_failed: trouble,
  hash_conflict: trouble,
  http_error: later("Slack answered with an error page ({code}). It is tried again."),
  unreachable: later("Slack cannot be reached. Check this machine's network and SLACK_API_URL."),
  ekm_access_denied: later("The workspace's owners have suspended posting (key management). Ask them."),
  team_added_to_org: moving,
  org_login_required: moving,
  external_channel_migrating: moving,

  // What we sent
  msg_too_long: fault,
  msg_blocks_too_long: fault,
  invalid_blocks: fault,
  invalid_blocks_format: fault,
  block_mismatch: fault,
  view_too_large: fault,
  no_text: fault,
  invalid_arguments: fault,
  invalid_arg_name: fault,
  invalid_metadata_format: fault,
  invalid_metadata_schema: fault,
  metadata_too_large: fault,
  unknown_method: fault,
};

/** What is not in the table may pass by itself. */
export const UNKNOWN_FAILURE = later("Slack refused for a reason that Tierdesk does not know ({code}).");

/** Slack could not read the blocks: plain text may still get through. */
export const BLOCKS_FAILURES = [
  "msg_too_long",
  "msg_blocks_too_long",
  "invalid_blocks",
  "invalid_blocks_format",
  "invalid_arguments",
];

/** The token no longer holds: whoever keeps a client with it should forget it. */
export const TOKEN_FAILURES = [
  "invalid_auth",
  "not_authed",
  "token_revoked",
  "token_expired",
  "account_inactive",
];
