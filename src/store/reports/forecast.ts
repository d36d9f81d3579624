/** How many tickets are to be expected in the coming week, by weekday and hour? */
import { isHoliday } from "../../desk/business-hours";
import type { Calendar } from "../../plan/plan";
import type { Sql } from "../transaction";
import { isMeant, QUARTER } from "./filter";
import type { ReportFilter } from "./filter";

/** `expected`: mean of the same time in the weeks looked at; eight in ten of those had `low` to `high` tickets (p10, p90). */
export type Expected = { expected: number; low: number; high: number };

/** Tickets opened; an incident counts once, not its reports: an outage is no usual day. Weekday 1 is Monday. */
export type ForecastReport = {
  /** How many weeks were looked at, whole ones up to yesterday. Fewer than four: nothing is foretold, and the rest is empty. */
  weeks: number;
  /** All 24 hours of each weekday that has four usual days. */
  hours: (Expected & { weekday: number; hour: number })[];
  days: (Expected & { weekday: number })[];
  /** Of weeks without a holiday; null: there are no four of them. */
  week: Expected | null;
};

/** People and terms change: what is older says little. */
const MOST_WEEKS = 12;
const FEWEST = 4;
const DAY = 86_400_000;

/** `calendar`: its holidays are no usual days and are left out; none: every day is usual. */
export async function loadForecast(
  database: Sql,
  filter: Omit<ReportFilter, "from" | "until">,
  now: Date,
  calendar?: Calendar,
): Promise<ForecastReport> {
  const { today, first } = await loadSpan(database, filter, now);
  if (first === null) return { weeks: 0, hours: [], days: [], week: null };
  const from = dayOf(today) - MOST_WEEKS * 7;
  const counts = await database.$queryRaw<HourCount[]>`
    SELECT (quarter AT TIME ZONE ${filter.zone}::text)::date::text AS date,
           extract(hour FROM quarter AT TIME ZONE ${filter.zone}::text)::int AS hour, sum(count)::int AS count
      FROM (SELECT ${QUARTER} AS quarter, count(*) AS count FROM "TicketFigures"
             WHERE ${isMeant(filter)} AND part <> 'report'
               AND "openedAt" >= (${dateOf(from)}::timestamp AT TIME ZONE ${filter.zone}::text)
               AND "openedAt" < (${today}::timestamp AT TIME ZONE ${filter.zone}::text)
             GROUP BY 1) quarters
     GROUP BY 1, 2`;
  return foretell(counts, { today, first, isUsual: (date) => !calendar || !isHoliday(calendar, date) });
}

/** Local dates: today's, and that of the desk's first ticket of all. */
async function loadSpan(database: Sql, { desk, zone }: Pick<ReportFilter, "desk" | "zone">, now: Date) {
  const [row] = await database.$queryRaw<{ today: string; first: string | null }[]>`
    SELECT (${now}::timestamptz AT TIME ZONE ${zone}::text)::date::text AS today,
           ((SELECT min("openedAt") FROM "TicketFigures" WHERE desk = ${desk}) AT TIME ZONE ${zone}::text)::date::text AS first`;
  return row ?? { today: "", first: null };
}

/** Tickets of one hour of a local date; hours without any are left out. */
export type HourCount = { date: string; hour: number; count: number };

/** The weeks end yesterday; before the day after the first ticket there was nothing to count. */
export function foretell(
  counts: HourCount[],
  { today, first, isUsual }: { today: string; first: string; isUsual: (date: string) => boolean },
): ForecastReport {
  const weeks = Math.max(0, Math.min(MOST_WEEKS, Math.floor((dayOf(today) - dayOf(first) - 1) / 7)));
  if (weeks < FEWEST) return { weeks, hours: [], days: [], week: null };
  const dates = Array.from({ length: weeks * 7 }, (_, back) => dateOf(dayOf(today) - 1 - back));
  const found = new Map(counts.map(({ date, hour, count }) => [`${date} ${hour}`, count]));
  const inHour = (date: string, hour: number) => found.get(`${date} ${hour}`) ?? 0;
  const inDay = (date: string) => HOURS.reduce((sum, hour) => sum + inHour(date, hour), 0);
  const weekdays = WEEKDAYS.map((weekday) => ({
    weekday,
    usual: dates.filter((date) => weekdayOf(date) === weekday && isUsual(date)),
  })).filter(({ usual }) => usual.length >= FEWEST);
  const whole = Array.from({ length: weeks }, (_, i) => dates.slice(i * 7, i * 7 + 7)).filter((week) =>
    week.every(isUsual),
  );
  return {
    weeks,
    hours: weekdays.flatMap(({ weekday, usual }) =>
      HOURS.map((hour) => ({ weekday, hour, ...expected(usual.map((date) => inHour(date, hour))) })),
    ),
    days: weekdays.map(({ weekday, usual }) => ({ weekday, ...expected(usual.map(inDay)) })),
    week:
      whole.length < FEWEST
        ? null
        : expected(whole.map((week) => week.reduce((sum, date) => sum + inDay(date), 0))),
  };
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

function expected(counts: number[]): Expected {
  const sorted = counts.toSorted((a, b) => a - b);
  return {
    expected: counts.reduce((sum, count) => sum + count, 0) / counts.length,
    low: percentile(sorted, 0.1),
    high: percentile(sorted, 0.9),
  };
}

/** As PostgreSQL's percentile_cont: between two of them, in proportion. */
function percentile(sorted: number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

/** Days since 1970-01-01, a Thursday. */
const dayOf = (date: string): number => Date.parse(date) / DAY;
const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
const weekdayOf = (date: string): number => ((((dayOf(date) + 3) % 7) + 7) % 7) + 1;
