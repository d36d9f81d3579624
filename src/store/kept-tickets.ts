/** Which tickets does another system ask for? In pages that hold whatever is opened or changed meanwhile. */
import type { HistoryType } from "../desk/decision";
import type { Ticket } from "../desk/model";
import type { KindName } from "../plan/plan";
import { Prisma } from "../generated/prisma/client";
import { fromTicketRow, type TicketRow } from "./ticket-row";
import { optionalDate, toDate } from "./stored-text";
import type { Sql } from "./transaction";

/** A ticket with what only the store knows of it. */
export type KeptTicket = { ticket: Ticket; updatedAt: Date; closedAt?: Date };

export type KeptEntry = { at: Date; type: HistoryType; byName: string | null; text: string | null };

/** All of what is said must hold; of a list, one. `until`: that moment is out. */
export type TicketFilter = {
  numbers?: number[];
  statuses?: Ticket["status"][];
  tiers?: number[];
  priorities?: Ticket["priority"][];
  kinds?: KindName[];
  components?: string[];
  sites?: string[];
  openedFrom?: Date;
  openedUntil?: Date;
  updatedSince?: Date;
};

/** The last ticket of the page before. `updatedAt`: where changes are asked for, which come in the order in which they were made. */
export type Place = { number: number; updatedAt?: Date };

type Row = TicketRow & { updatedAt: string; closedAt: string | null };

/**
 * By number, and a later ticket always has a higher one: each is met once. Since a moment: by change, and what changes meanwhile comes
 * again at the end.
 */
export async function readTickets(
  database: Sql,
  { desk, ...filter }: TicketFilter & { desk: string },
  after: Place | undefined,
  limit: number,
): Promise<KeptTicket[]> {
  const byChange = filter.updatedSince !== undefined;
  const order = byChange ? Prisma.sql`o."updatedAt", o.number` : Prisma.sql`o.number`;
  const where = [Prisma.sql`o.desk = ${desk}`, ...conditions(filter), ...(after ? [isAfter(after)] : [])];
  const rows = await database.$queryRaw<{ row: Row }[]>`
    SELECT to_jsonb(o) || jsonb_build_object('requester', to_jsonb(p)) AS row
      FROM (SELECT * FROM "Ticket" o WHERE ${Prisma.join(where, " AND ")} ORDER BY ${order} LIMIT ${limit}::int) o
      JOIN "Person" p ON p.id = o."requesterId" ORDER BY ${order}`;
  return rows.map(({ row }) => toKept(row));
}

const isAfter = ({ number, updatedAt }: Place): Prisma.Sql =>
  updatedAt === undefined
    ? Prisma.sql`o.number > ${number}::int`
    : Prisma.sql`(o."updatedAt", o.number) > (${updatedAt}::timestamptz, ${number}::int)`;

function conditions(filter: Omit<TicketFilter, "desk">): Prisma.Sql[] {
  const { openedFrom, openedUntil, updatedSince } = filter;
  const isOneOf = (column: Prisma.Sql, values: unknown[] | undefined, type: "int[]" | "text[]") =>
    values === undefined ? [] : [Prisma.sql`${column} = ANY(${values}::${Prisma.raw(type)})`];
  return [
    ...isOneOf(Prisma.sql`o.number`, filter.numbers, "int[]"),
    ...isOneOf(Prisma.sql`o.status`, filter.statuses, "text[]"),
    ...isOneOf(Prisma.sql`o.tier`, filter.tiers, "int[]"),
    ...isOneOf(Prisma.sql`o.priority`, filter.priorities, "text[]"),
    ...isOneOf(Prisma.sql`o.detail->>'kind'`, filter.kinds, "text[]"),
    ...isOneOf(Prisma.sql`o.component`, filter.components, "text[]"),
    ...isOneOf(Prisma.sql`o.site`, filter.sites, "text[]"),
    ...(openedFrom ? [Prisma.sql`o."openedAt" >= ${openedFrom}::timestamptz`] : []),
    ...(openedUntil ? [Prisma.sql`o."openedAt" < ${openedUntil}::timestamptz`] : []),
    ...(updatedSince ? [Prisma.sql`o."updatedAt" >= ${updatedSince}::timestamptz`] : []),
  ];
}

const toKept = (row: Row): KeptTicket => ({
  ticket: fromTicketRow(row),
  updatedAt: toDate(row.updatedAt),
  ...optionalDate("closedAt", row.closedAt),
});

export async function readTicket(
  database: Sql,
  desk: string,
  number: number,
): Promise<KeptTicket | undefined> {
  return (await readTickets(database, { desk, numbers: [number] }, undefined, 1))[0];
}

/** From the question on: what was said before there was a ticket is part of its story. */
export const readHistory = (
  database: Sql,
  { number, conversation }: Ticket,
  limit: number,
): Promise<KeptEntry[]> =>
  database.$queryRaw<KeptEntry[]>`
    SELECT at, type, "byName", text FROM "HistoryEntry"
     WHERE "ticketNumber" = ${number}::int OR ("conversationId" = ${conversation} AND "ticketNumber" IS NULL)
     ORDER BY id LIMIT ${limit}::int`;
