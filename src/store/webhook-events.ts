/** Which ticket events do other systems still have to hear? Written with what happened (webhook-news.ts), gone once they were delivered. */
import type { HistoryType } from "../desk/decision";
import type { WebhookEvent } from "../plan/webhooks";
import { Prisma } from "../generated/prisma/client";
import type { Sql } from "./transaction";

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

/** Of this claim: who has lost it to another process, by the count of tries, changes nothing. */
type Claim = Pick<ClaimedEvent, "seq" | "attempts">;

export const delayWebhookEvent = (
  database: Sql,
  { seq, attempts }: Claim,
  error: string,
  until: Date,
): Promise<number> =>
  database.$executeRaw`
    UPDATE "WebhookEvent" SET "claimedUntil" = NULL, error = ${error}, "nextAttemptAt" = ${until}
     WHERE seq = ${seq} AND attempts = ${attempts}::int`;

export const failWebhookEvent = (database: Sql, { seq, attempts }: Claim, error: string): Promise<number> =>
  database.$executeRaw`
    UPDATE "WebhookEvent" SET status = 'failed', "claimedUntil" = NULL, error = ${error}
     WHERE seq = ${seq} AND attempts = ${attempts}::int`;

/** Those that have waited since before then, without a try. */
export const failOldWebhookEvents = (
  database: Sql,
  { desk, key }: WebhookName,
  before: Date,
  error: string,
): Promise<number> =>
  database.$executeRaw`
    UPDATE "WebhookEvent" SET status = 'failed', error = ${error}
     WHERE desk = ${desk} AND webhook = ${key} AND status = 'waiting' AND "createdAt" < ${before}`;

/** Those that something waits for, or was given up for, and that are not `known`. */
export async function unknownWebhooks(database: Sql, desk: string, known: string[]): Promise<string[]> {
  const rows = await database.$queryRaw<{ webhook: string }[]>`
    SELECT DISTINCT webhook FROM "WebhookEvent" WHERE desk = ${desk} AND webhook <> ALL(${known}::text[]) ORDER BY webhook`;
  return rows.map(({ webhook }) => webhook);
}

export const dropWebhook = (database: Sql, { desk, key }: WebhookName): Promise<number> =>
  database.$executeRaw`DELETE FROM "WebhookEvent" WHERE desk = ${desk} AND webhook = ${key}`;

/** Nobody has asked for another try in so long a time, or sends for their desk any more. */
export const dropOldEvents = (database: Sql, before: Date, served: readonly string[]): Promise<number> =>
  database.$executeRaw`
    DELETE FROM "WebhookEvent"
     WHERE (status = 'failed' OR desk <> ALL(${served}::text[])) AND "createdAt" < ${before}`;

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

/** Sends what was given up once more, and what waits for its next try at once, unless one is named; how many. Before what waits behind. */
export const retryWebhookEvents = (database: Sql, now: Date, seq?: bigint): Promise<number> =>
  database.$executeRaw(Prisma.sql`
    UPDATE "WebhookEvent" SET status = 'waiting', attempts = 0, "nextAttemptAt" = ${now}, "createdAt" = ${now}
     WHERE (status = 'failed' OR "nextAttemptAt" > ${now}) ${seq === undefined ? Prisma.empty : Prisma.sql`AND seq = ${seq}`}`);
