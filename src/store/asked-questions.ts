/** Which questions were answered by an article that did not match them by itself? */
import type { EscalationPlan } from "../plan/plan";
import type { Sql } from "./transaction";

/** In the requester's own words, as far as they were not deleted. `person`: who, to count people and not questions. */
export type AskedQuestion = { question: string; person: string; name: string };

/** Asked back, chosen from several and confirmed: the person knew better than the knowledge base. */
export const loadChosen = (
  database: Sql,
  desk: string,
  since: Date,
): Promise<(AskedQuestion & { article: string })[]> =>
  database.$queryRaw<(AskedQuestion & { article: string })[]>`
    SELECT DISTINCT o.article, c.id, c.question, p.id AS person, p.name
      FROM "ArticleOffer" o
      JOIN "Conversation" c ON c.id = o."conversationId"
      JOIN "Person" p ON p.id = c."requesterId"
     WHERE o.desk = ${desk} AND o.at >= ${since}::timestamptz AND o.kind = 'answer' AND o.outcome = 'confirmed'
       AND c.question <> ''
       AND EXISTS (SELECT 1 FROM "ArticleOffer" s
                    WHERE s."conversationId" = o."conversationId" AND s.article = o.article AND s.kind = 'suggestion')
     ORDER BY o.article, c.id`;

/** Solved by a technician, with what they wrote on how: it may name an article. */
export const loadSolved = (
  database: Sql,
  desk: string,
  since: Date,
): Promise<(AskedQuestion & { resolution: string })[]> =>
  database.$queryRaw<(AskedQuestion & { resolution: string })[]>`
    SELECT t.resolution, c.question, p.id AS person, p.name
      FROM "Ticket" t
      JOIN "Conversation" c ON c.id = t."conversationId"
      JOIN "Person" p ON p.id = t."requesterId"
     WHERE t.desk = ${desk} AND t."resolvedAt" >= ${since}::timestamptz AND t.status IN ('resolved', 'closed')
       AND t."resolutionKind" IN ('solved', 'workaround') AND c.question <> ''
     ORDER BY t.number`;

/** Of everybody who is in the plan or ever wrote: to find them in what others wrote. */
export async function loadNames(
  database: Sql,
  { people }: Pick<EscalationPlan, "people">,
): Promise<string[]> {
  const rows = await database.$queryRaw<{ name: string }[]>`SELECT DISTINCT name FROM "Person"`;
  return [...rows, ...people].map(({ name }) => name);
}
