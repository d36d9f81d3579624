/** How does the bot say a short word of its own? */
import { isSameChat } from "./address";
import { decided } from "./situation";
import type { Situation } from "./situation";
import { ticketName } from "./wording";
import type { Block, Button, Content } from "./content";
import type { About, Decision, Destination, OutboundMessage } from "./decision";
import type { Address, Person, PlatformName, Ticket } from "./model";

export function sentence(markdown: string, buttons: Button[] = [], more: Block[] = []): Content {
  const row: Block[] = buttons.length > 0 ? [{ kind: "buttons", buttons }] : [];
  return { summary: withoutMarks(markdown), blocks: [{ kind: "text", markdown }, ...more, ...row] };
}

const withoutMarks = (markdown: string): string => markdown.replaceAll(/\\(?=[^\w\s])|\*+|`/g, "");

/** A post of ours. `name` tells apart the messages of one event. */
export function post(
  { event }: Pick<Situation, "event">,
  to: Destination,
  content: Content,
  name: string,
  about: Partial<About> = {},
): OutboundMessage {
  return { key: `${event.id}/${name}`, about: { role: "notice", ...about }, verb: "post", to, content };
}

export const notice = (situation: Situation, to: Destination, markdown: string, name: string): Decision =>
  decided({ messages: [post(situation, to, sentence(markdown), name)] });

/** A word that only the person who acted sees, where they acted. */
export function privateWord(
  situation: Situation,
  person: Person,
  place: Address,
  words: string | Content,
  buttons: Button[] = [],
  name = "private",
): Decision {
  const content = typeof words === "string" ? sentence(words, buttons) : words;
  const message = post(situation, place, content, `${name}/${person.account}`);
  return decided({ messages: [place.kind === "direct" ? message : onlyFor(message, person)] });
}

/** The platform on which a ticket is answered, for whoever speaks of it from another one. */
export const otherPlatform = ({ origin }: Ticket, { platform }: Address): PlatformName | undefined =>
  origin.platform === platform ? undefined : origin.platform;

/** Whoever speaks of a ticket from another chat than where it is answered reads there, too, what came of it. */
export const toldThere = (
  situation: Situation,
  ticket: Ticket,
  { by, place }: { by: Person; place: Address },
  markdown: string,
): Decision =>
  isSameChat(place, ticket.origin) ? decided({}) : privateWord(situation, by, place, markdown, [], "there");

export const onlyFor = (message: OutboundMessage, person: Person): OutboundMessage =>
  message.verb === "post" ? { ...message, onlyFor: person.account } : message;

export const aboutTicket = (ticket: Ticket): Pick<About, "ticket" | "conversation"> => ({
  ticket: ticket.number,
  conversation: ticket.conversation,
});

/** The incident's, for what is reported of one: there is where the technicians are. */
export const threadOf = ({ incident, thread }: Ticket): Destination => ({
  thread: incident === undefined ? thread : threadName(incident),
});

export const threadName = (ticket: number): string => `ticket-${ticket}`;

/** A word into the escalation thread, for technicians. */
export const threadWord = (
  situation: Situation,
  ticket: Ticket,
  content: Content,
  name: string,
): OutboundMessage =>
  post(situation, threadOf(ticket), named(situation, ticket, content), name, aboutTicket(ticket));

/** In an incident's thread several tickets are spoken of. */
export function named({ rules }: Situation, { number, incident }: Ticket, content: Content): Content {
  if (incident === undefined || incident === number) return content;
  const name = ticketName(rules.plan.ticketPrefix, number);
  return {
    summary: `${name}: ${content.summary}`,
    blocks: [{ kind: "text", markdown: `**${name}**` }, ...content.blocks],
  };
}

/** A word to the requester, where they asked. */
export const requesterWord = (
  situation: Situation,
  ticket: Ticket,
  content: Content,
  name: string,
): OutboundMessage => post(situation, ticket.origin, content, name, aboutTicket(ticket));
