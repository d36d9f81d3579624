/** Who works on a ticket, and how does it move up a tier? */
import { dayOf } from "../plan/contacts";
import { liaisonFor, nextTier, tierMembers } from "../plan/lookups";
import type { TierNumber } from "../plan/plan";
import { changeTicket, redrawCard } from "./changing";
import { rested } from "./later-criteria";
import { plain } from "./markdown";
import { privateWord, requesterWord, sentence, threadWord } from "./notices";
import { nameOf, onPlatform, zoneOf } from "./people";
import { decided, together } from "./situation";
import type { Situation, TicketCase } from "./situation";
import {
  dropVendorTarget,
  isInside,
  isListed,
  isRunning,
  nextTarget,
  resumeTargets,
  retimeTargets,
  startTargets,
} from "./targets";
import { vendorDone, vendorOf, waitingForVendor } from "./vendors";
import { fromTo, moment, priorityNames, say, targetNames, ticketName } from "./wording";
import { isSamePerson } from "./address";
import { giveOut } from "./giving-out";
import { invitation } from "./inviting";
import { ownedBy, ownedByNobody, ownerOf } from "./ownership";
import type { Priority } from "../plan/plan";
import type { Block } from "./content";
import type { Decision, OutboundMessage } from "./decision";
import type { Person, Ticket } from "./model";

const nameOfTicket = ({ rules, ticket }: TicketCase): string =>
  ticketName(rules.plan.ticketPrefix, ticket.number);

/** The first click wins; the other one is told. */
export function takeTicket(here: TicketCase, by: Person, place: Parameters<typeof privateWord>[2]): Decision {
  const { ticket, now } = here;
  const owner = ownerOf(ticket);
  if (owner && !isSamePerson(owner, by))
    return together(
      privateWord(here, by, place, say.takenAlready(owner.name, nameOfTicket(here))),
      decided({ messages: [redrawCard(here, ticket)] }),
    );
  if (owner) return decided({ messages: [redrawCard(here, ticket)] });
  const told = requesterWord(here, ticket, sentence(say.taken(by.name, nameOfTicket(here))), "taken");
  return changeTicket(here, ownedBy(continued(here, ticket), by, now), { type: "taken", by }, [told]);
}

/** The wait is over: the clocks run again. A vendor has answered, or else nobody here could go on. */
export function continueTicket(here: TicketCase, by: Person): Decision {
  const { ticket, met } = vendorDone(here.ticket);
  return changeTicket(here, continued(here, ticket), [{ type: "continued", by }, ...met]);
}

export function releaseTicket(here: TicketCase, by: Person): Decision {
  const { ticket } = here;
  if (!ticket.assignee) return decided({ messages: [redrawCard(here, ticket)] });
  return changeTicket(here, ownedByNobody(ticket), { type: "released", by });
}

export function setPriority(here: TicketCase, by: Person, priority: Priority): Decision {
  if (here.ticket.priority === priority) return decided({ messages: [redrawCard(here, here.ticket)] });
  const changed = { ...here.ticket, priority };
  const text = fromTo(priorityNames[here.ticket.priority], priorityNames[priority]);
  return changeTicket(
    here,
    { ...changed, targets: retimeTargets(here.rules.plan, changed, here.now) },
    { type: "priority_set", by, text },
  );
}

/** The ticket with its clocks running again, if it was waiting. */
export function continued({ rules, now }: Situation, ticket: Ticket): Ticket {
  if (ticket.status !== "waiting") return ticket;
  const { waitingOn: _on, waitingSince: _since, ...rest } = rested(ticket, ticket.waitingSince, now);
  const targets = dropVendorTarget(resumeTargets(rules.plan, ticket, now));
  return { ...rest, status: "open", remindersSent: 0, targets };
}

/** Moves the ticket to the next tier that applies to its component and hands it over there. */
export function escalateTicket(
  here: TicketCase,
  by: Person,
  why: string,
  place: Parameters<typeof privateWord>[2],
): Decision {
  const { plan } = here.rules;
  if (isListed(here.ticket)) return privateWord(here, by, place, say.staysOnList(nameOfTicket(here)));
  const tier = nextTier(plan, here.ticket.component, here.ticket.tier);
  return tier
    ? moveUp(here, tier, by, why)
    : privateWord(here, by, place, say.noTierAbove(nameOfTicket(here)));
}

/** A missed target moves it up too, but never to a vendor: a person calls those. */
export function moveUpByClock(here: TicketCase, why: string): Decision {
  const { plan } = here.rules;
  const tier = nextTier(plan, here.ticket.component, here.ticket.tier);
  return tier && tier < 4 && !isListed(here.ticket) ? moveUp(here, tier, deskItself(here), why) : decided({});
}

/** Nobody did it but the clock. */
export const deskItself = ({ rules, ticket }: TicketCase): Person => ({
  platform: ticket.channel.platform,
  account: "",
  name: rules.plan.helpDesk,
});

