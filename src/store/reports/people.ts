/** How is the work spread over technicians, and which people and sites have most trouble? */
import { Prisma } from "../../generated/prisma/client";
import type { Sql } from "../transaction";
import { ASKED, isMeant, within } from "./filter";
import type { ReportFilter } from "./filter";
import type { Spread } from "./times";

/** `id`: the same for all accounts of one person who is known by e-mail. `name` as last seen; null where it is forgotten. */
export type TechnicianRow = {
  id: string;
  name: string | null;
  /** Unresolved now. */
  open: number;
  /** Resolved in the period, and how many of those had been reopened. */
  resolved: number;
  reopened: number;
  /** Business minutes, of what they had in the end: responses that arrived, and resolutions, in the period. */
  firstResponse: Spread;
  resolution: Spread;
  /** Mean of 1..5 over `ratings`, of tickets that ended in the period; null: none. */
  rating: number | null;
  ratings: number;
};

/** All of those opened in the period. `unresolved`: now. `missed`: with a promise missed, once or more. */
type Trouble = { opened: number; unresolved: number; reopened: number; missed: number };
export type RequesterRow = Trouble & { id: string; name: string | null };
export type SiteRow = Trouble & { site: string | null };

/** Over the technicians who have open tickets or resolved some: what half of them have at most, and the most anybody has. Nobody's name. */
export type TeamFigures = {
  technicians: number;
  open: { p50: number | null; most: number };
  resolved: { p50: number | null; most: number };
};

export type PeopleReport = {
  team: TeamFigures;
  /** Only when asked for by name; else empty. Most resolved first. */
  technicians: TechnicianRow[];
  /** Only when asked for by name; else empty. Most tickets first; at most 20, each with two tickets or more. */
  requesters: RequesterRow[];
  /** Most opened first, all of them. */
  sites: SiteRow[];
};

const MOST_REQUESTERS = 20;

/** `byName` only for those whose role allows it. */
export async function loadPeople(
  database: Sql,
  filter: ReportFilter,
  { byName }: { byName: boolean },
): Promise<PeopleReport> {
  const [technicians, requesters, sites] = await Promise.all([
    loadTechnicians(database, filter),
    byName ? loadRequesters(database, filter) : [],
    loadSites(database, filter),
  ]);
  return { team: teamOf(technicians), technicians: byName ? technicians : [], requesters, sites };
}

type TechnicianFigures = Omit<TechnicianRow, "firstResponse" | "resolution"> & {
  responses: number;
  response: number[] | null;
  resolutions: number;
  resolution: number[] | null;
};

/** A technician has no row of Person: the last ticket they had says who they are. */
async function loadTechnicians(database: Sql, filter: ReportFilter): Promise<TechnicianRow[]> {
  const rows = await database.$queryRaw<TechnicianFigures[]>`
    WITH worked AS MATERIALIZED (
      SELECT number, "assigneeId", status IN ('open', 'waiting') AS "isOpen", reopenings, rating,
             ${within("endedAt", filter)} AS "hasEnded", "resolutionWall" IS NOT NULL AS "isAnswered", "resolutionWork",
             ${within("respondedAt", filter)} AS "hasResponse", "responseWork"
        FROM "TicketFigures"
       WHERE ${isMeant(filter)} AND "assigneeId" IS NOT NULL AND part <> 'report'
         AND (status IN ('open', 'waiting') OR (${within("endedAt", filter)}) OR (${within("respondedAt", filter)}))
    ), who AS (
      SELECT last.id, t.detail->'assignee'->>'name' AS name,
             CASE WHEN coalesce(t.detail->'assignee'->>'email', '') <> '' AND t.detail->'assignee'->>'outside' IS NULL
                  THEN 'mailto:' || lower(trim(t.detail->'assignee'->>'email')) ELSE last.id END AS identity
        FROM (SELECT "assigneeId" AS id, max(number) AS number FROM worked GROUP BY 1) last
        LEFT JOIN "Ticket" t ON t.number = last.number AND t."assigneeId" = last.id
    )
    SELECT identity AS id, max(name) AS name, count(*) FILTER (WHERE "isOpen")::int AS open,
           count(*) FILTER (WHERE "hasEnded" AND "isAnswered")::int AS resolved,
           count(*) FILTER (WHERE "hasEnded" AND "isAnswered" AND reopenings > 0)::int AS reopened,
           count("responseWork") FILTER (WHERE "hasResponse")::int AS responses,
           percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY "responseWork") FILTER (WHERE "hasResponse") AS response,
           count("resolutionWork") FILTER (WHERE "hasEnded")::int AS resolutions,
           percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY "resolutionWork") FILTER (WHERE "hasEnded") AS resolution,
           avg(rating) FILTER (WHERE "hasEnded")::float8 AS rating, count(rating) FILTER (WHERE "hasEnded")::int AS ratings
      FROM worked JOIN who ON who.id = worked."assigneeId"
     GROUP BY identity ORDER BY resolved DESC, open DESC, id`;
  return rows.map(({ responses, response, resolutions, resolution, ...row }) => ({
    ...row,
    firstResponse: { count: responses, p50: response?.[0] ?? null, p90: response?.[1] ?? null },
    resolution: { count: resolutions, p50: resolution?.[0] ?? null, p90: resolution?.[1] ?? null },
  }));
}

const TROUBLE = Prisma.sql`
  count(*)::int AS opened, count(*) FILTER (WHERE status IN ('open', 'waiting'))::int AS unresolved,
  count(*) FILTER (WHERE reopenings > 0)::int AS reopened,
  count(*) FILTER (WHERE "responseKept" = false OR "resolutionKept" = false)::int AS missed`;

const opened = (filter: ReportFilter): Prisma.Sql => Prisma.sql`
  "TicketFigures" WHERE ${isMeant(filter)} AND ${within("openedAt", filter)} AND ${ASKED}`;

/** Accounts that are one person's are one row. */
const loadRequesters = (database: Sql, filter: ReportFilter): Promise<RequesterRow[]> =>
  database.$queryRaw<RequesterRow[]>`
    SELECT identity AS id, max(name) AS name, sum(opened)::int AS opened, sum(unresolved)::int AS unresolved,
           sum(reopened)::int AS reopened, sum(missed)::int AS missed
      FROM (SELECT a.*, p.name, CASE WHEN p.email <> '' AND p.outside IS NULL THEN 'mailto:' || p.email ELSE a.account END AS identity
              FROM (SELECT "requesterId" AS account, ${TROUBLE} FROM ${opened(filter)} AND "requesterId" IS NOT NULL GROUP BY 1) a
              LEFT JOIN "Person" p ON p.id = a.account) accounts
     GROUP BY identity HAVING sum(opened) > 1 ORDER BY opened DESC, id LIMIT ${MOST_REQUESTERS}::int`;

const loadSites = (database: Sql, filter: ReportFilter): Promise<SiteRow[]> => database.$queryRaw<SiteRow[]>`
  SELECT site, ${TROUBLE} FROM ${opened(filter)} GROUP BY site ORDER BY opened DESC, site`;

function teamOf(technicians: TechnicianRow[]): TeamFigures {
  const busy = technicians.filter(({ open, resolved }) => open + resolved > 0);
  const over = (counts: number[]) => ({ p50: middle(counts), most: Math.max(0, ...counts) });
  return {
    technicians: busy.length,
    open: over(busy.map(({ open }) => open)),
    resolved: over(busy.map(({ resolved }) => resolved)),
  };
}

function middle(counts: number[]): number | null {
  const sorted = counts.toSorted((a, b) => a - b);
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
