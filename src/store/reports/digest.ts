/** Which five figures tell how a period went, and how do they differ from the one before? */
import type { DigestFigure } from "../../desk/state";
import type { Sql } from "../transaction";
import { ASKED, isMeant, within, WORKED } from "./filter";
import type { ReportFilter } from "./filter";

/** Always these five, in this order. `before`: the same length of time just before. Both times are medians. */
export type DigestFigures = { from: Date; until: Date; figures: DigestFigure[] };

type Row = {
  opened: number;
  response: number | null;
  resolution: number | null;
  kept: number | null;
  confirmed: number | null;
};

export async function loadDigest(database: Sql, filter: ReportFilter): Promise<DigestFigures> {
  const { from, until } = filter;
  const earlier = new Date(from.getTime() - (until.getTime() - from.getTime()));
  const [now, before] = await Promise.all([
    figuresIn(database, filter),
    figuresIn(database, { ...filter, from: earlier, until: from }),
  ]);
  const figure = (
    name: DigestFigure["name"],
    unit: DigestFigure["unit"],
    better: DigestFigure["better"],
    key: keyof Row,
  ): DigestFigure => ({ name, unit, now: now?.[key] ?? null, before: before?.[key] ?? null, better });
  return {
    from,
    until,
    figures: [
      figure("opened", "tickets", "neither", "opened"),
      figure("first_response", "minutes", "less", "response"),
      figure("resolution", "minutes", "less", "resolution"),
      figure("promises_kept", "share", "more", "kept"),
      figure("tier_one_confirmed", "share", "more", "confirmed"),
    ],
  };
}

/** As the pages count them (times.ts, trends.ts, tier-one.ts). */
async function figuresIn(database: Sql, filter: ReportFilter): Promise<Row | undefined> {
  const { tier: _tier, ...questions } = filter;
  const [row] = await database.$queryRaw<Row[]>`
    SELECT (SELECT count(*)::int FROM "TicketFigures" WHERE ${isMeant(filter)} AND ${within("openedAt", filter)} AND ${ASKED}) AS opened,
           (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY "responseWork") FROM "TicketFigures"
             WHERE ${isMeant(filter)} AND ${within("respondedAt", filter)} AND ${WORKED}) AS response,
           (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY "resolutionWork") FROM "TicketFigures"
             WHERE ${isMeant(filter)} AND ${within("endedAt", filter)} AND ${WORKED}) AS resolution,
           (SELECT avg(kept::int)::float8 FROM (
              SELECT "responseKept" AS kept FROM "TicketFigures"
               WHERE ${isMeant(filter)} AND ${within("responseJudgedAt", filter)} AND ${WORKED}
              UNION ALL
              SELECT "resolutionKept" FROM "TicketFigures"
               WHERE ${isMeant(filter)} AND ${within("resolutionJudgedAt", filter)} AND ${WORKED}) judged) AS kept,
           (SELECT avg((outcome = 'confirmed')::int)::float8 FROM "QuestionFigures"
             WHERE ${isMeant(questions)} AND ${within("askedAt", filter)} AND outcome IN ('confirmed', 'silent', 'failed')) AS confirmed`;
  return row;
}
