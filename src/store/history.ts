/** How is a conversation's story written, and how is a deleted message forgotten? */
import { messageKey, personKey, relayKeys } from "../desk/address";
import type { HistoryEntry } from "../desk/decision";
import type { MessageRef } from "../desk/model";
import { Prisma } from "../generated/prisma/client";
import type { Change } from "./statement";
import { toJson } from "./stored-text";
import type { Transaction } from "./transaction";

export function saveHistory(entries: HistoryEntry[], now: Date): Change[] {
  if (entries.length === 0) return [];
  const sql = Prisma.sql`
    INSERT INTO "HistoryEntry" ("conversationId", "ticketNumber", at, type, "byId", "byName", text, "sourceKey")
    SELECT conversation, ticket, ${now}::timestamptz, type, by, "byName", text, source
      FROM jsonb_to_recordset(${toJson(entries.map(toRow))}::jsonb)
        AS entry(conversation text, ticket int, type text, by text, "byName" text, text text, source text)`;
  return [{ sql }];
}

const toRow = (entry: HistoryEntry) => ({
  conversation: entry.conversation,
  ticket: entry.ticket,
  type: entry.type,
  by: entry.by && personKey(entry.by),
  byName: entry.by?.name,
  text: entry.text,
  source: entry.source && messageKey(entry.source),
});

/**
 * That something was said stays; what was said goes, from the copies too, and from what showed it and is drawn again without it
 * (`redrawn`: outbox keys). A copy that could not be delivered is not to be tried again.
 */
export async function forgetTexts(tx: Transaction, messages: MessageRef[], redrawn: string[]): Promise<void> {
  if (messages.length === 0) return;
  const copies = [...messages.flatMap(relayKeys), ...redrawn];
  await tx.$executeRaw`UPDATE "HistoryEntry" SET text = NULL WHERE "sourceKey" = ANY(${messages.map(messageKey)})`;
  await tx.$executeRaw`
    UPDATE "OutboxMessage" SET message = message - 'content', status = CASE status WHEN 'failed' THEN 'cancelled' ELSE status END
     WHERE (key = ANY(${copies}) OR target = ANY(${copies})) AND status IN ('sent', 'failed', 'cancelled')`;
}
