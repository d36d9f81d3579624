/** Is a message about an open ticket or something new? Asked where only the requester can tell. */
import { answerQuestion, sawIt } from "./answering";
import { considerQuestion } from "./considering";
import { excerpt } from "./markdown";
import { post, sentence } from "./notices";
import { siteOf } from "./people";
import { aboutTicketAfterAll, newQuestion } from "./requester";
import { decided } from "./situation";
import type { Situation } from "./situation";
import { bareTicketNumber, saysNew } from "./understanding";
import { say, ticketName } from "./wording";
import type { Button, Conversation, Decision } from "./model";

/** Answers the question, unless it has no answer and may be about a ticket that is open. */
export function answerOrAskWhich(here: Situation, conversation: Conversation): Decision {
  if (!isUndecided(conversation) || !mayBeAboutTicket(here, conversation))
    return answerQuestion(here, conversation);
  const before = here.state.conversation;
  const isAsked = before?.id === conversation.id && before.question !== "";
  return decided({ messages: isAsked ? sawIt(here) : [askWhichTicket(here, conversation)] });
}

/** The answer to that question, typed: a ticket's bare number, or that it is new. Undefined: it is neither. */
export function choseWhich(here: Situation, text: string): Decision | undefined {
  const { conversation } = here.state;
  if (conversation?.status !== "offering" || !isUndecided(conversation) || conversation.question === "")
    return undefined;
  if (saysNew(text)) return newQuestion(here, conversation);
  const number = bareTicketNumber(text, here.rules.plan.ticketPrefix);
  const isOwn = here.state.openTickets.some((t) => t.number === number);
  return number !== undefined && isOwn ? aboutTicketAfterAll(here, conversation, number) : undefined;
}

/** Nothing has been shown for it yet. */
const isUndecided = ({ offers, shown }: Conversation): boolean => offers.length === 0 && shown === undefined;

function mayBeAboutTicket(
  { state, rules }: Situation,
  { origin, question, requester }: Conversation,
): boolean {
  if (origin.kind !== "direct" || state.openTickets.length === 0) return false;
  const { decision, criterion } = considerQuestion(question, rules, siteOf(rules.plan, requester));
  return decision === "escalate" && !criterion;
}

function askWhichTicket(here: Situation, conversation: Conversation) {
  const prefix = here.rules.plan.ticketPrefix;
  const about = here.state.openTickets.slice(0, 4).map((ticket): Button => {
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
  return post(here, conversation.origin, content, "which", { conversation: conversation.id });
}
