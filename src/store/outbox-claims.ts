/** How long does a claim hold, and what frees the messages of a worker that has died? */
import { workerLockClass } from "./presence";
import type { Claim } from "./outbox";
import type { Sql } from "./transaction";

/** For what this worker is sending. */
export async function renewClaims(database: Sql, claim: Claim, seqs: bigint[]): Promise<void> {
  if (seqs.length === 0) return;
  await database.$executeRaw`
    UPDATE "OutboxMessage" SET "claimedUntil" = ${claim.until} WHERE seq = ANY(${seqs}) AND status = 'sending' AND "claimedBy" = ${claim.worker}`;
}

/**
 * Frees what nobody is sending any more: the claim has run out, or its worker held a lock that is gone, so its process is dead.
 * How many. They are sent again, and nobody can tell whether they had arrived: at least once, never lost.
 */
export const freeAbandoned = (database: Sql, now: Date): Promise<number> => database.$executeRaw`
  UPDATE "OutboxMessage" SET status = 'pending', "claimedBy" = NULL, "claimedUntil" = NULL
   WHERE status = 'sending' AND ("claimedUntil" < ${now} OR ("claimedBy" LIKE 'lock/%' AND "claimedBy" <> ALL (
     SELECT 'lock/' || objid FROM pg_locks
      WHERE locktype = 'advisory' AND classid = ${workerLockClass}::int::oid AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))))`;
