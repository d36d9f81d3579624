/** How is kept what a desk has done by itself, and what must it know for it? */
import type { DeskEvent } from "../desk/events";
import type { DeskState, Duty } from "../desk/state";
import { Prisma } from "../generated/prisma/client";
import type { EscalationPlan } from "../plan/plan";
import { lastWeek } from "../desk/digest-period";
import { loadDigestReport } from "./digest";
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

/** The figures are counted only where they are told. */
export async function loadDutyState(
  database: Sql,
  desk: string,
  event: DeskEvent,
  plan?: Pick<EscalationPlan, "timezone">,
): Promise<Pick<DeskState, "duties" | "figures" | "digest">> {
  const duties = await loadDuties(database, desk);
  const due = event.type === "deadline_reached" && "duty" in event.subject ? event.subject.duty : undefined;
  if (due === "review") {
    const since = reviewedAt(duties, event.at);
    const figures = await loadReviewFigures(database, desk, since);
    return {
      duties,
      figures,
      ...(plan && {
        digest: await loadDigestReport(database, desk, { from: since, until: event.at }, plan.timezone),
      }),
    };
  }
  if (!plan || (due !== "digest" && event.type !== "digest_asked")) return { duties };
  const week = lastWeek(event.at, plan.timezone);
  return { duties, digest: await loadDigestReport(database, desk, week, plan.timezone) };
}

function reviewedAt(duties: Duty[], at: Date): Date {
  const review = duties.find(({ name }) => name === "review");
  return review?.told === undefined ? new Date(at.getTime() - firstReviewDays * dayMs) : review.doneAt;
}
