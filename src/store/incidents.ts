/** What must be known to see that many tickets are one incident, and who has reported it? */
import type { Content } from "../desk/content";
import type { DeskEvent } from "../desk/events";
import type { DeskState, Report } from "../desk/state";
import { Prisma } from "../generated/prisma/client";
import { toDate, type Stored } from "./stored-text";
import { fromTicketRow, type TicketRow } from "./ticket-row";

/** Tickets that stand alone, the newest: as many as a plan may ask for before there is an incident (plan/schema.ts). */
const MOST_STANDING = 200;
/** Of the loaded incident's reports, those that come with what was asked. */
const NEWEST_WITH_WORDS = 20;

type ReportRow = {
  number: number;
  requester: string;
  openedAt: string;
  status: Report["status"];
  component: string | null;
  site: string | null;
  nearest: string | null;
  apart: boolean | null;
  question: string | null;
  from: string | null;
};

export type IncidentRows = {
  standing: ReportRow[] | null;
  incidents: (TicketRow & { reports: ReportRow[] | null; told: Stored<Content> | null })[] | null;
  reports: ReportRow[] | null;
};

/** Whether a ticket may follow from the event, or an incident. */
export function mayMakeOne(event: DeskEvent): boolean {
  switch (event.type) {
    case "message_posted":
    case "message_edited":
    case "command_given":
    case "button_pressed":
    case "form_submitted":
    case "incident_called_for":
      return true;
    default:
      return false;
  }
}

/** Columns for the state's query, whose `t` is the event's ticket. */
export const incidentColumns = (isAsked: boolean, desk: Prisma.Sql): Prisma.Sql => Prisma.sql`
  ${isAsked ? standing(desk) : none} AS standing, ${isAsked ? openIncidents(desk) : none} AS incidents,
  ${reportsOfTicket} AS reports`;

const none = Prisma.sql`NULL::jsonb`;

const asReport = (question: Prisma.Sql): Prisma.Sql => Prisma.sql`
  jsonb_build_object('number', r.number, 'requester', r."requesterId", 'openedAt', r."openedAt", 'status', r.status, 'component', r.component, 'site', r.site,
    'nearest', r.detail->>'nearest', 'apart', (r.detail->'apart')::boolean OR r.detail->>'kind' = 'enhancement', 'question', ${question})`;

const standing = (desk: Prisma.Sql): Prisma.Sql => Prisma.sql`
  (SELECT jsonb_agg(${asReport(Prisma.sql`left(r.question, 2000)`)} ORDER BY r."openedAt" DESC, r.number DESC)
     FROM (SELECT * FROM "Ticket" WHERE desk = ${desk} AND status = 'open' AND incident IS NULL
            ORDER BY "openedAt" DESC, number DESC LIMIT ${MOST_STANDING}::int) r)`;

/** Must ask with the condition of the index "Ticket_open_incidents". */
const openIncidents = (desk: Prisma.Sql): Prisma.Sql => Prisma.sql`
  (SELECT jsonb_agg(to_jsonb(i) || jsonb_build_object('requester', to_jsonb(p), 'reports', firstReports.list,
                                                      'told', ${toldContent(Prisma.sql`i.detail->>'toldAll'`)}) ORDER BY i.number)
     FROM "Ticket" i
     JOIN "Person" p ON p.id = i."requesterId"
     CROSS JOIN LATERAL (
       SELECT jsonb_agg(${asReport(Prisma.sql`left(r.question, 2000)`)} ORDER BY r.number) AS list
         FROM "Ticket" r
        WHERE r.number = ANY (ARRAY(SELECT jsonb_array_elements_text(i.detail->'founders')::int))
     ) firstReports
    WHERE i.desk = ${desk} AND i.incident = i.number AND i.status IN ('open', 'waiting'))`;

/** As it reads now: an edit is a row of its own. NULL once it is forgotten or taken back. */
export const toldContent = (key: Prisma.Sql): Prisma.Sql => Prisma.sql`
  (SELECT m.message->'content' FROM "OutboxMessage" m
    WHERE m.key = ${key} OR (m.target = ${key} AND m.verb IN ('update', 'withdraw') AND m.status <> 'failed')
    ORDER BY m.seq DESC LIMIT 1)`;

const reportsOfTicket = Prisma.sql`
  (SELECT jsonb_agg(${asReport(Prisma.sql`CASE WHEN r.place <= ${NEWEST_WITH_WORDS}::int THEN left(r.question, 2000) END`)}
                    || jsonb_build_object('from', CASE WHEN r.place <= ${NEWEST_WITH_WORDS}::int THEN p.name END) ORDER BY r.number DESC)
     FROM (SELECT o.*, row_number() OVER (ORDER BY o.number DESC) AS place
             FROM "Ticket" o JOIN t ON t.incident = t.number AND o.incident = t.number
            WHERE o.number <> t.number) r
     JOIN "Person" p ON p.id = r."requesterId")`;

export const fromIncidentRows = (
  rows: IncidentRows,
): Pick<DeskState, "standing" | "incidents" | "reports"> => ({
  standing: (rows.standing ?? []).map(fromReportRow),
  incidents: (rows.incidents ?? []).map(({ reports, told, ...ticket }) => ({
    ticket: fromTicketRow(ticket),
    reports: (reports ?? []).map(fromReportRow),
    ...(told && { told }),
  })),
  reports: (rows.reports ?? []).map(fromReportRow),
});

function fromReportRow({ openedAt, number, requester, status, ...row }: ReportRow): Report {
  const known = Object.entries(row).filter(([, value]) => value !== null);
  return {
    number,
    requester,
    status,
    openedAt: toDate(openedAt),
    ...(Object.fromEntries(known) as Partial<Report>),
  };
}
