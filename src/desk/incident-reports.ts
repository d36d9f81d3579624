/** A ticket is one report of an incident: how does it become one, what does its requester hear, and how does it leave? */
import type { Block, Content } from "./content";
import type { Decision, OutboundMessage } from "./decision";
import type { IncidentWord } from "./events";
import type { Person, Ticket } from "./model";
import type { OpenIncident } from "./state";
import { changeTicket } from "./changing";
import type { Story } from "./changing";
import { continued } from "./escalation";
import { giveOut } from "./giving-out";
import type { Given } from "./giving-out";
import { incidentName, isIncident, isReport } from "./incidents";
import { aboutTicket, privateWord, requesterWord, sentence } from "./notices";
import { escalationThread } from "./opening";
import { decided, ignored, together } from "./situation";
import type { EventOf, Situation, TicketCase } from "./situation";
import { answerButtons } from "./spoken";
import { dropTargets, pauseTargets, startTargets } from "./targets";
import { resolveTicket } from "./technician";
import { isWithoutThreads } from "./address";
import { say, ticketName } from "./wording";
import type { Address } from "./model";

type Told = Situation<EventOf<"incident_told">>;
type ToldReport = TicketCase & Told;

/** Only what still belongs together: it may have left, or be over, since this was said to all. */
export function incidentTold(here: Told): Decision {
  const { ticket } = here.state;
  const { word, incident } = here.event;
  if (!ticket || ticket.status === "closed") return ignored("a report that is over");
  const at = { ...here, ticket };
  if (word.what === "apart") return staysApart(at);
  if (word.what === "joined")
    return isIncident(ticket) || ticket.status === "resolved"
      ? ignored("an incident of its own, or a ticket that waits for nothing")
      : joinIncident(at, incident, here.event.by);
  return ticket.incident === incident ? toldReport(at, word) : ignored("a report that has left");
}

function toldReport(here: ToldReport, word: IncidentWord): Decision {
  const { ticket, event } = here;
  switch (word.what) {
    case "said":
      return saidTo(here, word.key, word.content);
    case "edited":
      return decided({
        messages: [{ ...copyOf(here, word.key), verb: "update", content: forReport(here, word.content) }],
      });
    case "withdrawn":
      return decided({ messages: [{ ...copyOf(here, word.key), verb: "withdraw" }] });
    case "resolved":
      if (ticket.status === "resolved") return ignored("a report that is resolved already");
      return resolveTicket(here, event.by, { text: word.note, kind: word.kind, isConfirmed: false });
    case "reopened":
      return ticket.status === "resolved" ? openAgain(here) : ignored("a report that is open");
    default:
      return ignored(`no rule for ${word.what}`);
  }
}

const staysApart = (here: TicketCase): Decision =>
  changeTicket(here, { ...here.ticket, apart: true }, { type: "kept_apart" });

/** Under a name that an edit or a withdrawal of what all were told finds again. */
const copyKey = ({ ticket }: TicketCase, key: string): string => `${key}/to/${ticket.number}`;

const copyOf = (here: ToldReport, key: string) => ({
  key: here.event.id,
  about: { ...aboutTicket(here.ticket), role: "reply" as const },
  to: here.ticket.origin,
  of: copyKey(here, key),
});

function saidTo(here: ToldReport, key: string, content: Content): Decision {
  const { ticket, now, event } = here;
  const message: OutboundMessage = {
    key: copyKey(here, key),
    about: { ...aboutTicket(ticket), role: "reply" },
    verb: "post",
    to: ticket.origin,
    content: forReport(here, content),
  };
  return changeTicket(here, { ...ticket, lastSpokenAt: now }, { type: "told_all", by: event.by }, [message]);
}

/** What is said to all, with the number under which this requester knows their own. */
function forReport(here: TicketCase, { summary, blocks }: Content): Content {
  const { ticket, rules } = here;
  if (!isWithoutThreads(ticket.origin)) return { summary, blocks };
  const name = ticketName(rules.plan.ticketPrefix, ticket.number);
  const buttons = answerButtons(ticket, name);
  return {
    summary: `${name}: ${summary}`,
    blocks: [
      { kind: "text", markdown: say.onReport(name) },
      ...blocks,
      ...(buttons.length > 0 ? [{ kind: "buttons" as const, buttons }] : []),
    ],
  };
}

/** A ticket that was opened before the incident was known. Its own thread stays, but what its requester says goes to the incident's. */
export function joinIncident(here: TicketCase, incident: number, by: Person): Decision {
  const { ticket } = here;
  if (ticket.incident === incident) return ignored("a report of this incident already");
  const current = continued(here, ticket);
  const joined: Ticket = { ...current, incident, targets: dropTargets(current) };
  const name = ticketName(here.rules.plan.ticketPrefix, ticket.number);
  const told = requesterWord(
    here,
    joined,
    sentence(say.joined(name, incidentName(here, joined)), leaveButtons(ticket)),
    "joined",
  );
  return together(
    changeTicket(here, joined, { type: "joined_incident", by, text: incidentName(here, joined) }, [told]),
    counted(here, incident, ticket.number),
  );
}

