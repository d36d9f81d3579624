/** How many tickets came and went, of what kinds, and how were they rated? */
import { Prisma } from "../../generated/prisma/client";
import type { Sql } from "../transaction";
import { allStarts, ASKED, isMeant, startOf, within } from "./filter";
import type { PeriodUnit, ReportFilter } from "./filter";

/** `start`: the first day of the period, "2026-03-02". None is left out, also without tickets. Counts of tickets. */
export type TrendPeriod = {
  start: string;
  opened: number;
  /** Of those opened in the period: how many were reopened since, once or more. */
  reopened: number;
  /** Ended in the period by an answer of ours: solved, worked around, not reproducible, not ours. */
  resolved: number;
  /** Of those resolved: the requester said so. The others are silent. */
  confirmed: number;
  /** Ended in the period otherwise: cancelled, a duplicate, or the requester did not answer. */
  endedOtherwise: number;
  /** Unresolved at the end of the period, or at the filter's end where that is earlier. */
  unresolved: number;
  /** Mean of 1..5 over `ratings`, of tickets that ended in the period; null: nobody rated. */
  rating: number | null;
  ratings: number;
};

/** Of what people asked for: an incident's reports count, the incident does not. */
export type TrendsReport = {
  unit: PeriodUnit;
  periods: TrendPeriod[];
  /** Of those opened; kind null: nothing tells. Most first. */
  kinds: { kind: string | null; opened: number }[];
  components: { component: string | null; opened: number }[];
  /** How they ended in the period (a ResolutionKind). Most first. */
  endings: { ending: string; count: number }[];
  /** Of those that ended in the period. Index 0: "1 Bad" ... 4: "5 Very good". Counts. */
  ratings: [number, number, number, number, number];
  /** When they come: weekday 1 (Monday) to 7, hour 0 to 23, by the filter's zone. Those without tickets are left out. */
  byHour: { weekday: number; hour: number; opened: number }[];
};

type Opened = {
  dim: "start" | "kind" | "component" | "hour";
  start: string;
  kind: string | null;
  component: string | null;
  weekday: number;
  hour: number;
  opened: number;
  reopened: number;
};
type Ended = {
  dim: "start" | "ending" | "rating";
  start: string;
  ending: string;
  stars: number | null;
  count: number;
  resolved: number;
  confirmed: number;
  rating: number | null;
  ratings: number;
};

export async function loadTrends(
  database: Sql,
  filter: ReportFilter,
  unit: PeriodUnit,
): Promise<TrendsReport> {
  const [opened, ended, starts, unresolved] = await Promise.all([
    loadOpened(database, filter, unit),
    loadEnded(database, filter, unit),
    database.$queryRaw<{ start: string }[]>`${allStarts(filter, unit)}`,
    unresolvedAt(database, filter),
  ]);
  return {
    unit,
    periods: periodsOf(starts, opened, ended, unresolved),
    kinds: opened
      .filter(({ dim }) => dim === "kind")
      .map(({ kind, opened: count }) => ({ kind, opened: count })),
    components: opened
      .filter(({ dim }) => dim === "component")
      .map(({ component, opened: count }) => ({ component, opened: count })),
    endings: ended.filter(({ dim }) => dim === "ending").map(({ ending, count }) => ({ ending, count })),
    ratings: starsOf(ended),
    byHour: opened
      .filter(({ dim }) => dim === "hour")
      .map(({ weekday, hour, opened: count }) => ({ weekday, hour, opened: count }))
      .toSorted((a, b) => a.weekday - b.weekday || a.hour - b.hour),
  };
}

