/** Which open tickets might somebody look after: theirs, and those that nobody has taken? */
import type { Person, Ticket } from "../desk/model";
import { Prisma } from "../generated/prisma/client";
import { accountsOf } from "./person-row";
import { fromTicketRow, type TicketRow } from "./ticket-row";
import type { Sql } from "./transaction";

/** More are not looked at: a queue of that length is not worked through by reading it. */
const MOST = 500;

/** Who may see which is decided by the plan, not here. What must be looked at first comes first. */
export async function loadOpenQueue(
  database: Sql,
  {
    desk,
    component,
    site,
    tier,
  }: { desk: string; component?: string | null; site?: string | null; tier?: number },
  by: Person,
): Promise<Ticket[]> {
  const is = (column: Prisma.Sql, value: string | number | null | undefined): Prisma.Sql => {
    if (value === undefined) return Prisma.empty;
    return value === null ? Prisma.sql`AND ${column} IS NULL` : Prisma.sql`AND ${column} = ${value}`;
  };
  const rows = await database.$queryRaw<{ ticket: TicketRow }[]>`
    SELECT to_jsonb(t) || jsonb_build_object('requester', to_jsonb(p)) AS ticket
      FROM "Ticket" t JOIN "Person" p ON p.id = t."requesterId"
     WHERE t.desk = ${desk} AND t.status IN ('open', 'waiting')
       AND (t."assigneeId" IS NULL OR t."assigneeId" IN (${accountsOf(by)})
            OR lower(t.detail->'assignee'->>'email') = lower(${by.email ?? null}::text))
       ${is(Prisma.sql`t.component`, component)} ${is(Prisma.sql`t.site`, site)} ${is(Prisma.sql`t.tier`, tier)}
     ORDER BY t."assigneeId" IS NULL, t."wakeAt" NULLS LAST LIMIT ${MOST}::int`;
  return rows.map(({ ticket }) => fromTicketRow(ticket));
}
