/** When is a promise of working minutes due, and how many working minutes lie between two moments? */
import { IANAZone } from "luxon";
import type { Calendar } from "../plan/plan";
import { publicHolidays } from "../plan/public-holidays";

const MINUTE = 60 * 1000;
const DAY = 24 * 60 * MINUTE;

/** Nothing is promised or counted further ahead: a calendar can be all holidays, and a search must end. */
export const HORIZON_YEARS = 5;
const HORIZON = HORIZON_YEARS * 366 * DAY;

/** A stretch of working time as moments, in milliseconds: `from` is in, `to` is out. */
type Stretch = { from: number; to: number };

/**
 * The moment at which `minutes` of working time have passed since `from`. When they pass exactly at the end of a stretch of
 * work it is that end, not the next morning. Zero or less gives `from`. What lies beyond the horizon of five years gives the
 * horizon: a real moment, so that a clock set to it rings; `isBeyondHorizon` tells.
 */
export function addBusinessMinutes(calendar: Calendar, from: Date, minutes: number): Date {
  if (!(minutes > 0)) return from;
  const end = from.getTime() + HORIZON;
  let left = Math.round(minutes * MINUTE);
  for (const stretch of stretchesFrom(calendar, from.getTime(), end)) {
    const length = stretch.to - stretch.from;
    if (left <= length) return new Date(stretch.from + left);
    left -= length;
  }
  return new Date(end);
}

/** Whether a result of `addBusinessMinutes` is the horizon: the calendar has too little working time for the promise. */
export function isBeyondHorizon(from: Date, due: Date): boolean {
  return due.getTime() - from.getTime() >= HORIZON;
}

/** Working minutes from one moment to a later one; 0 when it is not later. Counts at most up to the horizon. */
export function businessMinutesBetween(calendar: Calendar, from: Date, to: Date): number {
  const end = Math.min(to.getTime(), from.getTime() + HORIZON);
  let total = 0;
  for (const stretch of stretchesFrom(calendar, from.getTime(), end)) total += stretch.to - stretch.from;
  return total / MINUTE;
}

/** The first moment from `from` on at which nobody works; undefined where there is none within a year. */
export function firstMomentOff(calendar: Calendar, from: Date): Date | undefined {
  const end = from.getTime() + 366 * DAY;
  let at = from.getTime();
  for (const stretch of stretchesFrom(calendar, at, end)) {
    if (stretch.from > at) break;
    at = Math.max(at, stretch.to);
  }
  return at < end ? new Date(at) : undefined;
}

/** The stretches of work between two moments, in order. */
function* stretchesFrom(calendar: Calendar, from: number, end: number): Generator<Stretch> {
  if (Number.isNaN(from) || Number.isNaN(end)) return;
  const clock = clockOf(calendar);
  // The day before too: where a clock is set back over midnight, yesterday's last hour comes again.
  for (let day = localDay(clock, from) - 1; ; day += 1) {
    for (const stretch of stretchesOf(clock, day)) {
      if (stretch.from >= end) return;
      if (stretch.to > from) yield { from: Math.max(stretch.from, from), to: Math.min(stretch.to, end) };
    }
    // Local time is never a full day from UTC.
    if ((day - 1) * DAY > end) return;
  }
}

/** A calendar prepared for counting, with the days worked out so far. A local day is counted from 1970-01-01. */
type Clock = {
  zone: IANAZone;
  hours: Calendar["hours"];
  isHoliday: (day: number) => boolean;
  days: Map<number, Stretch[]>;
};

/** Working out a day asks for a few time zone offsets (6 µs each); a ticket's event would ask for the same days again. */
const clocks = new WeakMap<Calendar, Clock>();
const MOST_DAYS = 5000;

function clockOf(calendar: Calendar): Clock {
  const before = clocks.get(calendar);
  if (before) return before;
  const clock = {
    zone: IANAZone.create(calendar.timezone),
    hours: calendar.hours,
    isHoliday: holidaysOf(calendar),
    days: new Map(),
  };
  clocks.set(calendar, clock);
  return clock;
}

/** Whether nobody works on that day ("2026-12-25"), whatever its weekday. */
export const isHoliday = (calendar: Calendar, date: string): boolean =>
  clockOf(calendar).isHoliday(Date.parse(date) / DAY);

function holidaysOf({ holidays, publicHolidays: region, openOn = [] }: Calendar): Clock["isHoliday"] {
  const own = new Set(holidays);
  const open = new Set(openOn);
  return (day) => {
    const date = new Date(day * DAY).toISOString().slice(0, 10);
    if (own.has(date)) return true;
    if (region === undefined || open.has(date)) return false;
    return publicHolidays(region, Number(date.slice(0, 4))).has(date);
  };
}

function stretchesOf(clock: Clock, day: number): Stretch[] {
  const before = clock.days.get(day);
  if (before) return before;
  if (clock.days.size >= MOST_DAYS) clock.days.clear();
  // 1970-01-01 was a Thursday; Monday is 0.
  const weekday = (((day + 3) % 7) + 7) % 7;
  const spans = clock.isHoliday(day) ? [] : (clock.hours[weekday] ?? []);
  const stretches = spans
    .map(({ from, to }) => ({ from: momentOf(clock, day, from), to: momentOf(clock, day, to) }))
    .filter(({ from, to }) => from < to);
  clock.days.set(day, stretches);
  return stretches;
}

/**
 * The first moment at which the local clock shows this minute of this day, or a later one. So an hour that is left out in
 * spring begins and ends at the change, and an hour that comes twice in autumn is worked twice when it lies inside a span.
 */
function momentOf(clock: Clock, day: number, minute: number): number {
  const wall = day * DAY + minute * MINUTE;
  const offsets = [offsetAt(clock, wall - DAY), offsetAt(clock, wall + DAY)];
  let before = wall - Math.max(...offsets);
  let at = wall - Math.min(...offsets);
  const isReached = (moment: number) => moment + offsetAt(clock, moment) >= wall;
  if (at === before || isReached(before)) return before;
  // The offset changes in between: halve until the second of the change is found.
  while (at - before > 1000) {
    const middle = Math.floor((before + at) / 2000) * 1000;
    if (isReached(middle)) at = middle;
    else before = middle;
  }
  return at;
}

const localDay = (clock: Clock, moment: number): number =>
  Math.floor((moment + offsetAt(clock, moment)) / DAY);

/** How far local time is ahead of UTC, in milliseconds. */
const offsetAt = (clock: Clock, moment: number): number => clock.zone.offset(moment) * MINUTE;
