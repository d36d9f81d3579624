/** How long do people wait for a first response and a resolution, and are the promises kept? */
import { priorityNames } from "../../../desk/wording";
import { loadTimes, type Promises, type Times } from "../../../store/reports/times";
import type { Chart } from "../chart";
import { figure, named, type Cell, type Column, type Figure } from "../figure";
import { reportFilter, unitOf } from "../filter";
import { tiles } from "../tiles";
import type { Content, Page, Visit } from "../visit";
import {
  componentName,
  count,
  duration,
  percent,
  periodName,
  shortDuration,
  siteName,
  tierName,
} from "../words";

export const timesPage: Page = {
  path: "/times",
  name: "Times",
  filters: { dates: true, places: true, tier: true },
  load,
};

type Group = { name: string; times: Times };

async function load({ database, desk, filter, plan }: Visit): Promise<Content> {
  const unit = unitOf(filter);
  const report = await loadTimes(database, reportFilter(desk, filter), unit);
  const periods = report.byPeriod.map((times) => ({ name: periodName(times.start, unit), times }));
  const groups: [string, string, string, Group[]][] = [
    ["tier", "by tier", "Tier", report.byTier.map((t) => ({ name: tierName(plan, t.tier), times: t }))],
    ["priority", "by priority", "Priority", report.byPriority.map((t) => ({ name: priorityNames[t.priority], times: t }))],
    ["component", "by component", "Component", report.byComponent.map((t) => ({ name: componentName(plan, t.component), times: t }))],
    ["site", "by site", "Site", report.bySite.map((t) => ({ name: siteName(plan, t.site), times: t }))],
  ]; // prettier-ignore
  const figures = [
    responseOverTime(periods),
    promisesOverTime(periods),
    ...groups.flatMap(([id, by, label, all]) => [
      spreadFigure(`response-by-${id}`, `First response ${by}`, label, all, "firstResponse"),
      spreadFigure(`resolution-by-${id}`, `Resolution ${by}`, label, all, "resolution"),
    ]),
    ...groups.map(([id, by, label, all]) =>
      promiseFigure(`promises-by-${id}`, `Promises kept ${by}`, label, all),
    ),
  ];
  const { all, endedWithoutResponse } = report;
  return {
    title: "Times",
    lead: "Working time, without waiting for requester or vendor, unless it says otherwise.",
    parts: [{ node: tiles(tilesOf(all, endedWithoutResponse)) }, ...figures.map((one) => ({ figure: one }))],
  };
}

function tilesOf(all: Times, endedWithoutResponse: number) {
  const { firstResponse, resolution, responsePromises, resolutionPromises } = all;
  const nineInTen = (minutes: number | null) =>
    minutes === null ? "nothing yet" : `9 in 10 within ${duration(minutes)}`;
  return [
    { label: "First response, half within", value: duration(firstResponse.work.p50), note: nineInTen(firstResponse.work.p90) },
    { label: "Resolution, half within", value: duration(resolution.work.p50), note: nineInTen(resolution.work.p90) },
    { label: "Response promises kept", value: percent(responsePromises.share), note: ofAll(responsePromises) },
    { label: "Resolution promises kept", value: percent(resolutionPromises.share), note: ofAll(resolutionPromises) },
    { label: "Ended without a person's word", value: count(endedWithoutResponse) },
  ]; // prettier-ignore
}

const ofAll = ({ kept, missed }: Promises): string => `${count(kept)} of ${count(kept + missed)}`;

const timeColumns: Column[] = [
  { label: "Half within", unit: "working time", minutes: true, numeric: true },
  { label: "9 in 10 within", unit: "working time", minutes: true, numeric: true },
  { label: "Half within", unit: "on the clock", minutes: true, numeric: true },
  { label: "9 in 10 within", unit: "on the clock", minutes: true, numeric: true },
  { label: "Tickets", numeric: true },
];

const minutes = (value: number | null, days = false): Cell =>
  named(duration(value, days), value === null ? null : Math.round(value));

