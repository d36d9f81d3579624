/** Nobody has taken a ticket: who is called next, and when? */
import { escalationPath, hasPath, onCallFor, present } from "../plan/contacts";
import { targetFor } from "../plan/lookups";
import type { Calendar, EscalationPlan, OnCall } from "../plan/plan";
import { isReport } from "./incidents";
import { ownerOf } from "./ownership";
import { addBusinessMinutes, firstMomentOff } from "./business-hours";
import { calendarOf, isListed } from "./targets";
import type { Calls, Ticket } from "./model";

/** Minutes until the next person is called, where the plan does not say. */
const CALL_NEXT_AFTER = 15;
const MINUTE = 60 * 1000;
const REASONS: Calls["for"][] = ["on_call", "first_response"];

/** The technicians of an incident look after its reports, and a list waits for nobody. */
export const isUntaken = (ticket: Ticket): boolean =>
  ticket.status === "open" && !ownerOf(ticket) && !isReport(ticket) && !isListed(ticket);

/** The ticket with the moments of its next calls. One that is set stays, as long as there is a reason and somebody to call. */
export function withCalls(plan: EscalationPlan, ticket: Ticket, now: Date): Ticket {
  const { called: _before, ...rest } = ticket;
  const called = REASONS.map((reason) => scheduled(plan, ticket, reason, now)).filter(
    ({ people, nextAt }) => people.length > 0 || nextAt,
  );
  return called.length > 0 ? { ...rest, called } : rest;
}

function scheduled(plan: EscalationPlan, ticket: Ticket, reason: Calls["for"], now: Date): Calls {
  const { nextAt, ...made } = callsOf(ticket, reason);
  if (!isUntaken(ticket) || !isCalledFor(plan, ticket, reason)) return made;
  const at = nextAt ?? callAt(plan, ticket, made, now);
  return at && nextPerson(plan, ticket, reason, at) !== undefined ? { ...made, nextAt: at } : made;
}

const callsOf = ({ called = [] }: Ticket, reason: Calls["for"]): Calls =>
  called.find((calls) => calls.for === reason) ?? { for: reason, people: [] };

/** A path is begun by the breach, and ends with an answer. */
function isCalledFor(plan: EscalationPlan, ticket: Ticket, reason: Calls["for"]): boolean {
  if (reason === "on_call") return onCallFor(plan, ticket.tier, ticket.priority) !== undefined;
  return hasPath(plan, ticket.tier) && callsOf(ticket, reason).people.length > 0;
}

const firstResponse = (ticket: Ticket) => ticket.targets.findLast((t) => t.kind === "first_response");

/** Somebody has answered, however late: also when they give the ticket back, nobody waits for a first word any more. */
export function afterAnswer(ticket: Ticket): Ticket {
  const { called, ...rest } = ticket;
  const others = called?.filter((calls) => calls.for !== "first_response") ?? [];
  return others.length > 0 ? { ...rest, called: others } : rest;
}

/** After one call the next waits; before the first, the on-call hours begin when work ends. */
function callAt(plan: EscalationPlan, ticket: Ticket, calls: Calls, now: Date): Date | undefined {
  const step = plan.callNextAfter ?? CALL_NEXT_AFTER;
  const onCall = onCallFor(plan, ticket.tier, ticket.priority);
  const byTheWall = new Date(now.getTime() + step * MINUTE);
  if (calls.for === "on_call")
    return onCall && offWork(plan, ticket, onCall, calls.people.length > 0 ? byTheWall : now);
  // Whoever is on call is called at all hours; the others while they work.
  const target = firstResponse(ticket);
  return onCall || !target ? byTheWall : addBusinessMinutes(calendarOf(plan, target.calendar), now, step);
}

/** Without any calendar there are no working hours, so it is always the hour of those on call. */
function offWork(plan: EscalationPlan, ticket: Ticket, onCall: OnCall, from: Date): Date | undefined {
  const calendar = workOf(plan, ticket, onCall);
  return calendar ? firstMomentOff(calendar, from) : from;
}

function workOf(
  plan: EscalationPlan,
  { tier, priority }: Ticket,
  { calendar }: OnCall,
): Calendar | undefined {
  const ofTargets =
    targetFor(plan, "first_response", tier, priority) ?? plan.targets.find((t) => t.tier === tier);
  const key = calendar ?? ofTargets?.calendar;
  return plan.calendars.find((each) => each.key === key) ?? plan.calendars[0];
}

/** Key of the one to be called at a moment: the first who is there and was not called yet. */
export function nextPerson(
  plan: EscalationPlan,
  ticket: Ticket,
  reason: Calls["for"],
  at: Date,
): string | undefined {
  const onCall = onCallFor(plan, ticket.tier, ticket.priority);
  const path =
    reason === "on_call" ? present(plan, onCall?.people ?? [], at) : escalationPath(plan, ticket, at);
  return path.find((key) => !callsOf(ticket, reason).people.includes(key));
}

/** The ticket after a call; the next one's moment is set when the change is saved. Without a person, only that moment is gone. */
export function afterCall(ticket: Ticket, reason: Calls["for"], person?: string): Ticket {
  const { nextAt: _come, ...made } = callsOf(ticket, reason);
  const people = person === undefined ? made.people : [...made.people, person];
  const others = (ticket.called ?? []).filter((calls) => calls.for !== reason);
  return { ...ticket, called: [...others, { ...made, people }] };
}

/** The calls whose moment has come. What was due at night is not made up for once people work again. */
export const callsDue = ({ called = [] }: Ticket, now: Date): Calls["for"][] =>
  called.flatMap((calls) => (calls.nextAt && calls.nextAt <= now ? [calls.for] : []));

export function isHourOf(plan: EscalationPlan, ticket: Ticket, reason: Calls["for"], now: Date): boolean {
  const onCall = onCallFor(plan, ticket.tier, ticket.priority);
  if (reason !== "on_call") return true;
  return onCall !== undefined && offWork(plan, ticket, onCall, now)?.getTime() === now.getTime();
}
