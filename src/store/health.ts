/** Does the desk keep up? Counts for the health check; never contents. */
import type { Sql } from "./transaction";

/** `ok`: nothing needs a person. `stuck` events and `failed` messages wait for `tierdesk inbox retry` and `outbox retry`. */
export type Health = {
  ok: boolean;
  inbox: { waiting: number; stuck: number };
  outbox: { pending: number; failed: number };
  openTickets: number;
};

export async function readHealth(database: Sql): Promise<Health> {
  const [row] = await database.$queryRaw<
    { waiting: number; stuck: number; pending: number; failed: number; open: number }[]
  >`
    SELECT
      (SELECT count(*)::int FROM "InboxEvent" WHERE status = 'waiting') AS waiting,
      (SELECT count(*)::int FROM "InboxEvent" WHERE status = 'stuck') AS stuck,
      (SELECT count(*)::int FROM "OutboxMessage" WHERE status IN ('held', 'pending', 'sending')) AS pending,
      (SELECT count(*)::int FROM "OutboxMessage" WHERE status = 'failed') AS failed,
      (SELECT count(*)::int FROM "Ticket" WHERE status IN ('open', 'waiting')) AS open`;
  const { waiting = 0, stuck = 0, pending = 0, failed = 0, open = 0 } = row ?? {};
  return { ok: stuck === 0, inbox: { waiting, stuck }, outbox: { pending, failed }, openTickets: open };
}
