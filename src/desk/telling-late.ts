/** A promise is about to be missed, or is: who hears of it, and in what words? */
import { dayOf } from "../plan/contacts";
import { liaisonFor } from "../plan/lookups";
import type { Vendor } from "../plan/plan";
import { isSamePerson } from "./address";
import { requesterWord, sentence, threadWord } from "./notices";
import { onPlatform } from "./people";
import type { TicketCase } from "./situation";
import { isVendors } from "./targets";
import { contact, presentAssignee } from "./told";
import { vendorLiaison } from "./vendors";
import { minutesInWords, moment, say, targetNames, ticketName } from "./wording";
import type { OutboundMessage } from "./decision";
import type { Person, Target } from "./model";

/** To the person who works on it; nobody does: to the lead, or whom the plan names instead. */
export function warning(here: TicketCase, target: Target): OutboundMessage {
  if (isVendors(target)) return vendorSilent(here, target, "warned");
  const people =
    target.kind === "hand_over"
      ? asked(here, "warning")
      : (presentAssignee(here) ?? contact(here, "warning"));
  return mention(
    here,
    people,
    say.warned(named(here), targetNames[target.kind], due(here, target)),
    `warned/${target.kind}`,
  );
}

/** To the lead, or whom the plan names instead, and to the person who works on it. `called`: who it is already. */
export function breach(here: TicketCase, target: Target, called: string | undefined): OutboundMessage {
  if (isVendors(target)) return vendorSilent(here, target, "breached");
  const text = say.breached(named(here), targetNames[target.kind], due(here, target));
  const theirs = target.kind === "hand_over" ? asked(here, "breach") : (presentAssignee(here) ?? []);
  const others = contact(here, "breach", called).filter(
    (one) => ![...theirs, here.ticket.assignee].some((other) => isSamePerson(one, other)),
  );
  return mention(here, [...others, ...theirs], text, `breached/${target.kind}`);
}

/** Who was asked to take the ticket: the component's liaison at its tier, where one is named. */
function asked(here: TicketCase, what: "warning" | "breach"): Person[] {
  const { ticket, rules, now } = here;
  const liaison = liaisonFor(rules.plan, ticket.component, ticket.tier, dayOf(rules.plan, now));
  const person = liaison && onPlatform(rules.plan, liaison.person, ticket.channel);
  return person ? [person] : contact(here, what);
}

/** To whoever of ours talks with the vendor, with how to reach them. Our own promises are not at stake: no lead, no apology. */
function vendorSilent(here: TicketCase, target: Target, what: "warned" | "breached"): OutboundMessage {
  const { plan } = here.rules;
  const liaison = vendorLiaison(here, here.ticket);
  const person = liaison && onPlatform(plan, liaison, here.ticket.channel);
  const people = presentAssignee(here) ?? (person ? [person] : contact(here, "breach"));
  const vendor = plan.vendors.find(({ key }) => key === target.vendor);
  const name = vendor?.name ?? target.vendor ?? "the vendor";
  const how = {
    ticket: named(here),
    vendor: name,
    by: due(here, target),
    within: minutesInWords(target.minutes),
  };
  const words = what === "warned" ? say.vendorWarned(how) : say.vendorSilent(how);
  const text = words + say.vendorReached(contactsOf(vendor), here.ticket.vendorCase?.number);
  return mention(here, people, text, `${what}/${target.kind}`);
}

const contactsOf = (vendor: Vendor | undefined): string[] =>
  (vendor?.contacts ?? []).map(({ label, value }) => `${label} ${value}`);

export const apology = (here: TicketCase): OutboundMessage =>
  requesterWord(here, here.ticket, sentence(say.delayed(named(here))), "delayed");

const due = ({ now, rules }: TicketCase, target: Target): string =>
  moment(target.due, now, rules.plan.timezone);

const named = ({ rules, ticket }: TicketCase): string => ticketName(rules.plan.ticketPrefix, ticket.number);

const mention = (here: TicketCase, people: Person[], text: string, name: string): OutboundMessage =>
  threadWord(here, here.ticket, { summary: text, blocks: [{ kind: "mention", people, text }] }, name);
