/** A message was edited or deleted: what becomes of the question, the copy on the other side, the record? */
import { isSameChat, relayKeys } from "./address";
import { changeTicket, entryOf } from "./changing";
import type { Story } from "./changing";
import { aboutTicket, privateWord, threadOf } from "./notices";
import { contentToAll, editedForAll, withdrawnFromAll } from "./incident-telling";
import { isIncident } from "./incidents";
import {
  inThread,
  isNote,
  mark,
  requesterWrote,
  staysInside,
  technicianWrote,
  undoKey,
  withoutReplyMark,
} from "./relay";
import { redrawLate } from "./late-offers";
import { redrawPacket } from "./opening";
import { understand } from "./understanding";
import { decided, ignored, together } from "./situation";
import type { EventOf, Situation, TicketCase } from "./situation";
import { spoken, spokenToRequester } from "./spoken";
import { changeWaiting, isTrainee, waitingAs, withdrawWaiting, withoutWords } from "./trainees";
import { answerOrAskWhich } from "./which";
import { say } from "./wording";
import type { Content } from "./content";
import type { Decision, Destination, OutboundMessage } from "./decision";
import type { Awaiting, Conversation, MessageRef, Ticket } from "./model";

export function messageEdited(here: Situation<EventOf<"message_edited">>): Decision {
  const { ticket, conversation, copy } = here.state;
  if (!conversation) return ignored("an edit of a message that is not known");
  const waiting = ticket && waitingAs(ticket, here.event.message);
  if (ticket && waiting) return editWaiting({ ...here, ticket }, waiting);
  if (ticket && copy?.isTakenBack) return relayAgain({ ...here, ticket }, copy);
  if (ticket && copy && copy.status !== "cancelled") return editCopy({ ...here, ticket }, copy);
  const asked = conversation.parts.some((part) => part.messageId === here.event.message.messageId);
  if (asked && !ticket) return editQuestion(here, conversation);
  if (asked && ticket) return editTicketQuestion({ ...here, ticket }, conversation);
  return ticket
    ? editNote({ ...here, ticket }, here.event)
    : ignored("an edit of a message that was not relayed");
}

/** Where the copy of a relayed message stands: on the other side of the ticket from its original. */
const copyPlace = ({ ticket, state }: TicketCase): Destination =>
  isReply(state) && !isIncident(ticket) ? ticket.origin : threadOf(ticket);

/** The requester may have written from elsewhere: only the copy knows which way it went. */
const isReply = ({ copy }: Situation["state"]): boolean => copy?.about.role === "reply";

type Edited = TicketCase & Situation<EventOf<"message_edited">>;
type Copy = NonNullable<Situation["state"]["copy"]>;

/** Its author brings a deleted message back: its copy is gone for good, so another one goes out, as the first did. */
function relayAgain(here: Edited, copy: Copy): Decision {
  const { event, ticket } = here;
  const { by, message } = event;
  const keys = relayKeys(message);
  const key = keys[keys.indexOf(copy.key) + 1];
  if (key === undefined) return privateWord(here, by, message.in, say.goesNoMore);
  if (isReply(here.state)) {
    const posted = { ...event, type: "message_posted" as const, replyIn: message.in, addressed: false };
    return technicianWrote({ ...here, event: posted }, key);
  }
  return requesterWrote(here, by, event, message, ticket.status === "open", key);
}

/** A trainee's reply that nobody has approved yet is changed where it waits, or stays inside. */
function editWaiting(here: Edited, waiting: Awaiting): Decision {
  const { event, ticket } = here;
  if (!staysInside(here, ticket, event)) return changeWaiting(here, waiting, withoutReplyMark(event));
  const { by, text, message: source } = event;
  return together(
    withdrawWaiting(here, waiting, { type: "edited", by, text, source }),
    decided({ messages: [mark(here, source, { state: "note" })] }),
  );
}

function editCopy(here: Edited, copy: Copy): Decision {
  const { ticket, event } = here;
  const fromTechnician = isReply(here.state);
  // A slip noticed late: now marked as a note, it is taken back from the requester.
  if (fromTechnician && isNote(ticket, event))
    return together(
      withdrawCopy(here, event.message, copy),
      decided({ messages: [mark(here, event.message, { state: "note" })] }),
    );
  // What was approved stays as it was: another text would go out that nobody has looked at.
  if (fromTechnician && isTrainee(here.rules.plan, event.by))
    return together(
      decided({ history: [edited(ticket, event)] }),
      privateWord(here, event.by, event.message.in, say.approvedStays),
    );
  const content = editedContent(here, fromTechnician);
  const message: OutboundMessage = {
    key: event.id,
    about: {
      ...aboutTicket(ticket),
      role: fromTechnician ? "reply" : "follow_up",
      original: event.message,
    },
    verb: "update",
    to: copyPlace(here),
    of: copy.key,
    content,
  };
  return together(
    decided({ history: [edited(ticket, event)], messages: [message] }),
    fromTechnician ? editedForAll(here, event.by, copy.key, content) : decided({}),
  );
}

