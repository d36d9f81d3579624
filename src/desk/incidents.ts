/** Which tickets are about the same trouble, and when is it time to call it one incident? */
import { personKey } from "./address";
import { areAlike } from "../knowledge/alike";
import { isPrivateComponent } from "../plan/lookups";
import type { Component } from "../plan/plan";
import type { Consideration } from "./considering";
import { aboutTicket, post, sentence } from "./notices";
import { decided } from "./situation";
import type { DeskRules, Situation } from "./situation";
import { say, ticketName } from "./wording";
import type { Button } from "./content";
import type { Decision, OutboundMessage } from "./decision";
import type { DeskEvent } from "./events";
import type { Person, Ticket } from "./model";
import type { OpenIncident, Report } from "./state";

const MINUTE = 60_000;
/** Less sure than this, the nearest article says nothing about the question. */
const NEAR_ENOUGH = 0.05;
/** Of an incident's first reports, so many are alike to one that joins by itself. */
const MOST_ALIKE = 2;

export const isIncident = ({ incident, number }: Pick<Ticket, "incident" | "number">): boolean =>
  incident === number;

/** A report of an incident, rather than the incident itself or a ticket of its own. */
export const isReport = ({ incident, number }: Pick<Ticket, "incident" | "number">): boolean =>
  incident !== undefined && incident !== number;

/** Those who still wait to hear how it goes on. */
export const notOver = (reports: Report[]): Report[] => reports.filter(({ status }) => status !== "closed");

/** The incident's own name, for whoever reads of one of its reports. */
export const incidentName = ({ rules }: Pick<Situation, "rules">, { incident = 0 }: Ticket): string =>
  ticketName(rules.plan.ticketPrefix, incident);

type Compared = Pick<Report, "number" | "question" | "openedAt" | "component" | "nearest">;

/** About the same component, or both about none that is known; then near the same article, or in like words. */
function isAlike(one: Compared, other: Report): boolean {
  if (other.apart || other.number === one.number) return false;
  if (one.component !== other.component) return false;
  if (one.component !== undefined && one.nearest !== undefined && one.nearest === other.nearest) return true;
  return areAlike(one.question ?? "", other.question ?? "");
}

export function nearestOf(considered: Consideration | undefined): Pick<Ticket, "nearest"> {
  const [best] = considered?.matches.ranked ?? [];
  return best && best.confidence >= NEAR_ENOUGH ? { nearest: best.article.id } : {};
}

/**
 * What is private is each person's own, and what somebody is called for at once is looked at by itself: neither is grouped, however
 * alike. A wish is no trouble.
 */
function mayBeGrouped({ plan }: DeskRules, { kind, component, applied = [] }: Ticket): boolean {
  const isPrivate = isPrivateComponent(plan, component);
  const isCalledFor = plan.criteria.some(
    ({ key, contact }) => contact !== undefined && applied.includes(key),
  );
  return kind !== "enhancement" && !isPrivate && !isCalledFor;
}

/** Those that anybody may hear of, and say that they have it too. */
export const openToAll = ({ state, rules }: Situation): OpenIncident[] =>
  state.incidents.filter(({ ticket }) => !isPrivateComponent(rules.plan, ticket.component));

/** The open incident that a new ticket is one more report of. Undefined: none, or not surely. */
export function incidentOf({ state, rules }: Situation, ticket: Ticket): OpenIncident | undefined {
  if (!mayBeGrouped(rules, ticket)) return undefined;
  return state.incidents.find(({ reports }) => {
    const alike = reports.filter((report) => isAlike(ticket, report)).length;
    return alike >= Math.min(MOST_ALIKE, reports.length) && alike > 0;
  });
}

/** Open tickets like this one that came not long before it, or since, the oldest first. */
export function alikeTo({ state, rules }: Situation, ticket: Compared): Report[] {
  const { incidents } = rules.plan;
  if (!incidents) return [];
  const earliest = ticket.openedAt.getTime() - incidents.withinMinutes * MINUTE;
  const isNear = ({ openedAt }: Report) => openedAt.getTime() >= earliest;
  return state.standing
    .filter((report) => isNear(report) && isAlike(ticket, report))
    .toSorted((a, b) => a.number - b.number);
}

/** What a new ticket makes of those like it: nothing yet, a question to the technicians, or an incident. */
export function seenBesideOthers(here: Situation, ticket: Ticket): Decision {
  const rule = here.rules.plan.incidents;
  const alike = alikeTo(here, ticket);
  const [oldest] = alike;
  const size = new Set([personKey(ticket.requester), ...alike.map(({ requester }) => requester)]).size;
  if (!rule || !oldest || !mayBeGrouped(here.rules, ticket)) return decided({});
  if (rule.openAt !== undefined && size >= rule.openAt) return calledFor(here, oldest.number);
  return size < rule.proposeAt ? decided({}) : proposed(here, ticket, [...alike, ticket]);
}

const calledFor = ({ now }: Situation, ticket: number): Decision =>
  decided({ events: [{ type: "incident_called_for", id: `incident/${ticket}`, at: now, ticket }] });

/** Somebody's ticket becomes a report of the incident, in a transaction of its own. */
export const joins = (here: Situation, by: Person, ticket: number, incident: number): DeskEvent => ({
  type: "incident_told",
  id: `${here.event.id}/joins/${ticket}`,
  at: here.now,
  ticket,
  incident,
  by,
  word: { what: "joined" },
});

/** Asked once of the same group: a second message under its key is the same one, with the newest count. */
function proposed(here: Situation, ticket: Ticket, group: Compared[]): Decision {
  const [oldest = ticket] = group;
  const component = here.rules.plan.components.find(({ key }) => key === ticket.component);
  const content = sentence(
    say.proposal(group.length, component?.name, namesOf(here, group)),
    proposalButtons(oldest.number),
  );
  const about = { ...aboutTicket(ticket), ticket: oldest.number };
  const message = post(here, ticket.channel, content, "proposal", about);
  return decided({
    messages: [
      { ...message, key: proposalKey(oldest.number) },
      redrawnProposal(here, ticket, oldest.number, content),
    ],
  });
}

const proposalKey = (oldest: number): string => `incident-proposal/${oldest}`;

const proposalButtons = (ticket: number): Button[] => [
  { label: "One incident", press: { action: "open_incident", ticket }, style: "primary" },
  { label: "Different matters", press: { action: "keep_apart", ticket } },
];

export const redrawnProposal = (
  here: Situation,
  { channel, conversation }: Ticket,
  oldest: number,
  content: ReturnType<typeof sentence>,
): OutboundMessage => ({
  key: `${here.event.id}/proposal-now`,
  about: { role: "notice", ticket: oldest, conversation },
  verb: "update",
  to: channel,
  of: proposalKey(oldest),
  content,
});

/** So many are named one by one. */
const MOST_NAMED = 5;

export function namesOf({ rules }: Situation, tickets: { number: number }[]): string[] {
  const names = tickets.slice(0, MOST_NAMED).map(({ number }) => ticketName(rules.plan.ticketPrefix, number));
  return tickets.length > MOST_NAMED ? [...names, `${tickets.length - MOST_NAMED} more`] : names;
}

/** What an incident is called where its reports' own words are nobody's business. */
export const troubleWith = (component: Pick<Component, "name"> | undefined): string =>
  component ? component.name : "A problem that many have";
