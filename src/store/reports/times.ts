/** How long do people wait for a first response and a resolution, and what was promised of it? */
import type { Priority, TierNumber } from "../../plan/plan";
import { Prisma } from "../../generated/prisma/client";
import type { Sql } from "../transaction";
import { allStarts, isMeant, startOf, within, WORKED } from "./filter";
import type { PeriodUnit, ReportFilter } from "./filter";

/** Minutes of `count` tickets: half of them took p50 or less, nine in ten p90 or less. Null: there are none. */
export type Spread = { count: number; p50: number | null; p90: number | null };

/** Counts. `share` kept of all that were kept or missed, 0..1; null: there were none. */
export type Promises = { kept: number; missed: number; share: number | null };

/** `work`: business minutes without waiting for requester or vendor. `wall`: all minutes on the clock. docs/figures.md defines both. */
export type Times = {
  firstResponse: { work: Spread; wall: Spread };
  resolution: { work: Spread; wall: Spread };
  /** Promises of a first response and of a resolution that were kept or missed in the period. */
  responsePromises: Promises;
  resolutionPromises: Promises;
};

/** A group's key is null where the ticket has none. Most resolved first; tiers and priorities in their order. */
export type TimesReport = {
  all: Times;
  byTier: (Times & { tier: TierNumber })[];
  byPriority: (Times & { priority: Priority })[];
  byComponent: (Times & { component: string | null })[];
  bySite: (Times & { site: string | null })[];
  /** Tickets that ended in the period without any word of a person: neither response time has them. */
  endedWithoutResponse: number;
  /** The same over time: one row a period, none left out. `start`: its first day, "2026-03-02". */
  byPeriod: (Times & { start: string })[];
};

/** `dim`: which of the others the row is grouped by. */
type Group = {
  dim: "all" | "tier" | "priority" | "component" | "site" | "start";
  tier: TierNumber | null;
  priority: Priority | null;
  component: string | null;
  site: string | null;
  start: string | null;
};
type Measured = Group & { count: number; works: number; work: number[] | null; wall: number[] | null };
type Judged = Group & { kept: number; missed: number };

/** A figure is counted on the day it came about: a response when it arrived, a resolution when it ended, a promise when it was kept or missed. */
export async function loadTimes(
  database: Sql,
  filter: ReportFilter,
  unit: PeriodUnit = "week",
): Promise<TimesReport> {
  const [responses, resolutions, responsesJudged, resolutionsJudged, unanswered, starts] = await Promise.all([
    measured(database, filter, unit, { at: "respondedAt", work: "responseWork", wall: "responseWall" }),
    measured(database, filter, unit, { at: "endedAt", work: "resolutionWork", wall: "resolutionWall" }),
    judged(database, filter, unit, { at: "responseJudgedAt", kept: "responseKept" }),
    judged(database, filter, unit, { at: "resolutionJudgedAt", kept: "resolutionKept" }),
    endedWithoutResponse(database, filter),
    database.$queryRaw<{ start: string }[]>`${allStarts(filter, unit)}`,
  ]);
  const all = new Map<string, Group & Partial<Times>>();
  const add = (group: Group, times: Partial<Times>) =>
    all.set(keyOf(group), { ...(all.get(keyOf(group)) ?? group), ...times });
  for (const { start } of starts) add({ ...NO_GROUP, dim: "start", start }, {});
  for (const row of responses) add(row, { firstResponse: spreads(row) });
  for (const row of resolutions) add(row, { resolution: spreads(row) });
  for (const row of responsesJudged) add(row, { responsePromises: promises(row) });
  for (const row of resolutionsJudged) add(row, { resolutionPromises: promises(row) });
  return { ...reportOf([...all.values()]), endedWithoutResponse: unanswered };
}

const NO_GROUP: Group = { dim: "all", tier: null, priority: null, component: null, site: null, start: null };

const keyOf = (group: Group): string => `${group.dim}/${group.dim === "all" ? "" : group[group.dim]}`;

const GROUPED = Prisma.sql`
  CASE grouping(tier, priority, component, site, start) WHEN 15 THEN 'tier' WHEN 23 THEN 'priority' WHEN 27 THEN 'component'
       WHEN 29 THEN 'site' WHEN 30 THEN 'start' ELSE 'all' END AS dim, tier, priority, component, site, start`;
const GROUPS = Prisma.sql`GROUPING SETS ((), (tier), (priority), (component), (site), (start))`;

