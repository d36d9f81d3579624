// Was everybody told what the plan promises, once and on time? Follows what happened to each ticket, apart from the code under test.

import { targetNames } from "../../src/desk/wording";
import type { HistoryType } from "../../src/desk/decision";
import type { Ticket } from "../../src/desk/model";
import type { EscalationPlan, TargetKind } from "../../src/plan/plan";
import { createPromises, type Promises } from "./promises";
import type { WorkingTime } from "./working-time";
import type { Handled } from "./world";

const DAY = 86_400_000;
/** Moments are rounded to milliseconds each time a clock stops. */
const TOLERANCE_MS = 1000;
const RESPONSES: TargetKind[] = ["first_response", "next_response"];
const ALL: TargetKind[] = [...RESPONSES, "resolution"];

type Followed = {
  promises: Promises;
  waiting?: { on: "requester" | "vendor"; since: number; reminders: number };
  resolvedAt?: number;
};

export type Oracle = ReturnType<typeof createOracle>;

export function createOracle(plan: EscalationPlan, time: WorkingTime) {
  const followed = new Map<number, Followed>();
  const problems: string[] = [];
  const counts = { warned: 0, breached: 0, met: 0, reminded: 0, closedByClock: 0 };
  let worstMs = 0;

  function complain(ticket: number, now: number, what: string): void {
    problems.push(`ticket ${ticket}, ${new Date(now).toISOString()}: ${what}`);
  }

  function onTime(ticket: number, now: number, what: string, late: number | undefined): void {
    if (late === undefined) return complain(ticket, now, `${what} that nothing calls for`);
    worstMs = Math.max(worstMs, Math.abs(late));
    if (Math.abs(late) > TOLERANCE_MS)
      complain(ticket, now, `${what} ${Math.round(late / 1000)} s from its moment`);
  }

  /** When the clock closes or reminds, as the plan says it in days. */
  function followUpAt({ waiting, resolvedAt }: Followed): number | undefined {
    const { remindAfterDays, closeAfterDays, closeResolvedAfterDays } = plan.followUp;
    if (resolvedAt !== undefined) return resolvedAt + closeResolvedAfterDays * DAY;
    if (waiting?.on !== "requester") return undefined;
    return (
      waiting.since + Math.min(remindAfterDays[waiting.reminders] ?? closeAfterDays, closeAfterDays) * DAY
    );
  }

  function lookForMissed(number: number, one: Followed, now: number): void {
    for (const what of one.promises.missed(now - TOLERANCE_MS)) complain(number, now, what);
    const at = followUpAt(one);
    if (at === undefined || at >= now - TOLERANCE_MS) return;
    complain(number, now, "a reminder or closing is overdue");
    if (one.waiting) one.waiting.reminders += 1;
  }

  function goOn(one: Followed, now: number): void {
    if (!one.waiting) return;
    delete one.waiting;
    one.promises.resume(now);
  }

  function begin(one: Followed, ticket: Ticket, now: number): void {
    one.promises.end(ALL);
    if (ticket.kind === "enhancement") return;
    one.promises.begin("first_response", ticket.tier, ticket.priority, now);
    one.promises.begin("resolution", ticket.tier, ticket.priority, now);
  }

  function end(one: Followed): void {
    one.promises.end(ALL);
    delete one.waiting;
    delete one.resolvedAt;
  }

  /** Undefined: a promise among ourselves or of a vendor's, which is followed elsewhere. */
  const kindCalled = (name: string | undefined): TargetKind | undefined =>
    ALL.find((kind) => kind === name || targetNames[kind] === name);

  function follow(one: Followed, ticket: Ticket, { event, now, decision }: Handled): void {
    const types = decision.history.map(({ type }) => type);
    for (const { type, text } of decision.history) {
      const kind = kindCalled(text);
      if (type === "target_warned") {
        if (!kind) continue;
        counts.warned += 1;
        onTime(ticket.number, now, `a warning of its ${text}`, one.promises.warned(kind, now));
      } else if (type === "target_breached") {
        if (!kind) continue;
        counts.breached += 1;
        onTime(ticket.number, now, `a breach of its ${text}`, one.promises.breached(kind, now));
      } else if (type === "target_met") {
        if (!kind) continue;
        counts.met += 1;
        const isMeant = event.type === "message_delivered" && one.promises.has([kind]);
        if (!isMeant) complain(ticket.number, now, "a target is met that is not awaited");
        one.promises.end([kind]);
      } else becomes(one, ticket, { type, types, now, isClock: event.type === "deadline_reached" });
    }
    const isAnswer = event.type === "message_delivered" && event.about.role === "reply";
    if (isAnswer && one.promises.has(RESPONSES))
      complain(ticket.number, now, "an answer arrived and counts for nothing");
  }

  function becomes(
    one: Followed,
    ticket: Ticket,
    { type, types, now, isClock }: { type: HistoryType; types: HistoryType[]; now: number; isClock: boolean },
  ): void {
    switch (type) {
      case "ticket_opened":
        return begin(one, ticket, now);
      case "escalated":
        end(one);
        begin(one, ticket, now);
        if (ticket.tier === 4) {
          one.promises.pause(now);
          one.waiting = { on: "vendor", since: now, reminders: 0 };
        }
        return;
      case "reopened":
        end(one);
        return begin(one, ticket, now);
      case "priority_set":
      case "criterion_met":
        return one.promises.retime(ticket.priority, now);
      case "asked_for_more":
        one.promises.pause(now);
        one.waiting = { on: "requester", since: now, reminders: 0 };
        return;
      case "taken":
        // Whoever answers first has taken it; the requester's own answer is still awaited.
        return types.includes("replied") ? undefined : goOn(one, now);
      case "assigned":
      case "continued":
        return goOn(one, now);
      case "replied":
        return one.waiting?.on === "vendor" ? goOn(one, now) : undefined;
      case "requester_wrote":
        if (one.waiting?.on === "requester") goOn(one, now);
        if (!one.waiting && ticket.kind !== "enhancement" && !one.promises.isRunning(RESPONSES))
          one.promises.begin("next_response", ticket.tier, ticket.priority, now);
        return;
      case "resolved":
        end(one);
        if (ticket.status === "resolved") one.resolvedAt = now;
        return;
      case "reminded":
        counts.reminded += 1;
        onTime(ticket.number, now, "a reminder", lateness(one, now));
        if (one.waiting) one.waiting.reminders += 1;
        return;
      case "closed":
        if (isClock) {
          counts.closedByClock += 1;
          onTime(ticket.number, now, "a closing", lateness(one, now));
        }
        return end(one);
      case "resolution_confirmed":
      case "cancelled":
      case "merged":
        return end(one);
      default:
        return undefined;
    }
  }

  const lateness = (one: Followed, now: number): number | undefined => {
    const at = followUpAt(one);
    return at === undefined ? undefined : now - at;
  };

  return {
    problems,
    counts,
    worstMs: () => worstMs,
    saw(handled: Handled): void {
      const ticket = handled.decision.ticket ?? handled.state.ticket;
      if (!ticket) return;
      const one = followed.get(ticket.number) ?? { promises: createPromises(plan, time) };
      followed.set(ticket.number, one);
      lookForMissed(ticket.number, one, handled.now);
      follow(one, ticket, handled);
    },
    atEnd(now: number): void {
      for (const [number, one] of followed) lookForMissed(number, one, now);
    },
  };
}
