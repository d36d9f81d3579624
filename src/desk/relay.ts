/** How do words get from one side of a ticket to the other, and which stay inside? */
import { identityKey, isSamePerson, relayKey } from "./address";
import { coverAbsence } from "./giving-out";
import { afterAnswer } from "./calls";
import { changeTicket, entryOf } from "./changing";
import type { Story } from "./changing";
import { continued } from "./escalation";
import { contentToAll, readersOf } from "./incident-telling";
import { isIncident, isReport } from "./incidents";
import { aboutTicket, named, onlyFor, post, privateWord, sentence, threadOf, threadWord } from "./notices";
import { ownedBy, ownerOf } from "./ownership";
import { isTechnician } from "./people";
import { decided, ignored, together } from "./situation";
import type { EventOf, Situation, TicketCase } from "./situation";
import { spoken, spokenToRequester } from "./spoken";
import type { Words } from "./spoken";
import { expectResponse } from "./targets";
import { approvalKey, awaitApproval, isTrainee } from "./trainees";
import { say, ticketName } from "./wording";
import type { Content } from "./content";
import type { Decision, Mark, OutboundMessage } from "./decision";
import type { MessageRef, Person, Ticket } from "./model";

const NOTE = /^\s*(?:note|internal|fyi team)\s*:\s*/i;
const REPLY = /^\s*reply\s*:\s*/i;

/** A technician's message in the escalation thread: a reply to the requester, or a note. */
export function technicianWrote(
  here: TicketCase & Situation<EventOf<"message_posted">>,
  key = relayKey(here.event.message),
): Decision {
  const { event, ticket, rules } = here;
  const { by, message } = event;
  if (!isTechnician(rules.plan, by))
    return together(keepInside(here, event), privateWord(here, by, event.replyIn, say.noteFromOutside));
  if (staysInside(here, ticket, event)) return keepInside(here, event);
  if (ticket.status === "closed") {
    const closed = say.closedThread(ticketName(rules.plan.ticketPrefix, ticket.number));
    return together(keepInside(here, event), privateWord(here, by, event.replyIn, closed));
  }
  if (isTrainee(rules.plan, by))
    return together(
      awaitApproval(here, by, withoutReplyMark(event), key, message),
      decided({ messages: [mark(here, message, { state: "held" })] }),
    );
  return together(
    sendReply(here, by, withoutReplyMark(event), key, message),
    undoWord(here, by, key, message),
  );
}

/** Marked as a note, or in the thread of a tier whose messages are notes unless marked as a reply. */
export function staysInside({ rules }: Situation, ticket: Ticket, words: Words): boolean {
  if (REPLY.test(words.text)) return false;
  const relay = rules.plan.tiers.find((t) => t.number === ticket.tier)?.relay;
  return isNote(ticket, words) || relay === "notes";
}

/** `note:` at the start, or a colleague addressed at the start. */
export function isNote(ticket: Ticket, words: Words): boolean {
  if (NOTE.test(words.text)) return true;
  const start = words.text.trimStart().toLowerCase();
  const isAtStart = (name: string) => start.startsWith(`@${name.toLowerCase()}`);
  return words.mentions.some((m) => m.account !== ticket.requester.account && isAtStart(m.name));
}

/** `reply:` is said to the bot, not to the requester. */
export const withoutReplyMark = <W extends Words>(words: W): W => ({
  ...words,
  text: words.text.replace(REPLY, ""),
});

function keepInside(here: TicketCase, event: EventOf<"message_posted">): Decision {
  const { ticket } = here;
  const { by, message, text } = event;
  const marked = isTechnician(here.rules.plan, by) ? [mark(here, message, { state: "note" })] : [];
  return decided({
    history: [entryOf(ticket, { type: "noted", by, text, source: message })],
    messages: marked,
  });
}

/**
 * Sends words to the requester after the hold. The reply's delivery, not its writing, meets a response target. `sentBy`: who may
 * undo it.
 */
export function sendReply(
  here: TicketCase,
  by: Person,
  words: Words,
  key: string,
  source?: MessageRef,
  sentBy: Person = by,
): Decision {
  const { rules, now } = here;
  // The requester still owes an answer, whatever else is said to them; a vendor is not waited for any more.
  const ticket = here.ticket.waitingOn === "vendor" ? continued(here, here.ticket) : here.ticket;
  const hold = rules.plan.holdSeconds;
  const holdUntil = hold > 0 ? new Date(now.getTime() + hold * 1000) : undefined;
  const toAll = isIncident(ticket);
  const reply: OutboundMessage = {
    key,
    about: {
      ...aboutTicket(ticket),
      role: "reply",
      author: identityKey(sentBy),
      receipt: true,
      ...(toAll && { toAll }),
      ...(source && { original: source }),
      ...(!isSamePerson(sentBy, by) && { approval: approvalKey(key) }),
    },
    verb: "post",
    // What is said to all stands in the incident's own thread first: its receipt passes it on, so that an undo takes back one message.
    to: toAll ? threadOf(ticket) : ticket.origin,
    content: toAll ? contentToAll(here, by, words) : spokenToRequester(here, by, words),
    ...(holdUntil && { holdUntil }),
  };
  const story: Story = { type: "replied", by, text: words.text, ...(source && { source }) };
  const owner = ownerOf(ticket);
  const spokenTo: Ticket = { ...ownedBy(afterAnswer(ticket), owner ?? by, now), lastSpokenAt: now };
  // Whoever answers first is working on it.
  const taken: Story[] = owner ? [] : [{ type: "taken", by }];
  return changeTicket(here, spokenTo, [...taken, story], [reply]);
}

