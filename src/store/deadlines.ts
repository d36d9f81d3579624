/** Whose moment has come, and when is the next one? */
import type { DeadlineSubject } from "../desk/events";
import type { DutyName } from "../desk/state";
import { Prisma } from "../generated/prisma/client";
import type { Database } from "./transaction";

/** `version`: of the row that waits; each change of it makes another deadline, also of the same moment. */
export type Deadline = { subject: DeadlineSubject; dueAt: Date; version: number };

type Row = {
  ticket: number | null;
  conversation: string | null;
  desk: string | null;
  duty: DutyName | null;
  wakeAt: Date;
  version: number;
};

/**
 * Earliest first, at most `limit`. Due ones keep coming until the desk has moved or cleared their `wakeAt`. `desks`: those that
 * do so, and left out: all. What nobody moves would stand before all others for ever.
 */
export async function dueDeadlines(
  database: Database,
  now: Date,
  limit: number,
  desks?: readonly string[],
): Promise<Deadline[]> {
  const isDue = Prisma.sql`"wakeAt" <= ${now}${desks ? Prisma.sql` AND desk = ANY(${[...desks]}::text[])` : Prisma.empty}`;
  const rows = await database.$queryRaw<Row[]>`
    (SELECT number AS ticket, NULL AS conversation, NULL AS desk, NULL AS duty, "wakeAt", version FROM "Ticket"
      WHERE ${isDue} ORDER BY "wakeAt" LIMIT ${limit}::int)
    UNION ALL
    (SELECT NULL, id, NULL, NULL, "wakeAt", version FROM "Conversation"
      WHERE ${isDue} ORDER BY "wakeAt" LIMIT ${limit}::int)
    UNION ALL
    (SELECT NULL, NULL, desk, duty, "wakeAt", 0 FROM "DeskDuty"
      WHERE ${isDue} ORDER BY "wakeAt" LIMIT ${limit}::int)
    ORDER BY "wakeAt" LIMIT ${limit}::int`;
  return rows.flatMap(toDeadline);
}

function toDeadline({ ticket, conversation, desk, duty, wakeAt, version }: Row): Deadline[] {
  if (desk !== null && duty !== null) return [{ subject: { desk, duty }, dueAt: wakeAt, version }];
  if (ticket !== null) return [{ subject: { ticket }, dueAt: wakeAt, version }];
  return conversation === null ? [] : [{ subject: { conversation }, dueAt: wakeAt, version }];
}

/** The earliest moment after `now` that anything waits for. */
export async function nextDeadlineAt(database: Database, now: Date): Promise<Date | undefined> {
  const [row] = await database.$queryRaw<{ at: Date | null }[]>`
    SELECT least((SELECT min("wakeAt") FROM "Ticket" WHERE "wakeAt" > ${now}),
                 (SELECT min("wakeAt") FROM "Conversation" WHERE "wakeAt" > ${now}),
                 (SELECT min("wakeAt") FROM "DeskDuty" WHERE "wakeAt" > ${now})) AS at`;
  return row?.at ?? undefined;
}