function spreadCells({ work, wall }: Times["firstResponse"]): Cell[] {
  return [minutes(work.p50), minutes(work.p90), minutes(wall.p50, true), minutes(wall.p90, true), wall.count];
}

const notEnough = "Not enough data yet: nothing of this ended in these days.";
/** Longest list of bars; the table has all. */
const MOST_BARS = 10;

function spreadFigure(
  id: string,
  title: string,
  label: string,
  all: Group[],
  of: "firstResponse" | "resolution",
): Figure {
  const groups = all.filter(({ times }) => times[of].wall.count > 0);
  const shown = groups.slice(0, MOST_BARS);
  return {
    id,
    title,
    table: {
      columns: [{ label }, ...timeColumns],
      rows: groups.map(({ name, times }) => [name, ...spreadCells(times[of])]),
    },
    chart: {
      kind: "bars",
      categories: shown.map(({ name }) => name),
      series: [
        { name: "Half within", values: shown.map(({ times }) => times[of].work.p50) },
        { name: "9 in 10 within", values: shown.map(({ times }) => times[of].work.p90), colour: 3 },
      ],
      say: (value) => duration(value),
      unit: "minutes",
    },
    empty: notEnough,
  };
}

const responseOverTime = (periods: Group[]): Figure => ({
  id: "over-time",
  title: "First response over time",
  table: {
    columns: [{ label: "From", isWhole: true }, ...timeColumns],
    rows: periods.map(({ name, times }) => [name, ...spreadCells(times.firstResponse)]),
  },
  chart: {
    kind: "lines",
    categories: periods.map(({ name }) => name),
    series: [
      { name: "Half within", values: periods.map(({ times }) => times.firstResponse.work.p50) },
      { name: "9 in 10 within", values: periods.map(({ times }) => times.firstResponse.work.p90), colour: 2 },
    ],
    say: shortDuration,
    unit: "minutes",
  },
  empty: notEnough,
});

const promiseColumns: Column[] = [
  { label: "Response kept", numeric: true },
  { label: "Response missed", numeric: true },
  { label: "Response, share kept", numeric: true },
  { label: "Resolution kept", numeric: true },
  { label: "Resolution missed", numeric: true },
  { label: "Resolution, share kept", numeric: true },
];

const promiseCells = ({ responsePromises: one, resolutionPromises: two }: Times): Cell[] =>
  [one, two].flatMap(({ kept, missed, share }) => [kept, missed, figure(share, percent)]);

const promiseTable = (label: string, groups: Group[]): Figure["table"] => ({
  columns: [{ label }, ...promiseColumns],
  rows: groups.map(({ name, times }) => [name, ...promiseCells(times)]),
});

const promiseSeries = (groups: Group[]): Chart["series"] => [
  { name: "First response", values: groups.map(({ times }) => times.responsePromises.share) },
  { name: "Resolution", values: groups.map(({ times }) => times.resolutionPromises.share), colour: 2 },
];

const noPromises = "Not enough data yet: no promise was kept or missed in these days.";

const promisesOverTime = (periods: Group[]): Figure => ({
  id: "promises-over-time",
  title: "Promises kept over time",
  table: promiseTable("From", periods),
  chart: {
    kind: "lines",
    categories: periods.map(({ name }) => name),
    series: promiseSeries(periods),
    say: percent,
    unit: "share",
  },
  empty: noPromises,
});

function promiseFigure(id: string, title: string, label: string, all: Group[]): Figure {
  const groups = all.filter(
    ({ times }) => times.responsePromises.share !== null || times.resolutionPromises.share !== null,
  );
  const shown = groups.slice(0, MOST_BARS);
  return {
    id,
    title,
    table: promiseTable(label, groups),
    chart: {
      kind: "bars",
      categories: shown.map(({ name }) => name),
      series: promiseSeries(shown),
      say: percent,
      unit: "share",
    },
    empty: noPromises,
  };
}