function editedContent(here: Edited, fromTechnician: boolean): Content {
  const { event, ticket } = here;
  if (!fromTechnician)
    return inThread(here, ticket, spoken(event.by, event, { reader: ticket.channel, edited: true }));
  const words = withoutReplyMark(event);
  return isIncident(ticket)
    ? contentToAll(here, event.by, words, true)
    : spokenToRequester(here, event.by, words, true);
}

const edited = (ticket: Ticket, { by, text, message }: EventOf<"message_edited">) =>
  entryOf(ticket, { type: "edited", by, text, source: message });

function editNote(here: TicketCase, event: EventOf<"message_edited">): Decision {
  const { ticket } = here;
  const history = [edited(ticket, event)];
  const isRequesters = isSameChat(event.message.in, ticket.origin);
  if (isRequesters || staysInside(here, ticket, event)) return decided({ history });
  return together(decided({ history }), privateWord(here, event.by, event.message.in, say.editedNote));
}

/** The question changes, and with it the answer, in place. */
function editQuestion(here: Situation<EventOf<"message_edited">>, conversation: Conversation): Decision {
  const { event } = here;
  const changed = withPart(conversation, event.message, saidIn(here));
  const entry = {
    conversation: conversation.id,
    type: "edited" as const,
    by: event.by,
    text: event.text,
    source: event.message,
  };
  const isOpen = conversation.status === "offering" && changed.question !== "";
  return together(
    decided({ conversations: [changed], history: [entry] }),
    isOpen ? answerOrAskWhich(here, changed) : decided({}),
  );
}

function editTicketQuestion(
  here: TicketCase & Situation<EventOf<"message_edited">>,
  conversation: Conversation,
): Decision {
  const { event } = here;
  const changed = withPart(conversation, event.message, saidIn(here));
  const story = { type: "edited" as const, by: event.by, text: event.text, source: event.message };
  return asksNow(here, changed, story);
}

/** The ticket asks what its conversation asks now: on the card, and in the packet below it. */
function asksNow(here: TicketCase, conversation: Conversation, story: Story): Decision {
  // What was drafted for a vendor holds the words of before.
  const { packetDraft: _outdated, ...rest } = here.ticket;
  const ticket = { ...rest, question: conversation.question };
  const packet = redrawPacket(here, conversation, ticket);
  const shown = [packet, ...redrawLate(here, conversation)];
  return together(decided({ conversations: [conversation] }), changeTicket(here, ticket, story, shown));
}

/** The question in an edited message, without the "new:" or "open a ticket:" before it. */
function saidIn({ event, rules }: Situation<EventOf<"message_edited">>): string {
  const meaning = understand(event.text, rules.plan.ticketPrefix);
  if (meaning.kind === "command" && meaning.rest !== "") return meaning.rest;
  return meaning.kind === "question" ? meaning.text : event.text;
}

function withPart(conversation: Conversation, message: MessageRef, text: string): Conversation {
  const parts = conversation.parts.map((part) =>
    part.messageId === message.messageId ? { ...part, text } : part,
  );
  return { ...conversation, parts, question: questionOf(parts) };
}

export const questionOf = (parts: Conversation["parts"]): string =>
  parts
    .map((part) => part.text.trim())
    .filter((text) => text !== "")
    .join("\n");

export function messageDeleted(here: Situation<EventOf<"message_deleted">>): Decision {
  const { event, state } = here;
  const { conversation, ticket, copy } = state;
  if (!conversation) return ignored("a deletion of a message that is not known");
  const forgotten = decided({ forgets: [event.message] });
  const asked = conversation.parts.some((part) => part.messageId === event.message.messageId);
  const waiting = ticket && waitingAs(ticket, event.message);
  if (ticket && waiting) {
    const story = { type: "deleted" as const, source: event.message };
    return together(forgotten, withdrawWaiting({ ...here, ticket }, waiting, story));
  }
  return together(
    forgotten,
    asked ? forgetQuestion(here, conversation, ticket) : decided({}),
    ticket && copy ? withdrawCopy({ ...here, ticket }, event.message, copy) : decided({}),
  );
}

function forgetQuestion(here: Situation, conversation: Conversation, ticket: Ticket | undefined): Decision {
  const { event } = here;
  if (event.type !== "message_deleted") return decided({});
  const changed = withPart(conversation, event.message, "");
  const story = { type: "deleted" as const, source: event.message };
  // The reasons name words of the question.
  const forgetful = ticket && { ...ticket, reasons: [] };
  return forgetful
    ? asksNow({ ...here, ticket: forgetful }, changed, story)
    : decided({ conversations: [changed] });
}

function withdrawCopy(
  here: TicketCase,
  message: MessageRef,
  { key, about: { role, approval } }: Copy,
): Decision {
  const { ticket, event } = here;
  const about = { ...aboutTicket(ticket), role: "notice" as const };
  const withdrawn = decided({
    history: [entryOf(ticket, { type: "deleted", source: message })],
    messages: [
      {
        key: `${event.id}/withdraw`,
        about: { ...about, role },
        verb: "withdraw",
        to: copyPlace(here),
        of: key,
      },
      { key: `${event.id}/undo`, about, verb: "withdraw", to: threadOf(ticket), of: undoKey(key) },
      ...(approval === undefined ? [] : [withoutWords(here, approval)]),
    ],
  });
  return role === "reply" ? together(withdrawn, withdrawnFromAll(here, key)) : withdrawn;
}
