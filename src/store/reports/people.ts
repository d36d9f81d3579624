/** How is the work spread over technicians, and which people and sites have most trouble? */
import { Prisma } from "../../generated/prisma/client";
import type { Sql } from "../transaction";
import { ASKED, isMeant, within } from "./filter";
import type { ReportFilter } from "./filter";
import { secondsOf, spreadOf, valuesOf } from "./spread";
import type { Spread } from "./spread";

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

type Account = Omit<TechnicianRow, "id" | "firstResponse" | "resolution" | "rating"> & {
  identity: string;
  responses: string;
  resolutions: string;
  stars: number;
};

/** A technician has no row of Person: the last ticket of each account says who they are. */
async function loadTechnicians(database: Sql, filter: ReportFilter): Promise<TechnicianRow[]> {
  const accounts = await database.$queryRaw<Account[]>`
    SELECT worked.*, t.detail->'assignee'->>'name' AS name,
           CASE WHEN coalesce(t.detail->'assignee'->>'email', '') <> '' AND t.detail->'assignee'->>'outside' IS NULL
                THEN 'mailto:' || lower(trim(t.detail->'assignee'->>'email')) ELSE worked.account END AS identity
      FROM (SELECT "assigneeId" AS account, max(number) AS last, count(*) FILTER (WHERE "isOpen")::int AS open,
                   count(*) FILTER (WHERE "hasEnded" AND "isAnswered")::int AS resolved,
                   count(*) FILTER (WHERE "hasEnded" AND "isAnswered" AND reopenings > 0)::int AS reopened,
                   ${valuesOf(Prisma.sql`CASE WHEN "hasResponse" THEN "responseWork" END`)} AS responses,
                   ${valuesOf(Prisma.sql`CASE WHEN "hasEnded" THEN "resolutionWork" END`)} AS resolutions,
                   coalesce(sum(rating) FILTER (WHERE "hasEnded"), 0)::int AS stars,
                   count(rating) FILTER (WHERE "hasEnded")::int AS ratings
              FROM (SELECT number, "assigneeId", status IN ('open', 'waiting') AS "isOpen", reopenings, rating,
                           coalesce(${within("endedAt", filter)}, false) AS "hasEnded", "resolutionWall" IS NOT NULL AS "isAnswered",
                           "resolutionWork", coalesce(${within("respondedAt", filter)}, false) AS "hasResponse", "responseWork"
                      FROM "TicketFigures"
                     WHERE ${isMeant(filter)} AND "assigneeId" IS NOT NULL AND part <> 'report'
                       AND (status IN ('open', 'waiting') OR (${within("endedAt", filter)}) OR (${within("respondedAt", filter)}))) f
             GROUP BY "assigneeId") worked
      LEFT JOIN "Ticket" t ON t.number = worked.last AND t."assigneeId" = worked.account`;
  const people = new Map<string, Account[]>();
  for (const account of accounts)
    people.set(account.identity, [...(people.get(account.identity) ?? []), account]);
  return [...people]
    .map(([id, own]) => technicianOf(id, own))
    .toSorted((a, b) => b.resolved - a.resolved || b.open - a.open || (a.id < b.id ? -1 : 1));
}

/** All accounts of one person. */
function technicianOf(id: string, accounts: Account[]): TechnicianRow {
  const sum = (of: (account: Account) => number) =>
    accounts.reduce((total, account) => total + of(account), 0);
  const ratings = sum((account) => account.ratings);
  return {
    id,
    name: accounts.find(({ name }) => name !== null)?.name ?? null,
    open: sum(({ open }) => open),
    resolved: sum(({ resolved }) => resolved),
    reopened: sum(({ reopened }) => reopened),
    firstResponse: spreadOf(accounts.map(({ responses }) => secondsOf(responses))),
    resolution: spreadOf(accounts.map(({ resolutions }) => secondsOf(resolutions))),
    rating: ratings > 0 ? sum(({ stars }) => stars) / ratings : null,
    ratings,
  };
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
