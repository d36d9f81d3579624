/** What becomes of the words on somebody's own questions and tickets? Theirs go; of what others wrote only what tells of them does. */
import { randomBytes } from "node:crypto";
import { withoutPersonalData } from "../../desk/personal-data";
import type { Person } from "../../desk/model";
import { Prisma } from "../../generated/prisma/client";
import { wordsOf } from "../similar";
import { toJson } from "../stored-text";
import type { Sql, Transaction } from "../transaction";
import { wordSearch } from "./word-search";

export type Matters = { conversations: string[]; tickets: number[] };

/** Who is forgotten: their keys, and what they are known by. */
export type Erased = { keys: string[]; people: Pick<Person, "name" | "email">[] };

/** As what somebody stands there who was erased. */
export const erasedAccount = (): string => `erased-${randomBytes(8).toString("hex")}`;
const isErased = (id: Prisma.Sql): Prisma.Sql => Prisma.sql`${id} ~ '/erased-[0-9a-f]{16}$'`;
const OF_THE_ERASED = Prisma.sql`"requesterId" IN (SELECT id FROM "Person" WHERE ${isErased(Prisma.sql`id`)})`;

/** All that they asked; and what the erased have words in yet: it came while they were renamed, now or at an earlier time. */
export async function mattersOf(tx: Transaction, keys: string[]): Promise<Matters> {
  const conversations = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Conversation"
     WHERE "requesterId" = ANY (${keys}) OR (${OF_THE_ERASED} AND (question <> '' OR files <> '[]' OR parts <> '[]')) ORDER BY id`;
  const tickets = await tx.$queryRaw<{ number: number }[]>`
    SELECT number FROM "Ticket" WHERE "requesterId" = ANY (${keys}) OR (${OF_THE_ERASED} AND question <> '') ORDER BY number`;
  return { conversations: conversations.map(({ id }) => id), tickets: tickets.map(({ number }) => number) };
}

/** Shorter than this it tells nothing of anybody; as much of a longer one is found in copies that were cut. */
const SHORTEST = 16;
const LONGEST = 60;

/**
 * How their questions begin: a packet, an incident, a merged ticket quotes them on matters of others. What others have asked in the
 * same words is no trace of anybody, and is theirs.
 */
export async function sayingsOf(tx: Sql, keys: string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ question: string }[]>`
    SELECT question FROM "Conversation" WHERE "requesterId" = ANY (${keys})
    UNION SELECT question FROM "Ticket" WHERE "requesterId" = ANY (${keys})`;
  const all = rows.map(({ question }) => (question.split(/\s{2,}|\n/)[0] ?? "").slice(0, LONGEST));
  const beginnings = [...new Set(all)].filter((beginning) => beginning.length >= SHORTEST);
  const common = beginnings.length > 0 ? await alsoAskedByOthers(tx, keys, beginnings) : new Set<string>();
  return beginnings.filter((beginning) => !common.has(beginning));
}

/** So many questions are in memory at once. */
const PAGE = 1000;

async function alsoAskedByOthers(tx: Sql, keys: string[], beginnings: string[]): Promise<Set<string>> {
  const held = wordSearch(beginnings);
  const common = new Set<string>();
  for (let after = "", page = PAGE; page === PAGE;) {
    const rows = await tx.$queryRaw<{ id: string; question: string }[]>`
      SELECT id, CASE WHEN "requesterId" = ANY (${keys}) THEN '' ELSE question END AS question
        FROM "Conversation" WHERE id > ${after} ORDER BY id LIMIT ${PAGE}::int`;
    page = rows.length;
    after = rows.at(-1)?.id ?? after;
    for (const { question } of rows) for (const beginning of held(question)) common.add(beginning);
  }
  return common;
}

/** A share of them, in one transaction. */
export async function removeOwnWords(tx: Transaction, matters: Matters, erased: Erased): Promise<void> {
  const { conversations, tickets } = matters;
  await tx.$executeRaw`
    UPDATE "Conversation" SET question = '', files = '[]', parts = '[]', version = version + 1 WHERE id = ANY (${conversations})`;
  await maskTickets(tx, tickets, erased);
  await maskHistory(tx, matters, erased);
  // What waits to be told goes nowhere any more; of what is on its way nobody writes down where it arrived.
  await tx.$executeRaw`
    UPDATE "OutboxMessage" SET status = 'cancelled'
     WHERE about->>'conversation' = ANY (${conversations}) AND status IN ('held', 'pending', 'sending', 'failed')`;
  await tx.$executeRaw`
    UPDATE "OutboxMessage" SET message = message - 'content'
     WHERE about->>'conversation' = ANY (${conversations}) AND message ? 'content' AND status IN ('sent', 'cancelled')`;
}

/** How it was solved is a technician's, and helps with the next one. */
async function maskTickets(tx: Transaction, numbers: number[], { people }: Erased): Promise<void> {
  const rows = await tx.$queryRaw<{ number: number; resolution: string | null; note: string | null }[]>`
    SELECT number, resolution, detail->'resolution'->>'note' AS note FROM "Ticket"
     WHERE number = ANY (${numbers}) ORDER BY number FOR UPDATE`;
  await tx.$executeRaw`
    DELETE FROM "SolvedWord" known USING (
      SELECT desk, number, word FROM "Ticket", unnest(${wordsOf(Prisma.sql`question || ' ' || resolution`)}) AS word
       WHERE number = ANY (${numbers}) AND resolution IS NOT NULL) gone
     WHERE (known.desk, known.word, known.number) = (gone.desk, gone.word, gone.number)`;
  const mask = (text: string | null): string | null =>
    text === null ? null : withoutPersonalData(text, { people, others: [] });
  const masked = rows.map(({ number, resolution, note }) => ({
    number,
    resolution: mask(resolution),
    note: mask(note),
  }));
  await tx.$executeRaw`
    UPDATE "Ticket" t SET question = '', resolution = left_over.resolution, version = version + 1,
           detail = (t.detail - 'awaiting' - 'packetDraft') || '{"reasons": []}'
             || CASE WHEN t.detail ? 'resolution'
                     THEN jsonb_build_object('resolution', t.detail->'resolution' || jsonb_build_object('note', left_over.note))
                     ELSE '{}' END
      FROM jsonb_to_recordset(${toJson(masked)}::jsonb) AS left_over(number int, resolution text, note text)
     WHERE t.number = left_over.number`;
  await tx.$executeRaw`
    INSERT INTO "SolvedWord" (desk, word, number)
    SELECT desk, word, number FROM "Ticket", unnest(${wordsOf(Prisma.sql`resolution`)}) AS word
     WHERE number = ANY (${numbers}) AND resolution <> '' AND status IN ('resolved', 'closed')
    ON CONFLICT DO NOTHING`;
}

/** Whoever said it: the question's words are theirs also where a technician wrote them down. */
const OF_THE_ASKER = ["asked", "requester_wrote"];

async function maskHistory(
  tx: Transaction,
  { conversations, tickets }: Matters,
  erased: Erased,
): Promise<void> {
  const ofTheirs = Prisma.sql`("conversationId" = ANY (${conversations}) OR "ticketNumber" = ANY (${tickets})) AND text IS NOT NULL`;
  await tx.$executeRaw`
    UPDATE "HistoryEntry" SET text = NULL
     WHERE ${ofTheirs} AND ("byId" = ANY (${erased.keys}) OR type = ANY (${OF_THE_ASKER}) OR type = 'edited' OR type = 'not_found')`;
  const rows = await tx.$queryRaw<{ id: bigint; text: string }[]>`
    SELECT id, text FROM "HistoryEntry" WHERE ${ofTheirs} ORDER BY id`;
  const masked = rows.flatMap(({ id, text }) => {
    const left = withoutPersonalData(text, { people: erased.people, others: [] });
    return left === text ? [] : [{ id: String(id), text: left }];
  });
  await tx.$executeRaw`
    UPDATE "HistoryEntry" h SET text = left_over.text
      FROM jsonb_to_recordset(${toJson(masked)}::jsonb) AS left_over(id bigint, text text) WHERE h.id = left_over.id`;
}

/** What they asked or added on matters of others. What they wrote for a living stays, without their name. */
export const removeOtherWords = (tx: Transaction, keys: string[]): Promise<number> =>
  tx.$executeRaw`
    UPDATE "HistoryEntry" SET text = NULL
     WHERE type = ANY (${OF_THE_ASKER}) AND text IS NOT NULL
       AND ("byId" = ANY (${keys}) OR ${isErased(Prisma.sql`"byId"`)})`;
