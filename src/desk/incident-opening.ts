/** Many tickets are about the same trouble: how do they become one incident with one thread? */
import { planEdition } from "../plan/edition";
import { personKey } from "./address";
import { leadOf } from "../plan/lookups";
import type { Priority } from "../plan/plan";
import { changeTicket, entryOf, withClocks } from "./changing";
import { ticketCard } from "./cards";
import { joinIncident } from "./incident-reports";
import { alikeTo, isIncident, joins, namesOf, redrawnProposal, troubleWith } from "./incidents";
import { aboutTicket, privateWord, sentence, threadWord } from "./notices";
import { onPlatform } from "./people";
import { decided, ignored, together } from "./situation";
import type { EventOf, Situation, TicketCase } from "./situation";
import { isListed, startTargets } from "./targets";
import { say, ticketName } from "./wording";
import type { Decision } from "./decision";
import type { DeskEvent } from "./events";
import type { Address, Conversation, Person, Ticket } from "./model";
import type { Report } from "./state";

/** So many alike came that nobody was asked. */
export function incidentCalledFor(here: Situation<EventOf<"incident_called_for">>): Decision {
  const { ticket } = here.state;
  if (!ticket || ofIncident(here, ticket) !== undefined || ticket.apart || ticket.status === "closed")
    return ignored("a ticket that is of an incident, or over");
  return openIncident({ ...here, ticket }, nobody(here, ticket.channel));
}

/** The technicians say so on the proposal, unless a colleague has said otherwise there. */
export const acceptProposal = (here: TicketCase, by: Person, place: Address): Decision =>
  here.ticket.apart ? privateWord(here, by, place, say.keptApartAlready) : declareIncident(here, by, place);

/** The technicians say so, here or on a card. */
function declareIncident(here: TicketCase, by: Person, place: Address): Decision {
  const { ticket } = here;
  const incident = ofIncident(here, ticket);
  return incident === undefined
    ? openIncident(here, by)
    : privateWord(here, by, place, alreadyOf(here, incident));
}

const alreadyOf = (here: TicketCase, incident: number): string =>
  say.isOfIncident(nameOf(here, here.ticket), nameOf(here, here.ticket, incident));

/** Two may press at once: then the first report of an incident has yet to join it. */
const ofIncident = ({ state }: Situation, { incident, number, apart }: Ticket): number | undefined =>
  incident ??
  (apart
    ? undefined
    : state.incidents.find(({ ticket }) => ticket.founders?.includes(number))?.ticket.number);

/** From a ticket's card: an incident of its own, or one more report of the one that is named. */
export function setIncident(
  here: TicketCase,
  by: Person,
  { written, place }: { written: string; place: Address },
): Decision {
  const { otherTicket: incident } = here.state;
  if (written === "") return declareIncident(here, by, place);
  const isOpen = incident?.status === "open" || incident?.status === "waiting";
  if (!incident || !isIncident(incident) || !isOpen || isIncident(here.ticket))
    return privateWord(here, by, place, say.cannotJoin(written));
  return joinIncident(here, incident.number, by);
}

/** Nobody in particular: what is said to an incident's requester is said to all who reported it. */
export const nobody = ({ rules }: Situation, { platform }: Pick<Address, "platform">): Person => ({
  platform,
  account: "",
  name: rules.plan.helpDesk,
});

function openIncident(here: TicketCase, by: Person): Decision {
  const { state, rules, now } = here;
  const reports = [asReport(here.ticket), ...alikeTo(here, here.ticket)];
  const incident = withClocks(here, incidentAround(here, reports));
  const conversation = conversationOf(here, incident);
  const name = nameOf(here, incident);
  const content = ticketCard(rules.plan, incident, now, reports);
  const about = { ...aboutTicket(incident), role: "card" as const, receipt: true as const };
  const { thread, channel, card } = incident;
  return decided({
    conversations: [conversation],
    ticket: incident,
    history: [entryOf(incident, { type: "incident_opened", by, text: namesOf(here, reports).join(", ") })],
    messages: [
      { key: card, about, verb: "post", to: channel, content, opens: thread },
      threadWord(here, incident, sentence(say.incidentThread(namesOf(here, reports))), "how-to"),
      ...leadCalled(here, incident, reports.length),
      redrawnProposal(
        here,
        here.ticket,
        here.ticket.number,
        sentence(say.incidentOpened(name, reports.length)),
      ),
    ],
    events: reports.map((report) => joins(here, by, report.number, state.nextTicketNumber)),
  });
}

