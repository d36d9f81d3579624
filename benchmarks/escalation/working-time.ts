// How much working time lies between two moments? Counted minute by minute, apart from the code under test, to check it.

import type { Calendar } from "../../src/plan/plan";

const MINUTE = 60_000;
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

export type WorkingTime = ReturnType<typeof createWorkingTime>;

/**
 * Each minute between two moments is asked what the wall clock shows then, and whether people work. Moments are milliseconds;
 * `from` is a full quarter of an hour.
 */
export function createWorkingTime(calendar: Calendar, from: number, to: number) {
  const isWorked = workedMinutes(calendar, from, to);
  /** Minutes worked before each minute. */
  const before = new Uint32Array(isWorked.length + 1);
  isWorked.forEach((worked, i) => (before[i + 1] = (before[i] ?? 0) + worked));

  function until(moment: number): number {
    const minute = Math.floor((moment - from) / MINUTE);
    if (minute < 0 || minute >= isWorked.length) throw new RangeError("outside the time that was counted");
    const within = isWorked[minute] ? moment - from - minute * MINUTE : 0;
    return (before[minute] ?? 0) * MINUTE + within;
  }

  /** The first moment at which so much has been worked since the start. */
  function momentOf(worked: number): number {
    let [low, high] = [0, isWorked.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((before[middle] ?? 0) * MINUTE < worked) low = middle + 1;
      else high = middle;
    }
    return from + low * MINUTE - ((before[low] ?? 0) * MINUTE - worked);
  }

  return {
    between: (a: number, b: number): number => until(b) - until(a),
    /** Nothing left to work: the moment itself. */
    after: (moment: number, ms: number): number => (ms > 0 ? momentOf(until(moment) + ms) : moment),
    isWorked: (moment: number): boolean => isWorked[Math.floor((moment - from) / MINUTE)] === 1,
  };
}

function workedMinutes({ timezone, hours, holidays }: Calendar, from: number, to: number): Uint8Array {
  const wallClock = createWallClock(timezone);
  const worked = new Uint8Array(Math.ceil((to - from) / MINUTE));
  const off = new Set(holidays);
  let shown = wallClock(from);
  return worked.map((_, i) => {
    const moment = from + i * MINUTE;
    // Clocks are changed on a quarter of an hour: it is enough to look at them then.
    const past = Math.floor(moment / MINUTE) % 15;
    if (past === 0) shown = wallClock(moment);
    if (off.has(shown.date)) return 0;
    const minute = shown.minute + past;
    return (hours[shown.weekday] ?? []).some((span) => span.from <= minute && minute < span.to) ? 1 : 0;
  });
}

function createWallClock(timeZone: string) {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return (moment: number) => {
    // "Mon, 08/03/2026, 07:00"
    const shown = format.format(moment);
    return {
      weekday: WEEKDAYS.indexOf(shown.slice(0, 3)),
      date: `${shown.slice(11, 15)}-${shown.slice(5, 7)}-${shown.slice(8, 10)}`,
      minute: Number(shown.slice(17, 19)) * 60 + Number(shown.slice(20, 22)),
    };
  };
}
