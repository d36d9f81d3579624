/** A requester speaks of one of their tickets, wherever they are: what follows for it, and what do they read there? */
import { confirmResolved } from "./closing";
import { otherPlatform, toldThere } from "./notices";
import { wroteOnTicket } from "./requester";
import { together } from "./situation";
import type { EventOf, Situation, TicketCase } from "./situation";
import { startsWithTicket, understand, withoutNumber } from "./understanding";
import type { Meaning } from "./understanding";
import { say, ticketName } from "./wording";
import type { Decision } from "./model";

type Said = TicketCase & Situation<EventOf<"message_posted">>;

/** Undefined: it is small talk, and nothing for the ticket. */
export function saidOnTicket(here: Said, meaning: Meaning): Decision | undefined {
  const { event, ticket } = here;
  const isThanks = ["thanks", "solved"].includes(wordsOn(here, meaning).kind);
  if (ticket.status === "resolved") {
    if (isThanks) return together(confirmResolved(here), told(here, say.closed(nameOf(here))));
    if (meaning.kind === "nothing") return undefined;
  }
  if (meaning.kind === "greeting") return undefined;
  const wrote = wroteOnTicket(here, event.by, event, event.message, !isThanks);
  const elsewhere = otherPlatform(ticket, event.replyIn);
  // On one platform the mark at the message says enough.
  return elsewhere ? together(wrote, told(here, say.added(nameOf(here), elsewhere))) : wrote;
}

/** "HD-12 solved" means what "solved" does. */
function wordsOn({ event, rules }: Said, meaning: Meaning): Meaning {
  const { ticketPrefix: prefix } = rules.plan;
  return startsWithTicket(event.text, prefix)
    ? understand(withoutNumber(event.text, prefix), prefix)
    : meaning;
}

const nameOf = ({ rules, ticket }: Said): string => ticketName(rules.plan.ticketPrefix, ticket.number);

const told = (here: Said, words: string): Decision =>
  toldThere(here, here.ticket, { by: here.event.by, place: here.event.replyIn }, words);