/** So many of the first reports are compared with a new one. */
const MOST_FOUNDERS = 8;

function incidentAround(here: TicketCase, reports: Report[]): Ticket {
  const { state, rules, now, ticket } = here;
  const number = state.nextTicketNumber;
  const component = rules.plan.components.find(({ key }) => key === ticket.component);
  const sites = new Set(reports.map(({ site }) => site));
  const site = sites.size === 1 ? ticket.site : undefined;
  const incident: Ticket = {
    number,
    desk: state.desk,
    conversation: state.nextConversationId,
    requester: nobody(here, ticket.channel),
    origin: { platform: ticket.channel.platform, kind: "direct", id: "" },
    question: troubleWith(component),
    status: "open",
    tier: ticket.tier,
    ...(ticket.component && { component: ticket.component }),
    ...(site && { site }),
    priority: atLeastHigh(ticket.priority),
    reasons: [say.alikeReports(reports.length)],
    openedAt: now,
    thread: `ticket-${number}`,
    channel: ticket.channel,
    card: `ticket/${number}/card`,
    incident: number,
    founders: reports.slice(0, MOST_FOUNDERS).map((report) => report.number),
    targets: [],
    plan: planEdition(rules.plan),
    remindersSent: 0,
    lastSpokenAt: now,
    version: 0,
  };
  return { ...incident, targets: startTargets(rules.plan, incident, now) };
}

/** What many have waits for nothing. */
const atLeastHigh = (priority: Priority): Priority => (priority === "urgent" ? "urgent" : "high");

/** A ticket as it is seen beside others. */
export const asReport = (ticket: Ticket): Report => ({
  number: ticket.number,
  requester: personKey(ticket.requester),
  openedAt: ticket.openedAt,
  status: ticket.status,
  ...(ticket.component && { component: ticket.component }),
  ...(ticket.site && { site: ticket.site }),
  ...(ticket.nearest && { nearest: ticket.nearest }),
  ...((ticket.apart || isListed(ticket)) && { apart: true as const }),
  question: ticket.question,
  from: ticket.requester.name,
});

function conversationOf({ state, now }: Situation, incident: Ticket): Conversation {
  return {
    id: state.nextConversationId,
    desk: state.desk,
    requester: incident.requester,
    origin: incident.origin,
    status: "ticket",
    question: incident.question,
    files: [],
    askedAt: now,
    lastMessageAt: now,
    offers: [],
    parts: [],
    ticket: incident.number,
    version: 0,
  };
}

function leadCalled(here: Situation, incident: Ticket, reports: number) {
  const lead = leadOf(here.rules.plan, incident.tier) ?? leadOf(here.rules.plan, 2);
  const person = lead && onPlatform(here.rules.plan, lead, incident.channel);
  if (!person) return [];
  const text = say.leadOfIncident(reports);
  return [
    threadWord(
      here,
      incident,
      { summary: text, blocks: [{ kind: "mention", people: [person], text }] },
      "lead",
    ),
  ];
}

/** "Different matters": these are not asked about again. */
export function keepApart(here: TicketCase, by: Person, place: Address): Decision {
  const { ticket, now, event } = here;
  const incident = ofIncident(here, ticket);
  if (incident !== undefined) return privateWord(here, by, place, alreadyOf(here, incident));
  const others = alikeTo(here, ticket).map((report): DeskEvent => ({
    type: "incident_told",
    id: `${event.id}/apart/${report.number}`,
    at: now,
    ticket: report.number,
    incident: ticket.number,
    by,
    word: { what: "apart" },
  }));
  return together(
    changeTicket(here, { ...ticket, apart: true }, { type: "kept_apart", by }),
    decided({
      messages: [redrawnProposal(here, ticket, ticket.number, sentence(say.keptApart(by.name)))],
      events: others,
    }),
  );
}

const nameOf = ({ rules }: Situation, { number }: Ticket, incident = number): string =>
  ticketName(rules.plan.ticketPrefix, incident);
