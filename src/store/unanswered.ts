/** Which questions of a desk found nothing, or got an answer that did not help? */
import { Prisma } from "../generated/prisma/client";
import type { Sql } from "./transaction";

/** `question`: in the requester's own words, as far as they were not deleted. `failed`: the last answer that did not help. */
export type UnansweredQuestion = {
  ticket: number;
  question: string;
  person: string;
  at: Date;
  component: string | null;
  site: string | null;
  failed: { article: string; edition: string | null } | null;
};

/** The newest. More would hold the text of a year in memory. */
export const MOST_UNANSWERED = 10_000;

/**
 * Each became a ticket, which says what it is about. Left out: routes (somebody else's), what is of an incident (no article would
 * have helped), wishes, and what is of a component that only some may read of. The newest first.
 */
export const loadUnanswered = (
  database: Sql,
  { desk, since, without }: { desk: string; since: Date; without: readonly string[] },
): Promise<UnansweredQuestion[]> =>
  database.$queryRaw<UnansweredQuestion[]>`
    SELECT t.number AS ticket, c.question, ${personTold} AS person, t."openedAt" AS at, t.component, t.site,
           (SELECT jsonb_build_object('article', o.article, 'edition', o.edition) FROM "ArticleOffer" o
             WHERE o."conversationId" = c.id AND o.kind = 'answer' AND o.outcome = 'failed'
             ORDER BY o.place DESC LIMIT 1) AS failed
      FROM "Ticket" t
      JOIN "Conversation" c ON c.id = t."conversationId"
      JOIN "Person" p ON p.id = t."requesterId"
     WHERE t.desk = ${desk} AND t.status IN ('open', 'waiting', 'resolved', 'closed') AND t."openedAt" >= ${since}::timestamptz
       AND t.incident IS NULL AND t.detail->>'kind' IS DISTINCT FROM 'enhancement'
       AND (t.component IS NULL OR t.component <> ALL(${[...without]}::text[])) AND c.question <> ''
       AND (EXISTS (SELECT 1 FROM "HistoryEntry" h WHERE h."conversationId" = c.id AND h.type = 'not_found')
         OR EXISTS (SELECT 1 FROM "ArticleOffer" o WHERE o."conversationId" = c.id AND o.outcome = 'failed'))
     ORDER BY t."openedAt" DESC, t.number DESC LIMIT ${MOST_UNANSWERED}::int`;

/** One person with accounts on two platforms has one address; that of a guest is anybody's word. */
const personTold = Prisma.sql`CASE WHEN p.outside IS NULL THEN coalesce(lower(p.email), p.id) ELSE p.id END`;
