/** How long do people wait for a first response and a resolution, and what was promised of it? */
import type { Priority, TierNumber } from "../../plan/plan";
import { loadFigures, type Figures } from "../figures/load";
import type { Sql } from "../transaction";
import { countTimes, TIMED, type Counted, type Kind } from "./counted-times";
import { loadPeriods } from "./filter";
import type { PeriodUnit, ReportFilter } from "./filter";
import { inOrder, spreadsOf } from "./spread";
import type { Spread } from "./spread";

export type { Spread } from "./spread";

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

/** A figure is counted on the day it came about: a response when it arrived, a resolution when it ended, a promise when it was kept or missed. */
export async function loadTimes(
  database: Sql,
  filter: ReportFilter,
  unit: PeriodUnit = "week",
): Promise<TimesReport> {
  const [periods, figures] = await Promise.all([
    loadPeriods(database, filter, unit),
    loadFigures(database, filter, TIMED),
  ]);
  const counted = countTimes(figures, filter, periods);
  const timesBy = timesOf(counted);
  const byName = (column: "priority" | "component" | "site") =>
    groupsBy(figures, column, timesBy).map(({ code, times }) => ({
      name: figures.names.texts[code - 1] ?? null,
      times,
    }));
  const all = {
    count: 1,
    of: (_tickets: Uint32Array, places: Uint32Array) => new Uint32Array(places.length),
  };
  return {
    all: timesBy(all)[0] ?? NO_TIMES,
    byTier: groupsBy(figures, "tier", timesBy)
      .map(({ code, times }) => ({ tier: code as TierNumber, ...times }))
      .toSorted((a, b) => a.tier - b.tier),
    byPriority: byName("priority")
      .map(({ name, times }) => ({ priority: name as Priority, ...times }))
      .toSorted((a, b) => ORDER.indexOf(a.priority) - ORDER.indexOf(b.priority)),
    byComponent: byName("component")
      .map(({ name, times }) => ({ component: name, ...times }))
      .toSorted(mostResolved("component")),
    bySite: byName("site")
      .map(({ name, times }) => ({ site: name, ...times }))
      .toSorted(mostResolved("site")),
    byPeriod: timesBy({ count: periods.length, of: (_tickets, places) => places }).map((times, i) => ({
      start: periods[i]?.start ?? "",
      ...times,
    })),
    endedWithoutResponse: counted.endedWithoutResponse,
  };
}

const ORDER: Priority[] = ["urgent", "high", "normal", "low"];

/** How tickets are put together: `of` gives the group of each, by which ticket it is or by its period. */
type Grouping = { count: number; of: (tickets: Uint32Array, places: Uint32Array) => Uint32Array };
type TimesBy = (grouping: Grouping) => Times[];

/** Each time is put in order once, for all groupings. */
function timesOf({ response, resolution }: Counted): TimesBy {
  const responses = spreadsBy(response);
  const resolutions = spreadsBy(resolution);
  return (grouping) => {
    const [firstResponse, resolved] = [responses(grouping), resolutions(grouping)];
    const responsePromises = promisesBy(response, grouping);
    const resolutionPromises = promisesBy(resolution, grouping);
    return Array.from({ length: grouping.count }, (_, group) => ({
      firstResponse: firstResponse[group] ?? NO_TIMES.firstResponse,
      resolution: resolved[group] ?? NO_TIMES.resolution,
      responsePromises: responsePromises[group] ?? NO_TIMES.responsePromises,
      resolutionPromises: resolutionPromises[group] ?? NO_TIMES.resolutionPromises,
    }));
  };
}

const NO_SPREAD: Spread = { count: 0, p50: null, p90: null };
const NO_TIMES: Times = {
  firstResponse: { work: NO_SPREAD, wall: NO_SPREAD },
  resolution: { work: NO_SPREAD, wall: NO_SPREAD },
  responsePromises: { kept: 0, missed: 0, share: null },
  resolutionPromises: { kept: 0, missed: 0, share: null },
};

function spreadsBy({
  taken: { tickets, places },
  work,
  wall,
}: Kind): (grouping: Grouping) => { work: Spread; wall: Spread }[] {
  const [byWork, byWall] = [inOrder(work), inOrder(wall)];
  return ({ count, of }) => {
    const groups = of(tickets, places);
    const walls = spreadsOf(wall, byWall, groups, count);
    return spreadsOf(work, byWork, groups, count).map((spread, group) => ({
      work: spread,
      wall: walls[group] ?? NO_SPREAD,
    }));
  };
}

function promisesBy({ kept, missed }: Kind, { count, of }: Grouping): Promises[] {
  const [met, unmet] = [kept, missed].map(({ tickets, places }) => {
    const counts = new Uint32Array(count);
    for (const group of of(tickets, places)) counts[group] = (counts[group] ?? 0) + 1;
    return counts;
  });
  return Array.from({ length: count }, (_, group) => promises(met?.[group] ?? 0, unmet?.[group] ?? 0));
}

const promises = (kept: number, missed: number): Promises => ({
  kept,
  missed,
  share: kept + missed > 0 ? kept / (kept + missed) : null,
});

/** One group a value of the column, where anything was counted. */
function groupsBy(
  { columns }: Figures<(typeof TIMED)[number]>,
  column: "tier" | "priority" | "component" | "site",
  timesBy: TimesBy,
): { code: number; times: Times }[] {
  const values = columns[column];
  const codes = [...new Set(values)];
  const groupOf = new Uint32Array(Math.max(0, ...codes) + 1);
  for (const [group, code] of codes.entries()) groupOf[code] = group;
  const of = (tickets: Uint32Array) => tickets.map((ticket) => groupOf[values[ticket] ?? 0] ?? 0);
  return timesBy({ count: codes.length, of })
    .map((times, group) => ({ code: codes[group] ?? 0, times }))
    .filter(({ times }) => isAny(times));
}

/** A ticket that is not meant, or ended as nothing that counts, adds nothing. */
const isAny = ({ firstResponse, resolution, responsePromises, resolutionPromises }: Times): boolean =>
  firstResponse.wall.count > 0 ||
  resolution.wall.count > 0 ||
  responsePromises.share !== null ||
  resolutionPromises.share !== null;

const mostResolved =
  <Key extends "component" | "site">(key: Key) =>
  (a: Times & Record<Key, string | null>, b: Times & Record<Key, string | null>): number =>
    b.resolution.wall.count - a.resolution.wall.count || (a[key] ?? "").localeCompare(b[key] ?? "");
