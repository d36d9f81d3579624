/** What does one of Slack's events mean to the desk? One DeskEvent, always the same one for the same happening; or nothing, and why. */
import type { DeskEvent } from "../../../desk/events";
import type { Person } from "../../../desk/model";
import { channelPlace, directChat, isDirectChannel, isTs, momentOf } from "../address";
import type { EventEnvelope, SlackEvent } from "./bodies";
import { parseDeletion, parseEdit } from "./parse-change";
import { parsePost } from "./parse-message";

/** `first`: to be taken before it, where Slack has told of a change before it tells what was changed. */
export type Parsed = { event: DeskEvent; first?: DeskEvent } | { ignored: string };

/** `watched`: channels in which every new message is a question. */
export type ParseContext = {
  team: string;
  botUser: string;
  who(user: string, hint?: { teamId?: string }): Promise<Person>;
  /** Of somebody who is only mentioned: what they may do does not matter. */
  nameOf(user: string): Promise<string>;
  watched: string[];
};

/** Rejects only when `who` does. */
export async function parseEvent({ event }: EventEnvelope, context: ParseContext): Promise<Parsed> {
  switch (event?.type) {
    case "message":
      if (event.subtype === "message_changed") return parseEdit(event, context);
      if (event.subtype === "message_deleted") return parseDeletion(event, context);
      return parsePost(event, context);
    case "app_mention":
      return parsePost(event, context);
    case "reaction_added":
      return parseReaction(event, context);
    case "app_home_opened":
      return parseHome(event, context);
    default:
      return { ignored: `${event?.type ?? "an event without a type"} is nothing for the desk` };
  }
}

const THANKS = new Set([
  "+1",
  "thumbsup",
  "heart",
  "pray",
  "raised_hands",
  "tada",
  "clap",
  "white_check_mark",
  "100",
]);

async function parseReaction(event: SlackEvent, context: ParseContext): Promise<Parsed> {
  const { user, reaction = "", item_user: author, event_ts: ts } = event;
  const { type, channel, ts: message } = event.item ?? {};
  if (author !== context.botUser) return { ignored: "a reaction to somebody else's message" };
  if (user === context.botUser) return { ignored: "our own reaction" };
  if (!THANKS.has(reaction.replace(/::skin-tone-\d$/u, "")))
    return { ignored: "a reaction that does not thank" };
  if (type !== "message" || !user || !channel || !message || !isTs(ts))
    return { ignored: "incomplete reaction" };
  const { team } = context;
  // Without its thread, which Slack does not tell here: as a delivery names the messages that it is (`Delivered.parts`).
  const place = isDirectChannel(channel) ? directChat(team, user) : channelPlace(team, channel);
  return {
    event: {
      id: `slack/${team}/${channel}/${message}/thanked/${user}`,
      at: momentOf(ts),
      type: "message_thanked",
      by: await context.who(user),
      message: { in: place, messageId: message },
    },
  };
}

async function parseHome({ user, tab, event_ts: ts }: SlackEvent, context: ParseContext): Promise<Parsed> {
  if (tab !== "home") return { ignored: "opened the chat, not the home page" };
  if (!user || !isTs(ts)) return { ignored: "incomplete opening" };
  const id = `slack/${context.team}/home/${user}/${ts}`;
  return { event: { id, at: momentOf(ts), type: "home_opened", by: await context.who(user) } };
}
