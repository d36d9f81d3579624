/** How did a period go? What the reports count, with the weeks before it and who was thanked. */
import { wholeWeeks, type Period } from "../desk/digest-period";
import type { DigestReport } from "../desk/state";
import { loadDigest } from "./reports/digest";
import { loadTrends } from "./reports/trends";
import type { Sql } from "./transaction";

/** What a chart of 800 pixels shows well. */
const weeksShown = 12;

export async function loadDigestReport(
  database: Sql,
  desk: string,
  period: Period,
  zone: string,
): Promise<DigestReport> {
  const { figures } = await loadDigest(database, { desk, zone, ...period });
  const weeks = wholeWeeks(period.until, zone, weeksShown);
  const { periods } = await loadTrends(database, { desk, zone, ...weeks }, "week");
  return {
    ...period,
    figures,
    weeks: periods.map(({ start, opened, resolved }) => ({ start, opened, resolved })),
    thanks: await loadThanks(database, desk, period),
  };
}

/** For a reply, with a reaction, or for the whole, with one of the two best ratings: whose ticket it was, the most thanked first. */
const loadThanks = (database: Sql, desk: string, { from, until }: Period): Promise<DigestReport["thanks"]> =>
  database.$queryRaw<DigestReport["thanks"]>`
    SELECT t.detail->'assignee'->>'name' AS name, count(*)::int AS times
      FROM "HistoryEntry" h JOIN "Ticket" t ON t.number = h."ticketNumber"
     WHERE h.type IN ('thanked', 'rated') AND h.at >= ${from}::timestamptz AND h.at < ${until}::timestamptz
       AND t.desk = ${desk} AND t."assigneeId" IS NOT NULL AND (h.type = 'thanked' OR t.rating >= 4)
     GROUP BY t."assigneeId", name ORDER BY times DESC, name`;
