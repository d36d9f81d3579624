/** What is unresolved at this moment, what runs out next, and on whom does it wait? */
import type { Priority, TierNumber } from "../../plan/plan";
import { Prisma } from "../../generated/prisma/client";
import type { Sql } from "../transaction";
import { isMeant, WORKED } from "./filter";
import type { Which } from "./filter";

/** A ticket of a list. `question` is people's words: escaped where shown. `due` null: no promise runs. */
export type ListedTicket = {
  number: number;
  question: string;
  tier: TierNumber;
  priority: Priority;
  component: string | null;
  site: string | null;
  /** Name. */
  assignee: string | null;
  openedAt: Date;
  due: Date | null;
  dueKind: "first_response" | "next_response" | "resolution" | null;
  /** Since when something promised is missed and still owed. */
  overdueSince: Date | null;
};

export const AGES = ["under_1_day", "1_to_3_days", "3_to_7_days", "7_to_30_days", "over_30_days"] as const;
export const DUES = ["missed", "within_1_hour", "within_4_hours", "within_1_day", "later", "none"] as const;

/**
 * Unresolved: open or waiting. An incident counts once, its reports not; wishes on the list (enhancements) are only in `listed`.
 * All counts are of tickets.
 */
export type NowReport = {
  at: Date;
  unresolved: number;
  listed: number;
  unassigned: number;
  /** Since opening, by the wall clock. Always all of AGES. */
  byAge: { age: (typeof AGES)[number]; count: number }[];
  /** The next promise to the requester. Always all of DUES. `none`: the clock is stopped, or nothing is promised. */
  byDue: { due: (typeof DUES)[number]; count: number }[];
  waitingOn: { us: number; requester: number; vendor: number };
  byTier: { tier: TierNumber; count: number }[];
  byPriority: { priority: Priority; count: number }[];
  byComponent: { component: string | null; count: number }[];
  bySite: { site: string | null; count: number }[];
  /** Promises that run out next, the nearest first; at most NOW_LIST. */
  ahead: ListedTicket[];
  /** With something missed that is still owed, the longest first; at most NOW_LIST. */
  missed: ListedTicket[];
  /** Open incidents, the newest first. `reports`: how many have reported it. */
  incidents: (ListedTicket & { reports: number })[];
  /** Messages of this desk that could not be delivered and wait for a person. */
  failedDeliveries: number;
  /** Events that could not be handled: of all desks, for nobody knows whose they are. */
  stuckEvents: number;
};

export const NOW_LIST = 50;

export type NowFilter = Which;

export async function loadNow(database: Sql, filter: NowFilter, now: Date): Promise<NowReport> {
  const [groups, ahead, missed, incidents, counts] = await Promise.all([
    loadGroups(database, filter, now),
    list(database, filter, Prisma.sql`AND "dueAt" > ${now}::timestamptz ORDER BY "dueAt", number`),
    list(database, filter, Prisma.sql`AND "overdueSince" IS NOT NULL ORDER BY "overdueSince", number`),
    list(database, filter, Prisma.sql`AND part = 'incident' ORDER BY "openedAt" DESC, number DESC`),
    loadCounts(database, filter),
  ]);
  const count = countsOf(groups);
  const waitingOn = {
    us: count("waits", "us"),
    requester: count("waits", "requester"),
    vendor: count("waits", "vendor"),
  };
  return {
    at: now,
    unresolved: waitingOn.us + waitingOn.requester + waitingOn.vendor,
    unassigned: groups.reduce((sum, { dim, unassigned }) => sum + (dim === "waits" ? unassigned : 0), 0),
    byAge: AGES.map((age) => ({ age, count: count("age", age) })),
    byDue: DUES.map((due) => ({ due, count: count("due", due) })),
    waitingOn,
    byTier: TIERS.map((tier) => ({ tier, count: count("tier", String(tier)) })).filter(isSome),
    byPriority: PRIORITIES.map((priority) => ({ priority, count: count("priority", priority) })),
    byComponent: of(groups, "component").map(({ key, count: n }) => ({ component: key, count: n })),
    bySite: of(groups, "site").map(({ key, count: n }) => ({ site: key, count: n })),
    ahead,
    missed,
    incidents,
    ...counts,
  };
}

const TIERS: TierNumber[] = [1, 2, 3, 4];
const PRIORITIES: Priority[] = ["urgent", "high", "normal", "low"];
const isSome = ({ count }: { count: number }): boolean => count > 0;

type Group = {
  dim: "age" | "due" | "waits" | "tier" | "priority" | "component" | "site";
  key: string | null;
  count: number;
  unassigned: number;
};

const of = (groups: Group[], dim: Group["dim"]): Group[] => groups.filter((group) => group.dim === dim);

