/** Which draft articles are wanted, by whom, and what became of them? */
import type { WantedDraft } from "../desk/decision";
import type { DraftOutcome, DraftSource } from "../desk/events";
import type { Address, Person } from "../desk/model";
import { Prisma } from "../generated/prisma/client";
import type { Change } from "./statement";
import { toJson } from "./stored-text";
import type { Sql } from "./transaction";

/** Asked for by one event: the same event again is the same draft. */
export const saveWantedDrafts = (desk: string, drafts: WantedDraft[]): Change[] =>
  drafts.map(({ id, by, in: place, source, at }) => ({
    sql: Prisma.sql`
      INSERT INTO "ArticleDraft" (id, desk, source, by, place, at, "nextAttemptAt")
      VALUES (${id}, ${desk}, ${toJson(source)}::jsonb, ${toJson(by)}::jsonb, ${toJson(place)}::jsonb, ${at}, ${at})
      ON CONFLICT (id) DO NOTHING`,
  }));

export type ClaimedDraft = WantedDraft & { desk: string; attempts: number };

/** The next one to write. Nobody else gets it until then, so that whoever dies over it holds it up for so long and no longer. */
export async function claimDraft(database: Sql, now: Date, until: Date): Promise<ClaimedDraft | undefined> {
  const [row] = await database.$queryRaw<(Omit<ClaimedDraft, "in"> & { place: Address })[]>`
    UPDATE "ArticleDraft" SET attempts = attempts + 1, "nextAttemptAt" = ${until}
     WHERE id = (SELECT id FROM "ArticleDraft" WHERE status = 'wanted' AND "nextAttemptAt" <= ${now}
                  ORDER BY "nextAttemptAt", id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, desk, source, by, place, at, attempts`;
  if (!row) return undefined;
  const { place, ...draft } = row;
  return { ...draft, in: place };
}

/** What it was made from stands in the draft now, or is of no use: people's words are not kept twice. */
export const finishDraft = (database: Sql, id: string, outcome: DraftOutcome): Promise<number> =>
  database.$executeRaw`
    UPDATE "ArticleDraft" SET status = ${"reason" in outcome ? "refused" : "written"}, outcome = ${toJson(outcome)}::jsonb,
           source = source - 'text' #- '{gap,examples}'
     WHERE id = ${id}`;

/** `source`: without people's words. `outcome`: none while it is being written. */
export type KnownDraft = {
  id: string;
  at: Date;
  by: Person;
  source: Partial<Extract<DraftSource, { ticket: number }>>;
  outcome: DraftOutcome | null;
};

/** The newest first. */
export const loadDrafts = (database: Sql, desk: string, most: number): Promise<KnownDraft[]> =>
  database.$queryRaw<KnownDraft[]>`
    SELECT id, at, by, source, outcome FROM "ArticleDraft" WHERE desk = ${desk} ORDER BY at DESC, id LIMIT ${most}::int`;
