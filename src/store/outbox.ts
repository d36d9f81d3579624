/** Which message may be sent next, and by whom? */
import type { About, OutboundMessage } from "../desk/decision";
import type { Address, MessageRef, PlatformName } from "../desk/model";
import type { DeliveryStatus } from "../desk/state";
import { Prisma } from "../generated/prisma/client";
import type { Stored } from "./stored-text";
import type { Sql } from "./transaction";

type WithoutKey<Message> = Message extends unknown ? Omit<Message, "key" | "about"> : never;

/** A message that this worker is to deliver. `thread` and `target` are what its destination and target have become. */
export type ClaimedMessage = {
  seq: bigint;
  key: string;
  lane: string;
  attempts: number;
  createdAt: Date;
  /** Of the latest try that failed. */
  error: string | null;
  message: Stored<WithoutKey<OutboundMessage>>;
  about: About;
  thread: Address | null;
  target: { status: DeliveryStatus; message: MessageRef | null } | null;
};

/** Who claims, and until when the claim holds. */
export type Claim = { worker: string; now: Date; until: Date };

/**
 * The oldest unsent message of a lane nobody is sending in. A message into a thread waits until the thread is open, an update
 * until its target is sent; neither keeps the message that opens the thread waiting.
 */
export async function claimMessage(
  database: Sql,
  platform: PlatformName,
  claim: Claim,
): Promise<ClaimedMessage | undefined> {
  const claimFrom = (candidates: Prisma.Sql): Promise<ClaimedMessage[]> => database.$queryRaw<
    ClaimedMessage[]
  >`
    WITH head AS (
      SELECT m.seq, opener.thread FROM "OutboxMessage" m
        LEFT JOIN LATERAL (
          SELECT o.platform, o.delivered->'thread' AS thread FROM "OutboxMessage" o
           WHERE o.opens = m.message->'to'->>'thread' AND o.status = 'sent' AND o."threadKey" IS NOT NULL
           ORDER BY o.seq DESC LIMIT 1) opener ON true
        -- A thread may go on elsewhere: what was said in it before stands where it stood.
        LEFT JOIN LATERAL (
          SELECT t.platform FROM "OutboxMessage" t WHERE t.key = m.target AND t.status = 'sent') stands ON true
       WHERE m.seq IN (${candidates}) AND m.status IN ('held', 'pending') AND m."nextAttemptAt" <= ${claim.now}
         AND coalesce(stands.platform, opener.platform, m.platform) = ${platform}
         AND (m.message->'to'->>'thread' IS NULL OR opener.thread IS NOT NULL)
         AND NOT EXISTS (SELECT 1 FROM "OutboxMessage" earlier
                          WHERE earlier.lane = m.lane AND earlier.status IN ('held', 'pending', 'sending')
                            AND (earlier.place, earlier.seq) < (m.place, m.seq))
         AND NOT EXISTS (SELECT 1 FROM "OutboxMessage" target
                          WHERE target.key = m.target AND target.status IN ('held', 'pending', 'sending'))
       ORDER BY m.seq LIMIT 1 FOR UPDATE OF m SKIP LOCKED)
    UPDATE "OutboxMessage" m
       SET status = 'sending', attempts = attempts + 1, "claimedBy" = ${claim.worker}, "claimedUntil" = ${claim.until}
      FROM head WHERE m.seq = head.seq
    RETURNING m.seq, m.key, m.lane, m.attempts, m."createdAt", m.error, m.message, m.about, head.thread,
      (SELECT jsonb_build_object('status', t.status, 'message', t.delivered->'message')
         FROM "OutboxMessage" t WHERE t.key = m.target) AS target`;
  return (await claimFrom(oldest))[0] ?? (await claimFrom(headsOfLanes))[0];
}

/** Where most heads are found, whatever the number of lanes. */
const oldest = Prisma.sql`
  SELECT seq FROM "OutboxMessage" WHERE status IN ('held', 'pending') ORDER BY seq LIMIT 200`;

/** From lane to lane: a lane that waits for its platform, however long it has grown, hides no other. */
const headsOfLanes = Prisma.sql`
  WITH RECURSIVE lanes AS (
    SELECT min(lane) AS lane FROM "OutboxMessage" WHERE status IN ('held', 'pending', 'sending')
    UNION ALL
    SELECT (SELECT min(lane) FROM "OutboxMessage" WHERE status IN ('held', 'pending', 'sending') AND lane > lanes.lane)
      FROM lanes WHERE lanes.lane IS NOT NULL
  )
  SELECT (SELECT seq FROM "OutboxMessage" first
           WHERE first.status IN ('held', 'pending', 'sending') AND first.lane = lanes.lane
           ORDER BY place, seq LIMIT 1) FROM lanes`;

/** When the next message is due that is not due yet: the worker sleeps until then. */
export async function nextDueAt(database: Sql, now: Date): Promise<Date | undefined> {
  const [row] = await database.$queryRaw<{ at: Date | null }[]>`
    SELECT min("nextAttemptAt") AS at FROM "OutboxMessage"
     WHERE status IN ('held', 'pending') AND "nextAttemptAt" > ${now}`;
  return row?.at ?? undefined;
}
