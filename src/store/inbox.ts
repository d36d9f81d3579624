/** How are events kept until they are handled, and for how long after that? */
import type { DeskEvent } from "../desk/events";
import { fromEventJson, laneOf, toEventJson, type StoredEvent } from "./event-row";
import { Prisma } from "../generated/prisma/client";
import type { Change } from "./statement";
import { storable } from "./stored-text";
import type { Database, Sql, Transaction } from "./transaction";

export type WaitingEvent = {
  seq: bigint;
  lane: string;
  attempts: number;
  deferrals: number;
  event: DeskEvent;
};

/** One line for the operator: never what anybody wrote. */
export type InboxLine = {
  seq: bigint;
  lane: string;
  type: string;
  status: "waiting" | "stuck";
  attempts: number;
  nextAttemptAt: Date;
  receivedAt: Date;
  error: string | null;
};

/** Stored for good when this resolves, all of them or none, in this order. How many are new: the others were stored before. */
export const storeEvents = (database: Sql, events: DeskEvent[], now: Date): Promise<number> =>
  database.$executeRaw(insertEvents(events, now));

/** What follows from a decision for other tickets: stored with it, or not at all. */
export const saveEvents = (events: DeskEvent[], now: Date): Change[] =>
  events.length === 0 ? [] : [{ sql: insertEvents(events, now) }];

const insertEvents = (events: DeskEvent[], now: Date): Prisma.Sql => Prisma.sql`
    INSERT INTO "InboxEvent" (id, lane, event, "nextAttemptAt", "receivedAt")
    SELECT id, lane, event::jsonb, ${now}, ${now}
      FROM unnest(${events.map(({ id }) => storable(id))}::text[], ${events.map((event) => storable(laneOf(event)))}::text[],
                  ${events.map(toEventJson)}::text[]) WITH ORDINALITY AS come (id, lane, event, place)
     ORDER BY place
    ON CONFLICT (id) DO NOTHING`;

/** True: it is new; false: the same thing was stored before. */
export const storeEvent = async (database: Sql, event: DeskEvent, now: Date): Promise<boolean> =>
  (await storeEvents(database, [event], now)) > 0;

type Row = Omit<WaitingEvent, "event"> & { event: StoredEvent };

/**
 * The head of a lane nobody is busy with, locked until the transaction ends. Events after it in its lane are no heads until it
 * is handled or stuck, so a lane is handled in order by any number of processes.
 */
export async function claimEvent(tx: Transaction, now: Date): Promise<WaitingEvent | undefined> {
  const claimFrom = (candidates: Prisma.Sql): Promise<Row[]> => tx.$queryRaw<Row[]>`
    SELECT seq, lane, attempts, deferrals, event FROM "InboxEvent" head
     WHERE seq IN (${candidates}) AND status = 'waiting' AND "nextAttemptAt" <= ${now}
       AND NOT EXISTS (SELECT 1 FROM "InboxEvent" earlier
                        WHERE earlier.lane = head.lane AND earlier.status = 'waiting' AND earlier.seq < head.seq)
     ORDER BY (${isAhead}) DESC, seq LIMIT 1 FOR UPDATE OF head SKIP LOCKED`;
  const found = (await claimFrom(oldest))[0] ?? (await claimFrom(headsOfLanes))[0];
  return found && { ...found, event: fromEventJson(found.event) };
}

/** An incident opens before the flood that called for it is worked through. In the words of the index "InboxEvent_ahead". */
const isAhead = Prisma.sql`event->>'type' = 'incident_called_for'`;

/** Where most heads are found, whatever the number of lanes. */
const oldest = Prisma.sql`
  (SELECT seq FROM "InboxEvent" WHERE status = 'waiting' AND ${isAhead} ORDER BY seq LIMIT 10)
  UNION ALL (SELECT seq FROM "InboxEvent" WHERE status = 'waiting' ORDER BY seq LIMIT 200)`;

/** From lane to lane: one place that floods us, or whose first event waits, hides nobody else. */
const headsOfLanes = Prisma.sql`
  WITH RECURSIVE lanes AS (
    SELECT min(lane) AS lane FROM "InboxEvent" WHERE status = 'waiting'
    UNION ALL
    SELECT (SELECT min(lane) FROM "InboxEvent" WHERE status = 'waiting' AND lane > lanes.lane)
      FROM lanes WHERE lanes.lane IS NOT NULL
  )
  SELECT (SELECT min(seq) FROM "InboxEvent" first WHERE first.status = 'waiting' AND first.lane = lanes.lane) FROM lanes`;

/** Its id stays, so that it is known when it comes again; people's words in it go. */
export const markHandled = (seq: bigint, now: Date): Change => ({
  sql: Prisma.sql`
    UPDATE "InboxEvent" SET status = 'handled', "handledAt" = ${now}, error = NULL,
           event = jsonb_build_object('type', event->'type')
     WHERE seq = ${seq}`,
});

export async function deferEvent(tx: Transaction, seq: bigint, until: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "InboxEvent" SET deferrals = deferrals + 1, "nextAttemptAt" = ${until} WHERE seq = ${seq}`;
}

export type Failure = {
  seq: bigint;
  /** Class and place of the error: never its message. */
  error: string;
  retryAt: Date;
  maxAttempts: number;
};

/** An event that failed too often is set aside, visible, and its lane goes on. */
export async function recordFailure(database: Sql, failure: Failure): Promise<"waiting" | "stuck"> {
  const [row] = await database.$queryRaw<{ status: "waiting" | "stuck" }[]>`
    UPDATE "InboxEvent" SET attempts = attempts + 1, error = ${failure.error}, "nextAttemptAt" = ${failure.retryAt},
           status = CASE WHEN attempts + 1 >= ${failure.maxAttempts}::int THEN 'stuck' ELSE 'waiting' END
     WHERE seq = ${failure.seq} AND status = 'waiting' RETURNING status`;
  return row?.status ?? "waiting";
}

/** Oldest first. */
export const listInbox = (
  database: Database,
  status: "waiting" | "stuck",
  limit = 100,
): Promise<InboxLine[]> => database.$queryRaw<InboxLine[]>`
  SELECT seq, lane, event->>'type' AS type, status, attempts, "nextAttemptAt", "receivedAt", error
    FROM "InboxEvent" WHERE status = ${status} ORDER BY seq LIMIT ${limit}::int`;

/** Puts stuck events back, all of them unless one is named; how many. */
export const retryInbox = (database: Database, now: Date, seq?: bigint): Promise<number> =>
  database.$executeRaw`
    UPDATE "InboxEvent" SET status = 'waiting', attempts = 0, deferrals = 0, "nextAttemptAt" = ${now}
     WHERE status = 'stuck' AND (${seq ?? null}::bigint IS NULL OR seq = ${seq ?? null}::bigint)`;

/** Forgets handled events: nobody delivers anything again after so long. One batch; how many went. */
export const pruneInbox = (database: Database, handledBefore: Date, limit = 1000): Promise<number> =>
  database.$executeRaw`
    DELETE FROM "InboxEvent" WHERE seq IN (
      SELECT seq FROM "InboxEvent" WHERE status = 'handled' AND "handledAt" < ${handledBefore} LIMIT ${limit}::int)`;
