/** A ticket has changed: what follows for its clock, its card and its story? */
import { planEdition } from "../plan/edition";
import { withCalls } from "./calls";
import { ticketCard } from "./cards";
import { aboutTicket, threadOf } from "./notices";
import { decided } from "./situation";
import type { Situation } from "./situation";
import { meetHandOver } from "./targets";
import { withUpdateSince, withWakeAt } from "./waking";
import type { Decision, HistoryEntry, OutboundMessage } from "./decision";
import type { Ticket } from "./model";
import type { Report } from "./state";

/** A line of history without the ticket it is about. */
export type Story = Omit<HistoryEntry, "conversation" | "ticket">;

/** The ticket as it is now, its card drawn again in place, and its lines of history. */
export function changeTicket(
  situation: Situation,
  ticket: Ticket,
  story: Story | Story[],
  messages: OutboundMessage[] = [],
): Decision {
  const targets = meetHandOver(ticket);
  const met = targets.flatMap((t, i): Story[] =>
    t === ticket.targets[i] ? [] : [{ type: "target_met", text: t.kind }],
  );
  const edition = planEdition(situation.rules.plan);
  const changed = withClocks(situation, { ...ticket, targets, plan: edition });
  // What follows may differ from what was promised: whoever reads the story later sees why.
  const isOther = ticket.plan !== undefined && ticket.plan !== edition;
  const told: Story[] = isOther ? [{ type: "plan_changed" }] : [];
  return decided({
    ticket: changed,
    history: [...told, ...[story].flat(), ...met].map((line) => entryOf(changed, line)),
    messages: [redrawCard(situation, changed), ...messages],
  });
}

/** The ticket with what the clock has to do about it. Every new or changed ticket passes through here. */
export const withClocks = ({ rules: { plan }, now }: Situation, ticket: Ticket): Ticket =>
  withWakeAt(plan, withUpdateSince(withCalls(plan, ticket, now), now));

export const entryOf = (ticket: Ticket, story: Story): HistoryEntry => ({
  conversation: ticket.conversation,
  ticket: ticket.number,
  ...story,
});

/** Nothing changed, but somebody looks at an old card. */
export const redrawCard = (situation: Situation, ticket: Ticket): OutboundMessage => ({
  key: `${situation.event.id}/card`,
  about: { ...aboutTicket(ticket), role: "card" },
  verb: "update",
  to: threadOf(ticket),
  of: ticket.card,
  content: ticketCard(situation.rules.plan, ticket, situation.now, reportsOf(situation, ticket)),
});

export const reportsOf = ({ state }: Situation, { number }: Ticket): Report[] =>
  state.ticket?.number === number ? state.reports : [];
