/** How is kept what a desk has done by itself, and what must it know for it? */
import type { DeskEvent, DeskState, Duty } from "../desk/model";
import { Prisma } from "../generated/prisma/client";
import { loadReviewFigures } from "./review-figures";
import type { Change } from "./statement";
import { storable } from "./stored-text";
import type { Sql } from "./transaction";

type Row = { name: Duty["name"]; doneAt: Date; wakeAt: Date | null; told: string | null };

export async function loadDuties(database: Sql, desk: string): Promise<Duty[]> {
  const rows = await database.$queryRaw<Row[]>`
    SELECT duty AS name, "doneAt", "wakeAt", told FROM "DeskDuty" WHERE desk = ${desk}`;
  return rows.map(({ name, doneAt, wakeAt, told }) => ({
    name,
    doneAt,
    ...(wakeAt && { wakeAt }),
    ...(told !== null && { told }),
  }));
}

/** A desk's own events are one lane: nobody else changes its duties meanwhile. */
export const saveDuties = (desk: string, duties: Duty[]): Change[] =>
  duties.map(({ name, doneAt, wakeAt = null, told }) => ({
    sql: Prisma.sql`
      INSERT INTO "DeskDuty" (desk, duty, "doneAt", "wakeAt", told)
      VALUES (${desk}, ${name}, ${doneAt}, ${wakeAt}::timestamptz, ${told === undefined ? null : storable(told)})
      ON CONFLICT (desk, duty) DO UPDATE
         SET "doneAt" = EXCLUDED."doneAt", "wakeAt" = EXCLUDED."wakeAt", told = EXCLUDED.told`,
  }));

const dayMs = 86_400_000;
/** Before the first reminder: as far as a quarter goes. */
const firstReviewDays = 90;

/** The figures are counted for a reminder only. */
export async function loadDutyState(
  database: Sql,
  desk: string,
  event: DeskEvent,
): Promise<Pick<DeskState, "duties" | "figures">> {
  const duties = await loadDuties(database, desk);
  const isReview =
    event.type === "deadline_reached" && "duty" in event.subject && event.subject.duty === "review";
  if (!isReview) return { duties };
  const review = duties.find(({ name }) => name === "review");
  const before = new Date(event.at.getTime() - firstReviewDays * dayMs);
  const since = review?.told === undefined ? before : review.doneAt;
  return { duties, figures: await loadReviewFigures(database, desk, since) };
}
