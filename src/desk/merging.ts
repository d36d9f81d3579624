/** Two tickets of one requester are about the same: which goes on, and who hears of it? */
import { isSamePerson } from "./address";
import { changeTicket } from "./changing";
import { counted } from "./incident-reports";
import { isIncident, isReport, joins } from "./incidents";
import { privateWord, requesterWord, sentence, threadWord } from "./notices";
import { decided, together } from "./situation";
import type { TicketCase } from "./situation";
import { spoken } from "./spoken";
import { dropTargets } from "./targets";
import { say, ticketName } from "./wording";
import type { Decision } from "./decision";
import type { Address, Person, Ticket } from "./model";

/** This one is closed, and all that is said to it from now on belongs to the other. `written`: as the technician typed it. */
export function mergeTicket(
  here: TicketCase,
  by: Person,
  { written, place }: { written: string; place: Address },
): Decision {
  const { otherTicket: into } = here.state;
  const refusal = refusalOf(here, into, written);
  return refusal !== undefined || !into
    ? privateWord(here, by, place, refusal ?? say.cannotMerge.unknown(written))
    : mergeInto(here, by, into);
}

function refusalOf(
  { ticket, rules }: TicketCase,
  into: Ticket | undefined,
  written: string,
): string | undefined {
  if (!into) return say.cannotMerge.unknown(written);
  const name = ticketName(rules.plan.ticketPrefix, into.number);
  if (into.number === ticket.number) return say.cannotMerge.itself;
  if (isIncident(into) !== isIncident(ticket)) return say.cannotMerge.incident(name);
  // An incident's requester is nobody, on the platform of its channel.
  const isTheirs = isIncident(into) || isSamePerson(into.requester, ticket.requester);
  if (!isTheirs) return say.cannotMerge.other(name);
  return into.status === "closed" ? say.cannotMerge.closed(name) : undefined;
}

function mergeInto(here: TicketCase, by: Person, into: Ticket): Decision {
  const { ticket, rules, now } = here;
  const name = ticketName(rules.plan.ticketPrefix, ticket.number);
  const other = ticketName(rules.plan.ticketPrefix, into.number);
  const { waitingOn: _on, waitingSince: _since, ...rest } = ticket;
  const merged: Ticket = {
    ...rest,
    status: "closed",
    mergedInto: into.number,
    targets: dropTargets(ticket),
    resolution: { kind: "duplicate", note: `Goes on as ${other}.`, by, at: now },
  };
  const files = here.state.conversation?.ticket === ticket.number ? here.state.conversation.files : [];
  const asker = ticket.openedBy ?? ticket.requester;
  const question = spoken(asker, { text: ticket.question, files, mentions: [] }, { reader: into.channel });
  const inside = sentence(`**${name}** was merged into this ticket. It asked:`, [], question.blocks);
  return together(
    changeTicket(here, merged, { type: "merged", by, text: other }, [
      threadWord(here, into, inside, "merged-inside"),
      requesterWord(here, ticket, sentence(say.merged(name, other)), "merged"),
    ]),
    conversationGoesTo(here, into),
    isIncident(ticket) ? reportsGoTo(here, by, into) : decided({}),
    isReport(ticket) ? counted(here, ticket.incident ?? 0, ticket.number) : decided({}),
  );
}

/** One outage that was taken for two. */
const reportsGoTo = (here: TicketCase, by: Person, into: Ticket): Decision =>
  decided({ events: here.state.reports.map(({ number }) => joins(here, by, number, into.number)) });

/** What the requester says where they asked the one reaches the other. */
function conversationGoesTo({ state, ticket }: TicketCase, into: Ticket): Decision {
  const { conversation } = state;
  if (conversation?.ticket !== ticket.number) return decided({});
  return decided({ conversations: [{ ...conversation, ticket: into.number }] });
}
