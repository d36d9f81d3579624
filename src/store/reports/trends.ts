/** How many tickets came and went, of what kinds, and how were they rated? */
import { Prisma } from "../../generated/prisma/client";
import type { Sql } from "../transaction";
import { ASKED, isMeant, loadPeriods, placeOf, QUARTER, within } from "./filter";
import type { Period, PeriodUnit, ReportFilter } from "./filter";

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

type Opened = { place: number; opened: number; reopened: number };
type About = { kind: string | null; component: string | null; opened: number };
type Hour = TrendsReport["byHour"][number];
type Ended = {
  place: number;
  count: number;
  resolved: number;
  confirmed: number;
  stars: number | null;
  ratings: number;
};
type Ending = { ending: string; stars: number | null; count: number };

export async function loadTrends(
  database: Sql,
  filter: ReportFilter,
  unit: PeriodUnit,
): Promise<TrendsReport> {
  const periods = await loadPeriods(database, filter, unit);
  const [opened, about, byHour, ended, endings, unresolved] = await Promise.all([
    loadOpened(database, filter, periods),
    loadAbout(database, filter),
    loadHours(database, filter),
    loadEnded(database, filter, periods),
    loadEndings(database, filter),
    unresolvedAt(database, filter),
  ]);
  return {
    unit,
    periods: periodsOf(periods, opened, ended, unresolved),
    kinds: counted(
      about,
      ({ kind }) => kind,
      ({ opened: n }) => n,
    ).map(([kind, n]) => ({ kind, opened: n })),
    components: counted(
      about,
      ({ component }) => component,
      ({ opened: n }) => n,
    ).map(([component, n]) => ({ component, opened: n })),
    endings: counted(
      endings,
      ({ ending }) => ending,
      ({ count }) => count,
    ).map(([ending, count]) => ({ ending, count })),
    ratings: starsOf(endings),
    byHour,
  };
}

const opened = (filter: ReportFilter): Prisma.Sql => Prisma.sql`
  "TicketFigures" WHERE ${isMeant(filter)} AND ${within("openedAt", filter)} AND ${ASKED}`;
const ended = (filter: ReportFilter): Prisma.Sql => Prisma.sql`
  "TicketFigures" WHERE ${isMeant(filter)} AND ${within("endedAt", filter)} AND ${ASKED}`;

const loadOpened = (database: Sql, filter: ReportFilter, periods: Period[]): Promise<Opened[]> =>
  database.$queryRaw<Opened[]>`
    SELECT ${placeOf("openedAt", periods)} AS place, count(*)::int AS opened,
           count(*) FILTER (WHERE reopenings > 0)::int AS reopened
      FROM ${opened(filter)} GROUP BY 1`;

const loadAbout = (database: Sql, filter: ReportFilter): Promise<About[]> => database.$queryRaw<About[]>`
  SELECT kind, component, count(*)::int AS opened FROM ${opened(filter)} GROUP BY kind, component`;

const loadHours = (database: Sql, filter: ReportFilter): Promise<Hour[]> => database.$queryRaw<Hour[]>`
  SELECT extract(isodow FROM at)::int AS weekday, extract(hour FROM at)::int AS hour, sum(count)::int AS opened
    FROM (SELECT quarter AT TIME ZONE ${filter.zone}::text AS at, count
            FROM (SELECT ${QUARTER} AS quarter, count(*) AS count
                    FROM ${opened(filter)} GROUP BY 1) quarters) t
   GROUP BY 1, 2 ORDER BY 1, 2`;

const ANSWERED = Prisma.sql`ending IN ('solved', 'workaround', 'not_reproducible', 'not_ours')`;

const loadEnded = (database: Sql, filter: ReportFilter, periods: Period[]): Promise<Ended[]> =>
  database.$queryRaw<Ended[]>`
    SELECT ${placeOf("endedAt", periods)} AS place, count(*)::int AS count, count(*) FILTER (WHERE ${ANSWERED})::int AS resolved,
           count(*) FILTER (WHERE ${ANSWERED} AND confirmed)::int AS confirmed,
           avg(rating)::float8 AS stars, count(rating)::int AS ratings
      FROM ${ended(filter)} GROUP BY 1`;

const loadEndings = (database: Sql, filter: ReportFilter): Promise<Ending[]> => database.$queryRaw<Ending[]>`
  SELECT ending, rating AS stars, count(*)::int AS count FROM ${ended(filter)} GROUP BY ending, rating`;

/** Most first; of as many, by name. */
function counted<Row, Key extends string | null>(
  rows: Row[],
  keyOf: (row: Row) => Key,
  countOf: (row: Row) => number,
): [Key, number][] {
  const counts = new Map<Key, number>();
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + countOf(row));
  return [...counts].toSorted(([a, n], [b, m]) => m - n || (a ?? "").localeCompare(b ?? ""));
}

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
function periodsOf(periods: Period[], allOpened: Opened[], allEnded: Ended[], atEnd: number): TrendPeriod[] {
  const came = new Map(allOpened.map((row) => [row.place, row]));
  const went = new Map(allEnded.map((row) => [row.place, row]));
  let unresolved = atEnd;
  const told = periods.map(({ start }, i) => ({ start, place: i + 1 }));
  const backwards = told.toReversed().map(({ start, place }): TrendPeriod => {
    const { opened: isOpened = 0, reopened = 0 } = came.get(place) ?? {};
    const {
      count = 0,
      resolved = 0,
      confirmed = 0,
      stars: rating = null,
      ratings = 0,
    } = went.get(place) ?? {};
    const endedOtherwise = count - resolved;
    const period = {
      start,
      opened: isOpened,
      reopened,
      resolved,
      confirmed,
      endedOtherwise,
      unresolved,
      rating,
      ratings,
    };
    unresolved += count - isOpened;
    return period;
  });
  return backwards.toReversed();
}

function starsOf(endings: Ending[]): TrendsReport["ratings"] {
  const of = (stars: number) => endings.reduce((sum, row) => sum + (row.stars === stars ? row.count : 0), 0);
  return [of(1), of(2), of(3), of(4), of(5)];
}
