/** Who asked and got nothing, which article answers them by now, and have they heard of it? */
import { personKey } from "../desk/address";
import type { Decision } from "../desk/decision";
import type { Conversation, Person } from "../desk/model";
import type { LateState } from "../desk/state";
import { Prisma } from "../generated/prisma/client";
import { accountsOf, fromPersonRow, type PersonRow } from "./person-row";
import type { Change } from "./statement";
import { toJson } from "./stored-text";
import type { Sql } from "./transaction";

/** Editions of articles that a desk has looked at. None: it has never looked. */
export async function loadKnownEditions(database: Sql, desk: string): Promise<Set<string>> {
  const rows = await database.$queryRaw<{ edition: string }[]>`
    SELECT edition FROM "KnownEdition" WHERE desk = ${desk}`;
  return new Set(rows.map(({ edition }) => edition));
}

export async function saveKnownEditions(
  database: Sql,
  desk: string,
  editions: readonly string[],
  now: Date,
): Promise<void> {
  await database.$executeRaw`
    INSERT INTO "KnownEdition" (desk, edition, since)
    SELECT ${desk}, edition, ${now}::timestamptz FROM unnest(${[...editions]}::text[]) AS new (edition)
    ON CONFLICT DO NOTHING`;
}

/**
 * Of those that stood there until now or stand there by now it is kept that they do; those that stood nowhere since then are
 * forgotten, and given back.
 */
export async function keepEditions(
  database: Sql,
  desk: string,
  { editions, now, goneSince }: { editions: readonly string[]; now: Date; goneSince: Date },
): Promise<string[]> {
  await database.$executeRaw`
    UPDATE "KnownEdition" SET since = ${now} WHERE desk = ${desk} AND edition = ANY(${[...editions]}::text[])`;
  const rows = await database.$queryRaw<{ edition: string }[]>`
    DELETE FROM "KnownEdition" WHERE desk = ${desk} AND since < ${goneSince} RETURNING edition`;
  return rows.map(({ edition }) => edition);
}

/** `got`: the editions that were given as an answer. */
export type UnansweredQuestion = { id: string; question: string; requester: Person; got: string[] };

/**
 * What was asked since then and is still not solved, as far as the database can tell: nothing was found, or it did not help, or
 * nothing was said on any of several that were offered. By id, after the one that is `after`. What belongs to an incident is left
 * out, and text that was deleted.
 */
export async function loadUnanswered(
  database: Sql,
  { desk, since, after, limit }: { desk: string; since: Date; after: string; limit: number },
): Promise<UnansweredQuestion[]> {
  const rows = await database.$queryRaw<(Omit<UnansweredQuestion, "requester"> & { requester: PersonRow })[]>`
    SELECT c.id, c.question, to_jsonb(p) AS requester,
           ARRAY(SELECT o.edition FROM "ArticleOffer" o
                  WHERE o."conversationId" = c.id AND o.kind = 'answer' AND o.edition IS NOT NULL) AS got
      FROM "Conversation" c
      JOIN "Person" p ON p.id = c."requesterId"
      LEFT JOIN "Ticket" t ON t.number = c."ticketNumber"
     WHERE c.desk = ${desk} AND c."askedAt" >= ${since}::timestamptz AND c.id > ${after} AND c.question <> ''
       AND CASE WHEN t.number IS NULL
           THEN c.status IN ('offering', 'ended')
            AND (SELECT bool_and(o.kind = 'suggestion' AND coalesce(o.outcome, 'silent') = 'silent') FROM "ArticleOffer" o
                  WHERE o."conversationId" = c.id)
           ELSE t.incident IS NULL
            AND (t.status IN ('open', 'waiting') OR t."resolutionKind" IN ('not_reproducible', 'no_response'))
            AND EXISTS (SELECT 1 FROM "HistoryEntry" h
                         WHERE h."conversationId" = c.id AND h.type IN ('not_found', 'failed'))
           END
     ORDER BY c.id LIMIT ${limit}::int`;
  return rows.map((row) => ({ ...row, requester: fromPersonRow(row.requester) }));
}

export type LateFind = { conversation: string; article: string; edition: string };

/** Nobody is told twice of one article, also when it changes again. */
export async function saveLateFinds(
  database: Sql,
  desk: string,
  finds: readonly LateFind[],
  now: Date,
): Promise<void> {
  if (finds.length === 0) return;
  await database.$executeRaw`
    INSERT INTO "LateAnswer" AS known ("conversationId", article, desk, edition, "dueAt")
    SELECT conversation, article, ${desk}, edition, ${now}::timestamptz
      FROM jsonb_to_recordset(${toJson(finds)}::jsonb) AS find (conversation text, article text, edition text)
    ON CONFLICT ("conversationId", article) DO UPDATE
       SET edition = EXCLUDED.edition, status = 'waiting', "dueAt" = EXCLUDED."dueAt"
     WHERE known.status <> 'told' AND known.edition <> EXCLUDED.edition`;
}

/** `dayBegan`: the desk's own. `aDay`: at most so many since then. `spaceMs`: between two. `standing`: editions that there are now. */
export type Pace = {
  now: Date;
  dayBegan: Date;
  aDay: number;
  spaceMs: number;
  standing: readonly string[];
};

/**
 * Whose turn it is: tickets that are open first, and of them the newest question, which is most likely asked still. One whose event
 * nobody could handle waits for the operator, and the others do not wait for it. What is being edited or moved may come back.
 */
