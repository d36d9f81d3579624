// What would somebody ask without the narrow rows? The same figures from the tickets' JSON and their story.

import type { Pool } from "pg";

type Period = { from: Date; until: Date };

/** First replies from the story, resolutions from the tickets, promises from the targets in JSON, by tier, priority, component and site. */
export async function naiveTimes(pool: Pool, { from, until }: Period): Promise<void> {
  await pool.query(
    `WITH t AS MATERIALIZED (
       SELECT *, (SELECT min(at) FROM "HistoryEntry" h WHERE h."ticketNumber" = number AND h.type = 'replied') AS replied
         FROM "Ticket" WHERE desk = 'main' AND "openedAt" >= $1 AND "openedAt" < $2)
     SELECT tier, priority, component, site, count(*),
            percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM replied - "openedAt")),
            percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM "resolvedAt" - "openedAt")),
            percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY (detail->'resolution'->>'minutes')::float),
            sum((SELECT count(*) FROM jsonb_array_elements(detail->'targets') g WHERE g->>'state' = 'met')),
            sum((SELECT count(*) FROM jsonb_array_elements(detail->'targets') g WHERE g->>'state' = 'breached'))
       FROM t GROUP BY GROUPING SETS ((), (tier), (priority), (component), (site))`,
    [from, until],
  );
}

export async function naiveTrends(pool: Pool, { from, until }: Period): Promise<void> {
  await pool.query(
    `SELECT date_trunc('week', "openedAt" AT TIME ZONE 'America/Chicago') AS start, count(*), count("resolvedAt"), avg(rating),
            count(*) FILTER (WHERE (detail->>'reopenings')::int > 0)
       FROM "Ticket" WHERE desk = 'main' AND "openedAt" >= $1 AND "openedAt" < $2 GROUP BY 1`,
    [from, until],
  );
}
