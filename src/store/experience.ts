/** How did the answers end that somebody said a word on? Counted an article and its edition. */
import type { CountedOutcomes } from "../knowledge/experience";
import type { CountedOffers, ShownTogether } from "../knowledge/health";
import type { Sql } from "./transaction";

/** Older answers say little about the people and the systems of today. */
const LEARNT_FOR_DAYS = 180;
const dayMs = 86_400_000;

/** From when on answers weigh. */
export const learntSince = (now: Date): Date => new Date(now.getTime() - LEARNT_FOR_DAYS * dayMs);

/**
 * Of answers since a moment. Each person has one word on an edition of an article, their last: nobody moves it alone. What was
 * offered before editions were noted may have been mended since: it is not counted.
 */
export const countOutcomes = (database: Sql, desk: string, since: Date): Promise<CountedOutcomes[]> =>
  database.$queryRaw<CountedOutcomes[]>`
    SELECT article, edition, (count(*) FILTER (WHERE outcome = 'confirmed'))::int AS confirmed,
           (count(*) FILTER (WHERE outcome = 'failed'))::int AS failed
      FROM (SELECT DISTINCT ON (o.article, o.edition, c."requesterId") o.article, o.edition, o.outcome
              FROM "ArticleOffer" o JOIN "Conversation" c ON c.id = o."conversationId"
             WHERE o.desk = ${desk} AND o.at >= ${since}::timestamptz AND o.edition IS NOT NULL
               AND o.kind = 'answer' AND o.outcome IN ('confirmed', 'failed')
             ORDER BY o.article, o.edition, c."requesterId", o.at DESC, o.place DESC) last_word
     GROUP BY article, edition ORDER BY article, edition`;

/**
 * How often an article was offered: each conversation once. Who did not choose it from several was not answered with it. `confirmed`
 * and `failed` are the last word on it there.
 */
export const countOffers = (
  database: Sql,
  desk: string,
  since: Date,
  until?: Date,
): Promise<CountedOffers[]> =>
  database.$queryRaw<CountedOffers[]>`
    SELECT article, count(*)::int AS offered, (count(*) FILTER (WHERE answered))::int AS answered,
           (count(*) FILTER (WHERE last_word = 'confirmed'))::int AS confirmed,
           (count(*) FILTER (WHERE last_word = 'failed'))::int AS failed
      FROM (SELECT article, bool_or(kind = 'answer') AS answered,
                   (array_agg(outcome ORDER BY place DESC)
                      FILTER (WHERE kind = 'answer' AND outcome IN ('confirmed', 'failed')))[1] AS last_word
              FROM "ArticleOffer" WHERE desk = ${desk} AND at >= ${since}::timestamptz
               AND (${until ?? null}::timestamptz IS NULL OR at < ${until ?? null}::timestamptz)
             GROUP BY "conversationId", article) conversation
     GROUP BY article ORDER BY article`;

/** Of a list to choose from every two, once a conversation; the most often seen first. */
const MOST_PAIRS = 200;

export async function countShownTogether(
  database: Sql,
  desk: string,
  since: Date,
  until?: Date,
): Promise<ShownTogether[]> {
  const rows = await database.$queryRaw<
    { one: string; other: string; together: number; first: number; second: number }[]
  >`
    WITH shown AS (
      SELECT "conversationId" AS id, article, bool_or(kind = 'suggestion') AS offered, bool_or(kind = 'answer') AS chosen
        FROM "ArticleOffer" WHERE desk = ${desk} AND at >= ${since}::timestamptz
         AND (${until ?? null}::timestamptz IS NULL OR at < ${until ?? null}::timestamptz)
       GROUP BY "conversationId", article
    )
    SELECT a.article AS one, b.article AS other, count(*)::int AS together,
           (count(*) FILTER (WHERE a.chosen))::int AS first, (count(*) FILTER (WHERE b.chosen))::int AS second
      FROM shown a JOIN shown b ON b.id = a.id AND a.article COLLATE "C" < b.article COLLATE "C"
     WHERE a.offered AND b.offered
     GROUP BY a.article, b.article ORDER BY together DESC, one, other LIMIT ${MOST_PAIRS}::int`;
  return rows.map(({ one, other, together, first, second }) => ({
    articles: [one, other],
    together,
    chosen: [first, second],
  }));
}
