/** How do people's words leave a matter, while all that is counted stays? Ids, times, tier, component, outcome and names do. */
import { say } from "../desk/wording";
import { Prisma } from "../generated/prisma/client";
import { wordsOf } from "./similar";
import type { Transaction } from "./transaction";

/**
 * Of these the text is ours or the plan's: an article, a key, a target, a count. Of all other lines it may be what somebody wrote. Why a
 * ticket moved up is theirs too, unless the clock did it, which reports count.
 */
const OURS =
  "answered answered_late suggested routed confirmed failed silent target_met target_warned target_breached criterion_met priority_set component_set kind_set site_set rated joined_incident left_incident incident_opened kept_apart merged split case_set assigned called plan_changed delivery_failed".split(
    " ",
  );

const isWords = Prisma.sql`text IS NOT NULL AND type <> ALL (${OURS})
  AND NOT (type = 'escalated' AND text = ${say.movedUp})`;

/** With the conversations they belong to. What was merged into another ticket goes with that one. */
export async function emptyTickets(tx: Transaction, numbers: number[], now: Date): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "SolvedWord" known USING (
      SELECT desk, number, word FROM "Ticket",
             unnest(${wordsOf(Prisma.sql`question || ' ' || resolution`)}) AS word
       WHERE number = ANY (${numbers}) AND resolution IS NOT NULL) gone
     WHERE (known.desk, known.word, known.number) = (gone.desk, gone.word, gone.number)`;
  const conversations = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Conversation" WHERE "ticketNumber" = ANY (${numbers})`;
  await tx.$executeRaw`
    UPDATE "Ticket" SET question = '', resolution = CASE WHEN resolution IS NOT NULL THEN '' END,
           detail = ${withoutWords}, "textRemovedAt" = ${now}, version = version + 1
     WHERE number = ANY (${numbers})`;
  await tx.$executeRaw`UPDATE "HistoryEntry" SET text = NULL WHERE "ticketNumber" = ANY (${numbers}) AND ${isWords}`;
  await emptyConversations(
    tx,
    conversations.map(({ id }) => id),
    now,
  );
}

/** Reasons name words of the question. Of a resolution stays who, when and of which kind. */
const withoutWords = Prisma.sql`
  (detail - 'awaiting' - 'packetDraft') || jsonb_build_object('reasons', '[]'::jsonb)
  || CASE WHEN detail ? 'resolution' THEN jsonb_build_object('resolution', detail->'resolution' || '{"note": ""}')
          ELSE '{}'::jsonb END`;

export async function emptyConversations(tx: Transaction, ids: string[], now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Conversation" SET question = '', files = '[]', parts = '[]', "textRemovedAt" = ${now}, version = version + 1
     WHERE id = ANY (${ids})`;
  await tx.$executeRaw`UPDATE "HistoryEntry" SET text = NULL WHERE "conversationId" = ANY (${ids}) AND ${isWords}`;
  await tx.$executeRaw`
    UPDATE "OutboxMessage" SET ${contentGone}
     WHERE about->>'conversation' = ANY (${ids}) AND message ? 'content' AND status IN ('sent', 'failed', 'cancelled')`;
}

/** Its key stays, so that it is never sent again; nor is what failed. */
const contentGone = Prisma.sql`
  message = message - 'content', status = CASE status WHEN 'failed' THEN 'cancelled' ELSE status END`;

/** Pages of somebody's own, lists of their tickets: words about no matter, which stand elsewhere too. How many; one batch. */
export const emptyOtherMessages = (tx: Transaction, before: Date, limit: number): Promise<number> =>
  tx.$executeRaw`
    UPDATE "OutboxMessage" SET ${contentGone} WHERE seq IN (
      SELECT seq FROM "OutboxMessage"
       WHERE about->>'conversation' IS NULL AND message ? 'content' AND "createdAt" < ${before}
         AND status IN ('sent', 'failed', 'cancelled')
       ORDER BY "createdAt" LIMIT ${limit}::int FOR UPDATE SKIP LOCKED)`;
