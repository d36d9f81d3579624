/** What follows when a ticket meets a criterion of the plan only later, and who is called for one? Nothing is ever lowered. */
import type { Criterion, TierNumber } from "../plan/plan";
import { changeTicket } from "./changing";
import { meetsCriterion } from "./considering";
import { deskItself, moveUp } from "./escalation";
import { invitation } from "./inviting";
import { criteriaMetBy } from "./later-criteria";
import { requesterWord, sentence, threadWord } from "./notices";
import { onPlatform } from "./people";
import { decided, together } from "./situation";
import type { Situation, TicketCase } from "./situation";
import { retimeTargets } from "./targets";
import { applicable, mostUrgent } from "./triage";
import { fromTo, priorityNames, say, ticketName } from "./wording";
import type { Decision, OutboundMessage } from "./decision";
import type { Ticket } from "./model";

/** All criteria that the ticket meets by now and has not met before, together: one word, one move. */
export function applyCriteria(here: TicketCase): Decision {
  const { ticket, rules, now } = here;
  const met = criteriaMetBy(rules.plan, ticket, now);
  if (met.length === 0) return decided({});
  const raised = raise(here, met);
  const tier = tierAfter(here, raised, met);
  const names = met.map(({ key }) => key).join(", ");
  const changes =
    raised.priority === ticket.priority
      ? ""
      : `, priority ${fromTo(priorityNames[ticket.priority], priorityNames[raised.priority])}`;
  const story = { type: "criterion_met" as const, by: deskItself(here), text: `${names}${changes}` };
  return together(
    changeTicket(here, raised, story, [insideWord(here, raised, met), ...toRequester(here, met)]),
    tier
      ? moveUp({ ...here, ticket: raised }, tier, deskItself(here), met.map(meetsCriterion).join(" "))
      : decided({}),
    callContacts(here, raised, met),
  );
}

/** A component that is known stays: a person may have set it. */
function raise({ ticket, rules, now }: TicketCase, met: Criterion[]): Ticket {
  const { plan } = rules;
  const named = plan.components.find(({ key }) => met.some(({ component }) => component === key));
  const component = ticket.component ?? (named?.private ? undefined : named?.key);
  const wanted = met.flatMap((each) => each.priority ?? []);
  const changed: Ticket = {
    ...ticket,
    ...(component !== undefined && { component }),
    priority: mostUrgent(ticket.priority, ...wanted),
    applied: [...(ticket.applied ?? []), ...met.map(({ key }) => key)],
    reasons: [...met.map(meetsCriterion), ...ticket.reasons],
  };
  if (changed.priority === ticket.priority) return changed;
  return { ...changed, targets: retimeTargets(plan, changed, now) };
}

/** Only up, and by the clock never to a vendor: a person calls those. */
function tierAfter({ rules }: TicketCase, ticket: Ticket, met: Criterion[]): TierNumber | undefined {
  const [highest] = met.flatMap(({ tier }) => tier ?? []).toSorted((a, b) => b - a);
  if (highest === undefined) return undefined;
  const tier = applicable(rules.plan, ticket.component, highest);
  return tier > ticket.tier && tier < 4 ? tier : undefined;
}

function insideWord(here: TicketCase, raised: Ticket, met: Criterion[]): OutboundMessage {
  const priority = raised.priority === here.ticket.priority ? undefined : priorityNames[raised.priority];
  const keys = met.map(({ key }) => key);
  return threadWord(here, raised, sentence(say.criterionMet(named(here), keys, priority)), "criterion");
}

function toRequester(here: TicketCase, met: Criterion[]): OutboundMessage[] {
  const words = met.flatMap((each) => each.say ?? []);
  if (words.length === 0) return [];
  const content = sentence([`**${named(here)}**`, ...words].join("\n\n"));
  return [requesterWord(here, here.ticket, content, "criterion-said")];
}

const named = ({ rules, ticket }: TicketCase): string => ticketName(rules.plan.ticketPrefix, ticket.number);

/** Those whom the criteria name are called in the thread, each once. */
export function callContacts(here: Situation, ticket: Ticket, met: Criterion[]): Decision {
  const called = met.filter(
    ({ contact }, i) => contact !== undefined && met.findIndex((other) => other.contact === contact) === i,
  );
  return decided({
    messages: called.flatMap(({ key, contact }) => callOne(here, ticket, key, contact ?? "")),
  });
}

function callOne(here: Situation, ticket: Ticket, criterion: string, contact: string): OutboundMessage[] {
  const person = onPlatform(here.rules.plan, contact, ticket.channel);
  if (!person) return [];
  const text = say.calledBy(criterion);
  const mention = { summary: text, blocks: [{ kind: "mention" as const, people: [person], text }] };
  return [
    { ...invitation(here, ticket, person), key: `${here.event.id}/invite/${contact}` },
    threadWord(here, ticket, mention, `called/${contact}`),
  ];
}
