/** How does a busy workspace sound? Signed messages over connections that stay open, as fast as they are acknowledged. */
import { Client } from "undici";

/** A big help desk's. */
export const CHANNELS = 25;
export const PEOPLE = 1_000;
/** Signatures of Slack hold for five minutes. */
const PATIENCE_MS = 240_000;

/** `1`: all are direct messages, `2`: every other one, `0`: none; the rest is said in watched channels. */
export type DirectEvery = 0 | 1 | 2;
export type Message = { path: string; method: "POST"; headers: Record<string, string>; body: string };
export type MakeMessage = (index: number, directEvery: DirectEvery) => Message;

/** `first`: messages are numbered, and no number is sent twice to one database. */
export type Load = {
  url: string;
  first: number;
  count: number;
  connections: number;
  directEvery: DirectEvery;
};
/** `times`: milliseconds until each acknowledgement. */
export type Loaded = { beganAt: number; seconds: number; times: number[]; refused: number };

/** Who says a message, and what: both services have the same one. */
export function saidIn(index: number): { nth: number; person: number; channel: number; text: string } {
  const nth = Math.floor(index / 2);
  const text = `Message ${index}: my laptop does not find the printer in room ${nth % 100}, what can I do?`;
  return { nth, person: nth % PEOPLE, channel: nth % CHANNELS, text };
}

/** Each connection sends its next message when its last one is acknowledged. */
async function send(make: MakeMessage, order: Load): Promise<Loaded> {
  const { url, first, count, connections, directEvery } = order;
  const waiting = Array.from({ length: count }, (_, n) => make(first + n, directEvery)).values();
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

/** In a process of its own. */
export function sendWhenTold(make: MakeMessage): void {
  process.on("message", (load: Load) => void send(make, load).then((loaded) => process.send?.(loaded)));
  process.once("disconnect", () => process.exit(0));
}
