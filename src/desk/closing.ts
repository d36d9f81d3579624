/** How does a ticket end: confirmed and rated, reopened, cancelled? */
import { isWithoutThreads } from "./address";
import { applyCriteria } from "./applying-criteria";
import { rested } from "./later-criteria";
import { changeTicket } from "./changing";
import { counted, standingAlone } from "./incident-reports";
import { tellAll } from "./incident-telling";
import { isReport } from "./incidents";
import { requesterWord, sentence, threadWord, toldThere } from "./notices";
import { calledIn, onPlatform } from "./people";
import { decided, together } from "./situation";
import type { TicketCase } from "./situation";
import { dropTargets, startTargets } from "./targets";
import { say, ticketName } from "./wording";
import type { Button } from "./content";
import type { Decision } from "./decision";
import type { Address, Conversation, Person, Ticket } from "./model";

const named = ({ rules, ticket }: TicketCase): string => ticketName(rules.plan.ticketPrefix, ticket.number);

/** The requester says that it is solved: closed, and one question about how it was. */
export function confirmResolved(here: TicketCase): Decision {
  const { ticket } = here;
  const closed: Ticket = {
    ...ticket,
    status: "closed",
    targets: dropTargets(ticket),
    ...(ticket.resolution && { resolution: { ...ticket.resolution, confirmed: true } }),
  };
  const told = requesterWord(
    here,
    closed,
    sentence(`${say.closed(named(here))} ${say.rate}`, ratingButtons(ticket)),
    "closed",
  );
  return together(
    changeTicket(here, closed, { type: "resolution_confirmed", by: ticket.requester }, [told]),
    endConversation(here),
  );
}

const ratingButtons = (ticket: Ticket): Button[] =>
  ["1 Bad", "2", "3", "4", "5 Very good"].map((label) => ({
    label,
    press: { action: "rate", ticket: ticket.number, argument: label.slice(0, 1) },
  }));

export function rate(here: TicketCase, by: Person, argument: string | undefined): Decision {
  const rating = Number(argument);
  if (!Number.isInteger(rating) || rating < 1 || rating > 5)
    return decided({ ignored: "a rating that is none" });
  const told = requesterWord(
    here,
    here.ticket,
    sentence(say.rated(isWithoutThreads(here.ticket.origin) ? named(here) : undefined)),
    "rated",
  );
  return changeTicket(here, { ...here.ticket, rating }, { type: "rated", by, text: String(rating) }, [told]);
}

/** Back to work, with new clocks; whoever had it hears of it first. */
export function reopenTicket(here: TicketCase, by: Person): Decision {
  const { rules, now } = here;
  const { ticket, thread } = isReport(here.ticket)
    ? standingAlone(here)
    : { ticket: here.ticket, thread: [] };
  const { resolution: _before, waitingOn: _on, waitingSince: _since, called: _called, ...rest } = ticket;
  const reopenings = (rest.reopenings ?? 0) + 1;
  const idle = rested({ ...rest, reopenings }, here.ticket.resolution?.at, now);
  const open: Ticket = { ...idle, status: "open", remindersSent: 0, lastSpokenAt: now };
  const restarted = { ...open, targets: startTargets(rules.plan, open, now) };
  const people = open.assignee ? [calledIn(rules.plan, open.assignee, open.channel)] : leadsOf(here, open);
  const text = `${named(here)} was reopened by ${by.name}.`;
  const word = threadWord(
    here,
    restarted,
    { summary: text, blocks: [{ kind: "mention", people, text }] },
    "reopened",
  );
  const told = requesterWord(here, restarted, sentence(say.stillOpen(named(here))), "open-again");
  return together(
    decided({ messages: thread }),
    changeTicket(here, restarted, { type: "reopened", by }, [word, told]),
    isReport(here.ticket) ? counted(here, here.ticket.incident ?? 0, ticket.number) : decided({}),
    tellAll(here, by, { what: "reopened" }),
    applyCriteria({ ...here, ticket: restarted }),
    withConversation(here, "ticket"),
  );
}

function leadsOf({ rules }: TicketCase, ticket: Ticket): Person[] {
  const lead = rules.plan.tiers.find((t) => t.number === ticket.tier)?.lead;
  const person = lead && onPlatform(rules.plan, lead, ticket.channel);
  return person ? [person] : [];
}

/** `place`: where they said so. */
export function cancelTicket(here: TicketCase, by: Person, place: Address): Decision {
  const { ticket, now } = here;
  const cancelled: Ticket = {
    ...ticket,
    status: "closed",
    targets: dropTargets(ticket),
    // What solved a resolved ticket stays known, also when nobody confirms it.
    resolution: ticket.resolution ?? {
      kind: "cancelled",
      note: "The requester does not need it any more.",
      by,
      at: now,
    },
  };
  const told = requesterWord(here, ticket, sentence(say.cancelled(named(here))), "cancelled");
  const word = threadWord(
    here,
    ticket,
    sentence("The requester has cancelled this ticket."),
    "cancelled-inside",
  );
  return together(
    // Among an incident's many only the number of those left says something.
    changeTicket(here, cancelled, { type: "cancelled", by }, isReport(ticket) ? [told] : [told, word]),
    isReport(ticket) ? counted(here, ticket.incident ?? 0, ticket.number) : decided({}),
    toldThere(here, ticket, { by, place }, say.cancelled(named(here))),
    endConversation(here),
  );
}

/** The conversation is over when its ticket is. It may not be the loaded one: a ticket can be named from elsewhere. */
export const endConversation = (here: TicketCase): Decision => withConversation(here, "ended");

function withConversation({ state, ticket }: TicketCase, status: Conversation["status"]): Decision {
  const { conversation } = state;
  if (conversation?.ticket !== ticket.number || conversation.status === status) return decided({});
  return decided({ conversations: [{ ...conversation, status }] });
}
