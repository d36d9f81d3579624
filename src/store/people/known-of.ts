/** How much is known of somebody? Counts only. */
import type { Sql } from "../transaction";

/**
 * `open`: numbers of tickets that are not closed. `working`: of others' that they work on. `elsewhere`: what they did on matters of
 * others.
 */
export type Known = {
  questions: number;
  tickets: number;
  lines: number;
  elsewhere: number;
  open: number[];
  working: number[];
  desks: string[];
};

export async function knownOf(sql: Sql, keys: string[]): Promise<Known> {
  const [row] = await sql.$queryRaw<Known[]>`
    WITH asked AS (SELECT id, desk FROM "Conversation" WHERE "requesterId" = ANY (${keys})),
         owned AS (SELECT number, desk, status FROM "Ticket" WHERE "requesterId" = ANY (${keys})),
         spoke AS (SELECT h."conversationId", c.desk, c."requesterId" = ANY (${keys}) AS "isTheirs"
                     FROM "HistoryEntry" h LEFT JOIN "Conversation" c ON c.id = h."conversationId" WHERE h."byId" = ANY (${keys}))
    SELECT (SELECT count(*)::int FROM asked) AS questions,
           (SELECT count(*)::int FROM owned) AS tickets,
           (SELECT count(*)::int FROM spoke WHERE "isTheirs") AS lines,
           (SELECT count(*)::int FROM spoke WHERE "isTheirs" IS NOT TRUE) AS elsewhere,
           (SELECT coalesce(array_agg(number ORDER BY number), '{}') FROM owned WHERE status <> 'closed') AS open,
           (SELECT coalesce(array_agg(number ORDER BY number), '{}') FROM "Ticket"
             WHERE "assigneeId" = ANY (${keys}) AND status IN ('open', 'waiting')) AS working,
           (SELECT coalesce(array_agg(DISTINCT desk), '{}')
              FROM (SELECT desk FROM asked UNION SELECT desk FROM owned UNION SELECT desk FROM spoke) all_of_them
             WHERE desk IS NOT NULL) AS desks`;
  return row ?? { questions: 0, tickets: 0, lines: 0, elsewhere: 0, open: [], working: [], desks: [] };
}
