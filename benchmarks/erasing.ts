/**
 * How long does it take to forget somebody with many questions, beside as many of others, and how long is the longest statement held up?
 *
 * node -r ./test/support/typescript.cjs benchmarks/erasing.ts [--questions 5000] [--others 20000]
 */
import { chmodSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Person } from "../src/desk/model";
import type { Store } from "../src/store/client";
import { connectStore } from "../src/store/connect";
import { erasePerson } from "../src/store/people/erase-person";

const log = { info: () => {}, warn: console.warn, error: console.error };
const ana: Person = {
  platform: "slack",
  workspace: "T1",
  account: "U0ANA12345",
  name: "Ana Lopez",
  email: "ana@lakeside.example",
};

/** Each question with ten lines of history and five messages; no two begin alike. */
async function fill({ pool }: Store, from: number, questions: number, account: string): Promise<void> {
  const id = `slack/T1/${account}`;
  const range = `generate_series(${from + 1}, ${from + questions}) n`;
  await pool.query(
    `INSERT INTO "Person" (id, platform, workspace, account, name, email) VALUES ($1, 'slack', 'T1', $2, $3, $4)`,
    [id, account, account === ana.account ? ana.name : "Ben", account === ana.account ? ana.email : null],
  );
  await pool.query(
    `INSERT INTO "Conversation" (id, "requesterId", origin, "originKey", "chatKey", status, question, files, parts, offers,
                                "askedAt", "lastMessageAt")
    SELECT 'c-' || n, $1, '{}', 'slack/direct/T1/${account}', 'k', 'ended', md5(n::text) || ' does the printer jam', '[]', '[]', '[]',
           now(), now() FROM ${range}`,
    [id],
  );
  await pool.query(
    `INSERT INTO "HistoryEntry" ("conversationId", at, type, "byId", "byName", text, "sourceKey")
    SELECT 'c-' || n, now(), 'requester_wrote', $1, 'somebody', repeat('words of somebody ', 10), 'slack/direct/T1/${account}#' || n || '.' || m
      FROM ${range}, generate_series(1, 10) m`,
    [id],
  );
  await pool.query(`
    INSERT INTO "OutboxMessage" (key, lane, verb, platform, message, about, status, "nextAttemptAt")
    SELECT n || '/' || m, 'slack/direct/T1/${account}', 'post', 'slack',
           jsonb_build_object('to', jsonb_build_object('platform', 'slack', 'workspace', 'T1', 'id', '${account}'),
                              'content', jsonb_build_object('summary', '', 'blocks', jsonb_build_array(jsonb_build_object('kind', 'text', 'markdown', repeat('words of somebody ', 33))))),
           jsonb_build_object('conversation', 'c-' || n), 'sent', now()
      FROM ${range}, generate_series(1, 5) m`);
}

function askMeanwhile({ pool }: Store): { stop(): Promise<number[]> } {
  const took: number[] = [];
  let stopped = false;
  const running = (async () => {
    for (let n = 0; !stopped; n++) {
      const from = performance.now();
      await pool.query(
        `INSERT INTO "OutboxMessage" (key, lane, verb, platform, message, about, status, "nextAttemptAt")
         VALUES ($1, 'live', 'post', 'slack', '{"content": {}}', '{"conversation": "c-live"}', 'pending', now())`,
        [`live/${n}`],
      );
      took.push(performance.now() - from);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return {
    async stop() {
      stopped = true;
      await running;
      return took.toSorted((a, b) => a - b);
    },
  };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      questions: { type: "string", default: "5000" },
      others: { type: "string", default: "20000" },
      "database-url": { type: "string" },
    },
  });
  const folder = await mkdtemp(join(tmpdir(), "tierdesk-erasing-"));
  chmodSync(folder, 0o711);
  const url = values["database-url"];
  const store = await connectStore({ dataDir: folder, ...(url !== undefined && { databaseUrl: url }) }, log);
  try {
    const [questions, others] = [Number(values.questions), Number(values.others)];
    await fill(store, 0, questions, ana.account);
    await fill(store, questions, others, "U0BEN12345");
    await store.pool.query("VACUUM ANALYZE");
    const asking = askMeanwhile(store);
    const from = performance.now();
    const { rows } = await erasePerson(store.db, [ana]);
    const seconds = (performance.now() - from) / 1000;
    const waits = await asking.stop();
    const at = (share: number): string => `${(waits[Math.floor(waits.length * share)] ?? 0).toFixed(0)} ms`;
    console.log(
      `${questions} questions of ${questions + others}: ${seconds.toFixed(0)} s, ${rows} rows; an insert meanwhile p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${at(0.9999)}; memory ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
    );
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

void main();
