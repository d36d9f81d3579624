/** Which days does a digest tell of? Whole ones, by the plan's time zone. */
import { DateTime } from "luxon";

/** `from` is in, `until` is out. */
export type Period = { from: Date; until: Date };

/** The seven days before this one. */
export function lastWeek(at: Date, zone: string): Period {
  const today = DateTime.fromJSDate(at, { zone }).startOf("day");
  return { from: today.minus({ days: 7 }).toJSDate(), until: today.toJSDate() };
}

/** From Monday to Monday. The week that has not ended is left out: it would look like a fall. */
export function wholeWeeks(at: Date, zone: string, count: number): Period {
  const monday = DateTime.fromJSDate(at, { zone }).startOf("week");
  return { from: monday.minus({ weeks: count }).toJSDate(), until: monday.toJSDate() };
}
