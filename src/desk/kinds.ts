/** A technician says that a ticket is of another kind: what follows for its clocks and its requester? */
import { leadOf } from "../plan/lookups";
import type { KindName } from "../plan/plan";
import { applyCriteria } from "./applying-criteria";
import { changeTicket, redrawCard } from "./changing";
import { invitation } from "./inviting";
import { privateWord, requesterWord, sentence, threadWord } from "./notices";
import { listedWords, whoLooks } from "./opening";
import { onPlatform, zoneOf } from "./people";
import { decided, together } from "./situation";
import type { TicketCase } from "./situation";
import { dropTargets, isListed, mayChangeKind, nextTarget, pauseTargets, startTargets } from "./targets";
import { fromTo, kindNames, moment, say, ticketName } from "./wording";
import type { Decision, OutboundMessage } from "./decision";
import type { Address, Person, Ticket } from "./model";

export function setKind(here: TicketCase, by: Person, kind: string, place: Address): Decision {
  const { ticket, rules } = here;
  // The plan may have changed while the form was open.
  if (!isKind(kind) || !mayChangeKind(rules.plan, ticket)) return privateWord(here, by, place, say.gone);
  if (ticket.kind === kind) return decided({ messages: [redrawCard(here, ticket)] });
  const changed = retimed(here, { ...ticket, kind });
  const text = fromTo(ticket.kind && kindNames[ticket.kind], kindNames[kind]);
  const word = threadWord(here, ticket, sentence(say.kindSet(kind, by.name)), "kind");
  return together(
    changeTicket(here, changed, { type: "kind_set", by, text }, [
      word,
      ...toRequester(here, changed),
      ...toLead(here, changed, by),
    ]),
    applyCriteria({ ...here, ticket: changed }),
  );
}

const isKind = (written: string): written is KindName => Object.hasOwn(kindNames, written);

/** On the list no clock runs; what comes off it has new ones. */
function retimed({ ticket: before, rules, now }: TicketCase, ticket: Ticket): Ticket {
  if (isListed(ticket)) return { ...ticket, targets: dropTargets(ticket) };
  if (!isListed(before)) return ticket;
  const started = { ...ticket, targets: startTargets(rules.plan, ticket, now) };
  return started.status === "waiting"
    ? { ...started, targets: pauseTargets(rules.plan, started, now) }
    : started;
}

/** What is promised has changed for them. */
function toRequester(here: TicketCase, changed: Ticket): OutboundMessage[] {
  const { plan } = here.rules;
  if (isListed(changed) === isListed(here.ticket)) return [];
  const name = ticketName(plan.ticketPrefix, changed.number);
  const target = nextTarget(changed);
  const by = target && moment(target.due, here.now, zoneOf(plan, changed.site));
  const words = isListed(changed)
    ? listedWords(plan, name, say.nowListed(name))
    : say.offTheList(name, whoLooks(plan, changed), by);
  return [requesterWord(here, changed, sentence(words), "kind-told")];
}

/** Nobody was waited for on the list: the lead hears that somebody is now. */
function toLead(here: TicketCase, changed: Ticket, by: Person): OutboundMessage[] {
  if (!isListed(here.ticket)) return [];
  const { plan } = here.rules;
  const lead = leadOf(plan, changed.tier) ?? leadOf(plan, 2);
  const person = lead && onPlatform(plan, lead, changed.channel);
  if (!person) return [];
  const text = say.runsNow(by.name);
  const mention = { summary: text, blocks: [{ kind: "mention" as const, people: [person], text }] };
  return [
    { ...invitation(here, changed, person), key: `${here.event.id}/invite/lead` },
    threadWord(here, changed, mention, "off-the-list"),
  ];
}
