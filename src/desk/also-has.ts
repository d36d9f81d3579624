/** "I have that too", says a bystander in the thread of somebody else's question: how do they get a ticket of their own? */
import { isPrivateComponent } from "../plan/lookups";
import { isRefused, newConversation } from "./asking-otherwise";
import { isSamePerson } from "./address";
import { answerAndEscalate } from "./answering";
import { considerFor, opensAtOnce } from "./considering";
import { privateWord } from "./notices";
import { openTicket } from "./opening";
import { siteOf } from "./people";
import { decided, together } from "./situation";
import type { EventOf, Situation } from "./situation";
import { say, ticketName } from "./wording";
import type { Button } from "./content";
import type { Decision } from "./decision";
import type { Ticket } from "./model";

type Pressed = Situation<EventOf<"button_pressed"> | EventOf<"form_submitted">>;

/** Only what stands in the open can somebody else have too; a press is anybody's word. */
function isOpenToAll({ state, rules }: Situation, ticket: Ticket): boolean {
  const isPrivate = isPrivateComponent(rules.plan, ticket.component);
  const { conversation } = state;
  const isInTheOpen = conversation?.ticket === ticket.number && conversation.origin.kind !== "direct";
  return isInTheOpen && !isPrivate && (ticket.status === "open" || ticket.status === "waiting");
}

export function alsoHasButton(here: Situation): Button[] {
  const { ticket } = here.state;
  return ticket && isOpenToAll(here, ticket)
    ? [{ label: "I have that too", press: { action: "me_too", ticket: ticket.number } }]
    : [];
}

/** In the same words, so that many of them are seen to be one incident; answered to each in their own direct chat. */
export function alsoHas(here: Pressed): Decision {
  const { event, rules, state } = here;
  const { by, in: place } = event;
  const { ticket } = state;
  if (!ticket || !isOpenToAll(here, ticket)) return privateWord(here, by, place, say.gone);
  if (isRefused(here, by)) return privateWord(here, by, place, say.outside(rules.plan.organisation));
  const { ticketPrefix } = rules.plan;
  const theirs = isSamePerson(by, ticket.requester)
    ? ticket
    : state.openTickets.find(({ question }) => question === ticket.question);
  if (theirs)
    return privateWord(here, by, place, say.hasThatAlready(ticketName(ticketPrefix, theirs.number)));
  const conversation = newConversation(here, by, ticket.question);
  const site = siteOf(rules.plan, by);
  const chosen = { ...(ticket.component && { component: ticket.component }), ...(site && { site }) };
  const considered = considerFor(ticket.question, rules, by, chosen);
  const reasons = [
    `Has what ${ticketName(ticketPrefix, ticket.number)} has, they say.`,
    ...considered.reasons,
  ];
  const handOver = opensAtOnce(considered) ? answerAndEscalate : openTicket;
  return together(
    decided({ history: [{ conversation: conversation.id, type: "asked", by, text: ticket.question }] }),
    handOver(here, conversation, { ...considered, reasons }, chosen),
    privateWord(here, by, place, say.openedDirectly(ticketName(ticketPrefix, state.nextTicketNumber))),
  );
}
