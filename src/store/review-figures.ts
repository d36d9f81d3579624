/** What came of the tickets that were opened since the plan's last review? */
import { say } from "../desk/wording";
import type { ReviewFigures } from "../desk/state";
import type { Sql } from "./transaction";

type Row = Omit<ReviewFigures, "since" | "breaches"> & {
  breaches: { component: string | null; count: number }[];
};

/** Looks at these tickets alone, by the index on desk, status and `openedAt`: a quarter's are some thousands. */
export async function loadReviewFigures(database: Sql, desk: string, since: Date): Promise<ReviewFigures> {
  const [row] = await database.$queryRaw<Row[]>`
    WITH opened AS MATERIALIZED (
      SELECT number, component, detail->'targets' AS targets FROM "Ticket"
       WHERE desk = ${desk} AND status IN ('open', 'waiting', 'resolved', 'closed') AND "openedAt" >= ${since}
    ), ended AS MATERIALIZED (
      SELECT component, (target->>'tier')::int AS tier, target->>'kind' AS kind, target->>'state' AS state
        FROM opened CROSS JOIN LATERAL jsonb_array_elements(targets) AS target
       WHERE target->>'state' IN ('met', 'breached')
    ), kept AS (
      SELECT tier, kind, count(*) FILTER (WHERE state = 'met')::int AS met,
             count(*) FILTER (WHERE state = 'breached')::int AS breached
        FROM ended GROUP BY tier, kind ORDER BY tier, kind
    ), missed AS (
      SELECT component, count(*)::int AS count FROM ended WHERE state = 'breached'
       GROUP BY component ORDER BY count DESC, component
    )
    SELECT (SELECT count(*)::int FROM opened) AS opened,
           (SELECT count(*)::int FROM "HistoryEntry" h JOIN opened o ON o.number = h."ticketNumber"
             WHERE h.type = 'escalated' AND h.text = ${say.movedUp}) AS "movedUpByClock",
           (SELECT coalesce(jsonb_agg(to_jsonb(kept)), '[]') FROM kept) AS targets,
           (SELECT coalesce(jsonb_agg(to_jsonb(missed)), '[]') FROM missed) AS breaches`;
  const { breaches = [], ...figures } = row ?? { opened: 0, movedUpByClock: 0, targets: [] };
  return {
    since,
    ...figures,
    breaches: breaches.map(({ component, count }) => ({ ...(component !== null && { component }), count })),
  };
}
