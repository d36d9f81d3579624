/** When is a desk to look after its plan and its articles? In the plan's own time zone. */
import { DateTime } from "luxon";
import type { EscalationPlan } from "../plan/plan";

/** Before anybody's day begins, so that the night's changes are in it. */
const CHECK_HOUR = 6;
/** When the owner's day has begun. */
const REVIEW_HOUR = 8;
const DAYS_BEFORE = 14;

/** The first night's end after a moment. */
export function nextCheckAt(plan: EscalationPlan, after: Date): Date {
  const local = DateTime.fromJSDate(after, { zone: plan.timezone });
  const today = local.startOf("day").set({ hour: CHECK_HOUR });
  return (today > local ? today : today.plus({ days: 1 })).toJSDate();
}

/** Its time on its day of the week, after a moment. Undefined: the plan has no digest. */
export function nextDigestAt({ digest, timezone }: EscalationPlan, after: Date): Date | undefined {
  if (!digest) return undefined;
  const { weekday, hour, minute } = digest;
  const local = DateTime.fromJSDate(after, { zone: timezone });
  const day = local.startOf("week").plus({ days: weekday - 1 });
  const next = day.set({ hour, minute });
  return (next > local ? next : day.plus({ weeks: 1 }).set({ hour, minute })).toJSDate();
}

/** Two weeks before the day of the review, on the day, and every week after it: the first of these after a moment. */
export function nextReviewAt(plan: EscalationPlan, after: Date): Date {
  const day = DateTime.fromISO(plan.reviewBy, { zone: plan.timezone }).set({ hour: REVIEW_HOUR });
  const local = DateTime.fromJSDate(after, { zone: plan.timezone });
  const before = day.minus({ days: DAYS_BEFORE });
  if (before > local) return before.toJSDate();
  if (day > local) return day.toJSDate();
  const weeks = Math.floor(local.diff(day, "weeks").weeks) + 1;
  return day.plus({ weeks }).toJSDate();
}

/** The first Monday morning after a moment. */
export function nextArticlesAt(plan: EscalationPlan, after: Date): Date {
  const local = DateTime.fromJSDate(after, { zone: plan.timezone });
  const monday = local.startOf("week").set({ hour: REVIEW_HOUR });
  return (monday > local ? monday : monday.plus({ weeks: 1 })).toJSDate();
}
