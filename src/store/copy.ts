/** Which message that has gone out is an event about, and how does it stand? */
import { messageKey, relayKeys } from "../desk/address";
import type { Content } from "../desk/content";
import type { DeskEvent } from "../desk/events";
import type { DeskState } from "../desk/state";
import { Prisma } from "../generated/prisma/client";
import { toldContent } from "./incidents";
import type { Transaction } from "./transaction";

export type Copy = NonNullable<DeskState["copy"]>;

/** A long message of ours is several on its platform: each of them means it. */
export const isPart = (key: string): Prisma.Sql =>
  Prisma.sql`("deliveredKey" = ${key} OR "partKeys" @> ARRAY[${key}])`;

/** Locked: either the undo finds the message unsent, or the outbox has claimed it first. Never both. */
export async function lockCopy(tx: Transaction, event: DeskEvent): Promise<Copy | undefined> {
  const where = copyOf(event);
  if (!where) return undefined;
  const copies = await tx.$queryRaw<CopyRow[]>`
    SELECT key, status, about, ${isTakenBack(event)} AS "isTakenBack", ${contentOf(event)} AS content FROM "OutboxMessage" o
     WHERE ${where} ORDER BY seq FOR UPDATE`;
  const latest = copies.at(-1);
  if (!latest) return undefined;
  const { isTakenBack: taken, content, ...copy } = latest;
  return { ...copy, ...(taken && { isTakenBack: true }), ...(content && { content }) };
}

type CopyRow = Omit<Copy, "isTakenBack" | "content"> & { isTakenBack: boolean; content: Content | null };

/** What is told to all goes on from here. */
const contentOf = (event: DeskEvent): Prisma.Sql =>
  event.type === "message_delivered" ? toldContent(Prisma.sql`o.key`) : Prisma.sql`NULL::jsonb`;

/** The copy stands nowhere any more, or is about to go, because its message was deleted; what was undone is another matter. */
const isTakenBack = (event: DeskEvent): Prisma.Sql =>
  event.type !== "message_edited"
    ? Prisma.sql`false`
    : Prisma.sql`(o.status = 'cancelled' OR EXISTS (
        SELECT 1 FROM "OutboxMessage" w WHERE w.target = o.key AND w.verb = 'withdraw' AND w.status <> 'failed'))
      AND NOT EXISTS (
        SELECT 1 FROM "HistoryEntry" WHERE "sourceKey" = ${messageKey(event.message)} AND type = 'undone')`;

/** The outbound message that the event is about, where it is about one. */
function copyOf(event: DeskEvent): Prisma.Sql | undefined {
  switch (event.type) {
    case "message_edited":
    case "message_deleted":
      return Prisma.sql`key = ANY(${relayKeys(event.message)})`;
    case "message_thanked":
      return isPart(messageKey(event.message));
    case "message_delivered":
      return event.about.toAll ? Prisma.sql`key = ${event.key}` : undefined;
    case "delivery_failed":
      return event.about.ticket === undefined
        ? undefined
        : Prisma.sql`key = (SELECT detail->>'card' FROM "Ticket" WHERE number = ${event.about.ticket}::int)`;
    case "button_pressed":
      return event.press.action === "undo_reply" && event.press.argument !== undefined
        ? Prisma.sql`key = ${event.press.argument}`
        : undefined;
    default:
      return undefined;
  }
}
