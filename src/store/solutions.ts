/** How were tickets solved, in the technicians' words? */
import type { Person, ResolutionKind, TicketStatus } from "../desk/model";
import { fromPersonRow, type PersonRow } from "./person-row";
import type { Sql } from "./transaction";

/** `replies`: what the requester was told before, as it was last edited, without what was taken back. The first comes first. */
export type Solution = {
  number: number;
  question: string;
  status: TicketStatus;
  /** The incident that it is a report of, or is. */
  incident?: number;
  component?: string;
  requester: Person;
  openedBy?: Person;
  kind?: ResolutionKind;
  note?: string;
  by?: Person;
  at?: Date;
  replies: string[];
};

type Row = Omit<
  Solution,
  "requester" | "openedBy" | "incident" | "component" | "kind" | "note" | "by" | "at" | "replies"
> & {
  incident: number | null;
  component: string | null;
  requester: PersonRow;
  openedBy: Person | null;
  kind: ResolutionKind | null;
  note: string | null;
  by: Person | null;
  at: Date | null;
  replies: string[] | null;
};

/** Those of the tickets that are the desk's, as they come. */
export async function loadSolutions(
  database: Sql,
  desk: string,
  numbers: readonly number[],
): Promise<Solution[]> {
  const rows = await database.$queryRaw<Row[]>`
    SELECT t.number, c.question, t.status, t.incident, t.component, to_jsonb(p) AS requester, t.detail->'openedBy' AS "openedBy",
           t."resolutionKind" AS kind, t.resolution AS note, t.detail->'resolution'->'by' AS by, t."resolvedAt" AS at,
           (SELECT array_agg(coalesce(edit.text, h.text) ORDER BY h.id)
              FROM "HistoryEntry" h
              LEFT JOIN LATERAL (SELECT e.text FROM "HistoryEntry" e
                                  WHERE e."sourceKey" = h."sourceKey" AND e.type = 'edited' ORDER BY e.id DESC LIMIT 1) edit ON true
             WHERE h."ticketNumber" = t.number AND h.type = 'replied' AND h.text IS NOT NULL
               AND NOT EXISTS (
                   SELECT 1 FROM "HistoryEntry" u
                    WHERE u."ticketNumber" = t.number AND u.type = 'undone' AND u.id > h.id AND u."byId" = h."byId"
                      AND u."sourceKey" IS NOT DISTINCT FROM h."sourceKey"
                      AND NOT EXISTS (
                          SELECT 1 FROM "HistoryEntry" between_both
                           WHERE between_both."ticketNumber" = t.number AND between_both.type = 'replied'
                             AND between_both.id > h.id AND between_both.id < u.id AND between_both."byId" = h."byId"
                             AND between_both."sourceKey" IS NOT DISTINCT FROM h."sourceKey"))) AS replies
      FROM "Ticket" t
      JOIN "Conversation" c ON c.id = t."conversationId"
      JOIN "Person" p ON p.id = t."requesterId"
     WHERE t.desk = ${desk} AND t.number = ANY(${[...numbers]}::int[])
     ORDER BY t.number`;
  return rows.map(({ incident, component, requester, openedBy, kind, note, by, at, replies, ...row }) => ({
    ...row,
    requester: fromPersonRow(requester),
    ...(incident !== null && { incident }),
    ...(component !== null && { component }),
    ...(openedBy && { openedBy }),
    ...(kind !== null && { kind }),
    ...(note !== null && { note }),
    ...(by && { by }),
    ...(at && { at }),
    replies: replies ?? [],
  }));
}
