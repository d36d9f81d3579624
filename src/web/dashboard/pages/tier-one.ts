/** What becomes of the questions that the bot is asked, and are its answers getting better? */
import { loadTierOne, type TierOneFigures, type TierOneReport } from "../../../store/reports/tier-one";
import { figure, named, type Figure } from "../figure";
import { reportFilter, unitOf } from "../filter";
import { tiles } from "../tiles";
import type { Content, Page, Visit } from "../visit";
import { count, NOTHING, percent, periodName } from "../words";

export const tierOnePage: Page = {
  path: "/tier-1",
  name: "Tier 1",
  filters: { dates: true, places: true },
  load,
};

type Unit = ReturnType<typeof unitOf>;

async function load({ database, desk, filter }: Visit): Promise<Content> {
  const unit = unitOf(filter);
  const report = await loadTierOne(database, reportFilter(desk, filter), unit);
  const figures = [outcomes(report), overTime(report, unit), quality(report, unit)];
  return {
    title: "Tier 1",
    lead: "Silence is never counted as solved.",
    parts: [{ node: tiles(tilesOf(report)) }, ...figures.map((one) => ({ figure: one }))],
  };
}

const tilesOf = (all: TierOneReport) => [
  { label: "Asked", value: count(all.asked) },
  {
    label: "Confirmed",
    value: percent(all.confirmedShare),
    note: `${count(all.confirmed)} of ${count(all.confirmed + all.silent + all.failed)} answered`,
  },
  {
    label: "Helped, of those who said so",
    value: percent(all.quality),
    note: `${count(all.confirmed)} yes, ${count(all.failed)} no`,
  },
  {
    label: "Became a ticket",
    value: all.asked === 0 ? NOTHING : percent(all.ticket / all.asked),
    note: count(all.ticket),
  },
  { label: "Nothing found", value: count(all.notFound) },
];

const kinds: [Exclude<keyof TierOneFigures, "confirmedShare" | "quality" | "ticket" | "escalated" | "asked">, string, number][] = [
  ["confirmed", "Confirmed", 1],
  ["silent", "Silent", 3],
  ["failed", "Did not help", 2],
  ["notFound", "Nothing found", 4],
  ["routed", "Somebody else's matter", 5],
  ["person", "Straight to a person", 6],
  ["pending", "Not over yet", 3],
]; // prettier-ignore

const nothing = "Not enough data yet: nobody asked anything in these days.";

const outcomes = (all: TierOneReport): Figure => ({
  id: "outcomes",
  title: "How questions ended",
  note: "Each question once, by how it ended.",
  table: {
    columns: [{ label: "Outcome" }, { label: "Questions", numeric: true }, { label: "Share", numeric: true }],
    rows: kinds.map(([key, name]) => [
      name,
      all[key],
      figure(all.asked === 0 ? null : all[key] / all.asked, percent),
    ]),
  },
  chart: {
    kind: "bars",
    categories: kinds.map(([, name]) => name),
    series: [{ name: "Questions", values: kinds.map(([key]) => all[key]) }],
    say: count,
  },
  empty: nothing,
  isWide: true,
});

const overTime = ({ byPeriod }: TierOneReport, unit: Unit): Figure => ({
  id: "outcomes-over-time",
  title: "How questions ended, over time",
  table: {
    columns: [
      { label: "From", isWhole: true },
      { label: "Asked", numeric: true },
      ...kinds.map(([, label]) => ({ label, numeric: true as const })),
      { label: "Became a ticket", numeric: true },
    ],
    rows: byPeriod.map((one) => [
      named(periodName(one.start, unit), one.start),
      one.asked,
      ...kinds.map(([key]) => one[key]),
      one.ticket,
    ]),
  },
  chart: {
    kind: "columns",
    stacked: true,
    categories: byPeriod.map(({ start }) => periodName(start, unit)),
    series: kinds
      .filter(([key]) => key !== "pending")
      .map(([key, name, colour]) => ({ name, values: byPeriod.map((one) => one[key]), colour })),
    say: count,
  },
  empty: nothing,
});

const quality = ({ byPeriod }: TierOneReport, unit: Unit): Figure => ({
  id: "quality",
  title: "Quality of answers over time",
  note: "Helped: of those who said how it ended. Confirmed: of all that ended, silence included.",
  table: {
    columns: [
      { label: "From", isWhole: true },
      { label: "Helped", numeric: true },
      { label: "Confirmed", numeric: true },
      { label: "Said so", numeric: true },
    ],
    rows: byPeriod.map((one) => [
      named(periodName(one.start, unit), one.start),
      figure(one.quality, percent),
      figure(one.confirmedShare, percent),
      one.confirmed + one.failed,
    ]),
  },
  chart: {
    kind: "lines",
    categories: byPeriod.map(({ start }) => periodName(start, unit)),
    series: [
      { name: "Helped", values: byPeriod.map((one) => one.quality) },
      { name: "Confirmed", values: byPeriod.map((one) => one.confirmedShare), colour: 2 },
    ],
    say: percent,
    unit: "share",
  },
  empty: "Not enough data yet: nobody has said how an answer ended.",
});
