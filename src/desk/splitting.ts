/** One ticket asks two things: how does the other one get a ticket of its own? */
import { newConversation } from "./asking-otherwise";
import { entryOf } from "./changing";
import { considerQuestion } from "./considering";
import { sentence, threadWord } from "./notices";
import { openTicket } from "./opening";
import { siteOf } from "./people";
import { decided, together } from "./situation";
import type { TicketCase } from "./situation";
import { say, ticketName } from "./wording";
import type { Decision } from "./decision";
import type { Person } from "./model";

/** For the same requester, in the technician's words; this one stays as it is. */
export function splitTicket(here: TicketCase, by: Person, text: string): Decision {
  const { ticket, rules, state } = here;
  const { ticketPrefix } = rules.plan;
  const { requester, site } = ticket;
  const conversation = newConversation(here, requester, text);
  const considered = considerQuestion(text, rules, site ?? siteOf(rules.plan, requester));
  const reasons = [`Split off from ${ticketName(ticketPrefix, ticket.number)}.`, ...considered.reasons];
  const name = ticketName(ticketPrefix, state.nextTicketNumber);
  return together(
    decided({ history: [{ conversation: conversation.id, type: "asked", by, text }] }),
    openTicket(here, conversation, { ...considered, reasons }, { openedBy: by, ...(site && { site }) }),
    decided({
      history: [entryOf(ticket, { type: "split", by, text: name })],
      messages: [threadWord(here, ticket, sentence(say.splitOff(name)), "split")],
    }),
  );
}
