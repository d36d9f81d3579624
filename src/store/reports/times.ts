/** How long do people wait for a first response and a resolution, and what was promised of it? */
import type { Priority, TierNumber } from "../../plan/plan";
import type { Sql } from "../transaction";
import { readLines } from "./counted-line";
import type { Counted, Kind } from "./counted-line";
import { isMeant, loadPeriods, within, WORKED } from "./filter";
import type { PeriodUnit, ReportFilter } from "./filter";
import { inOrder, spreadsOf } from "./groups-spread";
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

/** Tickets that agree in all by which they are grouped. */
type Cell = { tier: TierNumber; priority: Priority; component: string | null; site: string | null };

/** A figure is counted on the day it came about: a response when it arrived, a resolution when it ended, a promise when it was kept or missed. */
export async function loadTimes(
  database: Sql,
  filter: ReportFilter,
  unit: PeriodUnit = "week",
): Promise<TimesReport> {
  const bounds = { from: wholeSecond(filter.from), until: wholeSecond(filter.until) };
  const [periods, { lines, count }] = await Promise.all([
    loadPeriods(database, { ...filter, ...bounds }, unit),
    loadLines(database, { ...filter, ...bounds }),
  ]);
  const counted = readLines(lines, count, bounds, periods);
  const cells = counted.cells.map(toCell);
  const timesBy = timesOf(counted);
  const [all = NO_TIMES] = timesBy({ count: 1, ofCell: () => 0 });
  const by = <Key extends keyof Cell>(key: Key) => groupsBy(cells, key, timesBy);
  return {
    all,
    byTier: by("tier").toSorted((a, b) => a.tier - b.tier),
    byPriority: by("priority").toSorted((a, b) => ORDER.indexOf(a.priority) - ORDER.indexOf(b.priority)),
    byComponent: by("component").toSorted(mostResolved("component")),
    bySite: by("site").toSorted(mostResolved("site")),
    byPeriod: timesBy({ count: periods.length }).map((times, i) => ({
      start: periods[i]?.start ?? "",
      ...times,
    })),
    endedWithoutResponse: counted.endedWithoutResponse,
  };
}

const ORDER: Priority[] = ["urgent", "high", "normal", "low"];

/** The lines tell whole seconds. */
const wholeSecond = (at: Date): Date => new Date(Math.floor(at.getTime() / 1000) * 1000);

/** One look at the tickets for all that is counted of them, at any of the four moments that count. */
async function loadLines(database: Sql, filter: ReportFilter): Promise<{ lines: string; count: number }> {
  const [row] = await database.$queryRaw<{ lines: string | null; count: number }[]>`
    SELECT string_agg(counted, E'\n') AS lines, count(*)::int AS count FROM "TicketFigures"
     WHERE ${isMeant(filter)} AND ${WORKED}
       AND ((${within("respondedAt", filter)}) OR (${within("endedAt", filter)})
         OR (${within("responseJudgedAt", filter)}) OR (${within("resolutionJudgedAt", filter)}))`;
  return { lines: row?.lines ?? "", count: row?.count ?? 0 };
}

function toCell(line: string): Cell {
  const [component, site, tier, priority] = line.split("\t");
  return {
    tier: Number(tier) as TierNumber,
    priority: priority as Priority,
    component: component || null,
    site: site || null,
  };
}

/** How tickets are put together: by what their cell has in common, or by the period. */
type Grouping = { count: number; ofCell?: (cell: number) => number };
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

function spreadsBy(kind: Kind): (grouping: Grouping) => { work: Spread; wall: Spread }[] {
  const [work, wall] = [kind.work.subarray(0, kind.count), kind.wall.subarray(0, kind.count)];
  const [byWork, byWall] = [inOrder(work), inOrder(wall)];
  return ({ count, ofCell }) => {
    const groups = ofCell ? kind.cells.map(ofCell) : kind.places;
    const walls = spreadsOf(wall, byWall, groups, count);
    return spreadsOf(work, byWork, groups, count).map((spread, group) => ({
      work: spread,
      wall: walls[group] ?? NO_SPREAD,
    }));
  };
}

function promisesBy({ keptIn, missedIn }: Kind, { count, ofCell }: Grouping): Promises[] {
  const sums = ({ cells, places }: Kind["keptIn"]): Uint32Array => {
    if (!ofCell) return places;
    const groups = new Uint32Array(count);
    cells.forEach((n, cell) => {
      if (n > 0) groups[ofCell(cell)] = (groups[ofCell(cell)] ?? 0) + n;
    });
    return groups;
  };
  const [kept, missed] = [sums(keptIn), sums(missedIn)];
  return Array.from({ length: count }, (_, group) => promises(kept[group] ?? 0, missed[group] ?? 0));
}

const promises = (kept: number, missed: number): Promises => ({
  kept,
  missed,
  share: kept + missed > 0 ? kept / (kept + missed) : null,
});

/** One group a value of the column, where anything was counted. */
function groupsBy<Key extends keyof Cell>(
  cells: Cell[],
  key: Key,
  timesBy: TimesBy,
): (Times & Pick<Cell, Key>)[] {
  const values = [...new Set(cells.map((cell) => cell[key]))];
  const groupOf = cells.map((cell) => values.indexOf(cell[key]));
  return timesBy({ count: values.length, ofCell: (cell) => groupOf[cell] ?? 0 })
    .map((times, group) => ({ [key]: values[group], ...times }) as Times & Pick<Cell, Key>)
    .filter(isAny);
}

/** A ticket that only ended, as nothing that counts, is read but adds nothing. */
const isAny = ({ firstResponse, resolution, responsePromises, resolutionPromises }: Times): boolean =>
  firstResponse.wall.count > 0 ||
  resolution.wall.count > 0 ||
  responsePromises.share !== null ||
  resolutionPromises.share !== null;

const mostResolved =
  <Key extends "component" | "site">(key: Key) =>
  (a: Times & Pick<Cell, Key>, b: Times & Pick<Cell, Key>): number =>
    b.resolution.wall.count - a.resolution.wall.count || (a[key] ?? "").localeCompare(b[key] ?? "");
