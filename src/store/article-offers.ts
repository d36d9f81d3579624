/** How are the articles that were offered kept so that they can be counted? A row an offer, always as the conversation has it. */
import type { Conversation } from "../desk/model";
import type { DeskState } from "../desk/state";
import { Prisma } from "../generated/prisma/client";
import type { Change } from "./statement";
import { toJson } from "./stored-text";

/** Nothing where they are as they were loaded, as for most events. */
export function saveArticleOffers(saved: Conversation, { conversation: loaded }: DeskState): Change[] {
  const before = loaded?.id === saved.id ? loaded.offers : [];
  if (toJson(before) === toJson(saved.offers)) return [];
  const taken = Prisma.sql`
    DELETE FROM "ArticleOffer" WHERE "conversationId" = ${saved.id} AND place >= ${saved.offers.length}::int`;
  const offered = Prisma.sql`
    INSERT INTO "ArticleOffer" AS known ("conversationId", place, desk, article, kind, edition, outcome, at)
    SELECT ${saved.id}, place, ${saved.desk}, article, kind, edition, outcome, at
      FROM jsonb_to_recordset(${toJson(saved.offers.map(toRow))}::jsonb)
        AS offer(place int, article text, kind text, edition text, outcome text, at timestamptz)
    ON CONFLICT ("conversationId", place) DO UPDATE
       SET article = EXCLUDED.article, kind = EXCLUDED.kind, edition = EXCLUDED.edition, outcome = EXCLUDED.outcome,
           at = EXCLUDED.at
     WHERE (known.article, known.kind, known.edition, known.outcome, known.at) IS DISTINCT FROM
           (EXCLUDED.article, EXCLUDED.kind, EXCLUDED.edition, EXCLUDED.outcome, EXCLUDED.at)`;
  return [...(before.length > saved.offers.length ? [{ sql: taken }] : []), { sql: offered }];
}

const toRow = (
  { article, kind, edition, outcome, at }: Conversation["offers"][number],
  place: number,
): object => ({
  place,
  article,
  kind,
  edition,
  outcome,
  at,
});
