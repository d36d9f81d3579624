/** Does the desk keep up? Counts for the health check; never contents. */
import type { Sql } from "./transaction";

/** `ok`: nothing needs a person. What is `stuck` or `failed` waits for `tierdesk inbox|outbox|webhook retry`. */
export type Health = {
  ok: boolean;
  inbox: { waiting: number; stuck: number };
  outbox: { pending: number; failed: number };
  webhooks: { waiting: number; failed: number };
  openTickets: number;
};

export async function readHealth(database: Sql): Promise<Health> {
  const [row] = await database.$queryRaw<
    Record<"waiting" | "stuck" | "pending" | "failed" | "toTell" | "untold" | "open", number>[]
  >`
    SELECT
      (SELECT count(*)::int FROM "InboxEvent" WHERE status = 'waiting') AS waiting,
      (SELECT count(*)::int FROM "InboxEvent" WHERE status = 'stuck') AS stuck,
      (SELECT count(*)::int FROM "OutboxMessage" WHERE status IN ('held', 'pending', 'sending')) AS pending,
      (SELECT count(*)::int FROM "OutboxMessage" WHERE status = 'failed') AS failed,
      (SELECT count(*)::int FROM "WebhookEvent" WHERE status = 'waiting') AS "toTell",
      (SELECT count(*)::int FROM "WebhookEvent" WHERE status = 'failed') AS untold,
      (SELECT count(*)::int FROM "Ticket" WHERE status IN ('open', 'waiting')) AS open`;
  const { waiting = 0, stuck = 0, pending = 0, failed = 0, toTell = 0, untold = 0, open = 0 } = row ?? {};
  return {
    ok: stuck === 0,
    inbox: { waiting, stuck },
    outbox: { pending, failed },
    webhooks: { waiting: toTell, failed: untold },
    openTickets: open,
  };
}