/** A private word with the way back, as long as the hold lasts. */
export function undoWord(here: TicketCase, by: Person, key: string, source?: MessageRef): Decision {
  const { rules, ticket } = here;
  const hold = rules.plan.holdSeconds;
  if (hold === 0) return decided({});
  const undo = {
    label: "Undo",
    press: { action: "undo_reply" as const, ticket: ticket.number, argument: key },
  };
  const content = sentence(say.goesOut(readersOf(here), hold), [undo]);
  // Where they wrote: a report's own thread is another one than its incident's.
  const where = source && isReport(ticket) ? { thread: ticket.thread } : threadOf(ticket);
  const word = post(here, where, content, "undo", aboutTicket(ticket));
  const marks = source ? [mark(here, source, { state: "held" })] : [];
  return decided({ messages: [...marks, onlyFor({ ...word, key: undoKey(key) }, by)] });
}

export const undoKey = (replyKey: string): string => `${replyKey}/undo`;

/**
 * The requester's words, into the escalation thread; those of a form have no `source`. `expects` starts a promise for the next
 * word.
 */
export function requesterWrote(
  here: TicketCase,
  by: Person,
  words: Words,
  source: MessageRef | undefined,
  expects: boolean,
  key = source ? relayKey(source) : `${here.event.id}/wrote`,
): Decision {
  const { rules, now } = here;
  // A vendor owes the answer still: only the requester's own wait ends with the requester's word.
  const ticket = here.ticket.waitingOn === "requester" ? continued(here, here.ticket) : here.ticket;
  const isExpected = expects && ticket.status !== "waiting";
  const spokenTo: Ticket = {
    ...ticket,
    lastSpokenAt: now,
    targets: isExpected ? expectResponse(rules.plan, ticket, now) : ticket.targets,
  };
  const copy: OutboundMessage = {
    key,
    about: { ...aboutTicket(ticket), role: "follow_up", receipt: true, ...(source && { original: source }) },
    verb: "post",
    to: threadOf(ticket),
    content: inThread(here, ticket, spoken(by, words, { reader: ticket.channel })),
  };
  const story: Story = { type: "requester_wrote", by, text: words.text, ...(source && { source }) };
  const covered = coverAbsence(here, spokenTo);
  return changeTicket(here, covered.ticket, [story, ...covered.stories], [copy, ...covered.messages]);
}

/** Among an incident's many, whoever answers one alone says so. */
export function inThread(here: Situation, ticket: Ticket, content: Content): Content {
  if (!isReport(ticket)) return content;
  const label = `Reply to ${ticketName(here.rules.plan.ticketPrefix, ticket.number)} only…`;
  const press = { action: "reply" as const, ticket: ticket.number };
  const { summary, blocks } = named(here, ticket, content);
  return { summary, blocks: [...blocks, { kind: "buttons", buttons: [{ label, press, opensForm: true }] }] };
}

/** The requester thanked for a reply with a reaction: its author sees that where they wrote it. */
export function messageThanked(here: Situation<EventOf<"message_thanked">>): Decision {
  const { event, state } = here;
  const { copy, ticket } = state;
  if (!ticket || copy?.about.role !== "reply" || !isSamePerson(event.by, ticket.requester))
    return ignored("a reaction on something else than a reply to that person");
  const at: TicketCase = { ...here, ticket };
  const { original } = copy.about;
  const story = entryOf(ticket, { type: "thanked", by: event.by });
  // Of an incident's many, each would be a line in the one thread.
  if (!original && isReport(ticket)) return decided({ history: [story] });
  const shown = original
    ? mark(at, original, { state: "thanked" }, "thanked")
    : threadWord(here, ticket, sentence(say.saysThanks(event.by.name)), "thanked");
  return decided({ history: [story], messages: [shown] });
}

/** Shows at the author's own message how it stands. */
export const mark = (here: TicketCase, message: MessageRef, shown: Mark, name = "mark"): OutboundMessage => ({
  key: `${here.event.id}/${name}`,
  about: { ...aboutTicket(here.ticket), role: "mark" },
  verb: "mark",
  to: message.in,
  message,
  mark: shown,
});
