/** What has been promised for a ticket, how does it stand, and when must the clock look at the ticket again? */
import { targetFor } from "../plan/lookups";
import type { EscalationPlan, Priority, TierNumber } from "../plan/plan";
import { addBusinessMinutes, businessMinutesBetween } from "./business-hours";
import type { Target, Ticket } from "./model";

const DAY = 24 * 60 * 60 * 1000;

const isRunning = (target: Target): boolean => target.state === "running" || target.state === "warned";

/** A promise counted from `from`; undefined when the plan promises nothing for this. */
export function startTarget(
  plan: EscalationPlan,
  kind: Target["kind"],
  tier: TierNumber,
  priority: Priority,
  from: Date,
): Target | undefined {
  const promised = targetFor(plan, kind, tier, priority);
  if (!promised) return undefined;
  const { minutes, calendar } = promised;
  return {
    kind,
    tier,
    minutes,
    calendar,
    startedAt: from,
    state: "running",
    ...times(plan, calendar, from, minutes, minutes),
  };
}

/** When a promise with `left` of its `minutes` is warned of and due, counted from `from`. */
function times(plan: EscalationPlan, calendar: string, from: Date, minutes: number, left: number) {
  const hours = calendarOf(plan, calendar);
  const untilWarning = Math.max(0, left - minutes * (1 - plan.warnAt));
  return {
    due: addBusinessMinutes(hours, from, left),
    warnAt: addBusinessMinutes(hours, from, untilWarning),
  };
}

function calendarOf(plan: EscalationPlan, key: string) {
  const calendar = plan.calendars.find((c) => c.key === key) ?? plan.calendars[0];
  if (!calendar) throw new Error(`The plan has no calendar "${key}".`);
  return calendar;
}

/** The clocks of a ticket that is new at a tier. Those of the tier before are dropped, what they came to is kept. */
export function startTargets(plan: EscalationPlan, ticket: Ticket, now: Date): Target[] {
  const before = ticket.targets.map((t) =>
    isRunning(t) || t.state === "paused" ? { ...t, state: "dropped" as const } : t,
  );
  const started = (["first_response", "resolution"] as const)
    .map((kind) => startTarget(plan, kind, ticket.tier, ticket.priority, now))
    .filter((t) => t !== undefined);
  return [...before, ...started];
}

/** The same promises under another priority: the time used so far counts, the time spent waiting does not. */
export function retimeTargets(plan: EscalationPlan, ticket: Ticket, now: Date): Target[] {
  return ticket.targets.map((target): Target => {
    if (!isRunning(target) && target.state !== "paused") return target;
    const promised = targetFor(plan, target.kind, target.tier, ticket.priority);
    if (!promised) return { ...target, state: "dropped" };
    const { minutes, calendar } = promised;
    // Below zero where more is used than is promised now: yet another priority may promise more.
    const left = minutes - (target.minutes - minutesLeft(plan, target, now));
    if (target.state === "paused")
      return { ...target, minutes, calendar, minutesLeft: left, isWarned: false };
    return { ...target, minutes, calendar, state: "running", ...times(plan, calendar, now, minutes, left) };
  });
}

const minutesLeft = (plan: EscalationPlan, target: Target, now: Date): number =>
  target.minutesLeft ?? businessMinutesBetween(calendarOf(plan, target.calendar), now, target.due);

/** The requester wrote and waits: a promise for the next word, unless one is running. */
export function expectResponse(plan: EscalationPlan, ticket: Ticket, now: Date): Target[] {
  if (ticket.targets.some((t) => t.kind !== "resolution" && isRunning(t))) return ticket.targets;
  const next = startTarget(plan, "next_response", ticket.tier, ticket.priority, now);
  return next ? [...ticket.targets, next] : ticket.targets;
}

export function meetTargets(ticket: Ticket, kinds: Target["kind"][]): Target[] {
  const isMet = (t: Target) => kinds.includes(t.kind) && (isRunning(t) || t.state === "paused");
  return ticket.targets.map((t) => (isMet(t) ? { ...t, state: "met" } : t));
}

export const dropTargets = (ticket: Ticket): Target[] =>
  ticket.targets.map((t) => (isRunning(t) || t.state === "paused" ? { ...t, state: "dropped" } : t));

/** Stops the clocks: nobody here can do anything before the requester or the vendor answers. */
export function pauseTargets(plan: EscalationPlan, ticket: Ticket, now: Date): Target[] {
  return ticket.targets.map((target) => {
    if (!isRunning(target)) return target;
    const isWarned = target.state === "warned";
    return { ...target, state: "paused", minutesLeft: minutesLeft(plan, target, now), isWarned };
  });
}

export function resumeTargets(plan: EscalationPlan, ticket: Ticket, now: Date): Target[] {
  return ticket.targets.map((target) => {
    if (target.state !== "paused") return target;
    const { minutesLeft: left = target.minutes, isWarned, ...rest } = target;
    const moved = times(plan, target.calendar, now, target.minutes, left);
    // A warning that was given stays given. What an earlier version has paused does not say: then its moment has passed.
    const isGiven = isWarned ?? left <= target.minutes * (1 - plan.warnAt);
    return { ...rest, ...moved, state: isGiven ? "warned" : "running" };
  });
}

/** The next promise that runs out, for the card and the requester. */
export const nextTarget = (ticket: Ticket): Target | undefined =>
  ticket.targets.filter(isRunning).toSorted((a, b) => a.due.getTime() - b.due.getTime())[0];

/** Moments at which something is to be done about a ticket, besides its targets. */
export type FollowUp = { what: "remind" | "close_unanswered" | "close_resolved"; at: Date };

export function nextFollowUp(plan: EscalationPlan, ticket: Ticket): FollowUp | undefined {
  const { remindAfterDays, closeAfterDays, closeResolvedAfterDays } = plan.followUp;
  if (ticket.status === "resolved" && ticket.resolution)
    return { what: "close_resolved", at: after(ticket.resolution.at, closeResolvedAfterDays) };
  if (ticket.status !== "waiting" || ticket.waitingOn !== "requester" || !ticket.waitingSince)
    return undefined;
  const remindAfter = remindAfterDays[ticket.remindersSent];
  if (remindAfter === undefined || remindAfter >= closeAfterDays)
    return { what: "close_unanswered", at: after(ticket.waitingSince, closeAfterDays) };
  return { what: "remind", at: after(ticket.waitingSince, remindAfter) };
}

const after = (from: Date, days: number): Date => new Date(from.getTime() + days * DAY);

/** The ticket with `wakeAt` set to its earliest deadline. Every changed ticket passes through here. */
export function withWakeAt(plan: EscalationPlan, ticket: Ticket): Ticket {
  const moments = ticket.targets.flatMap((t) =>
    t.state === "running" ? [t.warnAt] : t.state === "warned" ? [t.due] : [],
  );
  const followUp = nextFollowUp(plan, ticket);
  const earliest = [...moments, ...(followUp ? [followUp.at] : [])].toSorted(
    (a, b) => a.getTime() - b.getTime(),
  )[0];
  const { wakeAt: _before, ...rest } = ticket;
  return earliest ? { ...rest, wakeAt: earliest } : rest;
}
