/** Which tickets does a report look at, and how are its moments told as days? */
import { Prisma } from "../../generated/prisma/client";
import type { Sql } from "../transaction";

/**
 * `from` is in, `until` is out. `component`, `site`, `tier`: only those; `component` and `site` may be null: only tickets without
 * one. `zone`: IANA name of the time zone in which a day begins, as the plan has it.
 */
export type ReportFilter = {
  desk: string;
  from: Date;
  until: Date;
  zone: string;
  component?: string | null;
  site?: string | null;
  tier?: number;
};

/** What a chart's steps are. Weeks begin on Monday. */
export type PeriodUnit = "day" | "week" | "month";

export type Which = Pick<ReportFilter, "desk" | "component" | "site" | "tier">;

/** Rows of TicketFigures that the filter means, at any time. */
export const isMeant = ({ desk, component, site, tier }: Which): Prisma.Sql => Prisma.sql`
  desk = ${desk} ${only("component", component)} ${only("site", site)}
  ${tier === undefined ? Prisma.empty : Prisma.sql`AND tier = ${tier}::int`}`;

function only(column: string, value: string | null | undefined): Prisma.Sql {
  if (value === undefined) return Prisma.empty;
  const name = Prisma.raw(`"${column}"`);
  return value === null ? Prisma.sql`AND ${name} IS NULL` : Prisma.sql`AND ${name} = ${value}`;
}

/** What somebody asked for: an incident's reports, not the incident. */
export const ASKED = Prisma.sql`part <> 'incident'`;
/** What is worked on with a promise: an incident, not its reports; no wish on the list. */
export const WORKED = Prisma.sql`part <> 'report' AND kind IS DISTINCT FROM 'enhancement'`;

/** `column`: of a moment, one of ours. */
export const within = (column: string, { from, until }: Pick<ReportFilter, "from" | "until">): Prisma.Sql =>
  Prisma.sql`${at(column)} >= ${from}::timestamptz AND ${at(column)} < ${until}::timestamptz`;

/** `start`: its first day, "2026-03-02", which begins at `from` in the filter's zone. */
export type Period = { start: string; from: Date };

/** Every period that the filter touches, in order. */
export const loadPeriods = (
  database: Sql,
  { from, until, zone }: Pick<ReportFilter, "from" | "until" | "zone">,
  unit: PeriodUnit,
): Promise<Period[]> => database.$queryRaw<Period[]>`
  SELECT start::date::text AS start, start AT TIME ZONE ${zone}::text AS from FROM generate_series(
    date_trunc(${unit}::text, ${from}::timestamptz AT TIME ZONE ${zone}::text),
    (${until}::timestamptz - interval '1 millisecond') AT TIME ZONE ${zone}::text,
    ('1 ' || ${unit}::text)::interval) AS start ORDER BY start`;

/**
 * Which of the periods a moment lies in: 1 is the first. A search among their beginnings, because telling each row's local date takes as
 * long as all the rest (5 µs a row on a busy machine).
 */
export const placeOf = (column: string, periods: Period[]): Prisma.Sql =>
  periods.length === 0
    ? Prisma.sql`0`
    : Prisma.sql`width_bucket(${at(column)}, (SELECT ${periods.map(({ from }) => from.toISOString())}::text[]::timestamptz[]))`;

/** Of opening. It is one weekday and hour for all in it, in every zone: only so many moments are told in local time. */
export const QUARTER = Prisma.sql`date_bin('15 minutes', "openedAt", '2000-01-01Z'::timestamptz)`;

const at = (column: string): Prisma.Sql => Prisma.raw(`"${column}"`);
