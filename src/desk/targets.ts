/** What has been promised for a ticket, and how does it stand? */
import { targetFor, vendorPromise } from "../plan/lookups";
import type { Calendar, EscalationPlan, Priority, TargetKind, TierNumber } from "../plan/plan";
import { isReport } from "./incidents";
import { ownerOf } from "./ownership";
import { addBusinessMinutes, businessMinutesBetween } from "./business-hours";
import type { Target, Ticket } from "./model";

export const isRunning = (target: Target): boolean => target.state === "running" || target.state === "warned";

/** The vendor's promise to us: it runs exactly while the ticket waits for the vendor. */
export const isVendors = ({ kind }: Target): boolean => kind === "vendor_response";

/** An enhancement is on a list: nothing is promised for it. */
export const isListed = ({ kind }: Ticket): boolean => kind === "enhancement";

/** Whether its kind can be put right: a ticket keeps one that the plan had, and an enhancement would stay on its list for good. */
export const mayChangeKind = (plan: EscalationPlan, { kind }: Ticket): boolean =>
  plan.kinds !== undefined || kind !== undefined;

/** A promise counted from `from`; undefined when the plan promises nothing for this. */
export function startTarget(
  plan: EscalationPlan,
  kind: TargetKind,
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

/** Between us and a vendor, or one tier and the next: the requester hears nothing of it. */
export const isInside = (target: Target): boolean => isVendors(target) || target.kind === "hand_over";

/** Somebody works on the ticket: what was promised to the tier before is kept. Whom the plan gave it to has not said so yet. */
export const meetHandOver = (ticket: Ticket): Target[] =>
  ownerOf(ticket) ? meetTargets(ticket, ["hand_over"]) : ticket.targets;

/** The clock of a vendor who is asked now; one that ran before is none any more. */
export function startVendorTarget(
  plan: EscalationPlan,
  ticket: Ticket,
  vendor: string | undefined,
  now: Date,
): Target[] {
  const others = dropVendorTarget(ticket.targets);
  const promised = vendorPromise(plan, vendor, ticket.priority);
  if (vendor === undefined || !promised) return others;
  const { minutes, calendar } = promised;
  const started: Target = {
    kind: "vendor_response",
    vendor,
    tier: 4,
    minutes,
    calendar,
    startedAt: now,
    state: "running",
    ...times(plan, calendar, now, minutes, minutes),
  };
  return [...others, started];
}

/** We wait for something else, or not any more: nobody can say that the vendor kept the promise. */
export const dropVendorTarget = (targets: Target[]): Target[] =>
  targets.map((t) => (isVendors(t) && isRunning(t) ? { ...t, state: "dropped" } : t));

/** When a promise with `left` of its `minutes` is warned of and due, counted from `from`. */
function times(plan: EscalationPlan, calendar: string, from: Date, minutes: number, left: number) {
  const hours = calendarOf(plan, calendar);
  const untilWarning = Math.max(0, left - minutes * (1 - plan.warnAt));
  return {
    due: addBusinessMinutes(hours, from, left),
    warnAt: addBusinessMinutes(hours, from, untilWarning),
  };
}

/** A calendar may leave the plan while tickets count in it: then another holds, and without any all hours do. */
export const calendarOf = (plan: EscalationPlan, key: string): Calendar =>
  plan.calendars.find((c) => c.key === key) ?? plan.calendars[0] ?? allHours(plan);

const allHours = ({ timezone }: EscalationPlan): Calendar => ({
  key: "all hours",
  timezone,
  hours: Array.from({ length: 7 }, () => [{ from: 0, to: 24 * 60 }]),
  holidays: [],
});

/** The clocks of a ticket that is new at a tier; an incident's report has none. Those of the tier before are dropped, what they came to is kept. */
export function startTargets(plan: EscalationPlan, ticket: Ticket, now: Date): Target[] {
  const before = ticket.targets.map((t) =>
    isRunning(t) || t.state === "paused" ? { ...t, state: "dropped" as const } : t,
  );
  if (isListed(ticket) || isReport(ticket)) return before;
  // A vendor takes no ticket of ours.
  const isOpenTo = !ownerOf(ticket) && ticket.tier < 4;
  const kinds: TargetKind[] = [...(isOpenTo ? ["hand_over" as const] : []), "first_response", "resolution"];
  const started = kinds
    .map((kind) => startTarget(plan, kind, ticket.tier, ticket.priority, now))
    .filter((t) => t !== undefined);
  return [...before, ...started];
}

/** The same promises under another priority: the time used so far counts, the time spent waiting does not. */
export function retimeTargets(plan: EscalationPlan, ticket: Ticket, now: Date): Target[] {
  return ticket.targets.map((target): Target => {
    if (!isRunning(target) && target.state !== "paused") return target;
    const promised = promiseOf(plan, target, ticket.priority);
    if (!promised) return { ...target, state: "dropped" };
    const { minutes, calendar } = promised;
    // Below zero where more is used than is promised now: yet another priority may promise more.
    const left = minutes - (target.minutes - minutesLeft(plan, target, now));
    if (target.state === "paused")
      return { ...target, minutes, calendar, minutesLeft: left, isWarned: false };
    return { ...target, minutes, calendar, state: "running", ...times(plan, calendar, now, minutes, left) };
  });
}

const promiseOf = (plan: EscalationPlan, { kind, tier, vendor }: Target, priority: Priority) =>
  kind === "vendor_response" ? vendorPromise(plan, vendor, priority) : targetFor(plan, kind, tier, priority);

const minutesLeft = (plan: EscalationPlan, target: Target, now: Date): number =>
  target.minutesLeft ?? businessMinutesBetween(calendarOf(plan, target.calendar), now, target.due);

/** The requester wrote and waits: a promise for the next word, unless one is running. */
export function expectResponse(plan: EscalationPlan, ticket: Ticket, now: Date): Target[] {
  const isResponse = ({ kind }: Target) => kind === "first_response" || kind === "next_response";
  const hasNone = isListed(ticket) || isReport(ticket);
  if (hasNone || ticket.targets.some((t) => isResponse(t) && isRunning(t))) return ticket.targets;
  const next = startTarget(plan, "next_response", ticket.tier, ticket.priority, now);
  return next ? [...ticket.targets, next] : ticket.targets;
}

export function meetTargets(ticket: Ticket, kinds: Target["kind"][]): Target[] {
  const isMet = (t: Target) => kinds.includes(t.kind) && (isRunning(t) || t.state === "paused");
  return ticket.targets.map((t) => (isMet(t) ? { ...t, state: "met" } : t));
}

export const dropTargets = (ticket: Ticket): Target[] =>
  ticket.targets.map((t) => (isRunning(t) || t.state === "paused" ? { ...t, state: "dropped" } : t));

/** Stops our clocks: nobody here can do anything before the requester or the vendor answers. */
export function pauseTargets(plan: EscalationPlan, ticket: Ticket, now: Date): Target[] {
  return ticket.targets.map((target) => {
    if (!isRunning(target) || isVendors(target)) return target;
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

/** The next of our promises to the requester that runs out, for the card and for them. */
export const nextTarget = (ticket: Ticket): Target | undefined =>
  ticket.targets
    .filter((t) => isRunning(t) && !isInside(t))
    .toSorted((a, b) => a.due.getTime() - b.due.getTime())[0];
