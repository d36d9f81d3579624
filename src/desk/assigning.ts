/** Whose ticket is it, and what is it about? Put right by a technician, for somebody else too. */
import { directChatOf, isSamePerson } from "./address";
import { changeTicket, redrawCard } from "./changing";
import { continued } from "./escalation";
import { invitation } from "./inviting";
import { leaveOpen } from "./going-private";
import { privateWord, requesterWord, sentence, threadWord } from "./notices";
import { isTechnician } from "./people";
import { ownedBy, ownerOf } from "./ownership";
import { decided, together } from "./situation";
import type { TicketCase } from "./situation";
import { say, ticketName } from "./wording";
import type { Address, Decision, Person } from "./model";

/** Somebody else than they who press hands it to a colleague, who hears of it. */
export function assignTicket(here: TicketCase, by: Person, assignee: Person, place: Address): Decision {
  const { ticket } = here;
  if (!isTechnician(here.rules.plan, assignee))
    return privateWord(here, by, place, say.cannotAssign(assignee.name));
  if (isSamePerson(ownerOf(ticket), assignee)) return decided({ messages: [redrawCard(here, ticket)] });
  const told = requesterWord(
    here,
    ticket,
    sentence(say.taken(assignee.name, ticketName(here.rules.plan.ticketPrefix, ticket.number))),
    "taken",
  );
  const assigned = ownedBy(continued(here, ticket), assignee, here.now);
  const story = { type: "assigned" as const, by, text: assignee.name };
  if (isSamePerson(by, assignee)) return changeTicket(here, assigned, story, [told]);
  const text = `this ticket is yours now, says ${by.name}.`;
  const word = { summary: text, blocks: [{ kind: "mention" as const, people: [assignee], text }] };
  const inside = [invitation(here, ticket, assignee), threadWord(here, ticket, word, "assigned")];
  return changeTicket(here, assigned, story, [...inside, told]);
}

export function setComponent(here: TicketCase, by: Person, component: string, place: Address): Decision {
  const found = here.rules.plan.components.find(({ key }) => key === component);
  // The plan may have changed while the form was open.
  if (!found) return privateWord(here, by, place, say.gone);
  const { ticket, state } = here;
  const { conversation } = state;
  const story = { type: "component_set" as const, by, text: found.name };
  const word = threadWord(here, ticket, sentence(say.componentSet(found.name, by.name)), "component");
  if (!found.private || ticket.origin.kind === "direct" || !conversation)
    return changeTicket(here, { ...ticket, component }, story, [word]);
  const origin = directChatOf(ticket.requester);
  return together(
    conversation.origin.kind === "direct" ? decided({}) : leaveOpen(here, conversation, say.privateMatter),
    changeTicket(here, { ...ticket, component, origin }, story, [word]),
  );
}
