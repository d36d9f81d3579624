/** A message has arrived, or will never arrive: what does that mean for the ticket and its author? */
import { addressKey, directChatOf } from "./address";
import { changeTicket, entryOf } from "./changing";
import { escalationThread, packetKey, tierPlace } from "./opening";
import { plain } from "./markdown";
import { aboutTicket, requesterWord, sentence, threadOf, threadWord } from "./notices";
import { mark, undoKey } from "./relay";
import { decided, ignored, together } from "./situation";
import type { EventOf, Situation, TicketCase } from "./situation";
import { meetTargets } from "./targets";
import { say, ticketName } from "./wording";
import type { Decision, Destination, OutboundMessage } from "./model";

type Failed = Situation<EventOf<"delivery_failed">>;

export function messageDelivered(here: Situation<EventOf<"message_delivered">>): Decision {
  const { event, state } = here;
  const { ticket } = state;
  if (!ticket) return ignored("a receipt for no ticket");
  const at: TicketCase = { ...here, ticket };
  const { original } = event.about;
  const shown = original ? decided({ messages: [mark(at, original, { state: "delivered" })] }) : decided({});
  if (event.about.role !== "reply") return shown;
  return together(shown, withoutUndo(at, event.key), respondedTo(at));
}

/** A person has answered, and it has arrived: only now is a response target met. */
function respondedTo(here: TicketCase): Decision {
  const targets = meetTargets(here.ticket, ["first_response", "next_response"]);
  const met = targets.filter((t, i) => t !== here.ticket.targets[i]);
  if (met.length === 0) return decided({});
  return changeTicket(
    here,
    { ...here.ticket, targets },
    met.map((t) => ({ type: "target_met" as const, text: t.kind })),
  );
}

const withoutUndo = (here: TicketCase, key: string): Decision =>
  decided({
    messages: [
      {
        key: `${here.event.id}/undo`,
        about: { ...aboutTicket(here.ticket), role: "notice" },
        verb: "withdraw",
        to: threadOf(here.ticket),
        of: undoKey(key),
      },
    ],
  });

export function deliveryFailed(here: Failed): Decision {
  const { event, state } = here;
  const { ticket } = state;
  if (!ticket) return ignored("a failed delivery for no ticket");
  const at = { ...here, ticket };
  const { original, role } = event.about;
  const otherWay = event.placeGone && aroundPlace(at, event.placeGone);
  if (otherWay) return otherWay;
  const failed = decided({
    history: [entryOf(ticket, { type: "delivery_failed", text: event.reason })],
    messages: original ? [mark(at, original, { state: "failed", reason: event.reason })] : [],
  });
  if (role === "reply")
    return together(
      failed,
      withoutUndo(at, event.key),
      decided({ messages: [toldInThread(at, event.reason)] }),
    );
  if (role === "card" && event.key.startsWith(ticket.card)) return together(failed, elsewhere(at));
  if (role === "invite")
    return together(
      failed,
      decided({ messages: [threadWord(at, ticket, sentence(say.notInvited(event.reason)), "not-invited")] }),
    );
  return failed;
}

/** Not this message but its place is the trouble: the thread, or the requester's side, goes on elsewhere. Undefined: no other way. */
function aroundPlace(here: TicketCase & Failed, gone: Destination): Decision | undefined {
  if ("thread" in gone) return gone.thread === here.ticket.thread ? aroundThread(here) : undefined;
  const isOrigin = addressKey(gone) === addressKey(here.ticket.origin);
  const isWholeChat = gone.kind === "direct" && gone.root === undefined;
  return isOrigin && !isWholeChat ? inDirectChat(here) : undefined;
}

/** How long after the move failures may still tell of the old place, in milliseconds. */
const LATE_FAILURES = 60_000;

/** What failed waits for the new card and follows it. */
function aroundThread(here: TicketCase & Failed): Decision | undefined {
  const { ticket, state, event, now } = here;
  const retry = decided({ retries: [event.key] });
  const isMoved = ticket.movedAt && now.getTime() - ticket.movedAt.getTime() < LATE_FAILURES;
  if (isMoved) return state.copy?.status === "failed" ? undefined : retry;
  const moved = elsewhere(here);
  return moved.ticket ? together(moved, retry) : moved;
}

/** The thread where the requester asked, or its channel, is gone: they are spoken to in their direct chat from now on. */
function inDirectChat(here: TicketCase & Failed): Decision | undefined {
  const { ticket, state, event } = here;
  if (!state.undelivered) return undefined;
  const origin = directChatOf(ticket.requester);
  const again: OutboundMessage = {
    key: `${event.key}/direct`,
    about: event.about,
    verb: "post",
    to: origin,
    content: state.undelivered,
  };
  const { conversation } = state;
  return together(
    changeTicket(here, { ...ticket, origin }, [], [again]),
    decided({ conversations: conversation ? [{ ...conversation, origin }] : [] }),
  );
}

/** The technician learns at once that the reply did not reach anybody, and how else to reach them. */
const toldInThread = (here: TicketCase, reason: string): OutboundMessage =>
  threadWord(here, here.ticket, sentence(say.replyFailed(reason, here.ticket.requester.email)), "failed");

/** The component's channel is gone: the thread begins again in the tier's own channel. */
function elsewhere(here: TicketCase): Decision {
  const { ticket, rules, state } = here;
  const { conversation } = state;
  const channel = tierPlace(rules.plan, undefined, ticket.channel);
  if (!conversation || !channel || addressKey(channel) === addressKey(ticket.channel)) return unreached(here);
  const moved = { ...ticket, channel, card: `${ticket.card}/again`, movedAt: here.now };
  const changed = changeTicket(here, moved, {
    type: "escalated",
    text: "The channel is gone: the thread begins again.",
  });
  // The packet that waits for the thread would come twice.
  const before: OutboundMessage = {
    key: `${here.event.id}/packet`,
    about: { ...aboutTicket(ticket), role: "packet" },
    verb: "withdraw",
    to: threadOf(ticket),
    of: packetKey(ticket),
  };
  const why = threadWord(here, moved, sentence(say.threadMoved), "moved");
  return { ...changed, messages: [before, ...escalationThread(here, conversation, moved), why] };
}

/** Nowhere else to go: the requester must not wait for people who never hear of it. */
function unreached(here: TicketCase): Decision {
  const { plan } = here.rules;
  const { contacts = [] } = plan.tiers.find((t) => t.number === 2) ?? {};
  const ways = contacts.map(({ label, value }) => `${plain(label)} ${plain(value)}`);
  const words = say.unreached(ticketName(plan.ticketPrefix, here.ticket.number), ways);
  // One word a ticket, however many messages find no way.
  const key = `ticket/${here.ticket.number}/unreached`;
  return decided({
    messages: [{ ...requesterWord(here, here.ticket, sentence(words), "unreached"), key }],
  });
}
