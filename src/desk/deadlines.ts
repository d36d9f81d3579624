/** The clock has come to a deadline: what is due now? */
import { leadOf } from "../plan/lookups";
import { isSamePerson } from "./address";
import { changeTicket } from "./changing";
import { dutyReached } from "./duties";
import { moveUpByClock } from "./escalation";
import type { Story } from "./changing";
import { requesterWord, sentence, threadWord } from "./notices";
import { calledIn, onPlatform } from "./people";
import { endConversation } from "./closing";
import { fallSilent } from "./requester";
import { ignored, together } from "./situation";
import type { EventOf, Situation, TicketCase } from "./situation";
import { answerButtons } from "./spoken";
import { dropTargets, nextFollowUp } from "./targets";
import { moment, say, targetNames, ticketName } from "./wording";
import type { Decision, OutboundMessage, Person, Target, Ticket } from "./model";

/** Everything that is due by now, each thing once: what was done is not due any more. */
export function deadlineReached(here: Situation<EventOf<"deadline_reached">>): Decision {
  const { state, now } = here;
  const { ticket, conversation } = state;
  const { subject } = here.event;
  if ("duty" in subject) return dutyReached(here, subject.duty);
  if (ticket && "ticket" in subject) return ticketDeadline({ ...here, ticket });
  if (!conversation?.wakeAt || conversation.wakeAt > now) return ignored("a deadline that has moved");
  return conversation.status === "offering"
    ? fallSilent(conversation)
    : ignored("a conversation that is over");
}

function ticketDeadline(here: TicketCase): Decision {
  const { ticket, rules, now } = here;
  if (!ticket.wakeAt || ticket.wakeAt > now) return ignored("a deadline that has moved");
  const followUp = nextFollowUp(rules.plan, ticket);
  if (followUp && followUp.at <= now) return followUpOn(here, followUp.what);
  return targetsDue(here);
}

/** Warnings and breaches that are due. After a long stop both may be: then only the breach is told. */
function targetsDue(here: TicketCase): Decision {
  const { ticket, now } = here;
  const isBreached = (t: Target) => (t.state === "running" || t.state === "warned") && t.due <= now;
  const isWarned = (t: Target) => t.state === "running" && t.warnAt <= now && t.due > now;
  const breached = ticket.targets.filter(isBreached);
  const warned = ticket.targets.filter(isWarned);
  const targets = ticket.targets.map((t): Target => {
    if (isBreached(t)) return { ...t, state: "breached" };
    return isWarned(t) ? { ...t, state: "warned" } : t;
  });
  const stories: Story[] = [
    ...warned.map((t): Story => ({ type: "target_warned", text: targetNames[t.kind] })),
    ...breached.map((t): Story => ({ type: "target_breached", text: targetNames[t.kind] })),
  ];
  const messages = [
    ...warned.map((t) => warning(here, t)),
    ...breached.map((t) => breach(here, t)),
    ...(breached.some((t) => t.kind !== "next_response") ? [apology(here)] : []),
  ];
  const changed = { ...ticket, targets };
  const late = changeTicket(here, changed, stories, messages);
  if (!breached.some((t) => t.kind === "resolution")) return late;
  // Not solved in time: along the plan's path, to the next tier.
  return together(late, moveUpByClock({ ...here, ticket: changed }, say.movedUp));
}

/** To the person who works on it; nobody does: to the lead. */
function warning(here: TicketCase, target: Target): OutboundMessage {
  const text = say.warned(
    named(here),
    targetNames[target.kind],
    moment(target.due, here.now, here.rules.plan.timezone),
  );
  return mention(here, assigned(here) ?? leads(here), text, `warned/${target.kind}`);
}

/** To the lead, the next on the escalation path, and to the person who works on it. */
function breach(here: TicketCase, target: Target): OutboundMessage {
  const text = say.breached(
    named(here),
    targetNames[target.kind],
    moment(target.due, here.now, here.rules.plan.timezone),
  );
  const others = leads(here).filter((lead) => !isSamePerson(lead, here.ticket.assignee));
  const people = [...others, ...(assigned(here) ?? [])];
  return mention(here, people, text, `breached/${target.kind}`);
}

/** Where the thread is now; they may have taken it elsewhere. */
const assigned = ({ rules, ticket }: TicketCase): Person[] | undefined =>
  ticket.assignee && [calledIn(rules.plan, ticket.assignee, ticket.channel)];

const apology = (here: TicketCase): OutboundMessage =>
  requesterWord(here, here.ticket, sentence(say.delayed(named(here))), "delayed");

const named = ({ rules, ticket }: TicketCase): string => ticketName(rules.plan.ticketPrefix, ticket.number);

const mention = (here: TicketCase, people: Person[], text: string, name: string): OutboundMessage =>
  threadWord(here, here.ticket, { summary: text, blocks: [{ kind: "mention", people, text }] }, name);

function leads({ rules, ticket }: TicketCase): Person[] {
  const lead = leadOf(rules.plan, ticket.tier) ?? leadOf(rules.plan, 2);
  const person = lead && onPlatform(rules.plan, lead, ticket.channel);
  return person ? [person] : [];
}

function followUpOn(here: TicketCase, what: "remind" | "close_unanswered" | "close_resolved"): Decision {
  const { ticket, rules, now } = here;
  if (what === "remind") {
    const told = requesterWord(
      here,
      ticket,
      sentence(say.remind(named(here)), answerButtons(ticket, named(here))),
      "reminder",
    );
    return changeTicket(
      here,
      { ...ticket, remindersSent: ticket.remindersSent + 1, lastSpokenAt: now },
      { type: "reminded" },
      [told],
    );
  }
  const closed: Ticket = { ...ticket, status: "closed", targets: dropTargets(ticket) };
  if (what === "close_resolved") {
    // Silence is not a confirmation: the resolution stays unconfirmed.
    return together(changeTicket(here, closed, { type: "closed" }), endConversation(here));
  }
  const { waitingOn: _on, waitingSince: _since, ...rest } = closed;
  const by: Person = { platform: ticket.origin.platform, account: "", name: rules.plan.helpDesk };
  const note = "The requester did not answer.";
  const unanswered: Ticket = { ...rest, resolution: { kind: "no_response", note, by, at: now } };
  const told = requesterWord(here, ticket, sentence(say.closedUnanswered(named(here))), "unanswered");
  return together(
    changeTicket(here, unanswered, { type: "closed", text: note }, [told]),
    endConversation(here),
  );
}
