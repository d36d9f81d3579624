/** What does somebody's page of the help desk need to know, besides their own tickets? */
import { knownEmail, personKey } from "../desk/address";
import type { Person } from "../desk/model";
import type { HomeState } from "../desk/state";
import { Prisma } from "../generated/prisma/client";
import { mostAsked } from "./most-asked";
import { fromTicketRow, type TicketRow } from "./ticket-row";
import type { Sql } from "./transaction";

/** A page shows a screenful; those whose moment comes first are in it. */
const queueLimit = 100;

type Counts = Pick<HomeState, "failedDeliveries" | "stuckEvents" | "unanswered">;

export async function loadHome(database: Sql, desk: string, by: Person, now: Date): Promise<HomeState> {
  const rows = await database.$queryRaw<{ ticket: TicketRow }[]>`
    SELECT to_jsonb(t) || jsonb_build_object('requester', to_jsonb(p)) AS ticket
      FROM "Ticket" t JOIN "Person" p ON p.id = t."requesterId"
     WHERE t.desk = ${desk} AND t.status IN ('open', 'waiting')
       AND (t."assigneeId" IS NULL OR ${isAssignedTo(by)})
     ORDER BY t."wakeAt" NULLS LAST LIMIT ${queueLimit}::int`;
  return {
    queue: rows.map(({ ticket }) => fromTicketRow(ticket)),
    mostAsked: await mostAsked(database, desk),
    ...(await loadCounts(database, desk, now)),
  };
}

/** To one of their accounts: somebody who works on tickets need not have asked anything, so no row of Person may tell. */
function isAssignedTo(by: Person): Prisma.Sql {
  const isAccount = Prisma.sql`t."assigneeId" = ${personKey(by)}`;
  const email = knownEmail(by);
  if (email === undefined) return isAccount;
  const assignee = Prisma.sql`t.detail->'assignee'`;
  return Prisma.sql`(${isAccount}
    OR (lower(${assignee}->>'email') = ${email} AND ${assignee}->>'outside' IS NULL))`;
}

/** A stuck event belongs to no desk: nobody could tell whose it is. */
async function loadCounts(database: Sql, desk: string, now: Date): Promise<Counts> {
  const [row] = await database.$queryRaw<Counts[]>`
    SELECT (SELECT count(*)::int FROM "OutboxMessage" m JOIN "Conversation" c ON c.id = m.about->>'conversation'
             WHERE m.status = 'failed' AND c.desk = ${desk}) AS "failedDeliveries",
           (SELECT count(*)::int FROM "InboxEvent" WHERE status = 'stuck') AS "stuckEvents",
           (SELECT count(*)::int FROM "Conversation" c JOIN "HistoryEntry" h ON h."conversationId" = c.id
             WHERE c.desk = ${desk} AND c."lastMessageAt" > ${now}::timestamptz - interval '7 days' AND h.type = 'not_found')
             AS unanswered`;
  return row ?? { failedDeliveries: 0, stuckEvents: 0, unanswered: 0 };
}
