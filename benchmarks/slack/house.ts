/** What takes Slack's messages in, to be measured? The real platform, inbox and database; of the desk only its writing. */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Decision, DeskEvent, DeskState } from "../../src/desk/model";
import { createHandle } from "../../src/handle";
import { createInbox } from "../../src/inbox/inbox";
import { createSlack } from "../../src/platforms/slack";
import { connectStore } from "../../src/store/connect";
import { conversation, decided, post } from "../../test/store/samples";
import { SECRET, WATCHED } from "./load";

/**
 * `store`, `handle`: whether stored events are handled too. `handled`: how many are, as soon as all are. `clear`: forget them.
 * `memory`: bytes.
 */
export type Task = "store" | "handle" | "handled" | "clear" | "memory" | "stop";

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

const now = (): Date => new Date();
const log = { info: () => {}, warn: console.warn, error: console.error };

const slackAt = (apiUrl: string) =>
  createSlack({
    access: { botToken: "xoxb-measuring" },
    signingSecret: SECRET,
    apiUrl,
    formFor: () => undefined,
    planFor: () => ({ watched: WATCHED, memberships: { channels: ["C0TECHNICIANS"], groups: [] } }),
    promptsFor: () => Promise.resolve([]),
    now,
    log,
  });

async function open(apiUrl: string, databaseUrl: string | undefined) {
  const dataDir = await mkdtemp(join(tmpdir(), "tierdesk-slack-"));
  await chmod(dataDir, 0o711); // run by root, the embedded server's user must get in
  const store = await connectStore({ dataDir, ...(databaseUrl !== undefined && { databaseUrl }) }, log);
  const { db: database, pool } = store;
  let isHandling = true;
  const handleNext = createHandle({ database, decide: reply, now });
  const inbox = createInbox({
    database,
    handleNext: async () => (isHandling ? handleNext() : { outcome: "nothing" }),
    now,
    log,
  });
  const slack = slackAt(apiUrl);
  inbox.start();
  await slack.start(inbox.receive);
  const server = createServer((request, response) => slack.http?.handle(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));

  const tasks: Record<Task, () => number | Promise<number>> = {
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
      await slack.stop();
      await inbox.stop();
      await store.close();
      await rm(dataDir, { recursive: true });
      return 0;
    },
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tasks };
}

async function serve(): Promise<void> {
  const [apiUrl = "", databaseUrl] = process.argv.slice(2);
  const { url, tasks } = await open(apiUrl, databaseUrl);
  process.on("message", (task: Task) => void work(tasks, task));
  process.once("disconnect", () => process.exit());
  process.send?.(url);
}

async function work(tasks: Record<Task, () => number | Promise<number>>, task: Task): Promise<void> {
  process.send?.(await tasks[task]());
  if (task === "stop") process.disconnect();
}

void serve();
