/** What does the operator see of the outbox, and how does a failed message get another chance? */
import type { Database } from "./transaction";

/** One line for the operator: never what anybody wrote. */
export type OutboxLine = {
  seq: bigint;
  key: string;
  lane: string;
  verb: string;
  platform: string;
  status: string;
  attempts: number;
  nextAttemptAt: Date;
  createdAt: Date;
  error: string | null;
};

/** `pending` are all that are not sent yet, held and being sent included. Oldest first. */
export const listOutbox = (
  database: Database,
  status: "pending" | "failed",
  limit = 100,
): Promise<OutboxLine[]> => {
  const statuses = status === "pending" ? ["held", "pending", "sending"] : ["failed"];
  return database.$queryRaw<OutboxLine[]>`
    SELECT seq, key, lane, verb, platform, status, attempts, "nextAttemptAt", "createdAt", error
      FROM "OutboxMessage" WHERE status = ANY(${statuses}) ORDER BY seq LIMIT ${limit}::int`;
};

/** Sends failed messages once more, all of them unless one is named; how many. */
export const retryOutbox = (database: Database, now: Date, seq?: bigint): Promise<number> =>
  database.$executeRaw`
    UPDATE "OutboxMessage" SET status = 'pending', attempts = 0, "nextAttemptAt" = ${now}
     WHERE status = 'failed' AND (${seq ?? null}::bigint IS NULL OR seq = ${seq ?? null}::bigint)`;
