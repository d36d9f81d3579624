/** A ticket has changed: what follows for its clock, its card and its story? */
import { planEdition } from "../plan/edition";
import { ticketCard } from "./cards";
import { aboutTicket, threadOf } from "./notices";
import { decided } from "./situation";
import type { Situation } from "./situation";
import { withWakeAt } from "./targets";
import type { Decision, HistoryEntry, OutboundMessage, Ticket } from "./model";

/** A line of history without the ticket it is about. */
export type Story = Omit<HistoryEntry, "conversation" | "ticket">;

/** The ticket as it is now, its card drawn again in place, and its lines of history. */
export function changeTicket(
  situation: Situation,
  ticket: Ticket,
  story: Story | Story[],
  messages: OutboundMessage[] = [],
): Decision {
  const { plan } = situation.rules;
  const edition = planEdition(plan);
  const changed = withWakeAt(plan, { ...ticket, plan: edition });
  // What follows may differ from what was promised: whoever reads the story later sees why.
  const isOther = ticket.plan !== undefined && ticket.plan !== edition;
  const told: Story[] = isOther ? [{ type: "plan_changed" }] : [];
  return decided({
    ticket: changed,
    history: [...told, ...[story].flat()].map((line) => entryOf(changed, line)),
    messages: [redrawCard(situation, changed), ...messages],
  });
}

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
  content: ticketCard(situation.rules.plan, ticket, situation.now),
});
