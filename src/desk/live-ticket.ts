/** Which of a requester's tickets does a message without a number mean? The thread's own, or the one just spoken of. */
import { asksText, criteriaFor } from "../plan/criteria";
import { isSameChat } from "./address";
import { considerFor } from "./considering";
import { ownerOf } from "./ownership";
import { circumstancesOf } from "./people";
import type { EventOf, Situation } from "./situation";
import type { Meaning } from "./understanding";
import type { Address, Conversation, Ticket } from "./model";

type Posted = Situation<EventOf<"message_posted">>;

const MINUTE = 60_000;
/** A direct message this soon after the last word on a ticket is about that ticket, in milliseconds. */
const LIVE_FOR = 30 * MINUTE;
/** As soon as this it is, also where another one was spoken of before, or waits for an answer. */
const JUST_NOW = 10 * MINUTE;

/** Undefined: none of them, or nobody can tell which. */
export function liveTicket(here: Posted, meaning: Meaning): Ticket | undefined {
  const ticket = ticketHere(here);
  if (!ticket || isSaidOnAnswer(here, ticket, meaning) || isNewDanger(here, ticket)) return undefined;
  return isAnotherQuestion(here, ticket) ? undefined : ticket;
}

/** While nobody has answered on the ticket yet, words that the knowledge base is sure of are a question of their own. */
function isAnotherQuestion({ event, rules, state }: Posted, ticket: Ticket): boolean {
  const isDialogue = ownerOf(ticket) !== undefined || ticket.status !== "open";
  if (isDialogue || state.inOwnThread) return false;
  return considerFor(event.text, rules, event.by).decision === "answer";
}

/** "Solved", "no" or "2", after an answer that was shown since the ticket was last spoken of. */
function isSaidOnAnswer({ state }: Posted, ticket: Ticket, meaning: Meaning): boolean {
  const { conversation } = state;
  if (conversation?.status !== "offering" || conversation.offers.length === 0) return false;
  const isWord = ["solved", "not_solved", "pick", "thanks"].includes(meaning.kind);
  return isWord && conversation.lastMessageAt >= ticket.lastSpokenAt;
}

/** What meets a criterion of another component is a matter of its own, whatever was being talked of. */
function isNewDanger({ event, rules }: Posted, ticket: Ticket): boolean {
  const met = criteriaFor(rules.plan, event.text, circumstancesOf(rules.plan, event.by));
  const component = met.find(asksText)?.component;
  return component !== undefined && component !== ticket.component;
}

function ticketHere(here: Posted): Ticket | undefined {
  const { event, state, now } = here;
  const { ticket } = state;
  if (state.inOwnThread) return ticket?.status === "closed" ? undefined : ticket;
  const [first, ...others] = liveTickets(here, event.replyIn);
  return first && (others.length === 0 || isMeant(first, others, now)) ? first : undefined;
}

/** Those of a chat in which a word is still to be expected, the one last spoken of first. */
export function liveTickets({ state, now }: Situation, place: Address): Ticket[] {
  const isLive = (t: Ticket) => isAwaited(t) || t.status === "resolved" || isWithin(t, LIVE_FOR, now);
  return ticketsIn(state, place).filter(isLive);
}

/** A merged ticket's chat speaks of the one that goes on, wherever that is answered. */
export const ticketsIn = ({ openTickets, conversation }: Situation["state"], place: Address): Ticket[] =>
  openTickets.filter((t) => isSameChat(t.origin, place) || t.number === conversation?.ticket);

/** Of several, the one last spoken of: its technician alone waits for an answer, or the talk is of nothing else. */
function isMeant(first: Ticket, others: Ticket[], now: Date): boolean {
  const isAnotherAwaited = others.some(isAwaited);
  if (isAwaited(first) && !isAnotherAwaited) return true;
  const isOnlyOne = (ms: number) => isWithin(first, ms, now) && !others.some((t) => isWithin(t, ms, now));
  return isOnlyOne(JUST_NOW) || (!isAnotherAwaited && isOnlyOne(LIVE_FOR));
}

/** Somebody who waits for the requester, or has just spoken with them: a word that fits nothing surely may be for them. */
export const isTalkedOf = (here: Situation, place: Address): boolean =>
  liveTickets(here, place).some((t) => t.status !== "resolved" && (ownerOf(t) !== undefined || isAwaited(t)));

/** Whether "no" or "2" may be for a ticket rather than for this answer of Tier 1. */
export function isTicketSpokenOfSince({ event, state }: Posted, { lastMessageAt }: Conversation): boolean {
  if (state.inOwnThread) return false;
  return ticketsIn(state, event.replyIn).some((t) => t.lastSpokenAt > lastMessageAt);
}

const isAwaited = ({ waitingOn }: Ticket): boolean => waitingOn === "requester";

const isWithin = ({ lastSpokenAt }: Ticket, ms: number, now: Date): boolean =>
  now.getTime() - lastSpokenAt.getTime() < ms;
