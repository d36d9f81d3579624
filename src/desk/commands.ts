/** Which commands can be typed, and what do they answer? */
import type { EscalationPlan } from "../plan/plan";
import { answerAndEscalate, inPrivate, isPrivate } from "./answering";
import { ticketLine } from "./cards";
import { notice, privateWord } from "./notices";
import { wishLateAnswers } from "./on-late-answer";
import { openTicket } from "./opening";
import { cancelTicket } from "./closing";
import { needHelp } from "./requester";
import { considerFor, opensAtOnce } from "./considering";
import { askForDigest } from "./digest";
import { showDashboard } from "./dashboard";
import { showGaps } from "./showing-gaps";
import { mayReadPlan, showPlan } from "./showing-plan";
import { decided, together } from "./situation";
import type { Situation } from "./situation";
import type { Meaning } from "./understanding";
import { say, ticketName } from "./wording";
import type { Button } from "./content";
import type { Decision } from "./decision";
import type { Address, Conversation, Person, Ticket } from "./model";

type CommandMeaning = Extract<Meaning, { kind: "command" }>;
type Said = { by: Person; replyIn: Address };

export function giveCommand(
  here: Situation,
  meaning: CommandMeaning,
  said: Said,
  offering: Conversation | undefined,
): Decision {
  const { plan } = here.rules;
  switch (meaning.command) {
    case "help":
      return privateWord(here, said.by, said.replyIn, helpWords(plan, said.by));
    case "list":
      return listTickets(here, said, here.state.openTickets);
    case "status":
      return ofOwnTickets(here, meaning, said, (tickets) => listTickets(here, said, tickets));
    case "cancel":
      return ofOwnTickets(here, meaning, said, (tickets) => cancelOrAsk(here, said, tickets));
    case "plan":
      return showPlan(here, said, meaning.rest);
    case "digest":
      return askForDigest(here, said);
    case "gaps":
      return showGaps(here, said);
    case "late_answers_on":
    case "late_answers_off":
      return wishLateAnswers(here, said.by, said.replyIn, meaning.command === "late_answers_on");
    case "dashboard":
      return showDashboard(here, said);
    case "person":
      return toPerson(here, meaning.rest, said, offering);
  }
}

export const helpWords = (plan: EscalationPlan, by: Person): string =>
  say.help(plan.helpDesk, plan.ticketPrefix, mayReadPlan(plan, by));

/** The ticket that was named, or all of the person's open ones. */
function ofOwnTickets(
  here: Situation,
  meaning: CommandMeaning,
  said: Said,
  then: (tickets: Ticket[]) => Decision,
): Decision {
  const { openTickets } = here.state;
  if (meaning.ticket === undefined) return then(openTickets);
  const ticket = openTickets.find((t) => t.number === meaning.ticket);
  const name = ticketName(here.rules.plan.ticketPrefix, meaning.ticket);
  return ticket ? then([ticket]) : privateWord(here, said.by, said.replyIn, say.notYours(name));
}

/** For the eyes of the person who asked: their tickets are nobody else's business. */
function listTickets(here: Situation, { by, replyIn }: Said, tickets: Ticket[]): Decision {
  if (tickets.length === 0) return privateWord(here, by, replyIn, say.noTickets);
  const lines = tickets.map((ticket) => `- ${ticketLine(here.rules.plan, ticket, here.now)}`);
  return privateWord(here, by, replyIn, lines.join("\n"));
}

function cancelOrAsk(here: Situation, said: Said, tickets: Ticket[]): Decision {
  const [ticket, ...others] = tickets;
  if (!ticket) return privateWord(here, said.by, said.replyIn, say.noTickets);
  if (others.length === 0) return cancelTicket({ ...here, ticket }, said.by, said.replyIn);
  const { ticketPrefix } = here.rules.plan;
  const buttons = tickets.slice(0, 5).map(({ number }): Button => {
    return {
      label: `Cancel ${ticketName(ticketPrefix, number)}`,
      press: { action: "cancel", ticket: number },
    };
  });
  const list = tickets.slice(0, 5).map((t) => `- ${ticketLine(here.rules.plan, t, here.now)}`);
  return privateWord(here, said.by, said.replyIn, `Which one?\n\n${list.join("\n")}`, buttons);
}

/** "Open a ticket": at once, with what was said after it, or with the question that is being answered. */
function toPerson(here: Situation, text: string, said: Said, offering: Conversation | undefined): Decision {
  if (text === "")
    return offering ? needHelp(here, offering) : notice(here, said.replyIn, say.askWhat, "ask");
  const { event, rules, state, now } = here;
  const message = event.type === "message_posted" ? event.message : { in: said.replyIn, messageId: event.id };
  const conversation: Conversation = {
    id: state.nextConversationId,
    desk: state.desk,
    requester: said.by,
    origin: said.replyIn,
    status: "offering",
    question: text,
    files: event.type === "message_posted" ? event.files : [],
    askedAt: now,
    lastMessageAt: now,
    offers: [],
    parts: [{ messageId: message.messageId, text }],
    version: 0,
  };
  const considered = considerFor(text, rules, said.by);
  const story = { conversation: conversation.id, type: "asked" as const, by: said.by, text, source: message };
  const reasons = ["The requester asked for a person.", ...considered.reasons];
  const handOver = opensAtOnce(considered) ? answerAndEscalate : openTicket;
  const mustHide = said.replyIn.kind !== "direct" && isPrivate(here, considered);
  return together(
    decided({ history: [story] }),
    mustHide ? notice(here, said.replyIn, say.privateMatter, "private") : decided({}),
    handOver(here, mustHide ? inPrivate(conversation) : conversation, { ...considered, reasons }),
  );
}
