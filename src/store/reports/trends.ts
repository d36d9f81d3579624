/** How many tickets came and went, of what kinds, and how were they rated? */
import type { Sql } from "../transaction";
import type { PeriodUnit, ReportFilter } from "./filter";

/** `start`: the first day of the period, "2026-03-02". None is left out, also without tickets. Counts of tickets. */
export type TrendPeriod = {
  start: string;
  opened: number;
  /** Ended by an answer of ours: solved, worked around, not reproducible, not ours. */
  resolved: number;
  /** Of those resolved: the requester said so. The others are silent. */
  confirmed: number;
  /** Ended otherwise: cancelled, a duplicate, or the requester did not answer. */
  endedOtherwise: number;
  /** Of those opened in the period: how many were reopened since, once or more. */
  reopened: number;
  /** Unresolved at the end of the period, or now where it is not over. */
  unresolved: number;
  /** Mean of 1..5 over `ratings`, of tickets that ended in the period; null: nobody rated. */
  rating: number | null;
  ratings: number;
};

export type TrendsReport = {
  unit: PeriodUnit;
  periods: TrendPeriod[];
  /** Of those opened; kind null: nothing tells. Most first. */
  kinds: { kind: string | null; opened: number }[];
  components: { component: string | null; opened: number }[];
  /** How they ended in the period. Most first. */
  endings: { ending: string; count: number }[];
  /** Index 0: "1 Bad" ... 4: "5 Very good". Counts. */
  ratings: [number, number, number, number, number];
  /** When they come: weekday 1 (Monday) to 7, hour 0 to 23, by the filter's zone. Those without tickets are left out. */
  byHour: { weekday: number; hour: number; opened: number }[];
};

export const loadTrends = (_database: Sql, _filter: ReportFilter, _unit: PeriodUnit): Promise<TrendsReport> =>
  Promise.reject(new Error("not built"));
