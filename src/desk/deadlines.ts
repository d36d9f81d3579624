/** The clock has come to a deadline: what is due now? */
import { hasPath } from "../plan/contacts";
import { applyCriteria } from "./applying-criteria";
import { callNext } from "./calling";
import { afterCall, isUntaken, nextPerson } from "./calls";
import { changeTicket } from "./changing";
import { dutyReached } from "./duties";
import type { Story } from "./changing";
import { moveUpByClock } from "./escalation";
import { askForUpdate, followUpOn, isUpdateDue } from "./following-up";
import { coverAbsence } from "./giving-out";
import { invitation } from "./inviting";
import { lateFellSilent, openLate } from "./late-offers";
import { onPlatform } from "./people";
import { fallSilent } from "./requester";
import { decided, ignored, together } from "./situation";
import type { EventOf, Situation, TicketCase } from "./situation";
import { isInside } from "./targets";
import { nextFollowUp } from "./waking";
import { apology, breach, warning } from "./telling-late";
import { say, targetNames } from "./wording";
import type { Decision, OutboundMessage } from "./decision";
import type { Target } from "./model";

/** Everything that is due by now, each thing once: what was done is not due any more. */
export function deadlineReached(here: Situation<EventOf<"deadline_reached">>): Decision {
  const { state, now } = here;
  const { ticket, conversation } = state;
  const { subject } = here.event;
  if ("duty" in subject) return dutyReached(here, subject.duty);
  if (ticket && "ticket" in subject) return ticketDeadline({ ...here, ticket });
  if (!conversation?.wakeAt || conversation.wakeAt > now) return ignored("a deadline that has moved");
  if (openLate(conversation)) return lateFellSilent(conversation);
  return conversation.status === "offering"
    ? fallSilent(conversation)
    : ignored("a conversation that is over");
}

function ticketDeadline(here: TicketCase): Decision {
  const { ticket, rules, now } = here;
  if (!ticket.wakeAt || ticket.wakeAt > now) return ignored("a deadline that has moved");
  const followUp = nextFollowUp(rules.plan, ticket);
  if (followUp && followUp.at <= now) return followUpOn(here, followUp.what);
  return inTurn(here, [handOver, targetsDue, callNext, askForUpdate, applyCriteria]);
}

/** Each rule sees the ticket as the one before has left it: several may be due at one moment, and it comes only once. */
function inTurn(here: TicketCase, rules: ((here: TicketCase) => Decision)[]): Decision {
  const [rule, ...others] = rules;
  if (!rule) return decided({});
  const first = rule(here);
  return together(first, inTurn({ ...here, ticket: first.ticket ?? here.ticket }, others));
}

const isBreached = (t: Target, now: Date): boolean =>
  (t.state === "running" || t.state === "warned") && t.due <= now;
const isWarned = (t: Target, now: Date): boolean => t.state === "running" && t.warnAt <= now && t.due > now;

/** Whoever is away reads no warning: it goes to the one who stands in. */
function handOver(here: TicketCase): Decision {
  const { ticket, now } = here;
  const isLate = ticket.targets.some((t) => isBreached(t, now) || isWarned(t, now));
  if (!isLate && !isUpdateDue(here)) return decided({});
  const covered = coverAbsence(here, ticket);
  return covered.stories.length === 0
    ? decided({})
    : changeTicket(here, covered.ticket, covered.stories, covered.messages);
}

/** Warnings and breaches that are due. After a long stop both may be: then only the breach is told. */
function targetsDue(here: TicketCase): Decision {
  const { ticket, now } = here;
  const breached = ticket.targets.filter((t) => isBreached(t, now));
  const warned = ticket.targets.filter((t) => isWarned(t, now));
  const targets = ticket.targets.map((t): Target => {
    if (isBreached(t, now)) return { ...t, state: "breached" };
    return isWarned(t, now) ? { ...t, state: "warned" } : t;
  });
  const stories: Story[] = [
    ...warned.map((t): Story => ({ type: "target_warned", text: targetNames[t.kind] })),
    ...breached.map((t): Story => ({ type: "target_breached", text: targetNames[t.kind] })),
  ];
  const first = breached.some((t) => t.kind === "first_response") ? startOfPath(here) : undefined;
  const messages = [
    ...warned.map((t) => warning(here, t)),
    ...breached.map((t) => breach(here, t, t.kind === "first_response" ? first : undefined)),
    ...(first === undefined ? [] : invited(here, first)),
    ...(breached.some((t) => t.kind !== "next_response" && !isInside(t)) ? [apology(here)] : []),
  ];
  const late = { ...ticket, targets };
  const changed = first === undefined ? late : afterCall(late, "first_response", first);
  const told = changeTicket(here, changed, stories, messages);
  if (!breached.some((t) => t.kind === "resolution")) return told;
  // Not solved in time: along the plan's path, to the next tier.
  return together(told, moveUpByClock({ ...here, ticket: changed }, say.movedUp));
}

/** Nobody answers, and nobody has taken it: where the plan says so, one after the other is called from now on. */
const startOfPath = (here: TicketCase): string | undefined =>
  hasPath(here.rules.plan, here.ticket.tier) && isUntaken(here.ticket)
    ? nextPerson(here.rules.plan, here.ticket, "first_response", here.now)
    : undefined;

function invited(here: TicketCase, key: string): OutboundMessage[] {
  const person = onPlatform(here.rules.plan, key, here.ticket.channel);
  return person ? [invitation(here, here.ticket, person, "breach-invite")] : [];
}
