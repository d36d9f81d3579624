/** What can a requester do besides writing: say how an answer was, choose, confirm, reopen, cancel, rate? */
import { answerQuestion, settleShown } from "./answering";
import { changeTicket } from "./changing";
import { considerQuestion } from "./considering";
import { notice, onlyFor, post, requesterWord, sentence, threadWord } from "./notices";
import { onPlatform, siteOf } from "./people";
import { openTicket } from "./opening";
import { requesterWrote } from "./relay";
import { decided, together } from "./situation";
import type { Situation, TicketCase } from "./situation";
import { dropTargets, startTargets } from "./targets";
import { say, ticketName } from "./wording";
import type { Button, Conversation, Decision, HistoryEntry, Offer, Person, Ticket } from "./model";

/** What follows the case in `requesterWrote`. */
type RequestersWords = Parameters<typeof requesterWrote> extends [TicketCase, ...infer Rest] ? Rest : never;

/** "That solved it": only this counts as solved. */
export function solved(here: Situation, conversation: Conversation): Decision {
  const { wakeAt: _silent, ...rest } = conversation;
  const ended: Conversation = { ...rest, status: "ended", offers: withOutcome(conversation, "confirmed") };
  const entry: HistoryEntry = {
    conversation: conversation.id,
    type: "confirmed",
    by: conversation.requester,
  };
  return together(
    settleShown(here, ended),
    decided({ conversations: [ended], history: [entry] }),
    notice(here, conversation.origin, say.confirmed, "confirmed"),
  );
}

/** "I still need help", "None of these": what was shown failed, a person takes over. */
export function needHelp(here: Situation, conversation: Conversation): Decision {
  if (conversation.question === "") return notice(here, conversation.origin, say.askWhat, "ask");
  const failed: Conversation = { ...conversation, offers: withOutcome(conversation, "failed") };
  const considered = considerQuestion(
    conversation.question,
    here.rules,
    siteOf(here.rules.plan, conversation.requester),
  );
  const reasons = ["The requester still needs help after Tier 1.", ...considered.reasons];
  const entry: HistoryEntry = { conversation: conversation.id, type: "failed", by: conversation.requester };
  return together(
    settleShown(here, failed),
    decided({ history: [entry] }),
    openTicket(here, failed, { ...considered, reasons }),
  );
}

/** The last answer gets the outcome; with suggestions only, a failure is every suggestion's. */
function withOutcome(conversation: Conversation, outcome: NonNullable<Offer["outcome"]>): Offer[] {
  const answered = conversation.offers.findLast((o) => o.kind === "answer" && !o.outcome);
  const isMeant = (o: Offer) => (answered ? o === answered : outcome === "failed" && !o.outcome);
  return conversation.offers.map((o) => (isMeant(o) ? { ...o, outcome } : o));
}

/** An offer that fell silent can still be answered: whoever comes back from a weekend has the same buttons. */
export function awake(conversation: Conversation): Conversation {
  const { status, ticket, shown, offers } = conversation;
  const isConfirmed = offers.some((o) => o.outcome === "confirmed");
  if (status !== "ended" || ticket !== undefined || shown === undefined || isConfirmed) return conversation;
  const open = offers.map(({ outcome, ...offer }): Offer =>
    outcome === "silent" ? offer : { ...offer, ...(outcome && { outcome }) },
  );
  return { ...conversation, status: "offering", offers: open };
}

/** The clock ran out on an offer: nothing is known about it, so nothing is claimed. */
export function fallSilent(conversation: Conversation): Decision {
  const { wakeAt: _passed, ...rest } = conversation;
  const offers = conversation.offers.map((o): Offer => (o.outcome ? o : { ...o, outcome: "silent" }));
  const entry: HistoryEntry = { conversation: conversation.id, type: "silent" };
  return decided({ conversations: [{ ...rest, status: "ended", offers }], history: [entry] });
}

export function whyThisAnswer(here: Situation, conversation: Conversation): Decision {
  const { reasons } = considerQuestion(
    conversation.question,
    here.rules,
    siteOf(here.rules.plan, conversation.requester),
  );
  const list = reasons.map((reason) => ({ kind: "quote" as const, from: "Tier 1", text: reason }));
  const content = { summary: "Why this answer", blocks: list };
  const word = post(here, conversation.origin, content, "why", { conversation: conversation.id });
  // It may name articles that are private: in a thread only the requester sees it.
  const isOpen = conversation.origin.kind !== "direct";
  return decided({ messages: [isOpen ? onlyFor(word, conversation.requester) : word] });
}

/** A message that could have been about a ticket was about something new. */
export const newQuestion = (here: Situation, conversation: Conversation): Decision =>
  answerQuestion(here, conversation);

