/** How long do people wait for a first response and a resolution, and what was promised of it? */
import type { Priority, TierNumber } from "../../plan/plan";
import { gathered, type Names } from "../figures/columns";
import { loadFigures, type Figures } from "../figures/load";
import type { Sql } from "../transaction";
import { countTimes, TIMED, type Counted, type Kind, type Some } from "./counted-times";
import { loadPeriods } from "./filter";
import type { PeriodUnit, ReportFilter } from "./filter";
import { binned, NO_SPREAD, spreadsOf } from "./spread";
import type { Binned, Groups, Spread } from "./spread";

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
  const counted = inBins(countTimes(figures, filter, periods));
  const cells = cellsOf(figures);
  const groups = GROUPED.map((column) => groupsOf(figures.columns[column], cells));
  const together: Groups = { count: 1, of: new Uint32Array(cells.tickets.length) };
  const [all = [], ...grouped] = timesIn(counted, ({ tickets }) => gathered(cells.ofTicket, tickets), [
    together,
    ...groups,
  ]);
  const [tiers = [], priorities = [], components = [], sites = []] = grouped.map((times, i) =>
    named(times, groups[i], figures.names),
  );
  const [byPeriod = []] = timesIn(counted, ({ places }) => places, [
    { count: periods.length, of: Uint32Array.from(periods.keys()) },
  ]);
  return {
    all: all[0] ?? NO_TIMES,
    byTier: tiers
      .map(({ code, times }) => ({ tier: code as TierNumber, ...times }))
      .toSorted((a, b) => a.tier - b.tier),
    byPriority: priorities
      .map(({ name, times }) => ({ priority: name as Priority, ...times }))
      .toSorted((a, b) => ORDER.indexOf(a.priority) - ORDER.indexOf(b.priority)),
    byComponent: components.toSorted(mostResolved).map(({ name, times }) => ({ component: name, ...times })),
    bySite: sites.toSorted(mostResolved).map(({ name, times }) => ({ site: name, ...times })),
    byPeriod: byPeriod.map((times, i) => ({ start: periods[i]?.start ?? "", ...times })),
    endedWithoutResponse: counted.endedWithoutResponse,
  };
}

const ORDER: Priority[] = ["urgent", "high", "normal", "low"];
const GROUPED = ["tier", "priority", "component", "site"] as const;
type Timed = Figures<(typeof TIMED)[number]>;

/** Tickets that agree in all by which they are grouped: the cell of each, and one ticket of each cell. */
type Cells = { ofTicket: Uint32Array; tickets: number[] };

function cellsOf({ columns, count, names }: Timed): Cells {
  const { tier, priority, component, site } = columns;
  const most = names.texts.length + 1;
  const cells = new Map<number, number>();
  const tickets: number[] = [];
  const ofTicket = new Uint32Array(count);
  for (let ticket = 0; ticket < count; ticket++) {
    const place = ((component[ticket] ?? 0) * most + (site[ticket] ?? 0)) * 8 + (tier[ticket] ?? 0);
    const key = place * most + (priority[ticket] ?? 0);
    const known = cells.get(key);
    if (known === undefined) cells.set(key, tickets.push(ticket) - 1);
    ofTicket[ticket] = known ?? tickets.length - 1;
  }
  return { ofTicket, tickets };
}

/** `codes`: what each group has in common. */
type ByCode = Groups & { codes: number[] };

function groupsOf(column: Int32Array, { tickets }: Cells): ByCode {
  const ofCell = tickets.map((ticket) => column[ticket] ?? 0);
  const codes = [...new Set(ofCell)];
  const groupOf = new Map(codes.map((code, group) => [code, group]));
  return { count: codes.length, codes, of: Uint32Array.from(ofCell, (code) => groupOf.get(code) ?? 0) };
}

type InBins = Omit<Kind, "work" | "wall"> & { work: Binned; wall: Binned };
type CountedInBins = { response: InBins; resolution: InBins; endedWithoutResponse: number };

/** Once for all groupings. */
function inBins({ response, resolution, endedWithoutResponse }: Counted): CountedInBins {
  const each = (kind: Kind): InBins => ({ ...kind, work: binned(kind.work), wall: binned(kind.wall) });
  return { response: each(response), resolution: each(resolution), endedWithoutResponse };
}