export function moveUp(here: TicketCase, tier: TierNumber, by: Person, why: string): Decision {
  const given = giveOut(here, atTier(here, tier));
  const moved = given.ticket;
  const words: Block[] = [
    { kind: "quote", from: `${by.name} hands over`, text: why },
    ...clocksOf(here, moved),
  ];
  const handover = threadWord(
    here,
    moved,
    sentence(`**Escalated to ${plain(tierName(here, tier))}**`, [], words),
    "handover",
  );
  const told = requesterWord(here, moved, sentence(wordToRequester(here, moved)), "escalated");
  return together(
    changeTicket(here, moved, [{ type: "escalated", by, text: why }, ...given.stories], [handover]),
    given.messages.length > 0 ? decided({ messages: given.messages }) : bringIn(here, moved),
    decided({ messages: [told] }),
  );
}

/** Whose clock runs from now on, for whoever is new to it. */
function clocksOf({ rules: { plan }, now }: TicketCase, { targets }: Ticket): Block[] {
  const promised = targets.filter((target) => isRunning(target) && !isInside(target));
  const facts = promised.map(({ kind, due }) => ({
    label: `Due: ${targetNames[kind]}`,
    value: moment(due, now, plan.timezone),
  }));
  return facts.length > 0 ? [{ kind: "facts", facts }] : [];
}

function atTier(here: TicketCase, tier: TierNumber): Ticket {
  const { plan } = here.rules;
  // Nobody at the new tier has taken it yet.
  const { called: _called, updateSince: _word, ...rest } = ownedByNobody(continued(here, here.ticket));
  const raised: Ticket = { ...rest, tier };
  const started = { ...raised, targets: startTargets(plan, raised, here.now) };
  return tier < 4 ? started : waitingForVendor(here, started);
}

const tierName = ({ rules }: Situation, tier: TierNumber): string =>
  rules.plan.tiers.find((t) => t.number === tier)?.name ?? `Tier ${tier}`;

function wordToRequester(here: Situation, ticket: Ticket): string {
  const { plan } = here.rules;
  const target = nextTarget(ticket);
  const by = target && moment(target.due, here.now, zoneOf(plan, ticket.site));
  const liaison = ticket.assignee?.name ?? nameOf(plan, liaisonOf(here, ticket)?.person);
  return say.escalatedToRequester(
    ticketName(plan.ticketPrefix, ticket.number),
    tierName(here, ticket.tier),
    liaison,
    by,
  );
}

const liaisonOf = ({ rules, now }: Situation, ticket: Ticket) =>
  liaisonFor(rules.plan, ticket.component, ticket.tier, dayOf(rules.plan, now));

/** Brings the liaison (or deputy) into the thread; for a vendor, says how they are reached. */
export function bringIn(here: Situation, ticket: Ticket): Decision {
  if (ticket.tier === 4) return decided({ messages: [vendorWord(here, ticket)] });
  const liaison = liaisonOf(here, ticket);
  const person = liaison && onPlatform(here.rules.plan, liaison.person, ticket.channel);
  if (!liaison || !person) return decided({ messages: [tierMention(here, ticket)] });
  const text = liaison.isDeputy
    ? "stands in for the liaison of this component. Please take over."
    : "please take over.";
  const mention = {
    summary: `${person.name} ${text}`,
    blocks: [{ kind: "mention" as const, people: [person], text }],
  };
  return decided({
    messages: [invitation(here, ticket, person), threadWord(here, ticket, mention, "mention")],
  });
}

/** No liaison is named for this component: those who work on it at the tier are. */
function tierMention(here: Situation, ticket: Ticket): OutboundMessage {
  const { plan } = here.rules;
  const members = tierMembers(plan, ticket.tier, ticket.component);
  const people = members.flatMap((key) => onPlatform(plan, key, ticket.channel) ?? []);
  const text = "no liaison is named for this component in the escalation plan: who takes it?";
  return threadWord(here, ticket, { summary: text, blocks: [{ kind: "mention", people, text }] }, "mention");
}

function vendorWord(here: Situation, ticket: Ticket): OutboundMessage {
  const vendor = vendorOf(here.rules.plan, ticket);
  const facts = [
    ...(vendor?.contacts ?? []),
    ...(vendor?.hours ? [{ label: "Hours", value: vendor.hours }] : []),
  ];
  // What a criterion or an article sends here at once has been handed to no vendor by anybody: our clocks run.
  const waits =
    ticket.waitingOn === "vendor"
      ? " The clocks stop until somebody here writes to the requester or takes the ticket."
      : "";
  const words = vendor
    ? `**${plain(vendor.name)}** supports this component.${waits}`
    : "The escalation plan names no vendor for this component.";
  return threadWord(
    here,
    ticket,
    sentence(words, [], facts.length > 0 ? [{ kind: "facts", facts }] : []),
    "vendor",
  );
}