const leaveButtons = ({ number }: Pick<Ticket, "number">) => [
  { label: "Mine is something else", press: { action: "leave_incident" as const, ticket: number } },
];

/** The incident's card says how many there are. */
export const counted = ({ event, now }: Situation, incident: number, report: number): Decision =>
  decided({
    events: [
      { type: "reports_changed", id: `${event.id}/reports/${report}`, at: now, ticket: incident, report },
    ],
  });

/** A question about what is known already: no thread of its own, and its requester learns at once how things stand. */
export function openedAsReport(
  here: Situation,
  report: Ticket,
  { ticket: incident, told }: OpenIncident,
): Decision {
  const name = ticketName(here.rules.plan.ticketPrefix, report.number);
  const { number, channel } = incident;
  const ticket: Ticket = { ...report, incident: number, card: "", channel, targets: [] };
  const known = incidentName(here, ticket);
  const { openedBy } = ticket;
  // Whoever is asked for reads by whom, and in what words.
  const asked: Block[] = openedBy ? [{ kind: "quote", from: openedBy.name, text: ticket.question }] : [];
  const other = openedBy ? `${say.openedByOther(openedBy.name)} ` : "";
  const latest = told?.blocks.filter(({ kind }) => kind !== "buttons") ?? [];
  const buttons = [...leaveButtons(ticket), cancelButton(ticket)];
  const content = sentence(other + say.known(name, known), buttons, [...asked, ...latest]);
  return together(
    decided({
      ticket,
      history: [
        { conversation: report.conversation, ticket: report.number, type: "joined_incident", text: known },
      ],
      messages: [requesterWord(here, ticket, content, "opened")],
    }),
    counted(here, number, report.number),
  );
}

const cancelButton = ({ number }: Ticket) => ({
  label: "Cancel this ticket",
  press: { action: "cancel" as const, ticket: number },
});

/** It was something else: with a thread and clocks of its own from now on. */
export function leaveIncident(here: TicketCase, by: Person, place: Address): Decision {
  const { ticket } = here;
  const name = ticketName(here.rules.plan.ticketPrefix, ticket.number);
  if (!isReport(ticket)) return privateWord(here, by, place, say.ofNoIncident(name));
  const alone = standingAlone(here);
  const given = givenOut(here, alone.ticket);
  const told = requesterWord(here, given.ticket, sentence(say.leftIncident(name)), "left");
  const story: Story = { type: "left_incident", by, text: incidentName(here, ticket) };
  return together(
    decided({ messages: alone.thread }),
    changeTicket(here, given.ticket, [story, ...given.stories], [...given.messages, told]),
    counted(here, ticket.incident ?? 0, ticket.number),
  );
}

/** What came as a report was given to nobody. */
const givenOut = (here: TicketCase, ticket: Ticket): Given =>
  ticket.assignee || ticket.status !== "open" ? { ticket, stories: [], messages: [] } : giveOut(here, ticket);

/** The ticket without its incident, and the thread that it has not had so far. */
export function standingAlone(here: TicketCase): { ticket: Ticket; thread: OutboundMessage[] } {
  const { incident: _left, ...rest } = here.ticket;
  const { plan } = here.rules;
  const started = startTargets(plan, rest, here.now);
  // Its requester owes an answer still.
  const isAsked = rest.status === "waiting";
  const targets = isAsked ? pauseTargets(plan, { ...rest, targets: started }, here.now) : started;
  const alone: Ticket = { ...rest, apart: true, targets };
  if (alone.card !== "") return { ticket: alone, thread: [] };
  const { conversation } = here.state;
  // It may be another one that is loaded, or none: a ticket can be named from elsewhere.
  const asked = conversation?.ticket === alone.number ? conversation : { files: [], offers: [] };
  const threaded = { ...alone, card: `ticket/${alone.number}/card` };
  return { ticket: threaded, thread: escalationThread(here, asked, threaded) };
}

/** The incident goes on after all. */
function openAgain(here: ToldReport): Decision {
  const { resolution: _before, ...rest } = here.ticket;
  const open: Ticket = { ...rest, status: "open", lastSpokenAt: here.now };
  const name = ticketName(here.rules.plan.ticketPrefix, open.number);
  const told = requesterWord(here, open, sentence(say.incidentGoesOn(name)), "open-again");
  return changeTicket(here, open, { type: "reopened", by: here.event.by }, [told]);
}
