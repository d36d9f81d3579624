/**
 * How long does it take to remove the texts of many closed tickets, how long is one batch's transaction, and what does an ordinary
 * statement wait for meanwhile?
 *
 * node -r ./test/support/typescript.cjs benchmarks/retention.ts [--tickets 100000] [--batch 200] [--database-url postgresql://.../an_empty_database]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chmodSync } from "node:fs";
import type { Store } from "../src/store/client";
import { connectStore } from "../src/store/connect";
import { removeTicketTexts } from "../src/store/retention";

const log = { info: () => {}, warn: console.warn, error: console.error };
const now = new Date("2027-01-01T00:00:00Z");

/** Each with a question of 300 characters, eight lines of history and twelve messages of 600: what a ticket of the stories has. */
async function fill({ pool }: Store, tickets: number): Promise<void> {
  await pool.query(
    `INSERT INTO "Person" (id, platform, account, name) VALUES ('slack/T/U', 'slack', 'U', 'Ana Lopez')`,
  );
  await pool.query(`
    INSERT INTO "Conversation" (id, "requesterId", origin, "originKey", "chatKey", status, question, files, parts, offers,
                                "askedAt", "lastMessageAt", "ticketNumber")
    SELECT 'c-' || n, 'slack/T/U', '{}', 'k', 'k', 'ended', repeat('the printer jams ', 18), '[]', '[]', '[]',
           timestamptz '2024-01-01' + n * interval '1 min', timestamptz '2024-01-01' + n * interval '1 min', n
      FROM generate_series(1, ${tickets}) n`);
  await pool.query(`
    INSERT INTO "Ticket" (number, "conversationId", "requesterId", status, tier, priority, question, resolution, thread, "openedAt",
                          "resolvedAt", "closedAt", "lastSpokenAt", detail)
    SELECT n, 'c-' || n, 'slack/T/U', 'closed', 2, 'normal', repeat('the printer jams ', 18), 'cleaned roller ' || n, 't-' || n,
           at, at, at, at, '{"reasons": ["words"], "targets": [], "resolution": {"note": "cleaned the roller"}}'
      FROM (SELECT n, timestamptz '2024-01-01' + n * interval '1 min' AS at FROM generate_series(1, ${tickets}) n) all_of_them`);
  await pool.query(`
    INSERT INTO "SolvedWord" (desk, word, number) SELECT 'main', word, n
      FROM generate_series(1, ${tickets}) n, unnest(ARRAY['printer', 'jam', 'clean', 'roller', n::text]) AS word`);
  await pool.query(`
    INSERT INTO "HistoryEntry" ("conversationId", "ticketNumber", at, type, "byId", "byName", text)
    SELECT 'c-' || n, n, now(), 'replied', 'slack/T/U', 'Ana Lopez', repeat('words of somebody ', 10)
      FROM generate_series(1, ${tickets}) n, generate_series(1, 8)`);
  await pool.query(`
    INSERT INTO "OutboxMessage" (key, lane, verb, platform, message, about, status, "nextAttemptAt")
    SELECT n || '/' || m, 'k', 'post', 'slack', jsonb_build_object('content', repeat('words of somebody ', 33)),
           jsonb_build_object('ticket', n, 'conversation', 'c-' || n), 'sent', now()
      FROM generate_series(1, ${tickets}) n, generate_series(1, 12) m`);
  await pool.query("VACUUM ANALYZE");
}

/** What the desk would wait for: a ticket is opened, every 20 ms. */
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
      return took;
    },
  };
}

const at = (values: number[], share: number): string =>
  (values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0).toFixed(0);

async function measure(store: Store, batch: number): Promise<string> {
  const meanwhile = askMeanwhile(store);
  const batches: number[] = [];
  const from = performance.now();
  for (let removed = batch; removed === batch;) {
    const began = performance.now();
    removed = await removeTicketTexts(store.db, { desk: "main", before: now, now, limit: batch });
    batches.push(performance.now() - began);
  }
  const seconds = (performance.now() - from) / 1000;
  const live = await meanwhile.stop();
  const none = performance.now();
  await removeTicketTexts(store.db, { desk: "main", before: now, now, limit: batch });
  return [
    `${seconds.toFixed(0)} s; batches of ${batch}: p50 ${at(batches, 0.5)} ms, p99 ${at(batches, 0.99)} ms, longest ${at(batches, 1)} ms`,
    `meanwhile a message into the outbox: p50 ${at(live, 0.5)} ms, p99 ${at(live, 0.99)} ms, longest ${at(live, 1)} ms`,
    `to find that nothing is due: ${(performance.now() - none).toFixed(0)} ms`,
  ].join("\n");
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      tickets: { type: "string", default: "100000" },
      batch: { type: "string", default: "200" },
      "database-url": { type: "string" },
    },
  });
  const dataDir = await mkdtemp(join(tmpdir(), "tierdesk-retention-"));
  chmodSync(dataDir, 0o711);
  const url = values["database-url"];
  const store = await connectStore({ dataDir, ...(url !== undefined && { databaseUrl: url }) }, log);
  try {
    await fill(store, Number(values.tickets));
    console.log(
      `${Number(values.tickets).toLocaleString("en")} closed tickets\n${await measure(store, Number(values.batch))}`,
    );
  } finally {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

void main();
