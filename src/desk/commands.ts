/** Which commands can be typed, and what do they answer? */
import { ticketLine } from "./cards";
import { notice, post, sentence } from "./notices";
import { openTicket } from "./opening";
import { cancelTicket, needHelp } from "./requester";
import { considerQuestion } from "./considering";
import { siteOf } from "./people";
import { decided, together } from "./situation";
import type { EventOf, Situation } from "./situation";
import { understand } from "./understanding";
import type { Meaning } from "./understanding";
import { say, ticketName } from "./wording";
import type { Address, Button, Conversation, Decision, Person, Ticket } from "./model";

type CommandMeaning = Extract<Meaning, { kind: "command" }>;
type Said = { by: Person; replyIn: Address };

/** A slash command or a menu entry: the same words as typed ones. */
export function commandGiven(here: Situation<EventOf<"command_given">>): Decision {
  const { event, state, rules } = here;
  const said = { by: event.by, replyIn: event.in };
  const offering = state.conversation?.status === "offering" ? state.conversation : undefined;
  const meaning = understand(event.text, rules.plan.ticketPrefix);
  if (meaning.kind === "command") return giveCommand(here, meaning, said, offering);
  return notice(here, event.in, say.help(rules.plan.ticketPrefix), "help");
}

export function giveCommand(
  here: Situation,
  meaning: CommandMeaning,
  said: Said,
  offering: Conversation | undefined,
): Decision {
  const { plan } = here.rules;
  switch (meaning.command) {
    case "help":
      return notice(here, said.replyIn, say.help(plan.ticketPrefix), "help");
    case "list":
      return listTickets(here, said.replyIn, here.state.openTickets);
    case "status":
      return ofOwnTickets(here, meaning, said, (tickets) => listTickets(here, said.replyIn, tickets));
    case "cancel":
      return ofOwnTickets(here, meaning, said, (tickets) => cancelOrAsk(here, said, tickets));
    case "person":
      return toPerson(here, meaning.rest, said, offering);
  }
}

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
  return ticket ? then([ticket]) : notice(here, said.replyIn, say.notYours(name), "not-yours");
}

function listTickets(here: Situation, place: Address, tickets: Ticket[]): Decision {
  if (tickets.length === 0) return notice(here, place, say.noTickets, "list");
  const lines = tickets.map((ticket) => `- ${ticketLine(here.rules.plan, ticket, here.now)}`);
  return notice(here, place, lines.join("\n"), "list");
}

function cancelOrAsk(here: Situation, said: Said, tickets: Ticket[]): Decision {
  const [ticket, ...others] = tickets;
  if (!ticket) return notice(here, said.replyIn, say.noTickets, "list");
  if (others.length === 0) return cancelTicket({ ...here, ticket }, said.by);
  const { ticketPrefix } = here.rules.plan;
  const buttons = tickets.slice(0, 5).map(({ number }): Button => {
    return {
      label: `Cancel ${ticketName(ticketPrefix, number)}`,
      press: { action: "cancel", ticket: number },
    };
  });
  const list = tickets.slice(0, 5).map((t) => `- ${ticketLine(here.rules.plan, t, here.now)}`);
  return decided({
    messages: [post(here, said.replyIn, sentence(`Which one?\n\n${list.join("\n")}`, buttons), "which")],
  });
}

/** "Open a ticket": at once, with what was said after it, or with the question that is being answered. */
function toPerson(here: Situation, text: string, said: Said, offering: Conversation | undefined): Decision {
  if (text === "")
    return offering ? needHelp(here, offering) : notice(here, said.replyIn, say.askWhat, "ask");
  const { event, rules, state, now } = here;
  const message = event.type === "message_posted" ? event.message : { in: said.replyIn, messageId: event.id };
  const conversation: Conversation = {
    id: state.nextConversationId,
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
  const considered = considerQuestion(text, rules, siteOf(rules.plan, said.by));
  const story = { conversation: conversation.id, type: "asked" as const, by: said.by, text, source: message };
  const reasons = ["The requester asked for a person.", ...considered.reasons];
  return together(decided({ history: [story] }), openTicket(here, conversation, { ...considered, reasons }));
}