export async function nextLateAnswer(
  database: Sql,
  desk: string,
  { now, dayBegan, aDay, spaceMs, standing }: Pace,
): Promise<(LateFind & { dueAt: Date }) | undefined> {
  const spaced = new Date(now.getTime() - spaceMs);
  const [row] = await database.$queryRaw<(LateFind & { dueAt: Date })[]>`
    WITH told AS (
      SELECT count(*) AS today, max("toldAt") AS last FROM "LateAnswer"
       WHERE desk = ${desk} AND "toldAt" >= least(${dayBegan}::timestamptz, ${spaced}::timestamptz)
    )
    SELECT l."conversationId" AS conversation, l.article, l.edition, l."dueAt"
      FROM "LateAnswer" l
      JOIN "Conversation" c ON c.id = l."conversationId"
      LEFT JOIN "Ticket" t ON t.number = c."ticketNumber"
     WHERE l.desk = ${desk} AND l.status = 'waiting' AND l."dueAt" <= ${now}
       AND l.edition = ANY(${[...standing]}::text[])
       AND (SELECT today < ${aDay}::int AND (last IS NULL OR last <= ${spaced}) FROM told)
       AND NOT EXISTS (SELECT 1 FROM "InboxEvent" e
                        WHERE e.status = 'stuck' AND e.event->>'type' = 'late_answer_due'
                          AND e.event->>'conversation' = l."conversationId" AND e.event->>'article' = l.article)
     ORDER BY coalesce(t.status IN ('open', 'waiting'), false) DESC, c."askedAt" DESC, l.article LIMIT 1`;
  return row;
}

/** Those that nobody was told of, and that would be too late by now. What was told stays: nobody is told twice. */
export const removeUntold = (
  database: Sql,
  { desk, before, limit }: { desk: string; before: Date; limit: number },
): Promise<number> =>
  database.$executeRaw`
    DELETE FROM "LateAnswer" WHERE ("conversationId", article) IN (
      SELECT "conversationId", article FROM "LateAnswer"
       WHERE desk = ${desk} AND status IN ('waiting', 'over') AND "dueAt" < ${before} LIMIT ${limit}::int)`;

/** What must be known of a requester before they are told. */
export async function loadLate(
  tx: Sql,
  desk: string,
  { requester }: Conversation,
  { article, edition }: Pick<LateFind, "article" | "edition">,
): Promise<LateState> {
  const [row] = await tx.$queryRaw<
    { isOff: boolean; heard: boolean; spokenAt: Date | null; toldAt: Date | null }[]
  >`
    WITH own AS MATERIALIZED (
      SELECT id, "lastMessageAt" FROM "Conversation"
       WHERE desk = ${desk} AND "requesterId" = ANY (ARRAY(${accountsOf(requester)}))
    ), late AS (
      SELECT article, "toldAt" FROM "LateAnswer" WHERE status = 'told' AND "conversationId" IN (SELECT id FROM own)
    )
    SELECT
      EXISTS (SELECT 1 FROM "NoLateAnswers" WHERE desk = ${desk} AND "personId" IN (${accountsOf(requester)})) AS "isOff",
      EXISTS (SELECT 1 FROM late WHERE article = ${article})
        OR EXISTS (SELECT 1 FROM "ArticleOffer" o WHERE o."conversationId" IN (SELECT id FROM own)
                      AND o.edition = ${edition} AND o.kind = 'answer') AS heard,
      greatest(
        (SELECT max("lastMessageAt") FROM own),
        (SELECT max("lastSpokenAt") FROM "Ticket"
          WHERE desk = ${desk} AND "requesterId" = ANY (ARRAY(${accountsOf(requester)})))) AS "spokenAt",
      (SELECT max("toldAt") FROM late) AS "toldAt"`;
  return {
    isOff: row?.isOff === true,
    heard: row?.heard === true,
    ...(row?.spokenAt && { spokenAt: row.spokenAt }),
    ...(row?.toldAt && { toldAt: row.toldAt }),
  };
}

export function saveLate({ late, lateWish }: Decision, desk: string, now: Date): Change[] {
  return [...(late ? [saveStep(late, now)] : []), ...(lateWish ? [saveWish(lateWish, desk)] : [])];
}

function saveStep(late: NonNullable<Decision["late"]>, now: Date): Change {
  const dueAt = late.status === "waiting" ? late.until : null;
  const toldAt = late.status === "told" ? now : null;
  return {
    sql: Prisma.sql`
      UPDATE "LateAnswer" SET status = ${late.status}, "dueAt" = coalesce(${dueAt}::timestamptz, "dueAt"),
             "toldAt" = ${toldAt}::timestamptz
       WHERE "conversationId" = ${late.conversation} AND article = ${late.article}`,
  };
}

/** One word counts for all accounts that somebody has. */
function saveWish({ person, isWanted }: NonNullable<Decision["lateWish"]>, desk: string): Change {
  return {
    sql: isWanted
      ? Prisma.sql`
          DELETE FROM "NoLateAnswers" WHERE desk = ${desk} AND "personId" IN (${accountsOf(person)})`
      : Prisma.sql`
          INSERT INTO "NoLateAnswers" (desk, "personId") VALUES (${desk}, ${personKey(person)}) ON CONFLICT DO NOTHING`,
  };
}