const countsOf =
  (groups: Group[]) =>
  (dim: Group["dim"], key: string): number =>
    of(groups, dim).find((group) => group.key === key)?.count ?? 0;

const unresolved = (filter: NowFilter): Prisma.Sql => Prisma.sql`
  "TicketFigures" WHERE ${isMeant(filter)} AND status IN ('open', 'waiting')`;

const loadGroups = (database: Sql, filter: NowFilter, now: Date): Promise<Group[]> =>
  database.$queryRaw<Group[]>`
    SELECT CASE grouping(age, due, waits, tier, priority, component, site)
             WHEN 63 THEN 'age' WHEN 95 THEN 'due' WHEN 111 THEN 'waits' WHEN 119 THEN 'tier' WHEN 123 THEN 'priority'
             WHEN 125 THEN 'component' ELSE 'site' END AS dim,
           coalesce(age, due, waits, tier::text, priority, component, site) AS key,
           count(*)::int AS count, count(*) FILTER (WHERE "isUnassigned")::int AS unassigned
      FROM (SELECT ${ageOf(now)} AS age, ${dueOf(now)} AS due, coalesce("waitingOn", 'us') AS waits, tier, priority, component, site,
                   "assigneeId" IS NULL AS "isUnassigned"
              FROM ${unresolved(filter)} AND ${WORKED}) t
     GROUP BY GROUPING SETS ((age), (due), (waits), (tier), (priority), (component), (site))
     ORDER BY count DESC, key`;

const ageOf = (now: Date): Prisma.Sql => Prisma.sql`
  CASE WHEN "openedAt" > ${now}::timestamptz - interval '1 day' THEN 'under_1_day'
       WHEN "openedAt" > ${now}::timestamptz - interval '3 days' THEN '1_to_3_days'
       WHEN "openedAt" > ${now}::timestamptz - interval '7 days' THEN '3_to_7_days'
       WHEN "openedAt" > ${now}::timestamptz - interval '30 days' THEN '7_to_30_days' ELSE 'over_30_days' END`;

/** What is due this very moment is missed, also before the clock has said so. */
const dueOf = (now: Date): Prisma.Sql => Prisma.sql`
  CASE WHEN "overdueSince" IS NOT NULL OR "dueAt" <= ${now}::timestamptz THEN 'missed'
       WHEN "dueAt" <= ${now}::timestamptz + interval '1 hour' THEN 'within_1_hour'
       WHEN "dueAt" <= ${now}::timestamptz + interval '4 hours' THEN 'within_4_hours'
       WHEN "dueAt" <= ${now}::timestamptz + interval '1 day' THEN 'within_1_day'
       WHEN "dueAt" IS NOT NULL THEN 'later' ELSE 'none' END`;

/** Words and names are read for those alone that are shown. */
const list = (
  database: Sql,
  filter: NowFilter,
  which: Prisma.Sql,
): Promise<(ListedTicket & { reports: number })[]> => database.$queryRaw`
  SELECT f.number, coalesce(t.question, '') AS question, f.tier::int AS tier, f.priority, f.component, f.site,
         t.detail->'assignee'->>'name' AS assignee, f."openedAt", f."dueAt" AS due, f."dueKind", f."overdueSince",
         CASE WHEN f.part = 'incident' THEN (SELECT count(*)::int FROM "Ticket" r WHERE r.incident = f.number AND r.number <> f.number) ELSE 0 END AS reports
    FROM (SELECT row_number() OVER () AS place, shown.* FROM (
            SELECT * FROM ${unresolved(filter)} AND ${WORKED} ${which} LIMIT ${NOW_LIST}::int) shown) f
    LEFT JOIN "Ticket" t ON t.number = f.number
   ORDER BY f.place`;

async function loadCounts(
  database: Sql,
  filter: NowFilter,
): Promise<Pick<NowReport, "listed" | "failedDeliveries" | "stuckEvents">> {
  const [row] = await database.$queryRaw<Pick<NowReport, "listed" | "failedDeliveries" | "stuckEvents">[]>`
    SELECT (SELECT count(*)::int FROM ${unresolved(filter)} AND kind = 'enhancement') AS listed,
           (SELECT count(*)::int FROM "OutboxMessage" m JOIN "Conversation" c ON c.id = m.about->>'conversation'
             WHERE m.status = 'failed' AND c.desk = ${filter.desk})
           + (SELECT count(*)::int FROM "WebhookEvent" WHERE status = 'failed' AND desk = ${filter.desk}) AS "failedDeliveries",
           (SELECT count(*)::int FROM "InboxEvent" WHERE status = 'stuck') AS "stuckEvents"`;
  return row ?? { listed: 0, failedDeliveries: 0, stuckEvents: 0 };
}
