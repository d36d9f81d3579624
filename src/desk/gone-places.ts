/** Nothing can be posted any more where somebody is spoken to: where does it go on? */
import { addressKey, directChatOf } from "./address";
import { changeTicket } from "./changing";
import { isReport } from "./incidents";
import { aboutTicket, sentence, threadName, threadWord } from "./notices";
import { escalationThread, packetKey, tierPlaces } from "./opening";
import { decided, together } from "./situation";
import type { EventOf, Situation, TicketCase } from "./situation";
import { say } from "./wording";
import type { Decision, OutboundMessage } from "./decision";
import type { Address, Ticket } from "./model";

type Failed = Situation<EventOf<"delivery_failed">>;

/** Not this message but its place is the trouble: the thread, or the requester's side, goes on elsewhere. Undefined: no other way. */
export function aroundGonePlace(here: Failed): Decision | undefined {
  const { gone, about } = here.event;
  const { ticket } = here.state;
  if (!gone) return undefined;
  if (!("thread" in gone.place)) return about.role === "card" ? undefined : aroundOrigin(here, gone.place);
  if (ticket && isReport(ticket) && gone.place.thread === threadName(ticket.incident ?? 0))
    return forIncident(here, ticket);
  return ticket && gone.place.thread === ticket.thread ? aroundThread({ ...here, ticket }) : undefined;
}

/** What is said of a report stands in its incident's thread: the incident finds the other way. */
const forIncident = ({ event }: Failed, { incident = 0 }: Ticket): Decision =>
  decided({
    events: [{ ...event, id: `${event.id}/incident`, about: { ...event.about, ticket: incident } }],
  });

/** The requester is spoken to in their direct chat from now on: this message too, and what else was on its way there. */
function aroundOrigin(here: Failed, place: Address): Decision | undefined {
  const { ticket, conversation } = here.state;
  const matter = ticket ?? conversation;
  const isWholeChat = place.kind === "direct" && place.root === undefined;
  if (!matter || isWholeChat) return undefined;
  const isOrigin = addressKey(place) === addressKey(matter.origin);
  const origin = isOrigin ? directChatOf(matter.requester) : matter.origin;
  if (origin.kind !== "direct") return undefined;
  const readdressed = decided({ readdresses: [{ key: here.event.key, to: origin }] });
  if (!isOrigin) return readdressed;
  const waiting = conversation ? [{ from: place, to: origin, conversation: conversation.id }] : [];
  return together(
    readdressed,
    decided({
      conversations: conversation
        ? [{ ...conversation, origin, ...(place.kind === "thread" && { formerly: place }) }]
        : [],
      readdresses: waiting,
    }),
    ticket ? changeTicket(here, { ...ticket, origin }, []) : decided({}),
  );
}

/** How long after the move failures may still tell of the old place, in milliseconds. */
const LATE_FAILURES = 15_000;
const LATE_RETRY = 5_000;

/** What failed waits for the new card and follows it. Undefined: that has failed too (see `waitingWords`). */
function aroundThread(here: TicketCase & Failed): Decision | undefined {
  const { ticket, state, event, now } = here;
  const retry = (afterMs: number) => decided({ retries: [{ key: event.key, afterMs }] });
  const isMoved = ticket.movedAt && now.getTime() - ticket.movedAt.getTime() < LATE_FAILURES;
  // Not at once: it may be the new thread that fails.
  if (isMoved) return state.copy?.status === "failed" ? undefined : retry(LATE_RETRY);
  const moved = event.gone?.what === "thread" ? beginAgain(here, ticket.channel) : elsewhere(here);
  return moved && together(moved, retry(0));
}

/**
 * The channel is gone: the thread begins again in the tier's own, on the same platform rather than on another one. Undefined:
 * there is none but the one that is gone.
 */
export function elsewhere(here: TicketCase): Decision | undefined {
  const { channel: gone } = here.ticket;
  const isOther = (place: Address) => addressKey(place) !== addressKey(gone);
  const channel = tierPlaces(here.rules, undefined, gone).find(isOther);
  return channel && beginAgain(here, channel);
}

/** The thread of a ticket begins at most so often. */
const MOST_BEGINNINGS = 3;

/** A new card opens the thread anew; all that is said to it by its name goes there. */
function beginAgain(here: TicketCase, channel: Address): Decision | undefined {
  const { ticket, state } = here;
  const { conversation } = state;
  // Where even new threads do not last, people must do without.
  if (!conversation || ticket.card.split("/again").length >= MOST_BEGINNINGS) return undefined;
  const moved = { ...ticket, channel, card: `${ticket.card}/again`, movedAt: here.now };
  const text = "The thread's place is gone: it begins again.";
  const changed = changeTicket(here, moved, { type: "escalated", text });
  // The packet that waits for the thread would come twice.
  const before: OutboundMessage = {
    key: `${here.event.id}/packet`,
    about: { ...aboutTicket(ticket), role: "packet" },
    verb: "withdraw",
    // Not by the thread's name, which leads to another platform soon.
    to: ticket.channel,
    of: packetKey(ticket),
  };
  const why = threadWord(here, moved, sentence(say.threadMoved), "moved");
  return { ...changed, messages: [before, ...escalationThread(here, conversation, moved), why] };
}

/** The thread stands again: what the requester said while it did not is shown now. */
export function waitingWords({ event }: Situation<EventOf<"message_delivered">>, ticket: Ticket): Decision {
  const isAnew = ticket.movedAt !== undefined && event.key === ticket.card;
  return decided({ retries: isAnew ? [{ thread: ticket.thread }] : [] });
}
