/** How many tickets come and go, of what kinds, how do they end, and how many are to be expected? */
import { kindNames, resolutionNames } from "../../../desk/wording";
import type { KindName } from "../../../plan/plan";
import type { ResolutionKind } from "../../../desk/model";
import { loadForecast, type ForecastReport } from "../../../store/reports/forecast";
import { loadTrends, type TrendsReport } from "../../../store/reports/trends";
import { figure, named, type Figure } from "../figure";
import { reportFilter, unitOf } from "../filter";
import { tiles } from "../tiles";
import type { Content, Page, Visit } from "../visit";
import { componentName, count, percent, periodName, rating, weekdays } from "../words";

export const trendsPage: Page = {
  path: "/trends",
  name: "Trends",
  filters: { dates: true, places: true, tier: true },
  load,
};

async function load(visit: Visit): Promise<Content> {
  const { database, desk, filter, now, plan } = visit;
  const { from: _from, until: _until, ...where } = reportFilter(desk, filter);
  const [report, forecast] = await Promise.all([
    loadTrends(database, reportFilter(desk, filter), unitOf(filter)),
    loadForecast(database, where, now, plan.calendars[0]),
  ]);
  const figures = [
    cameAndWent(report),
    unresolved(report),
    list("kinds", "Kinds", "Kind", report.kinds.map((one) => [one.kind === null ? "Not said" : (kindNames[one.kind as KindName] ?? one.kind), one.opened])),
    list("components", "What it is about", "Component", report.components.map((one) => [componentName(plan, one.component), one.opened])),
    list("endings", "How they ended", "Ending", report.endings.map((one) => [resolutionNames[one.ending as ResolutionKind] ?? one.ending, one.count]), "Not enough data yet: no ticket ended in these days."),
    ratings(report),
    byHour(report),
    expected(forecast),
    expectedByHour(forecast),
  ]; // prettier-ignore
  return {
    title: "Trends",
    parts: [{ node: tiles(tilesOf(report, forecast)) }, ...figures.map((one) => ({ figure: one }))],
  };
}

function tilesOf({ periods, ratings: stars }: TrendsReport, { week }: ForecastReport) {
  const sum = (of: (period: TrendsReport["periods"][number]) => number) =>
    periods.reduce((total, period) => total + of(period), 0);
  const opened = sum((period) => period.opened);
  const reopened = sum((period) => period.reopened);
  const rated = stars.reduce((total, one) => total + one, 0);
  const mean = rated === 0 ? null : stars.reduce((total, one, i) => total + one * (i + 1), 0) / rated;
  const resolved = sum((period) => period.resolved);
  return [
    { label: "Opened", value: count(opened) },
    {
      label: "Resolved",
      value: count(resolved),
      note: `${count(sum((period) => period.confirmed))} confirmed`,
    },
    {
      label: "Reopened",
      value: percent(opened === 0 ? null : reopened / opened),
      note: `${count(reopened)} of those opened`,
    },
    { label: "Rating", value: rating(mean), note: `of 5, ${count(rated)} ratings` },
    {
      label: "Expected next week",
      value: count(week && Math.round(week.expected)),
      note: week ? `${count(Math.round(week.low))} to ${count(Math.round(week.high))}` : "after four weeks",
    },
  ];
}

const nothing = "Not enough data yet: there were no tickets in these days.";

const cameAndWent = ({ periods, unit }: TrendsReport): Figure => ({
  id: "volume",
  title: "Opened and ended",
  table: {
    columns: [
      { label: "From", isWhole: true },
      ...["Opened", "Resolved", "Confirmed", "Ended otherwise", "Reopened since", "Unresolved", "Rating"].map(
        (label) => ({ label, numeric: true as const }),
      ),
    ],
    rows: periods.map((one) => [
      named(periodName(one.start, unit), one.start),
      one.opened,
      one.resolved,
      one.confirmed,
      one.endedOtherwise,
      one.reopened,
      one.unresolved,
      figure(one.rating, rating),
    ]),
  },
  chart: {
    kind: "columns",
    categories: periods.map(({ start }) => periodName(start, unit)),
    series: [
      { name: "Opened", values: periods.map((one) => one.opened) },
      { name: "Resolved", values: periods.map((one) => one.resolved), colour: 3 },
    ],
    say: count,
  },
  empty: nothing,
});

