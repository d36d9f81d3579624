/** What became of a delivery? Written only while the worker still holds the message. */
import { addressKey, messageKey } from "../desk/address";
import type { Delivered, DeskEvent } from "../desk/events";
import { Prisma } from "../generated/prisma/client";
import { laneOf, toEventJson } from "./event-row";
import type { Claim, ClaimedMessage } from "./outbox";
import { storable, toJson } from "./stored-text";
import type { Sql } from "./transaction";

/** Whose claim, and when. */
type By = Pick<Claim, "worker" | "now">;

/**
 * Sent, with the receipt in the inbox: both or neither. False: the claim was lost and somebody else sends it. An update may have
 * moved or extended the message it changed: later ones act on what it is now.
 */
export function markSent(
  database: Sql,
  claimed: ClaimedMessage,
  by: By,
  delivered: Delivered,
  receipt?: DeskEvent,
): Promise<boolean> {
  const { verb } = claimed.message;
  const isPost = verb === "post";
  const also = [
    ...(receipt ? [storeReceipt(receipt, by.now)] : []),
    ...(verb === "update" ? [moveTarget(claimed.seq, delivered)] : []),
  ];
  const change = Prisma.sql`
    status = 'sent', "sentAt" = ${by.now}, error = NULL, delivered = ${toJson(delivered)}::jsonb,
    platform = ${delivered.message.in.platform}, "deliveredKey" = ${isPost ? messageKey(delivered.message) : null},
    "partKeys" = ${isPost ? partKeys(delivered) : []},
    "threadKey" = ${isPost && delivered.thread ? addressKey(delivered.thread) : null}`;
  return settle(database, claimed, by, change, also);
}

/** Given up, with the receipt in the inbox. */
export const markFailed = (
  database: Sql,
  claimed: ClaimedMessage,
  by: By,
  reason: string,
  receipt: DeskEvent,
): Promise<boolean> =>
  settle(database, claimed, by, Prisma.sql`status = 'failed', error = ${storable(reason)}`, [
    storeReceipt(receipt, by.now),
  ]);

/** To be tried again at `retryAt`; its lane waits with it. */
export const markDelayed = (
  database: Sql,
  claimed: ClaimedMessage,
  by: By,
  reason: string,
  retryAt: Date,
): Promise<boolean> =>
  settle(
    database,
    claimed,
    by,
    Prisma.sql`status = 'pending', error = ${storable(reason)}, "nextAttemptAt" = ${retryAt}`,
  );

/** Not tried at all: the address has to rest until `until`. */
export const putBack = (database: Sql, claimed: ClaimedMessage, by: By, until: Date): Promise<boolean> =>
  settle(
    database,
    claimed,
    by,
    Prisma.sql`status = 'pending', attempts = attempts - 1, "nextAttemptAt" = ${until}`,
  );

/** Nothing to do any more: what it acts on was never sent. */
export const markDropped = (database: Sql, claimed: ClaimedMessage, by: By): Promise<boolean> =>
  settle(database, claimed, by, Prisma.sql`status = 'cancelled'`);

async function settle(
  database: Sql,
  claimed: ClaimedMessage,
  by: By,
  change: Prisma.Sql,
  also: Prisma.Sql[] = [],
): Promise<boolean> {
  const rows = await database.$queryRaw<unknown[]>`
    WITH done AS (
      UPDATE "OutboxMessage" SET ${change}, "claimedBy" = NULL, "claimedUntil" = NULL
       WHERE seq = ${claimed.seq} AND status = 'sending' AND "claimedBy" = ${by.worker} RETURNING seq
    )${also.length > 0 ? Prisma.join(also, "", "", "") : Prisma.empty}
    SELECT seq FROM done`;
  return rows.length > 0;
}

const partKeys = ({ parts = [] }: Delivered): string[] => parts.map(messageKey);

const moveTarget = (seq: bigint, { message, ...moved }: Delivered): Prisma.Sql => Prisma.sql`, moved AS (
  UPDATE "OutboxMessage" post SET delivered = jsonb_set(post.delivered, '{message}', ${toJson(message)}::jsonb),
         "deliveredKey" = ${messageKey(message)}, "partKeys" = ${partKeys({ message, ...moved })}
    FROM "OutboxMessage" change WHERE change.seq = ${seq} AND post.key = change.target AND post.verb = 'post'
     AND post.delivered IS NOT NULL AND post."deliveredKey" IS DISTINCT FROM ${messageKey(message)})`;

const storeReceipt = (receipt: DeskEvent, now: Date): Prisma.Sql => Prisma.sql`, receipt AS (
  INSERT INTO "InboxEvent" (id, lane, event, "nextAttemptAt", "receivedAt")
  SELECT ${storable(receipt.id)}, ${storable(laneOf(receipt))}, ${toEventJson(receipt)}::jsonb, ${now}::timestamptz, ${now}::timestamptz
    FROM done
  ON CONFLICT (id) DO NOTHING)`;
