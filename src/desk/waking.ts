/** When is something to be done about a ticket, if nobody does anything before? */
import type { EscalationPlan } from "../plan/plan";
import { addBusinessMinutes } from "./business-hours";
import { isReport } from "./incidents";
import { nextCriterionAt } from "./later-criteria";
import { calendarOf, isListed, isRunning } from "./targets";
import type { Ticket } from "./model";

const DAY = 24 * 60 * 60 * 1000;

/** Moments at which something is to be done about a ticket, besides its targets. */
export type FollowUp = { what: "remind" | "close_unanswered" | "close_resolved"; at: Date };

export function nextFollowUp(plan: EscalationPlan, ticket: Ticket): FollowUp | undefined {
  const ofTier = plan.tiers.find((t) => t.number === ticket.tier)?.followUp;
  const { remindAfterDays, closeAfterDays, closeResolvedAfterDays } = { ...plan.followUp, ...ofTier };
  if (ticket.status === "resolved" && ticket.resolution)
    return { what: "close_resolved", at: after(ticket.resolution.at, closeResolvedAfterDays) };
  if (ticket.status !== "waiting" || ticket.waitingOn !== "requester" || !ticket.waitingSince)
    return undefined;
  const remindAfter = remindAfterDays[ticket.remindersSent];
  if (remindAfter === undefined || remindAfter >= closeAfterDays)
    return { what: "close_unanswered", at: after(ticket.waitingSince, closeAfterDays) };
  return { what: "remind", at: after(ticket.waitingSince, remindAfter) };
}

/**
 * Neither resolved nor the requester's turn. Also while a vendor works on it: then they hear least. What stands on a list or
 * belongs to an incident is told of otherwise.
 */
const owesUpdates = (ticket: Ticket): boolean =>
  (ticket.status === "open" || ticket.waitingOn === "vendor") && !isListed(ticket) && !isReport(ticket);

const updateEvery = (plan: EscalationPlan, { tier }: Ticket) =>
  plan.tiers.find((t) => t.number === tier)?.followUp?.updateRequesterEvery;

/** The ticket with the moment from which the requester's waiting for a word counts. */
export function withUpdateSince(ticket: Ticket, now: Date): Ticket {
  const { updateSince = now, ...rest } = ticket;
  return owesUpdates(ticket) ? { ...rest, updateSince } : rest;
}

/** Nothing else would bring a ticket back to anybody: asked after so many days. */
const NEVER_LONGER = 7;

/** When somebody is asked for an update for the requester. */
export function nextUpdate(plan: EscalationPlan, ticket: Ticket): Date | undefined {
  if (!ticket.updateSince || !owesUpdates(ticket)) return undefined;
  const every = updateEvery(plan, ticket);
  if (every) return addBusinessMinutes(calendarOf(plan, every.calendar), ticket.updateSince, every.minutes);
  return ticket.targets.some(isRunning) ? undefined : after(ticket.updateSince, NEVER_LONGER);
}

const after = (from: Date, days: number): Date => new Date(from.getTime() + days * DAY);

/** The ticket with `wakeAt` set to its earliest deadline. Every changed ticket passes through here. */
export function withWakeAt(plan: EscalationPlan, ticket: Ticket): Ticket {
  const moments = ticket.targets.flatMap((t) =>
    t.state === "running" ? [t.warnAt] : t.state === "warned" ? [t.due] : [],
  );
  const calls = (ticket.called ?? []).flatMap(({ nextAt }) => nextAt ?? []);
  const others = [nextFollowUp(plan, ticket)?.at, nextUpdate(plan, ticket), nextCriterionAt(plan, ticket)];
  const earliest = [...moments, ...calls, ...others.flatMap((at) => at ?? [])].toSorted(
    (a, b) => a.getTime() - b.getTime(),
  )[0];
  const { wakeAt: _before, ...rest } = ticket;
  return earliest ? { ...rest, wakeAt: earliest } : rest;
}
