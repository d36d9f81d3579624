/** A requester speaks of one of their tickets, wherever they are: what follows for it, and what do they read there? */
import { isWithoutThreads } from "./address";
import { confirmResolved } from "./closing";
import { ticketsIn } from "./live-ticket";
import { otherPlatform, post, sentence, toldThere } from "./notices";
import { wroteOnTicket } from "./requester";
import { decided, together } from "./situation";
import type { EventOf, Situation, TicketCase } from "./situation";
import type { Words } from "./spoken";
import { startsWithTicket, ticketNumber, understand, withoutNumber } from "./understanding";
import type { Meaning } from "./understanding";
import { say, ticketName } from "./wording";
import type { Block } from "./content";
import type { Decision } from "./decision";
import type { Address, MessageRef, Person } from "./model";

type Said = TicketCase & Situation<EventOf<"message_posted">>;

/** Undefined: it is small talk, and nothing for the ticket. */
export function saidOnTicket(here: Said, meaning: Meaning): Decision | undefined {
  const { event, ticket } = here;
  const said = wordsOn(here, event.text, meaning);
  if (isConfirmation(here, said)) return confirmed(here, event.by, event.replyIn);
  if (ticket.status === "resolved" && meaning.kind === "nothing") return undefined;
  if (meaning.kind === "greeting") return undefined;
  const wrote = wroteOnTicket(here, event.by, event, event.message, !isThanks(said));
  const elsewhere = otherPlatform(ticket, event.replyIn);
  const added = say.added(nameOf(here), elsewhere);
  // On one platform the mark at the message says enough.
  if (elsewhere)
    return together(wrote, toldThere(here, ticket, { by: event.by, place: event.replyIn }, added));
  return mayHaveMeantAnother(here) ? together(wrote, told(here, event.replyIn, added)) : wrote;
}

/** Several are open in one chat, and neither the words nor their place tell which: the requester sees where they have gone. */
function mayHaveMeantAnother({ event, state, rules, ticket }: Said): boolean {
  if (!isWithoutThreads(event.replyIn) || state.inOwnThread) return false;
  const isNamed = ticketNumber(event.text, rules.plan.ticketPrefix) === ticket.number;
  return !isNamed && ticketsIn(state, event.replyIn).length > 1;
}

/** Words of which the requester has said that they are for this ticket. Those of a form have no `source`, and are shown. */
export function saidOfThisTicket(
  here: TicketCase,
  { by, place, words, source }: { by: Person; place: Address; words: Words; source?: MessageRef },
): Decision {
  const meaning = wordsOn(here, words.text, understand(words.text, here.rules.plan.ticketPrefix));
  if (isConfirmation(here, meaning)) return confirmed(here, by, place);
  const shown: Block[] = source ? [] : [{ kind: "quote", from: by.name, text: words.text }];
  const added = say.added(nameOf(here), otherPlatform(here.ticket, place));
  return together(
    wroteOnTicket(here, by, words, source, !isThanks(meaning)),
    told(here, place, added, shown),
  );
}

/** "HD-12 solved" means what "solved" does. */
function wordsOn({ rules }: Situation, text: string, meaning: Meaning): Meaning {
  const { ticketPrefix: prefix } = rules.plan;
  return startsWithTicket(text, prefix) ? understand(withoutNumber(text, prefix), prefix) : meaning;
}

const isThanks = ({ kind }: Meaning): boolean => kind === "thanks" || kind === "solved";

const isConfirmation = ({ ticket }: TicketCase, meaning: Meaning): boolean =>
  ticket.status === "resolved" && isThanks(meaning);

const confirmed = (here: TicketCase, by: Person, place: Address): Decision =>
  together(confirmResolved(here), toldThere(here, here.ticket, { by, place }, say.closed(nameOf(here))));

const told = (here: Situation, place: Address, words: string, shown: Block[] = []): Decision =>
  decided({ messages: [post(here, place, sentence(words, [], shown), "added")] });

const nameOf = ({ rules, ticket }: TicketCase): string => ticketName(rules.plan.ticketPrefix, ticket.number);
