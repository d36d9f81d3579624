/** Whose ticket is it, and what is it about? Put right by a technician, for somebody else too. */
import { directChatOf, isSamePerson } from "./address";
import { applyCriteria } from "./applying-criteria";
import { changeTicket, redrawCard } from "./changing";
import type { Story } from "./changing";
import { continued } from "./escalation";
import { invitation } from "./inviting";
import { leaveOpen } from "./going-private";
import { privateWord, requesterWord, sentence, threadWord } from "./notices";
import { isTechnician } from "./people";
import { ownedBy, ownerOf } from "./ownership";
import { decided, together } from "./situation";
import type { TicketCase } from "./situation";
import { fromTo, say, ticketName } from "./wording";
import { vendorOf, waitingForVendor } from "./vendors";
import type { Decision, OutboundMessage } from "./decision";
import type { Address, Person, Ticket } from "./model";

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
  const story = {
    type: "component_set" as const,
    by,
    text: fromTo(nameIn(here.rules.plan.components, ticket.component), found.name),
  };
  const word = threadWord(here, ticket, sentence(say.componentSet(found.name, by.name)), "component");
  if (!found.private || ticket.origin.kind === "direct" || !conversation)
    return corrected(here, aboutComponent(here, component), story, word);
  const origin = directChatOf(ticket.requester);
  return together(
    conversation.origin.kind === "direct" ? decided({}) : leaveOpen(here, conversation, say.privateMatter),
    corrected(here, { ...aboutComponent(here, component), origin }, story, word),
  );
}

/** The requester says what it is about, while nobody else has. */
export function sayComponent(here: TicketCase, by: Person, component: string, place: Address): Decision {
  const { ticket, rules } = here;
  const name = ticketName(rules.plan.ticketPrefix, ticket.number);
  const known = nameIn(rules.plan.components, ticket.component);
  if (known !== undefined) return privateWord(here, by, place, say.componentKnown(name, known));
  const set = setComponent(here, by, component, place);
  const said = nameIn(rules.plan.components, set.ticket?.component);
  if (!set.ticket || said === undefined) return set;
  return together(
    set,
    decided({
      messages: [requesterWord(here, set.ticket, sentence(say.componentKnown(name, said)), "about")],
    }),
  );
}

/** Another component may have another vendor to wait for. */
function aboutComponent(here: TicketCase, component: string): Ticket {
  const { plan } = here.rules;
  const ticket = { ...here.ticket, component };
  const isSameVendor = vendorOf(plan, ticket)?.key === vendorOf(plan, here.ticket)?.key;
  return ticket.waitingOn !== "vendor" || isSameVendor ? ticket : waitingForVendor(here, ticket);
}

export function setSite(here: TicketCase, by: Person, site: string, place: Address): Decision {
  const { sites } = here.rules.plan;
  const found = sites.find(({ key }) => key === site);
  if (!found) return privateWord(here, by, place, say.gone);
  const text = fromTo(nameIn(sites, here.ticket.site), found.name);
  const word = threadWord(here, here.ticket, sentence(say.siteSet(found.name, by.name)), "site");
  return corrected(here, { ...here.ticket, site }, { type: "site_set", by, text }, word);
}

/** What is known now may meet a criterion that has waited for it. */
const corrected = (here: TicketCase, ticket: Ticket, story: Story, word: OutboundMessage): Decision =>
  together(changeTicket(here, ticket, story, [word]), applyCriteria({ ...here, ticket }));

const nameIn = (all: { key: string; name: string }[], key: string | undefined): string | undefined =>
  all.find((one) => one.key === key)?.name;
