/** The moment of a call has come: who is called into the thread of a ticket that nobody has taken? */
import { afterCall, callsDue, isHourOf, nextPerson } from "./calls";
import { changeTicket } from "./changing";
import { inviting } from "./inviting";
import { nameOf, onPlatform } from "./people";
import { decided } from "./situation";
import type { TicketCase } from "./situation";
import { priorityNames, say, ticketName } from "./wording";
import type { Decision, OutboundMessage } from "./decision";
import type { Calls } from "./model";

/** One call a moment: also after a long stop people are called one after the other. */
export function callNext(here: TicketCase): Decision {
  const [reason, ...others] = callsDue(here.ticket, here.now);
  if (reason === undefined) return decided({});
  const { plan } = here.rules;
  const isNow = isHourOf(plan, here.ticket, reason, here.now);
  const person = isNow ? nextPerson(plan, here.ticket, reason, here.now) : undefined;
  // Of two that are due at once the other waits its turn.
  const called = others.reduce(
    (ticket, other) => afterCall(ticket, other),
    afterCall(here.ticket, reason, person),
  );
  if (person === undefined) return changeTicket(here, called, []);
  const story = { type: "called" as const, text: nameOf(plan, person) ?? person };
  return changeTicket(here, called, story, callWords(here, reason, person));
}

function callWords(here: TicketCase, reason: Calls["for"], key: string): OutboundMessage[] {
  const { rules, ticket } = here;
  const person = onPlatform(rules.plan, key, ticket.channel);
  if (!person) return [];
  const name = ticketName(rules.plan.ticketPrefix, ticket.number);
  const isFirst = reason === "on_call" && !ticket.called?.some((calls) => calls.people.length > 0);
  const text = isFirst ? say.callOnCall(name, priorityNames[ticket.priority]) : say.callNext(name);
  return inviting(here, ticket, person, text, "call");
}
