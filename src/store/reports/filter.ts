/** Which tickets does a report look at, and how are its moments told as days? */

/**
 * `from` is in, `until` is out. `component`, `site`, `tier`: only those; `component` and `site` may be null: only tickets without
 * one. `zone`: IANA name of the time zone in which a day begins, as the plan has it.
 */
export type ReportFilter = {
  desk: string;
  from: Date;
  until: Date;
  zone: string;
  component?: string | null;
  site?: string | null;
  tier?: number;
};

/** What a chart's steps are. Weeks begin on Monday. */
export type PeriodUnit = "day" | "week" | "month";
