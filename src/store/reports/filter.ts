/** Which tickets does a report look at, and how are its moments told as days? */
import { Prisma } from "../../generated/prisma/client";

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

/** The first day of the period that a moment lies in, "2026-03-02". */
export const startOf = (column: string, unit: PeriodUnit, zone: string): Prisma.Sql =>
  Prisma.sql`date_trunc(${unit}::text, ${at(column)} AT TIME ZONE ${zone}::text)::date::text`;

/** The same for every period that the filter touches, in order: as rows with `start`. */
export const allStarts = ({ from, until, zone }: ReportFilter, unit: PeriodUnit): Prisma.Sql => Prisma.sql`
  SELECT start::date::text AS start FROM generate_series(
    date_trunc(${unit}::text, ${from}::timestamptz AT TIME ZONE ${zone}::text),
    (${until}::timestamptz - interval '1 millisecond') AT TIME ZONE ${zone}::text,
    ('1 ' || ${unit}::text)::interval) AS start ORDER BY start`;

const at = (column: string): Prisma.Sql => Prisma.raw(`"${column}"`);