const unresolved = ({ periods, unit }: TrendsReport): Figure => ({
  id: "unresolved",
  title: "Unresolved at the end of each period",
  table: {
    columns: [
      { label: "From", isWhole: true },
      { label: "Unresolved", numeric: true },
    ],
    rows: periods.map((one) => [named(periodName(one.start, unit), one.start), one.unresolved]),
  },
  chart: {
    kind: "lines",
    categories: periods.map(({ start }) => periodName(start, unit)),
    series: [{ name: "Unresolved", values: periods.map((one) => one.unresolved) }],
    say: count,
  },
  empty: "Nothing was unresolved.",
});

/** Longest list of bars; the table has all. */
const MOST_BARS = 12;

const list = (
  id: string,
  title: string,
  label: string,
  all: [string, number][],
  empty = nothing,
): Figure => ({
  id,
  title,
  table: { columns: [{ label }, { label: "Tickets", numeric: true }], rows: all },
  chart: {
    kind: "bars",
    categories: all.slice(0, MOST_BARS).map(([name]) => name),
    series: [{ name: "Tickets", values: all.slice(0, MOST_BARS).map(([, value]) => value) }],
    say: count,
  },
  empty,
});

const stars = ["1, bad", "2", "3", "4", "5, very good"];

const ratings = ({ ratings: all }: TrendsReport): Figure => ({
  id: "ratings",
  title: "Ratings",
  table: {
    columns: [{ label: "Rating" }, { label: "Tickets", numeric: true }],
    rows: stars.map((name, i) => [name, all[i] ?? 0]),
  },
  chart: {
    kind: "bars",
    categories: stars.toReversed(),
    series: [{ name: "Tickets", values: all.toReversed() }],
    say: count,
  },
  empty: "Nobody has rated a ticket that ended in these days.",
});

const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));

type Hour = { weekday: number; hour: number; value: number };

/** The table lists the hours that have something; the chart shows them all. */
const week = (id: string, title: string, note: string, all: Hour[], empty: string): Figure => ({
  id,
  title,
  note,
  table: {
    columns: [{ label: "Day" }, { label: "Hour" }, { label: "Tickets", numeric: true }],
    rows: all
      .filter(({ value }) => value > 0)
      .map(({ weekday, hour, value }) => [
        weekdays[weekday - 1] ?? "",
        `${hours[hour] ?? ""}:00`,
        named(count(value), Math.round(value * 100) / 100),
      ]),
  },
  chart: {
    kind: "heat",
    categories: hours,
    series: weekdays.map((name, day) => ({
      name,
      values: hours.map(
        (_, hour) => all.find((one) => one.weekday === day + 1 && one.hour === hour)?.value ?? 0,
      ),
    })),
    say: count,
  },
  empty,
});

const byHour = ({ byHour: all }: TrendsReport): Figure =>
  week(
    "by-hour",
    "When they come",
    "The stronger the colour, the more were opened in that hour of the week.",
    all.map(({ weekday, hour, opened }) => ({ weekday, hour, value: opened })),
    nothing,
  );

const tooEarly = "Not enough data yet: a forecast needs four whole weeks of tickets.";

const expected = ({ days, weeks }: ForecastReport): Figure => ({
  id: "expected",
  title: "Expected next week, by day",
  note: `The mean of the last ${weeks} weeks, without holidays. In eight of ten weeks it was within low and high.`,
  table: {
    columns: [
      { label: "Day" },
      ...["Expected", "Low", "High"].map((label) => ({ label, numeric: true as const })),
    ],
    rows: days.map((one) => [
      weekdays[one.weekday - 1] ?? "",
      ...[one.expected, one.low, one.high].map((value) => named(count(value), Math.round(value * 100) / 100)),
    ]),
  },
  chart: {
    kind: "columns",
    categories: days.map(({ weekday }) => weekdays[weekday - 1] ?? ""),
    series: [
      { name: "Low", values: days.map(({ low }) => low), colour: 3 },
      { name: "Expected", values: days.map((one) => one.expected), colour: 1 },
      { name: "High", values: days.map(({ high }) => high), colour: 2 },
    ],
    say: count,
  },
  empty: tooEarly,
});

const expectedByHour = ({ hours: all, weeks }: ForecastReport): Figure =>
  week(
    "expected-by-hour",
    "Expected next week, by hour",
    `The mean of the last ${weeks} weeks: when somebody should be at hand.`,
    all.map(({ weekday, hour, expected: value }) => ({ weekday, hour, value })),
    tooEarly,
  );
