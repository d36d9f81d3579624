/** Is a message about an open ticket or something new? Asked where only the requester can tell. */
import { answerQuestion, sawIt } from "./answering";
import { considerFor, opensAtOnce } from "./considering";
import { isTalkedOf } from "./live-ticket";
import { excerpt } from "./markdown";
import { notice, post, sentence } from "./notices";
import { saidOfThisTicket } from "./said-on-ticket";
import { decided, together } from "./situation";
import type { Situation } from "./situation";
import { bareTicketNumber, saysNew, understand } from "./understanding";
import { say, ticketName } from "./wording";
import type { Button } from "./content";
import type { Decision } from "./decision";
import type { Conversation } from "./model";

/** Buttons for as many tickets; others are named by their numbers. */
const MOST_TICKETS = 4;

/** Answers the question, unless it has no answer and may be about a ticket that is open. */
export function answerOrAskWhich(here: Situation, conversation: Conversation): Decision {
  if (!isUndecided(conversation) || !mayBeAboutTicket(here, conversation))
    return answerQuestion(here, conversation);
  const before = here.state.conversation;
  const isAsked = before?.id === conversation.id && before.question !== "";
  return isAsked ? decided({ messages: sawIt(here) }) : askWhichTicket(here, conversation);
}

/** The answer to that question, typed: a ticket's bare number, or that it is new. Undefined: it is neither. */
export function choseWhich(here: Situation, text: string): Decision | undefined {
  const { conversation } = here.state;
  if (conversation?.status !== "offering" || !isUndecided(conversation) || isEmpty(conversation))
    return undefined;
  if (saysNew(text)) return newQuestion(here, conversation);
  const number = /^\s*\d{1,9}\s*$/.test(text)
    ? Number(text)
    : bareTicketNumber(text, here.rules.plan.ticketPrefix);
  const isOwn = here.state.openTickets.some((t) => t.number === number);
  return number !== undefined && isOwn ? aboutTicketAfterAll(here, conversation, number) : undefined;
}

/** A message that could have been about a ticket was about something new. */
export function newQuestion(here: Situation, conversation: Conversation): Decision {
  const { question } = conversation;
  if (question === "") return notice(here, conversation.origin, say.askWhat, "ask");
  if (understand(question, here.rules.plan.ticketPrefix).kind === "question")
    return answerQuestion(here, conversation);
  // "Still broken" is no question that could be answered.
  return together(
    decided({ conversations: [{ ...conversation, status: "ended" }] }),
    notice(here, conversation.origin, say.askWhat, "ask"),
  );
}

/** A message that could have been something new was about a ticket: it goes there. */
export function aboutTicketAfterAll(here: Situation, conversation: Conversation, number: number): Decision {
  const ticket = here.state.openTickets.find((t) => t.number === number);
  const { origin: place, requester: by, question: text, files } = conversation;
  if (!ticket) return notice(here, place, say.gone, "gone");
  const { wakeAt: _none, ...rest } = conversation;
  const source = { in: place, messageId: conversation.parts[0]?.messageId ?? here.event.id };
  const words = { text, files, mentions: [] };
  return together(
    decided({ conversations: [{ ...rest, status: "ended" }] }),
    saidOfThisTicket({ ...here, ticket }, { by, place, words, source }),
  );
}

const isEmpty = ({ question, files }: Conversation): boolean => question === "" && files.length === 0;

/** Nothing has been shown for it yet. */
const isUndecided = ({ offers, shown }: Conversation): boolean => offers.length === 0 && shown === undefined;

function mayBeAboutTicket(here: Situation, { origin, question, requester }: Conversation): boolean {
  const { state, rules } = here;
  if (origin.kind !== "direct" || state.openTickets.length === 0) return false;
  const considered = considerFor(question, rules, requester);
  if (opensAtOnce(considered)) return false;
  const { decision } = considered;
  return decision === "escalate" || (decision === "clarify" && isTalkedOf(here, origin));
}

/** `conversation` is kept until the answer comes: it holds the words. */
export function askWhichTicket(here: Situation, conversation: Conversation): Decision {
  const prefix = here.rules.plan.ticketPrefix;
  const about = here.state.openTickets.slice(0, MOST_TICKETS).map((ticket): Button => {
    const press = {
      action: "about_ticket" as const,
      conversation: conversation.id,
      argument: String(ticket.number),
    };
    return { label: `${ticketName(prefix, ticket.number)} ${excerpt(ticket.question, 40)}`, press };
  });
  const fresh: Button = {
    label: "Something new",
    press: { action: "new_question", conversation: conversation.id },
  };
  const content = sentence(say.whichTicket, [...about, fresh]);
  const asked = post(here, conversation.origin, content, "which", { conversation: conversation.id });
  return decided({ messages: [asked] });
}
