/** Which five figures tell how a period went, and how do they differ from the one before? */
import type { DigestFigure } from "../../desk/model";
import type { Sql } from "../transaction";
import type { ReportFilter } from "./filter";

/** Always these five, in this order. `before`: the same length of time just before. */
export type DigestFigures = { from: Date; until: Date; figures: DigestFigure[] };

export const loadDigest = (_database: Sql, _filter: ReportFilter): Promise<DigestFigures> =>
  Promise.reject(new Error("not built"));
