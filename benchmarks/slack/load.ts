/** What does Slack send? Messages of people in channels and chats, each with a signature of its own. */
import { signedHeaders } from "../../test/support/slack/http-transport";
import { CHANNELS, saidIn, sendWhenTold, type DirectEvery, type Message } from "../taking-in/load";

export const SECRET = "a-signing-secret-for-measuring";
export const TEAM = "T0MEASURE";
export const BOT = "U0HELPDESK";
export const WATCHED = Array.from({ length: CHANNELS }, (_, n) => `C0WATCHED${n}`);

/** Slack sends more fields; those that are read are here, and it is as long as theirs. */
export function message(index: number, directEvery: DirectEvery): Message {
  const { person, channel, text } = saidIn(index);
  const ts = `${1_700_000_000 + Math.floor(index / 1000)}.${String(index % 1000).padStart(6, "0")}`;
  const section = { type: "rich_text_section", elements: [{ type: "text", text }] };
  const where =
    index % directEvery === 0
      ? { channel: `D0CHAT${person}`, channel_type: "im" }
      : { channel: WATCHED[channel], channel_type: "channel" };
  const who = { user: `U0PERSON${person}`, team: TEAM };
  const blocks = [{ type: "rich_text", block_id: "b1", elements: [section] }];
  const event = { type: "message", ...who, text, ts, event_ts: ts, ...where, blocks };
  const authorizations = [{ team_id: TEAM, user_id: BOT, is_bot: true, is_enterprise_install: false }];
  const ids = { team_id: TEAM, api_app_id: "A0MEASURE", event_id: `Ev${index}`, event_time: 1_700_000_000 };
  const body = JSON.stringify({ ...ids, type: "event_callback", authorizations, event });
  const headers = { "content-type": "application/json", ...signedHeaders(SECRET, body) };
  return { path: "/slack/events", method: "POST", headers, body };
}

if (require.main === module) sendWhenTold(message);
