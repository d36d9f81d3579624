// How are durations, hours and days written in the plan, and what do they come to?

import { DateTime } from "luxon";
import type { Calendar, Span } from "./plan";

const MINUTES_OF_DAY = 24 * 60;
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** What is wrong with a value, and what to write instead. */
export type Refusal = { message: string; fix: string };

/** A length of working time as written: days are turned into minutes once the calendar is known. */
export type Duration = { days: number; minutes: number };

/** `30m`, `4h`, `2d`, `1d 4h`: minutes, hours and working days. */
export function readDuration(written: string): Duration | Refusal {
  const parts = /^(?:(\d{1,4})d)?\s*(?:(\d{1,4})h)?\s*(?:(\d{1,5})m)?$/i.exec(written.trim());
  const [days, hours, minutes] = (parts ?? []).slice(1).map((part) => Number(part ?? 0));
  const duration = { days: days ?? 0, minutes: (hours ?? 0) * 60 + (minutes ?? 0) };
  const fix = "Write minutes, hours or working days: `30m`, `4h`, `2d`, `1d 4h`.";
  if (!parts) return { message: `\`${written}\` is not a length of time.`, fix };
  if (duration.days + duration.minutes === 0)
    return { message: `\`${written}\` is no time at all; nobody can keep that promise.`, fix };
  return duration;
}

/** Somebody waits for a person: a day is too long. */
const LONGEST_SHORT = 24 * 60;

/** `15m`, `2h`: without days, which no clock on the wall knows. */
export function readShortTime(written: string): { minutes: number } | Refusal {
  const duration = readDuration(written);
  const fix = "Write minutes or hours: `15m`, `2h`. A day at most.";
  if (isRefusal(duration)) return { message: duration.message, fix };
  if (duration.days > 0 || duration.minutes > LONGEST_SHORT)
    return { message: `\`${written}\` is too long for somebody who waits.`, fix };
  return { minutes: duration.minutes };
}

const FEWEST_DAYS_KEPT = 7;
const MOST_DAYS_KEPT = 3650;

/** `180d`: days of the calendar, as a law counts them. */
export function readDaysKept(written: string): { days: number } | Refusal {
  const days = Number(/^(\d{1,5})\s?d(?:ays)?$/i.exec(written.trim())?.[1]);
  if (Number.isNaN(days))
    return {
      message: `\`${written}\` is not a number of days.`,
      fix: "Write `180d`. To keep texts for good, take the key out.",
    };
  if (days >= FEWEST_DAYS_KEPT && days <= MOST_DAYS_KEPT) return { days };
  const fix = `Write ${FEWEST_DAYS_KEPT}d to ${MOST_DAYS_KEPT}d. To keep texts for good, take the key out.`;
  return days < FEWEST_DAYS_KEPT
    ? { message: `After \`${written}\` people still speak of it: its text would be gone too early.`, fix }
    : { message: `\`${written}\` is longer than ten years.`, fix };
}

/**
 * Working minutes of a duration. A day (`d`) is the calendar's average working day: its weekly hours divided by the days
 * that have any, so that `5d` in a five-day week is exactly one week of work.
 */
export function minutesOf(duration: Duration, calendar: Pick<Calendar, "hours">): number {
  return duration.minutes + Math.round(duration.days * minutesOfDay(calendar));
}

export function minutesOfDay({ hours }: Pick<Calendar, "hours">): number {
  const lengths = hours.map((spans) => spans.reduce((sum, { from, to }) => sum + to - from, 0));
  const worked = lengths.filter((length) => length > 0);
  return worked.reduce((sum, length) => sum + length, 0) / Math.max(1, worked.length);
}

/** `07:00-16:30`, to the end of the day `18:00-24:00`. */
export function readSpan(written: string): Span | Refusal {
  const parts = /^(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)$/.exec(written.trim());
  const fix = "Write from and to on a 24-hour clock: `07:00-16:30`.";
  if (!parts) return { message: `\`${written}\` is not a span of hours.`, fix };
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = parts.slice(1).map(Number);
  const from = fromHour * 60 + fromMinute;
  const to = toHour * 60 + toMinute;
  if (fromMinute > 59 || toMinute > 59 || from >= MINUTES_OF_DAY || to > MINUTES_OF_DAY)
    return { message: `\`${written}\` has a time that no clock shows.`, fix };
  if (from >= to) return { message: `\`${written}\` ends before it begins.`, fix: overMidnight(written) };
  return { from, to };
}

