/** What has happened to one ticket? All of it: its story, and what became of each message about it. */
import type { HistoryType } from "../desk/decision";
import type { PlatformName, Ticket, TicketStatus } from "../desk/model";
import type { DeliveryStatus } from "../desk/state";
import { fromTicketRow, type TicketRow } from "./ticket-row";
import type { Sql } from "./transaction";

/** `text` is somebody's words, or none when they took them back. */
export type StoryLine = {
  at: Date;
  type: HistoryType;
  byName: string | null;
  text: string | null;
  /** Of the copy on the other side, where the line was relayed. */
  delivery: DeliveryStatus | null;
};

/** A message of ours about the ticket. `error` is the platform's or ours, never what anybody wrote. */
export type PostedLine = {
  at: Date;
  role: string;
  platform: PlatformName;
  status: DeliveryStatus;
  attempts: number;
  sentAt: Date | null;
  error: string | null;
};

/** One of an incident's reports. Its words are on its own page. */
export type ReportLine = {
  number: number;
  status: TicketStatus;
  openedAt: Date;
  component: string | null;
  site: string | null;
};

export type TicketStory = {
  ticket: Ticket;
  story: StoryLine[];
  posted: PostedLine[];
  /** Of an incident. */
  reports: ReportLine[];
};

/** Longest lists shown. Nobody reads more, and a page of it would not open on a phone. */
const MOST = 1000;

/** Undefined: this desk has no such ticket. */
export async function loadTicketStory(
  database: Sql,
  desk: string,
  number: number,
): Promise<TicketStory | undefined> {
  const [row] = await database.$queryRaw<{ ticket: TicketRow }[]>`
    SELECT to_jsonb(t) || jsonb_build_object('requester', to_jsonb(p)) AS ticket
      FROM "Ticket" t JOIN "Person" p ON p.id = t."requesterId"
     WHERE t.number = ${number}::int AND t.desk = ${desk}`;
  if (!row) return undefined;
  const ticket = fromTicketRow(row.ticket);
  const [story, posted, reports] = await Promise.all([
    loadLines(database, ticket),
    loadPosted(database, ticket),
    loadReports(database, ticket),
  ]);
  return { ticket, story, posted, reports };
}

/** A conversation has only its own ticket's lines, but for what was said in it before there was one. */
const loadLines = (database: Sql, { number, conversation }: Ticket): Promise<StoryLine[]> =>
  database.$queryRaw<StoryLine[]>`
    WITH line AS (
      SELECT * FROM "HistoryEntry"
       WHERE "ticketNumber" = ${number}::int
          OR ("conversationId" = ${conversation} AND "ticketNumber" IS NULL)
       ORDER BY id LIMIT ${MOST}::int)
    SELECT line.at, line.type, line."byName", line.text, copy.status AS delivery
      FROM line LEFT JOIN "OutboxMessage" copy
        ON line.type IN ('replied', 'requester_wrote', 'asked_for_more') AND copy.key = 'relay:' || line."sourceKey"
     ORDER BY line.id`;

const loadPosted = (database: Sql, { number, conversation }: Ticket): Promise<PostedLine[]> =>
  database.$queryRaw<PostedLine[]>`
    SELECT "createdAt" AS at, about->>'role' AS role, platform, status, attempts, "sentAt", error
      FROM "OutboxMessage"
     WHERE about->>'conversation' = ${conversation} AND verb = 'post'
       AND (about->>'ticket' IS NULL OR about->>'ticket' = ${String(number)})
     ORDER BY seq LIMIT ${MOST}::int`;

async function loadReports(database: Sql, { number, incident, desk }: Ticket): Promise<ReportLine[]> {
  if (incident !== number) return [];
  return database.$queryRaw<ReportLine[]>`
    SELECT number, status, "openedAt", component, site FROM "Ticket"
     WHERE incident = ${number}::int AND number <> ${number}::int AND desk = ${desk}
     ORDER BY number LIMIT ${MOST}::int`;
}