/** A message that could have been something new was about a ticket: it goes there. */
export function aboutTicketAfterAll(here: Situation, conversation: Conversation, number: number): Decision {
  const ticket = here.state.openTickets.find((t) => t.number === number);
  if (!ticket) return notice(here, conversation.origin, say.gone, "gone");
  const { wakeAt: _none, ...rest } = conversation;
  const source = { in: conversation.origin, messageId: conversation.parts[0]?.messageId ?? here.event.id };
  const words = { text: conversation.question, files: conversation.files, mentions: [] };
  return together(
    decided({ conversations: [{ ...rest, status: "ended" }] }),
    wroteOnTicket({ ...here, ticket }, conversation.requester, words, source, true),
    notice(
      here,
      conversation.origin,
      `Added to **${ticketName(here.rules.plan.ticketPrefix, number)}**.`,
      "added",
    ),
  );
}

/** The requester's words go into the thread; on a resolved ticket they say that it is not. */
export function wroteOnTicket(here: TicketCase, ...said: RequestersWords): Decision {
  if (here.ticket.status !== "resolved") return requesterWrote(here, ...said);
  const reopened = reopenTicket(here, said[0]);
  return together(reopened, requesterWrote({ ...here, ticket: reopened.ticket ?? here.ticket }, ...said));
}

const named = ({ rules, ticket }: TicketCase): string => ticketName(rules.plan.ticketPrefix, ticket.number);

/** The requester says that it is solved: closed, and one question about how it was. */
export function confirmResolved(here: TicketCase): Decision {
  const { ticket } = here;
  const closed: Ticket = {
    ...ticket,
    status: "closed",
    targets: dropTargets(ticket),
    ...(ticket.resolution && { resolution: { ...ticket.resolution, confirmed: true } }),
  };
  const told = requesterWord(
    here,
    closed,
    sentence(`${say.closed(named(here))} ${say.rate}`, ratingButtons(ticket)),
    "closed",
  );
  return together(
    changeTicket(here, closed, { type: "resolution_confirmed", by: ticket.requester }, [told]),
    endConversation(here),
  );
}

const ratingButtons = (ticket: Ticket): Button[] =>
  ["1 Bad", "2", "3", "4", "5 Very good"].map((label) => ({
    label,
    press: { action: "rate", ticket: ticket.number, argument: label.slice(0, 1) },
  }));

export function rate(here: TicketCase, by: Person, argument: string | undefined): Decision {
  const rating = Number(argument);
  if (!Number.isInteger(rating) || rating < 1 || rating > 5)
    return decided({ ignored: "a rating that is none" });
  const told = requesterWord(here, here.ticket, sentence(say.rated), "rated");
  return changeTicket(here, { ...here.ticket, rating }, { type: "rated", by, text: String(rating) }, [told]);
}

/** Back to work, with new clocks; whoever had it hears of it first. */
export function reopenTicket(here: TicketCase, by: Person): Decision {
  const { rules, now } = here;
  const { resolution: _before, waitingOn: _on, waitingSince: _since, ...rest } = here.ticket;
  const open: Ticket = { ...rest, status: "open", remindersSent: 0, lastSpokenAt: now };
  const restarted = { ...open, targets: startTargets(rules.plan, open, now) };
  const people = open.assignee ? [open.assignee] : leadsOf(here, open);
  const text = `${named(here)} was reopened by ${by.name}.`;
  const word = threadWord(
    here,
    restarted,
    { summary: text, blocks: [{ kind: "mention", people, text }] },
    "reopened",
  );
  const told = requesterWord(here, restarted, sentence(say.stillOpen(named(here))), "open-again");
  return together(
    changeTicket(here, restarted, { type: "reopened", by }, [word, told]),
    withConversation(here, "ticket"),
  );
}

function leadsOf({ rules }: TicketCase, ticket: Ticket): Person[] {
  const lead = rules.plan.tiers.find((t) => t.number === ticket.tier)?.lead;
  const person = lead && onPlatform(rules.plan, lead, ticket.channel.platform);
  return person ? [person] : [];
}

export function cancelTicket(here: TicketCase, by: Person): Decision {
  const { ticket, now } = here;
  const cancelled: Ticket = {
    ...ticket,
    status: "closed",
    targets: dropTargets(ticket),
    // What solved a resolved ticket stays known, also when nobody confirms it.
    resolution: ticket.resolution ?? {
      kind: "cancelled",
      note: "The requester does not need it any more.",
      by,
      at: now,
    },
  };
  const told = requesterWord(here, ticket, sentence(say.cancelled(named(here))), "cancelled");
  const word = threadWord(
    here,
    ticket,
    sentence("The requester has cancelled this ticket."),
    "cancelled-inside",
  );
  return together(
    changeTicket(here, cancelled, { type: "cancelled", by }, [told, word]),
    endConversation(here),
  );
}

/** The conversation is over when its ticket is. It may not be the loaded one: a ticket can be named from elsewhere. */
export const endConversation = (here: TicketCase): Decision => withConversation(here, "ended");

function withConversation({ state, ticket }: TicketCase, status: Conversation["status"]): Decision {
  const { conversation } = state;
  if (conversation?.ticket !== ticket.number || conversation.status === status) return decided({});
  return decided({ conversations: [{ ...conversation, status }] });
}