function overMidnight(written: string): string {
  const [from = "", to = ""] = written.split(/[-–]/).map((part) => part.trim());
  return `Over midnight, write two spans: \`${from}-24:00\` on this day and \`00:00-${to}\` on the next.`;
}

/** `mon`, `monday`, `mon-fri`, `fri-mon`: days counted from Monday, 0. */
export function readWeekdays(written: string): number[] | Refusal {
  const [first = "", last = first, ...more] = written.toLowerCase().split(/\s*[-–]\s*/);
  const from = weekday(first);
  const to = weekday(last);
  if (from === undefined || to === undefined || more.length > 0)
    return { message: `\`${written}\` is not a day of the week.`, fix: "Write `mon`, `sat`, or `mon-fri`." };
  const length = ((to - from + 7) % 7) + 1;
  return Array.from({ length }, (_, i) => (from + i) % 7);
}

/** `monday` or `mon`: 1 is Monday, 7 Sunday, as luxon counts. */
export function readWeekday(written: string): { weekday: number } | Refusal {
  const found = weekday(written.trim().toLowerCase());
  return found === undefined
    ? { message: `\`${written}\` is not a day of the week.`, fix: "Write `monday`, or `mon`." }
    : { weekday: found + 1 };
}

/** `09:00`. */
export function readTimeOfDay(written: string): { hour: number; minute: number } | Refusal {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(written.trim()) ?? [];
  return hour === undefined || Number(hour) > 23 || Number(minute) > 59
    ? { message: `\`${written}\` is not a time of the day.`, fix: 'Write `"09:00"`, in quotes.' }
    : { hour: Number(hour), minute: Number(minute) };
}

function weekday(written: string): number | undefined {
  const found = WEEKDAYS.indexOf(written.slice(0, 3));
  const full = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"][found];
  return full?.startsWith(written) ? found : undefined;
}

/** Longer is a slip of the year: nobody closes for a whole one. */
const LONGEST_HOLIDAY = 120;

/** `2026-11-26`, or `2026-12-21 to 2027-01-01` with both ends. Gives every day as an ISO date. */
export function readHolidays(written: string): string[] | Refusal {
  const [first = "", last = first, ...more] = written.trim().split(/\s+to\s+/);
  const fix = "Write `2026-11-26`, or `2026-12-21 to 2027-01-01` for several days.";
  if (!isDay(first) || !isDay(last) || more.length > 0)
    return { message: `\`${written}\` is not a date.`, fix };
  if (last < first) return { message: `\`${written}\` ends before it begins.`, fix };
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += 24 * 60 * 60 * 1000) {
    days.push(new Date(at).toISOString().slice(0, 10));
    if (days.length > LONGEST_HOLIDAY)
      return { message: `\`${written}\` is longer than ${LONGEST_HOLIDAY} days.`, fix };
  }
  return days;
}

/** `2026-11-26 02:00` or `2026-11-26T02:00`, in the given time zone unless it says its own: `2026-11-26T02:00Z`. */
export function readMoment(written: string, timezone: string): Date | Refusal {
  const at = DateTime.fromISO(written.trim().replace(" ", "T"), { zone: timezone });
  if (at.isValid) return at.toJSDate();
  const fix = "Write day and time: `2026-11-26 02:00`, or only the day.";
  return { message: `\`${written}\` is not a moment.`, fix };
}

/** An ISO date of the calendar: `2026-02-30` is none. */
export function isDay(written: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(written)) return false;
  const at = Date.parse(`${written}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(written);
}

/** Whether the runtime knows the time zone by this name: `America/Chicago`, `UTC`. */
export function isTimezone(written: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: written }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** Names to suggest for a mistyped one. */
export const knownTimezones = (): string[] => Intl.supportedValuesOf("timeZone");

export const isRefusal = (value: object): value is Refusal => "message" in value && "fix" in value;