type KeysOf = (some: Some) => Uint32Array;

/** A list for each of the groupings, one of times for each of its groups. */
function timesIn({ response, resolution }: CountedInBins, keysOf: KeysOf, groupings: Groups[]): Times[][] {
  const [responses, resolutions] = [response, resolution].map((kind) => ({
    ...spreadsIn(kind, keysOf, groupings),
    promises: promisesIn(kind, keysOf, groupings),
  }));
  return groupings.map(({ count }, i) =>
    Array.from({ length: count }, (_, group) => ({
      firstResponse: {
        work: responses?.work[i]?.[group] ?? NO_SPREAD,
        wall: responses?.wall[i]?.[group] ?? NO_SPREAD,
      },
      resolution: {
        work: resolutions?.work[i]?.[group] ?? NO_SPREAD,
        wall: resolutions?.wall[i]?.[group] ?? NO_SPREAD,
      },
      responsePromises: responses?.promises[i]?.[group] ?? NO_PROMISES,
      resolutionPromises: resolutions?.promises[i]?.[group] ?? NO_PROMISES,
    })),
  );
}

const NO_PROMISES: Promises = { kept: 0, missed: 0, share: null };
const NO_TIMES: Times = {
  firstResponse: { work: NO_SPREAD, wall: NO_SPREAD },
  resolution: { work: NO_SPREAD, wall: NO_SPREAD },
  responsePromises: NO_PROMISES,
  resolutionPromises: NO_PROMISES,
};

function spreadsIn({ taken, work, wall }: InBins, keysOf: KeysOf, groupings: Groups[]) {
  const keys = keysOf(taken);
  return { work: spreadsOf(work, keys, groupings), wall: spreadsOf(wall, keys, groupings) };
}

function promisesIn({ kept, missed }: InBins, keysOf: KeysOf, groupings: Groups[]): Promises[][] {
  const [met, unmet] = [countsOf(keysOf(kept)), countsOf(keysOf(missed))];
  return groupings.map(({ count, of }) => {
    const counts = (ofKeys: Uint32Array): Uint32Array => {
      const each = new Uint32Array(count);
      for (const [key, n] of ofKeys.entries()) if (n > 0) each[of[key] ?? 0] = (each[of[key] ?? 0] ?? 0) + n;
      return each;
    };
    const [ofMet, ofUnmet] = [counts(met), counts(unmet)];
    return Array.from(ofMet, (n, group) => promises(n, ofUnmet[group] ?? 0));
  });
}

/** How often there is each key. */
function countsOf(keys: Uint32Array): Uint32Array {
  let most = 0;
  for (let i = 0; i < keys.length; i++) most = Math.max(most, keys[i] ?? 0);
  const counts = new Uint32Array(most + 1);
  for (let i = 0; i < keys.length; i++) counts[keys[i] ?? 0] = (counts[keys[i] ?? 0] ?? 0) + 1;
  return counts;
}

const promises = (kept: number, missed: number): Promises => ({
  kept,
  missed,
  share: kept + missed > 0 ? kept / (kept + missed) : null,
});

type Named = { code: number; name: string | null; times: Times };

/** One for each value of a column of which anything was counted. */
const named = (all: Times[], groups: ByCode | undefined, { texts }: Names): Named[] =>
  all
    .map((times, group) => ({ times, code: groups?.codes[group] ?? 0 }))
    .map(({ times, code }) => ({ code, name: texts[code - 1] ?? null, times }))
    .filter(({ times }) => isAny(times));

/** A ticket that is not meant, or ended as nothing that counts, adds nothing. */
const isAny = ({ firstResponse, resolution, responsePromises, resolutionPromises }: Times): boolean =>
  firstResponse.wall.count > 0 ||
  resolution.wall.count > 0 ||
  responsePromises.share !== null ||
  resolutionPromises.share !== null;

const mostResolved = (a: Named, b: Named): number =>
  b.times.resolution.wall.count - a.times.resolution.wall.count || (a.name ?? "").localeCompare(b.name ?? "");
