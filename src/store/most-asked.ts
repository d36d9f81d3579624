/** Which articles answer the most questions lately? */
import type { Sql } from "./transaction";

/** The newest answers say what is asked now, and are found without reading the whole story. */
const answersLookedAt = 2000;
const mostShown = 8;

/** Ids of articles, the most asked first. */
export async function mostAsked(database: Sql, desk: string): Promise<string[]> {
  const rows = await database.$queryRaw<{ article: string }[]>`
    SELECT text AS article
      FROM (SELECT "conversationId", text FROM "HistoryEntry" WHERE type = 'answered' AND text IS NOT NULL
             ORDER BY id DESC LIMIT ${answersLookedAt}::int) h
      JOIN "Conversation" c ON c.id = h."conversationId" AND c.desk = ${desk}
     GROUP BY text ORDER BY count(*) DESC, text LIMIT ${mostShown}::int`;
  return rows.map(({ article }) => article);
}
