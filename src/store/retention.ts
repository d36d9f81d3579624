/** Whose words have been kept long enough? One batch at a time, each a short transaction on rows that nobody works with any more. */
import { emptyConversations, emptyOtherMessages, emptyTickets } from "./emptying";
import { inTransaction, type Database } from "./transaction";

/** `before`: what ended earlier is due. `limit`: how many at most; as many were done means that there may be more. */
export type Batch = { desk: string; before: Date; now: Date; limit: number };

/**
 * Tickets that closed before then; and those that have changed since their words went, for there may be new ones: a note, another
 * resolution. Rows that somebody holds are left for the next time.
 */
export const removeTicketTexts = (database: Database, { desk, before, now, limit }: Batch): Promise<number> =>
  inTransaction(database, async (tx) => {
    const due = await tx.$queryRaw<{ number: number }[]>`
      SELECT number FROM "Ticket"
       WHERE desk = ${desk} AND status = 'closed' AND ("textRemovedAt" IS NULL OR "textRemovedAt" < "updatedAt")
         AND "closedAt" < ${before} AND ("textRemovedAt" IS NULL OR "updatedAt" < ${before})
       ORDER BY "closedAt" LIMIT ${limit}::int FOR UPDATE SKIP LOCKED`;
    const numbers = due.map(({ number }) => number);
    if (numbers.length > 0) await emptyTickets(tx, numbers, now);
    return numbers.length;
  });

/** Questions that became no ticket, and of which nothing has been heard since then. */
export const removeQuestionTexts = (
  database: Database,
  { desk, before, now, limit }: Batch,
): Promise<number> =>
  inTransaction(database, async (tx) => {
    const due = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM "Conversation"
       WHERE desk = ${desk} AND "ticketNumber" IS NULL
         AND ("textRemovedAt" IS NULL OR "textRemovedAt" < "lastMessageAt") AND "lastMessageAt" < ${before}
       ORDER BY "lastMessageAt" LIMIT ${limit}::int FOR UPDATE SKIP LOCKED`;
    const ids = due.map(({ id }) => id);
    if (ids.length > 0) await emptyConversations(tx, ids, now);
    return ids.length;
  });

export const removeOtherTexts = (
  database: Database,
  { before, limit }: Pick<Batch, "before" | "limit">,
): Promise<number> => inTransaction(database, (tx) => emptyOtherMessages(tx, before, limit));
