/** How does a busy workspace sound? Signed messages over connections that stay open, as fast as they are acknowledged. */
import { Client } from "undici";
import { signedHeaders } from "../../test/support/slack/http-transport";

export const SECRET = "a-signing-secret-for-measuring";
export const TEAM = "T0MEASURE";
export const BOT = "U0HELPDESK";
/** A big help desk's. */
const CHANNELS = 25;
const PEOPLE = 1_000;
/** Signatures hold for five minutes. */
const PATIENCE_MS = 240_000;
export const WATCHED = Array.from({ length: CHANNELS }, (_, n) => `C0WATCHED${n}`);

/**
 * `first`: messages are numbered, and no number is sent twice to one database. `directEvery`: 1: all are direct messages, 2:
 * every other one, 0: none; the rest is said in watched channels.
 */
export type Load = { url: string; first: number; count: number; connections: number; directEvery: 0 | 1 | 2 };
/** `times`: milliseconds until each acknowledgement. */
export type Loaded = { beganAt: number; seconds: number; times: number[]; refused: number };

/** Slack sends more fields; those that are read are here, and it is as long as theirs. */
export function message(index: number, directEvery: Load["directEvery"]) {
  const nth = Math.floor(index / 2);
  const person = nth % PEOPLE;
  const text = `Message ${index}: my laptop does not find the printer in room ${nth % 100}, what can I do?`;
  const ts = `${1_700_000_000 + Math.floor(index / 1000)}.${String(index % 1000).padStart(6, "0")}`;
  const section = { type: "rich_text_section", elements: [{ type: "text", text }] };
  const where =
    index % directEvery === 0
      ? { channel: `D0CHAT${person}`, channel_type: "im" }
      : { channel: WATCHED[nth % CHANNELS], channel_type: "channel" };
  const who = { user: `U0PERSON${person}`, team: TEAM };
  const blocks = [{ type: "rich_text", block_id: "b1", elements: [section] }];
  const event = { type: "message", ...who, text, ts, event_ts: ts, ...where, blocks };
  const authorizations = [{ team_id: TEAM, user_id: BOT, is_bot: true, is_enterprise_install: false }];
  const ids = { team_id: TEAM, api_app_id: "A0MEASURE", event_id: `Ev${index}`, event_time: 1_700_000_000 };
  const body = JSON.stringify({ ...ids, type: "event_callback", authorizations, event });
  const headers = { "content-type": "application/json", ...signedHeaders(SECRET, body) };
  return { path: "/slack/events", method: "POST" as const, headers, body };
}

/** Each connection sends its next message when its last one is acknowledged. */
async function send({ url, first, count, connections, directEvery }: Load): Promise<Loaded> {
  const waiting = Array.from({ length: count }, (_, n) => message(first + n, directEvery)).values();
  const loaded: Loaded = { beganAt: Date.now(), seconds: 0, times: [], refused: 0 };
  const begin = performance.now();

  async function sendOn(client: Client): Promise<void> {
    for (const request of waiting) {
      const from = performance.now();
      const { statusCode, body } = await client.request(request);
      await body.dump();
      loaded.times.push(performance.now() - from);
      if (statusCode !== 200) loaded.refused++;
      if (performance.now() - begin > PATIENCE_MS) throw new Error("This takes too long.");
    }
    await client.close();
  }

  await Promise.all(Array.from({ length: connections }, () => sendOn(new Client(url))));
  return { ...loaded, seconds: (performance.now() - begin) / 1000 };
}

if (require.main === module) {
  process.on("message", (load: Load) => void send(load).then((loaded) => process.send?.(loaded)));
  process.once("disconnect", () => process.exit(0));
}
