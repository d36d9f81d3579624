/** How many tickets came and went, of what kinds, and how were they rated? */
import { NONE, secondOf, type Column } from "../figures/columns";
import { loadFigures, type Figures } from "../figures/load";
import type { Sql } from "../transaction";
import { askedOf, isWithin, MEANT, meantBy, placesOf, thoseOf, ticketsOf } from "./counting";
import { loadPeriods } from "./filter";
import type { Period, PeriodUnit, ReportFilter } from "./filter";
import { localHours } from "./local-hours";

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

const COUNTED = [
  ...MEANT, "part", "kind", "ending", "isUnresolved", "openedAt", "endedAt", "isAnswered", "confirmed", "reopenings", "rating",
] as const satisfies readonly Column[]; // prettier-ignore
type Counted = Figures<(typeof COUNTED)[number]>;

/** Of a period. */
type Came = { opened: number; reopened: number };
type Went = { count: number; resolved: number; confirmed: number; stars: number; ratings: number };

export async function loadTrends(
  database: Sql,
  filter: ReportFilter,
  unit: PeriodUnit,
): Promise<TrendsReport> {
  const [periods, figures] = await Promise.all([
    loadPeriods(database, filter, unit),
    loadFigures(database, filter, COUNTED),
  ]);
  const { columns, names } = figures;
  const asked = askedIn(figures, filter);
  const [opened, ended] = [
    thoseOf(asked, isWithin(columns.openedAt, filter)),
    thoseOf(asked, isWithin(columns.endedAt, filter)),
  ];
  const placeOf = placesOf(periods, filter);
  const textOf = (code: number) => names.texts[code - 1] ?? null;
  return {
    unit,
    periods: periodsOf(
      periods,
      cameIn(opened, figures, periods, placeOf),
      wentIn(ended, figures, periods, placeOf),
      unresolvedAt(asked, figures, filter.until),
    ),
    kinds: counted(opened, columns.kind, textOf).map(([kind, n]) => ({ kind, opened: n })),
    components: counted(opened, columns.component, textOf).map(([component, n]) => ({
      component,
      opened: n,
    })),
    endings: counted(ended, columns.ending, textOf).map(([ending, count]) => ({
      ending: ending ?? "",
      count,
    })),
    ratings: starsOf(ended, columns.rating),
    byHour: hoursOf(opened, columns.openedAt, filter.zone),
  };
}

function askedIn(figures: Counted, filter: ReportFilter): Uint32Array {
  const [isMeant, isAsked] = [meantBy(figures, filter), askedOf(figures)];
  return ticketsOf(figures.count, (ticket) => isAsked(ticket) && isMeant(ticket));
}

type PlaceOf = (second: number) => number | undefined;

function cameIn(opened: Uint32Array, { columns }: Counted, periods: Period[], placeOf: PlaceOf): Came[] {
  const came = periods.map((): Came => ({ opened: 0, reopened: 0 }));
  for (const ticket of opened) {
    const period = came[placeOf(columns.openedAt[ticket] ?? NONE) ?? -1];
    if (!period) continue;
    period.opened += 1;
    if ((columns.reopenings[ticket] ?? 0) > 0) period.reopened += 1;
  }
  return came;
}

function wentIn(ended: Uint32Array, { columns }: Counted, periods: Period[], placeOf: PlaceOf): Went[] {
  const { endedAt, isAnswered, confirmed, rating } = columns;
  const went = periods.map((): Went => ({ count: 0, resolved: 0, confirmed: 0, stars: 0, ratings: 0 }));
  for (const ticket of ended) {
    const period = went[placeOf(endedAt[ticket] ?? NONE) ?? -1];
    if (!period) continue;
    period.count += 1;
    if (isAnswered[ticket] === 1) period.resolved += 1;
    if (isAnswered[ticket] === 1 && confirmed[ticket] === 1) period.confirmed += 1;
    const stars = rating[ticket] ?? NONE;
    if (stars === NONE) continue;
    period.stars += stars;
    period.ratings += 1;
  }
  return went;
}

/** Most first; of as many, by name. */
function counted(
  tickets: Uint32Array,
  column: Int32Array,
  textOf: (code: number) => string | null,
): [string | null, number][] {
  const counts = new Map<number, number>();
  for (const ticket of tickets) counts.set(column[ticket] ?? 0, (counts.get(column[ticket] ?? 0) ?? 0) + 1);
  return [...counts]
    .map(([code, n]): [string | null, number] => [textOf(code), n])
    .toSorted(([a, n], [b, m]) => m - n || (a ?? "").localeCompare(b ?? ""));
}

/** At the filter's end: those of now, counted back by what has come and gone since. */
function unresolvedAt(asked: Uint32Array, { columns }: Counted, until: Date): number {
  const end = secondOf(until);
  let unresolved = 0;
  for (const ticket of asked) {
    if (columns.isUnresolved[ticket] === 1) unresolved += 1;
    if ((columns.openedAt[ticket] ?? NONE) >= end) unresolved -= 1;
    if ((columns.endedAt[ticket] ?? NONE) >= end) unresolved += 1;
  }
  return unresolved;
}

function hoursOf(opened: Uint32Array, openedAt: Int32Array, zone: string): TrendsReport["byHour"] {
  const hourOf = localHours(zone);
  const counts = new Uint32Array(7 * 24);
  for (const ticket of opened) {
    const hour = hourOf(openedAt[ticket] ?? 0);
    counts[hour] = (counts[hour] ?? 0) + 1;
  }
  return [...counts].flatMap((n, hour) =>
    n > 0 ? [{ weekday: 1 + Math.floor(hour / 24), hour: hour % 24, opened: n }] : [],
  );
}

/** From the last one back: what was unresolved before is what is now, without what came and with what went. */
function periodsOf(periods: Period[], came: Came[], went: Went[], atEnd: number): TrendPeriod[] {
  let unresolved = atEnd;
  const told = periods.map(({ start }, place) => ({ start, place }));
  const backwards = told.toReversed().map(({ start, place }): TrendPeriod => {
    const { opened, reopened } = came[place] ?? { opened: 0, reopened: 0 };
    const { count, stars, ...ended } = went[place] ?? NOTHING;
    const period = {
      start,
      opened,
      reopened,
      ...ended,
      endedOtherwise: count - ended.resolved,
      unresolved,
      rating: ended.ratings > 0 ? stars / ended.ratings : null,
    };
    unresolved += count - opened;
    return period;
  });
  return backwards.toReversed();
}

const NOTHING: Went = { count: 0, resolved: 0, confirmed: 0, stars: 0, ratings: 0 };

function starsOf(ended: Uint32Array, rating: Int32Array): TrendsReport["ratings"] {
  const counts: TrendsReport["ratings"] = [0, 0, 0, 0, 0];
  for (const ticket of ended) {
    const stars = rating[ticket] ?? NONE;
    if (stars !== NONE) counts[(stars - 1) as 0] += 1;
  }
  return counts;
}
