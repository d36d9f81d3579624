/** How long did a ticket take? Noted on it as it happens, in the calendar that holds then (docs/figures.md). */
import { targetFor } from "../plan/lookups";
import type { Calendar, EscalationPlan, TargetKind } from "../plan/plan";
import { businessMinutesBetween } from "./business-hours";
import type { Situation } from "./situation";
import { calendarOf } from "./targets";
import type { Decision } from "./decision";
import type { Ticket } from "./model";

/** The decision, with what it means for its ticket's figures. One place for all rules: none can forget it. */
export function measured(here: Situation, decision: Decision): Decision {
  const { event, state } = here;
  const isReply = event.type === "message_delivered" && event.about.role === "reply";
  const isFirstResponse = isReply && state.ticket !== undefined && !state.ticket.firstResponse;
  const after = decision.ticket ?? (isFirstResponse ? state.ticket : undefined);
  if (!after) return decision;
  const before = [state.ticket, ...state.openTickets].find((each) => each?.number === after.number);
  const waited = withWaits(before, after, here.now);
  const responded = isFirstResponse ? withResponse(here, waited) : waited;
  return { ...decision, ticket: withMinutes(here, before, responded) };
}

/** A wait is over, or another one has begun at once. */
function withWaits(before: Ticket | undefined, after: Ticket, now: Date): Ticket {
  if (!before) return { ...after, waits: [] };
  const from = before.status === "waiting" ? before.waitingSince : undefined;
  const goesOn = after.status === "waiting" && after.waitingSince?.getTime() === from?.getTime();
  if (!from || goesOn || !after.waits) return after;
  return { ...after, waits: [...after.waits, { from, to: now }] };
}

/** A bot's words are none: only what people write has this receipt. */
function withResponse({ rules, now }: Situation, ticket: Ticket): Ticket {
  const minutes = workedMinutes(rules.plan, ticket, "first_response", now);
  return { ...ticket, firstResponse: { at: now, ...(minutes !== undefined && { minutes }) } };
}

/** Of another resolution than before: it may have been reopened since. */
function withMinutes({ rules }: Situation, before: Ticket | undefined, after: Ticket): Ticket {
  const { resolution } = after;
  if (!resolution || resolution.at.getTime() === before?.resolution?.at.getTime()) return after;
  const minutes = workedMinutes(rules.plan, after, "resolution", resolution.at);
  return { ...after, resolution: { ...resolution, ...(minutes !== undefined && { minutes }) } };
}

/** Business minutes since it was opened, without its waits. Undefined: nobody knows when it waited. */
function workedMinutes(
  plan: EscalationPlan,
  ticket: Ticket,
  kind: TargetKind,
  until: Date,
): number | undefined {
  const { waits, openedAt, status, waitingSince } = ticket;
  if (!waits) return undefined;
  const calendar = calendarFor(plan, ticket, kind);
  const stillWaits = status === "waiting" && waitingSince ? [{ from: waitingSince, to: until }] : [];
  const waited = [...waits, ...stillWaits].map(({ from, to }) => businessMinutesBetween(calendar, from, to));
  return businessMinutesBetween(calendar, openedAt, until) - waited.reduce((sum, each) => sum + each, 0);
}

/** That of the promise that was given last; else of one that would be; else the plan's first. */
function calendarFor(plan: EscalationPlan, ticket: Ticket, kind: TargetKind): Calendar {
  const given = ticket.targets.findLast((target) => target.kind === kind);
  const promised = given ?? targetFor(plan, kind, ticket.tier, ticket.priority);
  return calendarOf(plan, promised?.calendar ?? "");
}
