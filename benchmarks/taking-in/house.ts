/** What takes messages in, to be measured? The real platform, inbox and database; of the desk only its writing. */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Decision } from "../../src/desk/decision";
import type { DeskEvent } from "../../src/desk/events";
import type { DeskState } from "../../src/desk/state";
import { createHandle } from "../../src/handle";
import { createInbox } from "../../src/inbox/inbox";
import type { Platform } from "../../src/platforms/platform";
import { connectStore } from "../../src/store/connect";
import type { Database } from "../../src/store/transaction";
import { conversation, decided, post } from "../../test/store/samples";

/**
 * `store`, `handle`: whether stored events are handled too. `handled`: how many are, as soon as all are. `clear`: forget them.
 * `memory`: bytes.
 */
export type Task = "store" | "handle" | "handled" | "clear" | "memory" | "stop";
type Tasks = Record<Task, () => number | Promise<number>>;

/** `words`: what its service gives a house to start with. */
export type MakePlatform = (database: Database, words: string[]) => Platform;

/** One conversation a thread, one line of history and one reply a message. */
function reply(event: DeskEvent, state: DeskState, now: Date): Decision {
  if (event.type !== "message_posted") return decided();
  const known = state.conversation ?? conversation({ id: state.nextConversationId, origin: event.replyIn });
  const { by, text, message: source } = event;
  return decided({
    conversations: [{ ...known, requester: by, question: text, lastMessageAt: now }],
    history: [{ conversation: known.id, type: "asked", by, text, source }],
    messages: [post(`reply:${event.id}`, { to: event.replyIn })],
  });
}

export const now = (): Date => new Date();
export const log = { info: () => {}, warn: console.warn, error: console.error };

async function open(makePlatform: MakePlatform, databaseUrl: string, words: string[]) {
  const dataDir = await mkdtemp(join(tmpdir(), "tierdesk-house-"));
  await chmod(dataDir, 0o711); // run by root, the embedded server's user must get in
  const store = await connectStore({ dataDir, ...(databaseUrl !== "" && { databaseUrl }) }, log);
  const { db: database, pool } = store;
  let isHandling = true;
  const handleNext = createHandle({ database, decide: reply, now });
  const inbox = createInbox({
    database,
    handleNext: async () => (isHandling ? handleNext() : { outcome: "nothing" }),
    now,
    log,
  });
  const platform = makePlatform(database, words);
  inbox.start();
  await platform.start(inbox.receive);
  const server = createServer((request, response) => platform.http?.handle(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));

  const tasks: Tasks = {
    store: () => Number((isHandling = false)),
    handle: () => Number((isHandling = true)),
    async handled() {
      await inbox.idle();
      const counted = await pool.query<{ count: number }>(
        `SELECT count(*)::int FROM "InboxEvent" WHERE status = 'handled'`,
      );
      return counted.rows[0]?.count ?? 0;
    },
    async clear() {
      await pool.query(`TRUNCATE "InboxEvent", "OutboxMessage", "HistoryEntry", "Conversation" CASCADE`);
      return 0;
    },
    memory() {
      globalThis.gc?.();
      return process.memoryUsage.rss();
    },
    async stop() {
      server.close();
      await platform.stop();
      await inbox.stop();
      await store.close();
      await rm(dataDir, { recursive: true });
      return 0;
    },
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tasks };
}

/** In a process of its own. */
export async function serveHouse(makePlatform: MakePlatform): Promise<void> {
  const [databaseUrl = "", ...words] = process.argv.slice(2);
  const { url, tasks } = await open(makePlatform, databaseUrl, words);
  process.on("message", (task: Task) => void work(tasks, task));
  process.once("disconnect", () => process.exit());
  process.send?.(url);
}

async function work(tasks: Tasks, task: Task): Promise<void> {
  process.send?.(await tasks[task]());
  if (task === "stop") process.disconnect();
}
