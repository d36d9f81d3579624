/** What can be said to an answer that came later: that it solved it, that it did not, that no more are wanted; or it never arrived. */
import { isSameChat } from "./address";
import { inPrivate } from "./answering";
import { changeTicket } from "./changing";
import { confirmResolved, reopenTicket } from "./closing";
import { counted } from "./incident-reports";
import { isReport } from "./incidents";
import { isLive, lateKey, openLate, redrawLate, storyOf, withLateOutcome } from "./late-offers";
import { notice, privateWord, requesterWord, sentence, threadWord, toldThere } from "./notices";
import { needHelp } from "./requester";
import { decided, together } from "./situation";
import type { EventOf, Situation, TicketCase } from "./situation";
import { dropTargets } from "./targets";
import type { Meaning } from "./understanding";
import { say, ticketName } from "./wording";
import type { Decision, HistoryType } from "./decision";
import type { Address, Conversation, Offer, Person, Ticket } from "./model";

type Pressed = Situation<EventOf<"button_pressed"> | EventOf<"form_submitted">>;
type Posted = Situation<EventOf<"message_posted">>;
/** Where and by whom it was said, about which offer. */
type Said = { by: Person; place: Address; offer: Offer };

/** Undefined: the press is about something else. */
export function pressedLate(here: Pressed, conversation: Conversation): Decision | undefined {
  const { by, in: place, press } = here.event;
  if (press.action === "no_late_answers") return wishLateAnswers(here, by, place, false);
  if (press.action !== "late_solved" && press.action !== "late_need_help") return undefined;
  const offer = openLate(conversation);
  if (!offer) return privateWord(here, by, place, say.over);
  return press.action === "late_solved"
    ? lateSolved(here, conversation, { by, place, offer })
    : lateNeedHelp(here, conversation, { by, place, offer });
}

/** Typed instead of pressed, while nothing else was said since. Undefined: it is about something else. */
export function saidOnLate(here: Posted, { kind }: Meaning): Decision | undefined {
  const { event, state } = here;
  const { conversation, ticket } = state;
  const offer = conversation && openLate(conversation);
  if (!conversation || !offer || !isSameChat(conversation.origin, event.replyIn)) return undefined;
  const isSpokenSince = ticket && ticket.lastSpokenAt > offer.at;
  if (isSpokenSince || event.replyIn.kind !== "direct") return undefined;
  const said = { by: event.by, place: event.replyIn, offer };
  if (kind === "solved") return lateSolved(here, conversation, said);
  return kind === "not_solved" ? lateNeedHelp(here, conversation, said) : undefined;
}

export const wishLateAnswers = (here: Situation, by: Person, place: Address, isWanted: boolean): Decision =>
  together(
    decided({ lateWish: { person: by, isWanted } }),
    privateWord(here, by, place, isWanted ? say.lateOn : say.lateOff),
  );

function lateSolved(here: Situation, conversation: Conversation, said: Said): Decision {
  const { ticket } = here.state;
  const ended: Conversation = { ...withLateOutcome(conversation, said.offer, "confirmed"), status: "ended" };
  return together(
    story(here, ended, "confirmed", said.by),
    ticket ? ticketSolved({ ...here, ticket }, said) : decided({}),
    !ticket || ticket.status === "closed"
      ? notice(here, said.place, say.confirmed, "confirmed")
      : decided({}),
    spokenOn(here, ended),
  );
}

function ticketSolved(here: TicketCase, said: Said): Decision {
  const { ticket, rules, now } = here;
  const closedWord = say.closed(ticketName(rules.plan.ticketPrefix, ticket.number));
  if (ticket.status === "resolved")
    return together(confirmResolved(here), toldThere(here, ticket, said, closedWord));
  if (!isLive(ticket)) return decided({});
  const note = say.solvedByArticle(said.offer.title);
  const closed: Ticket = {
    ...ticket,
    status: "closed",
    // Nobody of the technicians has kept these promises, or missed them.
    targets: dropTargets(ticket),
    resolution: { kind: "solved", note, by: said.by, at: now, confirmed: true },
  };
  const inside = threadWord(here, ticket, sentence(say.lateSolved(said.offer.title)), "late-solved");
  const words = [requesterWord(here, closed, sentence(closedWord), "closed")];
  return together(
    changeTicket(
      here,
      closed,
      { type: "resolved", by: said.by, text: note },
      isReport(ticket) ? words : [...words, inside],
    ),
    isReport(ticket) ? counted(here, ticket.incident ?? 0, ticket.number) : decided({}),
    toldThere(here, ticket, said, closedWord),
  );
}

function lateNeedHelp(here: Situation, conversation: Conversation, said: Said): Decision {
  const { ticket } = here.state;
  const failed: Conversation = { ...withLateOutcome(conversation, said.offer, "failed"), status: "ticket" };
  if (!ticket) return opensTicket(here, failed);
  return together(
    story(here, failed, "failed", said.by),
    ticketGoesOn({ ...here, ticket }, said),
    spokenOn(here, failed),
  );
}

/** It goes on where this was said, wherever it was asked. */
const opensTicket = (here: Situation, failed: Conversation): Decision =>
  together(needHelp(here, inPrivate(failed)), decided({ messages: redrawLate(here, failed) }));

/** There is one ticket to a question: what has ended is opened again. */
function ticketGoesOn(here: TicketCase, said: Said): Decision {
  const { ticket, rules } = here;
  const name = ticketName(rules.plan.ticketPrefix, ticket.number);
  if (!isLive(ticket))
    return together(reopenTicket(here, said.by), toldThere(here, ticket, said, say.stillOpen(name)));
  const inside = threadWord(here, ticket, sentence(say.lateFailed(said.offer.title)), "late-failed");
  return together(
    decided({ messages: [inside] }),
    privateWord(here, said.by, said.place, say.lateStillOpen(name)),
  );
}

/** Last of all: the conversation is as it is here, whatever its ticket's own rules make of it. */
const spokenOn = (here: Situation, conversation: Conversation): Decision =>
  decided({ conversations: [conversation], messages: redrawLate(here, conversation) });

const story = (here: Situation, of: Conversation, type: HistoryType, by: Person): Decision =>
  decided({ history: [storyOf(here, of, { type, by })] });

/** It never stood there: it counts as not offered, and is told nowhere else. Undefined: another message failed. */
export function lateUnreached(here: Situation<EventOf<"delivery_failed">>): Decision | undefined {
  const { event, state } = here;
  const { conversation, ticket } = state;
  const isIt = (offer: Offer) =>
    offer.late && conversation !== undefined && lateKey(conversation.id, offer) === event.key;
  if (!conversation?.offers.some(isIt)) return undefined;
  const { wakeAt: _none, ...rest } = conversation;
  const failed = { type: "delivery_failed" as const, text: event.reason };
  return decided({
    conversations: [{ ...rest, offers: rest.offers.filter((offer) => !isIt(offer)) }],
    history: [storyOf(here, rest, failed)],
    messages:
      ticket && isLive(ticket)
        ? [threadWord(here, ticket, sentence(say.lateUnreached(event.reason)), "late-unreached")]
        : [],
  });
}
