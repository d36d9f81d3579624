/** Which resolved tickets are like this question? For the packet that a technician gets with a new ticket. */
import type { Ticket } from "../desk/model";
import type { DeskState } from "../desk/state";
import { Prisma } from "../generated/prisma/client";
import type { Change } from "./statement";
import { storable } from "./stored-text";

/**
 * How many are shown; how many are looked at, the most promising ones; how many of a question's words are looked up. All are read
 * from the end of an index, so it costs the same beside a thousand tickets and a million: benchmarks/escalation.md.
 */
const shown = 3;
const lookedAt = 60;
const longestWords = 30;

/** Lexemes of a text, each once. The migration that fills the table has the same expression. */
export const wordsOf = (text: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`tsvector_to_array(to_tsvector('english', left(${text}, 10000)))`;

/** Of each word the newest tickets. Where those are not all, they reach back to one: the farther, the rarer the word. */
const newestOfEach = (desk: string): Prisma.Sql => Prisma.sql`
  SELECT hit.number, CASE WHEN count(*) OVER one < ${lookedAt}::int THEN 0 ELSE min(hit.number) OVER one END AS reach
    FROM (SELECT word FROM unnest(asked.words) AS word ORDER BY length(word) DESC, word LIMIT ${longestWords}::int) said,
         LATERAL (SELECT number FROM "SolvedWord" WHERE desk = ${desk} AND word = said.word
                   ORDER BY number DESC LIMIT ${lookedAt}::int) hit
  WINDOW one AS (PARTITION BY said.word)`;

/**
 * A JSON array of SimilarTicket, the most alike first; NULL where the event belongs to a ticket already (`t`). One word in
 * common is chance, so at least two are asked for, unless the question has but one. OFFSET 0: lexemes are made once a text, not at
 * each place that names them.
 */
export const similarTickets = (question: Prisma.Sql, desk: string): Prisma.Sql => Prisma.sql`
  (SELECT jsonb_agg(jsonb_build_object('number', number, 'question', question, 'resolution', resolution) ORDER BY rank DESC, number DESC)
     FROM (
       SELECT solved.number, solved.question, solved.resolution, ts_rank(solved.words, asked.query) AS rank
         FROM (
           SELECT tsvector_to_array(plain) AS words, replace(query::text, '&', '|')::tsquery AS query
             FROM (SELECT to_tsvector('english', left(${question}, 2000)) AS plain,
                          plainto_tsquery('english', left(${question}, 2000)) AS query) q
            WHERE NOT EXISTS (SELECT 1 FROM t) AND numnode(query) > 0 OFFSET 0
         ) asked,
         LATERAL (SELECT number FROM (${newestOfEach(desk)}) newest
                   GROUP BY number ORDER BY count(*) DESC, min(reach), number DESC LIMIT ${lookedAt}::int) found,
         LATERAL (SELECT number, question, resolution, to_tsvector('english', question || ' ' || resolution) AS words
                    FROM "Ticket" WHERE number = found.number AND resolution IS NOT NULL OFFSET 0) solved
        WHERE (SELECT count(*) FROM unnest(tsvector_to_array(solved.words)) AS word WHERE word = ANY (asked.words))
              >= least(2, cardinality(asked.words))
        ORDER BY rank DESC, number DESC LIMIT ${shown}::int
     ) best)`;

/** Keeps the words of solved tickets as the tickets are: none of a text that was changed, or of a ticket that was reopened. */
export function saveSolvedWords(saved: Ticket, { ticket, openTickets }: DeskState): Change[] {
  const loaded = [ticket, ...openTickets].find((one) => one?.number === saved.number);
  const before = loaded ? solvedText(loaded) : "";
  const after = solvedText(saved);
  if (before === after) return [];
  const gone = Prisma.sql`
    DELETE FROM "SolvedWord" WHERE desk = ${saved.desk} AND number = ${saved.number}::int
       AND word = ANY (${wordsOf(Prisma.sql`${before}`)}) AND word <> ALL (${wordsOf(Prisma.sql`${after}`)})`;
  const come = Prisma.sql`
    INSERT INTO "SolvedWord" (desk, word, number)
    SELECT ${saved.desk}, word, ${saved.number}::int FROM unnest(${wordsOf(Prisma.sql`${after}`)}) AS word
    ON CONFLICT DO NOTHING`;
  return [...(before === "" ? [] : [{ sql: gone }]), ...(after === "" ? [] : [{ sql: come }])];
}

function solvedText({ status, question, resolution }: Ticket): string {
  if (!resolution || (status !== "resolved" && status !== "closed")) return "";
  return storable(`${question} ${resolution.note}`);
}
