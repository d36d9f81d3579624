/** How many tickets are to be expected in the coming week, by weekday and hour? */
import type { Calendar } from "../../plan/plan";
import type { Sql } from "../transaction";
import type { ReportFilter } from "./filter";

/** `expected`: mean of the same hour in the weeks looked at; eight in ten of those had `low` to `high` tickets. */
export type Expected = { expected: number; low: number; high: number };

/** Weekday 1 is Monday. */
export type ForecastReport = {
  /** How many weeks were looked at. Fewer than four: nothing is foretold, and the lists are empty. */
  weeks: number;
  /** All 24 hours of all days that have a usual day. */
  hours: (Expected & { weekday: number; hour: number })[];
  days: (Expected & { weekday: number })[];
  week: Expected | null;
};

/** `calendar`: its holidays are no usual days and are left out; none: every day is usual. */
export const loadForecast = (
  _database: Sql,
  _filter: Omit<ReportFilter, "from" | "until">,
  _now: Date,
  _calendar?: Calendar,
): Promise<ForecastReport> => Promise.reject(new Error("not built"));
