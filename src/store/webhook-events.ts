/** Which ticket events do other systems still have to hear? Written with what happened, gone once they were delivered. */
import type { HistoryEntry, HistoryType } from "../desk/model";
import type { Webhook, WebhookEvent } from "../plan/webhooks";
import { Prisma } from "../generated/prisma/client";
import { toJson } from "./stored-text";
import type { Sql, Transaction } from "./transaction";

/** What of a ticket's history is told, and as what. */
const TOLD: Partial<Record<HistoryType, WebhookEvent>> = {
  ticket_opened: "ticket_opened",
  taken: "ticket_assigned",
  assigned: "ticket_assigned",
  released: "ticket_released",
  replied: "ticket_replied",
  requester_wrote: "requester_wrote",
  priority_set: "ticket_changed",
  component_set: "ticket_changed",
  kind_set: "ticket_changed",
  site_set: "ticket_changed",
  criterion_met: "ticket_changed",
  case_set: "ticket_changed",
  escalated: "ticket_escalated",
  asked_for_more: "ticket_waiting",
  packet_sent: "ticket_waiting",
  continued: "ticket_continued",
  vendor_answered: "ticket_continued",
  resolved: "ticket_resolved",
  reopened: "ticket_reopened",
  resolution_confirmed: "ticket_closed",
  cancelled: "ticket_closed",
  merged: "ticket_closed",
  closed: "ticket_closed",
  rated: "ticket_rated",
  target_warned: "target_warned",
  target_breached: "target_breached",
  incident_opened: "incident_opened",
};

/**
 * In the transaction that has saved the history, so that none is lost and none is told that did not happen. Two events of one ticket
 * have their order, as its changes wait for each other.
 */
export async function saveWebhookEvents(
  tx: Transaction,
  desk: string,
  history: HistoryEntry[],
  webhooks: readonly Webhook[],
  now: Date,
): Promise<void> {
  const wanted = webhooks.flatMap(({ key, events }) =>
    Object.entries(TOLD).flatMap(([entry, event]) =>
      events.includes(event) ? [{ webhook: key, entry, event }] : [],
    ),
  );
  const isWanted = ({ type }: HistoryEntry) => wanted.some(({ entry }) => entry === type);
  const tickets = history.filter(isWanted).flatMap(({ ticket }) => ticket ?? []);
  if (tickets.length === 0) return;
  // Of the lines of these tickets, those that this very transaction wrote.
  await tx.$executeRaw`
    INSERT INTO "WebhookEvent" (desk, webhook, type, "ticketNumber", "entryId", "createdAt", "nextAttemptAt")
    SELECT ${desk}, wanted.webhook, wanted.event, h."ticketNumber", h.id, ${now}, ${now}
      FROM "HistoryEntry" h
      JOIN jsonb_to_recordset(${toJson(wanted)}::jsonb) AS wanted(webhook text, entry text, event text) ON wanted.entry = h.type
     WHERE h."ticketNumber" = ANY(${tickets}::int[]) AND h.xmin = pg_current_xact_id()::xid
     ORDER BY h.id, wanted.webhook`;
}

/** `at`: when it happened. `text` and `byName`: as they are by now; what its author deleted is gone here too. */
export type ClaimedEvent = {
  seq: bigint;
  id: string;
  type: WebhookEvent;
  ticketNumber: number;
  attempts: number;
  createdAt: Date;
  entry: HistoryType | null;
  at: Date | null;
  byName: string | null;
  text: string | null;
};

/** One webhook of one desk. */
export type WebhookName = { desk: string; key: string };

/**
 * The oldest that waits, and no other: while that one is being sent or is to be tried again later, the rest waits behind it. A process
 * that died loses its claim at `until`.
 */
export async function claimWebhookEvent(
  database: Sql,
  { desk, key }: WebhookName,
  { now, until }: { now: Date; until: Date },
): Promise<ClaimedEvent | undefined> {
  const [claimed] = await database.$queryRaw<ClaimedEvent[]>`
    WITH claimed AS (
      UPDATE "WebhookEvent" SET "claimedUntil" = ${until}, attempts = attempts + 1
       WHERE seq = (SELECT seq FROM "WebhookEvent" WHERE desk = ${desk} AND webhook = ${key} AND status = 'waiting'
                     ORDER BY seq LIMIT 1)
         AND status = 'waiting' AND "nextAttemptAt" <= ${now} AND ("claimedUntil" IS NULL OR "claimedUntil" <= ${now})
      RETURNING seq, id, type, "ticketNumber", "entryId", attempts, "createdAt")
    SELECT c.seq, c.id::text, c.type, c."ticketNumber", c.attempts, c."createdAt", h.type AS entry, h.at, h."byName", h.text
      FROM claimed c LEFT JOIN "HistoryEntry" h ON h.id = c."entryId"`;
  return claimed;
}

export const dropWebhookEvent = (database: Sql, seq: bigint): Promise<number> =>
  database.$executeRaw`DELETE FROM "WebhookEvent" WHERE seq = ${seq}`;

export const delayWebhookEvent = (database: Sql, seq: bigint, error: string, until: Date): Promise<number> =>
  database.$executeRaw`
    UPDATE "WebhookEvent" SET "claimedUntil" = NULL, error = ${error}, "nextAttemptAt" = ${until} WHERE seq = ${seq}`;

export const failWebhookEvent = (database: Sql, seq: bigint, error: string): Promise<number> =>
  database.$executeRaw`
    UPDATE "WebhookEvent" SET status = 'failed', "claimedUntil" = NULL, error = ${error} WHERE seq = ${seq}`;

/** What waits for webhooks that the plan does not name any more, since before `before`. */
export const dropUnknownWebhooks = (
  database: Sql,
  desk: string,
  known: string[],
  before: Date,
): Promise<{ webhook: string; events: number }[]> => database.$queryRaw`
  WITH gone AS (DELETE FROM "WebhookEvent"
                 WHERE desk = ${desk} AND webhook <> ALL(${known}::text[]) AND "createdAt" < ${before} RETURNING webhook)
  SELECT webhook, count(*)::int AS events FROM gone GROUP BY webhook ORDER BY webhook`;

/** Nobody has asked for another try in so long a time. */
export const dropOldFailures = (database: Sql, before: Date): Promise<number> =>
  database.$executeRaw`DELETE FROM "WebhookEvent" WHERE status = 'failed' AND "createdAt" < ${before}`;

/** One line for the operator: never what anybody wrote. */
export type WebhookLine = {
  seq: bigint;
  desk: string;
  webhook: string;
  type: string;
  ticketNumber: number;
  status: string;
  attempts: number;
  createdAt: Date;
  nextAttemptAt: Date;
  error: string | null;
};

export const listWebhookEvents = (
  database: Sql,
  status: "waiting" | "failed",
  limit: number,
): Promise<WebhookLine[]> => database.$queryRaw`
  SELECT seq, desk, webhook, type, "ticketNumber", status, attempts, "createdAt", "nextAttemptAt", error
    FROM "WebhookEvent" WHERE status = ${status} ORDER BY seq LIMIT ${limit}::int`;

/** Sends failed events once more, all of them unless one is named; how many. They go before what waits. */
export const retryWebhookEvents = (database: Sql, now: Date, seq?: bigint): Promise<number> =>
  database.$executeRaw(Prisma.sql`
    UPDATE "WebhookEvent" SET status = 'waiting', attempts = 0, "nextAttemptAt" = ${now}, "createdAt" = ${now}
     WHERE status = 'failed' ${seq === undefined ? Prisma.empty : Prisma.sql`AND seq = ${seq}`}`);
