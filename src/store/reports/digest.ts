/** Which five figures tell how a period went, and how do they differ from the one before? */
import type { Sql } from "../transaction";
import type { ReportFilter } from "./filter";

/**
 * `unit`: what `now` and `before` are; a share is 0..1, minutes are business minutes. Null: nothing to count.
 * `better`: whether more or less of it is good, for the colour of a change; "neither" has none.
 */
export type DigestFigure = {
  name: "opened" | "first_response" | "resolution" | "promises_kept" | "tier_one_confirmed";
  unit: "tickets" | "minutes" | "share";
  now: number | null;
  before: number | null;
  better: "more" | "less" | "neither";
};

/** Always these five, in this order. `before`: the same length of time just before. */
export type DigestReport = { from: Date; until: Date; figures: DigestFigure[] };

export const loadDigest = (_database: Sql, _filter: ReportFilter): Promise<DigestReport> =>
  Promise.reject(new Error("not built"));
