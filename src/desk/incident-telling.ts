/** What is said or done to an incident: how does it reach all who reported it? */
import { changeTicket, redrawCard } from "./changing";
import { isIncident, joins, notOver } from "./incidents";
import { plain, excerpt } from "./markdown";
import { privateWord } from "./notices";
import { decided, ignored, together } from "./situation";
import type { EventOf, Situation, TicketCase } from "./situation";
import { spoken } from "./spoken";
import type { Words } from "./spoken";
import { say, ticketName } from "./wording";
import type { Button, Content } from "./content";
import type { Decision } from "./decision";
import type { DeskEvent, IncidentWord } from "./events";
import type { Address, Person } from "./model";
import type { Report } from "./state";

/** As it stands in the incident's thread, and is passed on. */
export function contentToAll(
  { ticket, rules }: TicketCase,
  by: Person,
  words: Words,
  edited = false,
): Content {
  const { helpDesk, ticketPrefix } = rules.plan;
  const name = ticketName(ticketPrefix, ticket.number);
  return spoken(by, words, { reader: ticket.channel, speaksFor: helpDesk, ticket: name, edited });
}

/** Who reads what a technician says on this ticket. */
export const readersOf = ({ ticket, state }: TicketCase): string =>
  isIncident(ticket) ? say.allReporters(notOver(state.reports).length) : ticket.requester.name;

/** The message stands in the thread: now everybody hears it, and whoever reports the same later. */
export function passOn(here: TicketCase & Situation<EventOf<"message_delivered">>): Decision {
  const { event, state, ticket } = here;
  const content = state.copy?.content;
  if (!event.about.toAll || !content) return decided({});
  return together(
    changeTicket(here, { ...ticket, toldAll: event.key }, []),
    tellAll(here, helpDeskOf(here), { what: "said", key: event.key, content }),
  );
}

const helpDeskOf = ({ ticket }: TicketCase): Person => ticket.requester;

/** One event for each report that is not over: each is told in its own conversation, in its own transaction. */
export function tellAll(here: TicketCase, by: Person, word: IncidentWord): Decision {
  const { event, state, now, ticket } = here;
  if (!isIncident(ticket)) return decided({});
  const events = notOver(state.reports).map(({ number }): DeskEvent => ({
    type: "incident_told",
    id: `${event.id}/told/${number}`,
    at: now,
    ticket: number,
    incident: ticket.number,
    by,
    word,
  }));
  return decided({ events });
}

/** What was told to all is changed or taken back for all. */
export const editedForAll = (here: TicketCase, by: Person, key: string, content: Content): Decision =>
  tellAll(here, by, { what: "edited", key, content });

export const withdrawnFromAll = (here: TicketCase, key: string): Decision =>
  tellAll(here, here.ticket.requester, { what: "withdrawn", key });

/** The card counts anew. A report that came too late hears at once how it ended, or goes along to where it goes on. */
export function reportsChanged(here: Situation<EventOf<"reports_changed">>): Decision {
  const { state, event } = here;
  const { ticket } = state;
  if (!ticket || !isIncident(ticket)) return ignored("an incident that is gone");
  const drawn = decided({ messages: [redrawCard(here, ticket)] });
  const report = state.reports.find(({ number }) => number === event.report);
  const { resolution, mergedInto } = ticket;
  if (!report || !resolution || report.status === "closed" || report.status === "resolved") return drawn;
  if (mergedInto !== undefined)
    return decided({ events: [joins(here, resolution.by, report.number, mergedInto)] });
  const late = { ...here, ticket, state: { ...state, reports: [report] } };
  const { kind, note, by } = resolution;
  return together(drawn, tellAll(late, by, { what: "resolved", kind, note }));
}

/** So many of the newest are shown, and so many can be put apart from there. */
const MOST_SHOWN = 15;
const MOST_BUTTONS = 5;

/** What exactly they wrote, for the technician who asks. */
export function listReports(here: TicketCase, by: Person, place: Address): Decision {
  const { state, rules, ticket } = here;
  const name = (number: number) => ticketName(rules.plan.ticketPrefix, number);
  const open = notOver(state.reports);
  const shown = open.slice(0, MOST_SHOWN);
  if (shown.length === 0) return privateWord(here, by, place, say.noReports(name(ticket.number)));
  const buttons = shown.slice(0, MOST_BUTTONS).map(({ number }): Button => ({
    label: `${name(number)} is something else`,
    press: { action: "leave_incident", ticket: number },
  }));
  const lines = shown.map((report) => `- **${name(report.number)}** ${lineOf(report)}`);
  return privateWord(
    here,
    by,
    place,
    `${say.reports(name(ticket.number), open.length)}\n\n${lines.join("\n")}`,
    buttons,
  );
}

const lineOf = ({ from = "", question = "" }: Report): string =>
  `${plain(from)}: ${plain(excerpt(question, 160))}`;