const loadOpened = (database: Sql, filter: ReportFilter, unit: PeriodUnit): Promise<Opened[]> =>
  database.$queryRaw<Opened[]>`
    SELECT CASE grouping(start, kind, component, hour) WHEN 7 THEN 'start' WHEN 11 THEN 'kind' WHEN 13 THEN 'component' ELSE 'hour' END AS dim,
           start, kind, component, weekday, hour, count(*)::int AS opened, count(*) FILTER (WHERE reopenings > 0)::int AS reopened
      FROM (SELECT ${startOf("openedAt", unit, filter.zone)} AS start, kind, component, reopenings,
                   extract(isodow FROM "openedAt" AT TIME ZONE ${filter.zone}::text)::int AS weekday,
                   extract(hour FROM "openedAt" AT TIME ZONE ${filter.zone}::text)::int AS hour
              FROM "TicketFigures" WHERE ${isMeant(filter)} AND ${within("openedAt", filter)} AND ${ASKED}) t
     GROUP BY GROUPING SETS ((start), (kind), (component), (weekday, hour))
     ORDER BY opened DESC, kind, component`;

const ANSWERED = Prisma.sql`ending IN ('solved', 'workaround', 'not_reproducible', 'not_ours')`;

const loadEnded = (database: Sql, filter: ReportFilter, unit: PeriodUnit): Promise<Ended[]> =>
  database.$queryRaw<Ended[]>`
    SELECT CASE grouping(start, ending, rating) WHEN 3 THEN 'start' WHEN 5 THEN 'ending' ELSE 'rating' END AS dim,
           start, ending, rating AS stars, count(*)::int AS count, count(*) FILTER (WHERE ${ANSWERED})::int AS resolved,
           count(*) FILTER (WHERE ${ANSWERED} AND confirmed)::int AS confirmed,
           avg(rated)::float8 AS rating, count(rated)::int AS ratings
      FROM (SELECT ${startOf("endedAt", unit, filter.zone)} AS start, ending, rating, rating AS rated, confirmed
              FROM "TicketFigures" WHERE ${isMeant(filter)} AND ${within("endedAt", filter)} AND ${ASKED}) t
     GROUP BY GROUPING SETS ((start), (ending), (rating))
     ORDER BY count DESC, ending`;

/** At the filter's end: those of now, counted back by what has come and gone since. */
async function unresolvedAt(database: Sql, filter: ReportFilter): Promise<number> {
  const [row] = await database.$queryRaw<{ count: number }[]>`
    SELECT ((SELECT count(*) FROM "TicketFigures" WHERE ${isMeant(filter)} AND ${ASKED} AND status IN ('open', 'waiting'))
          - (SELECT count(*) FROM "TicketFigures" WHERE ${isMeant(filter)} AND ${ASKED} AND "openedAt" >= ${filter.until}::timestamptz)
          + (SELECT count(*) FROM "TicketFigures" WHERE ${isMeant(filter)} AND ${ASKED} AND "endedAt" >= ${filter.until}::timestamptz))::int
           AS count`;
  return row?.count ?? 0;
}

/** From the last one back: what was unresolved before is what is now, without what came and with what went. */
function periodsOf(
  starts: { start: string }[],
  opened: Opened[],
  ended: Ended[],
  atEnd: number,
): TrendPeriod[] {
  const came = new Map(opened.filter(({ dim }) => dim === "start").map((row) => [row.start, row]));
  const went = new Map(ended.filter(({ dim }) => dim === "start").map((row) => [row.start, row]));
  let unresolved = atEnd;
  const backwards = starts.toReversed().map(({ start }): TrendPeriod => {
    const { opened: isOpened = 0, reopened = 0 } = came.get(start) ?? {};
    const { count = 0, resolved = 0, confirmed = 0, rating = null, ratings = 0 } = went.get(start) ?? {};
    const period = {
      start, opened: isOpened, reopened, resolved, confirmed, endedOtherwise: count - resolved, unresolved, rating, ratings,
    }; // prettier-ignore
    unresolved += count - isOpened;
    return period;
  });
  return backwards.toReversed();
}

function starsOf(ended: Ended[]): TrendsReport["ratings"] {
  const of = (stars: number) => ended.find((row) => row.dim === "rating" && row.stars === stars)?.count ?? 0;
  return [of(1), of(2), of(3), of(4), of(5)];
}