const column = (name: string): Prisma.Sql => Prisma.raw(`"${name}"`);

const measured = (
  database: Sql,
  filter: ReportFilter,
  unit: PeriodUnit,
  { at, work, wall }: { at: string; work: string; wall: string },
): Promise<Measured[]> => database.$queryRaw<Measured[]>`
  SELECT ${GROUPED}, count(*)::int AS count, count(work)::int AS works,
         percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY work) AS work,
         percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY wall) AS wall
    FROM (SELECT tier, priority, component, site, ${startOf(at, unit, filter.zone)} AS start, ${column(work)} AS work,
                 ${column(wall)} AS wall
            FROM "TicketFigures"
           WHERE ${isMeant(filter)} AND ${within(at, filter)} AND ${WORKED} AND ${column(wall)} IS NOT NULL) t
   GROUP BY ${GROUPS}`;

const judged = (
  database: Sql,
  filter: ReportFilter,
  unit: PeriodUnit,
  { at, kept }: { at: string; kept: string },
): Promise<Judged[]> => database.$queryRaw<Judged[]>`
  SELECT ${GROUPED}, count(*) FILTER (WHERE kept)::int AS kept, count(*) FILTER (WHERE NOT kept)::int AS missed
    FROM (SELECT tier, priority, component, site, ${startOf(at, unit, filter.zone)} AS start, ${column(kept)} AS kept
            FROM "TicketFigures" WHERE ${isMeant(filter)} AND ${within(at, filter)} AND ${WORKED}) t
   GROUP BY ${GROUPS}`;

/** What its requester took back, or what goes on as another ticket, was owed none. */
async function endedWithoutResponse(database: Sql, filter: ReportFilter): Promise<number> {
  const [row] = await database.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "TicketFigures"
     WHERE ${isMeant(filter)} AND ${within("endedAt", filter)} AND ${WORKED} AND "respondedAt" IS NULL
       AND ending NOT IN ('cancelled', 'duplicate')`;
  return row?.count ?? 0;
}

const spreads = ({ count, works, work, wall }: Measured) => ({
  work: spread(works, work),
  wall: spread(count, wall),
});

const spread = (count: number, percentiles: number[] | null): Spread => ({
  count,
  p50: percentiles?.[0] ?? null,
  p90: percentiles?.[1] ?? null,
});

const promises = ({ kept, missed }: Pick<Judged, "kept" | "missed">): Promises => ({
  kept,
  missed,
  share: kept + missed > 0 ? kept / (kept + missed) : null,
});

function reportOf(groups: (Group & Partial<Times>)[]): Omit<TimesReport, "endedWithoutResponse"> {
  const of = <Key extends Exclude<Group["dim"], "all">>(dim: Key) =>
    groups
      .filter((group) => group.dim === dim)
      .map((group) => ({ [dim]: group[dim], ...timesOf(group) }) as Times & { [K in Key]: Group[K] });
  return {
    all: timesOf(groups.find(({ dim }) => dim === "all") ?? {}),
    byTier: of("tier")
      .flatMap((row) => (row.tier === null ? [] : [{ ...row, tier: row.tier }]))
      .toSorted((a, b) => a.tier - b.tier),
    byPriority: ORDER.flatMap((priority) =>
      of("priority")
        .filter((row) => row.priority === priority)
        .map((row) => ({ ...row, priority })),
    ),
    byComponent: of("component").toSorted(mostResolved("component")),
    bySite: of("site").toSorted(mostResolved("site")),
    byPeriod: of("start")
      .map((row) => ({ ...row, start: row.start ?? "" }))
      .toSorted((a, b) => (a.start < b.start ? -1 : 1)),
  };
}

const ORDER: Priority[] = ["urgent", "high", "normal", "low"];

const mostResolved =
  <Key extends "component" | "site">(key: Key) =>
  (a: Times & { [K in Key]: string | null }, b: Times & { [K in Key]: string | null }): number =>
    b.resolution.wall.count - a.resolution.wall.count || (a[key] ?? "").localeCompare(b[key] ?? "");

function timesOf(known: Partial<Times>): Times {
  const none = { work: spread(0, null), wall: spread(0, null) };
  const noPromises = promises({ kept: 0, missed: 0 });
  const { firstResponse = none, resolution = none } = known;
  const { responsePromises = noPromises, resolutionPromises = noPromises } = known;
  return { firstResponse, resolution, responsePromises, resolutionPromises };
}
