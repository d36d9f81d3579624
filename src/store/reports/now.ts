/** What is unresolved at this moment, what runs out next, and on whom does it wait? */
import type { Priority, TierNumber } from "../../plan/plan";
import type { Sql } from "../transaction";
import type { ReportFilter } from "./filter";

/** A ticket of a list. `question` is people's words: escaped where shown. `due` null: no promise runs. */
export type ListedTicket = {
  number: number;
  question: string;
  tier: TierNumber;
  priority: Priority;
  component: string | null;
  site: string | null;
  assignee: string | null;
  openedAt: Date;
  due: Date | null;
  dueKind: "first_response" | "next_response" | "resolution" | null;
};

/**
 * Unresolved: open or waiting. An incident counts once, its reports not; wishes on the list (enhancements) are only in `listed`.
 * All counts are of tickets.
 */
export type NowReport = {
  at: Date;
  unresolved: number;
  listed: number;
  unassigned: number;
  /** Age since opening, by the wall clock. Always all five, the youngest first. */
  byAge: {
    age: "under_1_day" | "1_to_3_days" | "3_to_7_days" | "7_to_30_days" | "over_30_days";
    count: number;
  }[];
  /** The next promise to the requester. Always all six. `none`: the clock is stopped, or nothing is promised. */
  byDue: {
    due: "missed" | "within_1_hour" | "within_4_hours" | "within_1_day" | "later" | "none";
    count: number;
  }[];
  waitingOn: { us: number; requester: number; vendor: number };
  byTier: { tier: TierNumber; count: number }[];
  byPriority: { priority: Priority; count: number }[];
  byComponent: { component: string | null; count: number }[];
  bySite: { site: string | null; count: number }[];
  /** Promises that run out next, the nearest first; at most `NOW_LIST`. */
  ahead: ListedTicket[];
  /** Unresolved with a promise missed already, the oldest first; at most `NOW_LIST`. */
  missed: ListedTicket[];
  /** Open incidents, the newest first. `reports`: how many have reported it. */
  incidents: (ListedTicket & { reports: number })[];
  /** Messages that could not be delivered and wait for a person; of this desk. */
  failedDeliveries: number;
  /** Events that could not be handled; of all desks, for nobody knows whose they are. */
  stuckEvents: number;
};

export const NOW_LIST = 50;

export type NowFilter = Pick<ReportFilter, "desk" | "component" | "site" | "tier">;

export const loadNow = (_database: Sql, _filter: NowFilter, _now: Date): Promise<NowReport> =>
  Promise.reject(new Error("not built"));
