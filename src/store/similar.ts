/** Which resolved tickets are like this question? For the packet that a technician gets with a new ticket. */
import { Prisma } from "../generated/prisma/client";

/** How many are shown, and how many of the newest with a word in common are looked at: keeps it at about a millisecond. */
const shown = 3;
const lookedAt = 60;

/** Must be the expression of the index "Ticket_solved_words". */
const words = Prisma.sql`to_tsvector('english', question || ' ' || resolution)`;

/**
 * A JSON array of SimilarTicket, the most alike first; NULL where the event belongs to a ticket already (`t`). One word in
 * common is chance, so at least two are asked for, unless the question has but one.
 */
export const similarTickets = (question: Prisma.Sql, desk: string): Prisma.Sql => Prisma.sql`
  (SELECT jsonb_agg(jsonb_build_object('number', number, 'question', question, 'resolution', resolution) ORDER BY rank DESC, number DESC)
     FROM (
       SELECT found.*, ts_rank(found.words, found.query) AS rank
         FROM (
           SELECT number, question, resolution, ${words} AS words, asked.query, asked.lexemes
             FROM (
               SELECT plain AS lexemes, replace(plain::text, '&', '|')::tsquery AS query
                 FROM (SELECT plainto_tsquery('english', left(${question}, 2000)) AS plain) q
             ) asked, "Ticket"
            WHERE NOT EXISTS (SELECT 1 FROM t) AND desk = ${desk} AND resolution IS NOT NULL AND status IN ('resolved', 'closed')
              AND ${words} @@ asked.query
            ORDER BY number DESC LIMIT ${lookedAt}::int
         ) found
        WHERE (SELECT count(*) FROM unnest(tsvector_to_array(found.words)) AS word
                WHERE strpos(found.lexemes::text, quote_literal(word)) > 0)
              >= least(2, (numnode(found.lexemes) + 1) / 2)
        ORDER BY rank DESC, number DESC LIMIT ${shown}::int
     ) best)`;
