/** How is somebody brought into a ticket's thread? */
import { aboutTicket, threadOf, threadWord } from "./notices";
import type { Situation } from "./situation";
import type { OutboundMessage } from "./decision";
import type { Person, Ticket } from "./model";

/** `name` tells apart the invitations of one event. */
export const invitation = (
  here: Situation,
  ticket: Ticket,
  person: Person,
  name = "invite",
): OutboundMessage => ({
  key: `${here.event.id}/${name}`,
  about: { ...aboutTicket(ticket), role: "invite" },
  verb: "invite",
  to: threadOf(ticket),
  person,
});

/** One mention in the thread, and a way into it. */
export const inviting = (
  here: Situation,
  ticket: Ticket,
  person: Person,
  text: string,
  name: string,
): OutboundMessage[] => [
  invitation(here, ticket, person, `${name}-invite`),
  threadWord(here, ticket, { summary: text, blocks: [{ kind: "mention", people: [person], text }] }, name),
];
