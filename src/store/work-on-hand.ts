/** How many open tickets does everybody have, and when did they get the last of them? */
import type { Person } from "../desk/model";
import type { Load } from "../desk/state";
import type { Sql } from "./transaction";

type Row = { person: Person; open: number; lastAssignedAt: Date | null };

/** One row an account; whose accounts are one person's is the desk's to say. Only open tickets are read, by their index. */
export async function loadWork(database: Sql, desk: string): Promise<Load[]> {
  const rows = await database.$queryRaw<Row[]>`
    SELECT (array_agg(detail->'assignee'))[1] AS person, count(*)::int AS open,
           max((detail->>'assignedAt')::timestamptz) AS "lastAssignedAt"
      FROM "Ticket"
     WHERE desk = ${desk} AND status IN ('open', 'waiting') AND "assigneeId" IS NOT NULL
     GROUP BY "assigneeId"`;
  return rows.map(({ person, open, lastAssignedAt }) => ({
    person,
    open,
    ...(lastAssignedAt && { lastAssignedAt }),
  }));
}
