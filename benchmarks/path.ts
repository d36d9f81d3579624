/**
 * How long does a message take through the house (stored, handled, reply handed to its platform), and how many go through a
 * second? The desk's own thinking is left out: benchmarks/matching.ts measures that.
 *
 * node -r ./test/support/typescript.cjs benchmarks/path.ts [--database-url postgresql://.../an_empty_database]
 */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Decision } from "../src/desk/decision";
import type { DeskEvent } from "../src/desk/events";
import type { DeskState } from "../src/desk/state";
import { createHandle } from "../src/handle";
import { createInbox } from "../src/inbox/inbox";
import { createOutbox } from "../src/outbox/outbox";
import { connectStore } from "../src/store/connect";
import { conversation, decided, direct, post, postedIn } from "../test/store/samples";
import { createRecordingPlatform } from "../test/support/recording-platform";

const alone = { warmUp: 100, messages: 500 };
const crowd = { lanes: 50, messages: 3000 };

/** One conversation a place, one line of history and one reply a message. */
function reply(event: DeskEvent, state: DeskState, now: Date): Decision {
  if (event.type !== "message_posted") return decided();
  const known = state.conversation ?? conversation({ id: state.nextConversationId, origin: event.replyIn });
  return decided({
    conversations: [{ ...known, question: event.text, lastMessageAt: now }],
    history: [
      { conversation: known.id, type: "asked", by: event.by, text: event.text, source: event.message },
    ],
    messages: [post(`reply:${event.id}`, { to: event.replyIn })],
  });
}

async function measure(databaseUrl: string | undefined): Promise<void> {
  const now = (): Date => new Date();
  const log = { info: () => {}, warn: console.warn, error: console.error };
  const dataDir = await mkdtemp(join(tmpdir(), "tierdesk-path-"));
  await chmod(dataDir, 0o711); // run by root, the embedded server's user must get in
  const store = await connectStore({ dataDir, ...(databaseUrl !== undefined && { databaseUrl }) }, log);
  const { db: database, pool } = store;
  const platform = createRecordingPlatform();
  const arrived = new Map<string, () => void>();
  platform.beforeDelivery = ({ key }) => arrived.get(key)?.();
  const outbox = createOutbox({
    database,
    platforms: [platform],
    now,
    log,
    connect: () => pool.connect(),
  });
  const inbox = createInbox({
    database,
    handleNext: createHandle({ database, decide: reply, now }),
    now,
    log,
    onHandled: outbox.nudge,
  });
  await outbox.start();
  inbox.start();

  /** Milliseconds until the message is stored, and until its reply is handed over. */
  async function send(place: string, id: string): Promise<{ stored: number; replied: number }> {
    const from = performance.now();
    const replied = new Promise<number>((resolve) =>
      arrived.set(`reply:${id}`, () => resolve(performance.now() - from)),
    );
    await inbox.receive(postedIn(direct(place), id));
    const stored = performance.now() - from;
    return { stored, replied: await replied };
  }

  for (let index = 0; index < alone.warmUp; index++) await send(`w${index % 20}`, `w${index}`);
  const times: { stored: number; replied: number }[] = [];
  for (let index = 0; index < alone.messages; index++) times.push(await send(`a${index % 20}`, `a${index}`));

  const from = performance.now();
  const lanes = Array.from({ length: crowd.lanes }, async (_, lane) => {
    for (let index = lane; index < crowd.messages; index += crowd.lanes) await send(`c${lane}`, `c${index}`);
  });
  await Promise.all(lanes);
  const seconds = (performance.now() - from) / 1000;

  console.table({
    "stored, one at a time (ms)": percentiles(times.map(({ stored }) => stored)),
    "reply handed over, one at a time (ms)": percentiles(times.map(({ replied }) => replied)),
    [`messages a second, ${crowd.lanes} lanes`]: { p50: Math.round(crowd.messages / seconds) },
  });
  await inbox.stop();
  await outbox.stop();
  await store.close();
  await rm(dataDir, { recursive: true });
}

function percentiles(values: number[]): { p50: string; p99: string } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  return { p50: at(0.5), p99: at(0.99) };
}

const { values } = parseArgs({ options: { "database-url": { type: "string" } } });
void measure(values["database-url"]);
