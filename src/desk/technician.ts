/** What can a technician do besides writing in the thread: reply and note by form, ask for more, resolve, undo? */
import { identityKey } from "./address";
import { afterAnswer } from "./calls";
import { changeTicket, entryOf } from "./changing";
import { continued } from "./escalation";
import { tellAll } from "./incident-telling";
import { isIncident } from "./incidents";
import { aboutTicket, privateWord, requesterWord, sentence, threadOf, threadWord } from "./notices";
import { ownedBy, ownerOf } from "./ownership";
import { shownName } from "./people";
import { mark, sendReply, undoKey, undoWord } from "./relay";
import { endConversation } from "./closing";
import { decided, together } from "./situation";
import type { TicketCase } from "./situation";
import { spoken, spokenToRequester } from "./spoken";
import { dropTargets, dropVendorTarget, meetTargets, pauseTargets } from "./targets";
import { awaitApproval, isTrainee } from "./trainees";
import { resolutionNames, say, ticketName } from "./wording";
import type { Block, Button, Content } from "./content";
import type { Decision, OutboundMessage } from "./decision";
import type { Address, Person, ResolutionKind, Ticket } from "./model";

const words = (text: string) => ({ text, files: [], mentions: [] });

/** What was written in a form, for the thread to see. `what`: what it is. */
const insideWords = ({ ticket }: TicketCase, by: Person, text: string, what: string): Content =>
  spoken(by, words(text), { reader: ticket.channel, speaksFor: what });

/** A reply written in a form: the thread sees it too. */
export function replyByForm(here: TicketCase, by: Person, text: string): Decision {
  const key = `${here.event.id}/reply`;
  if (isTrainee(here.rules.plan, by)) return awaitApproval(here, by, words(text), key);
  const shown = threadWord(
    here,
    here.ticket,
    insideWords(here, by, text, "reply to the requester"),
    "reply-inside",
  );
  return together(
    // What goes to all stands in the thread as it is.
    decided({ messages: isIncident(here.ticket) ? [] : [shown] }),
    sendReply(here, by, words(text), key),
    undoWord(here, by, key),
  );
}

export function noteByForm(here: TicketCase, by: Person, text: string): Decision {
  const shown = threadWord(here, here.ticket, insideWords(here, by, text, "note"), "note");
  return decided({ history: [entryOf(here.ticket, { type: "noted", by, text })], messages: [shown] });
}

/** Undo, by its author: the reply has not gone out, or it is too late and that is said. */
export function undoReply(here: TicketCase, by: Person, place: Address, key: string): Decision {
  const { copy } = here.state;
  if (copy?.about.ticket !== here.ticket.number) return privateWord(here, by, place, say.gone);
  if (copy.about.author !== identityKey(by)) return privateWord(here, by, place, say.notYourReply);
  if (copy.status !== "held") return privateWord(here, by, place, say.tooLate);
  const about = { ...aboutTicket(here.ticket), role: "notice" as const };
  const gone: OutboundMessage = {
    key: `${here.event.id}/gone`,
    about,
    verb: "withdraw",
    to: threadOf(here.ticket),
    of: undoKey(key),
  };
  const { original } = copy.about;
  const marks = original ? [mark(here, original, { state: "withdrawn" })] : [];
  return together(
    decided({
      cancels: [key],
      history: [entryOf(here.ticket, { type: "undone", by, ...(original && { source: original }) })],
      messages: [...marks, gone],
    }),
    privateWord(here, by, place, say.undone),
  );
}

/** A question back to the requester: it goes out at once, and the clocks stop until the answer comes. */
export function askForMore(here: TicketCase, by: Person, text: string): Decision {
  const { rules, now } = here;
  const asked: Ticket = {
    ...ownedBy(afterAnswer(here.ticket), ownerOf(here.ticket) ?? by, now),
    status: "waiting",
    waitingOn: "requester",
    waitingSince: now,
    remindersSent: 0,
    lastSpokenAt: now,
    targets: dropVendorTarget(pauseTargets(rules.plan, here.ticket, now)),
  };
  const toRequester = spokenToRequester({ ...here, ticket: asked }, by, words(text));
  const question: OutboundMessage = {
    ...requesterWord(here, asked, toRequester, "question"),
    about: { ...aboutTicket(asked), role: "reply", receipt: true },
  };
  const shown = threadWord(
    here,
    asked,
    insideWords(here, by, text, "asked the requester"),
    "question-inside",
  );
  return changeTicket(here, asked, { type: "asked_for_more", by, text }, [question, shown]);
}

export type Resolution = { text: string; kind: ResolutionKind; isConfirmed: boolean };

/** Resolved: the requester reads how, and says whether it is so; or it is closed on their behalf, and recorded as that. */
export function resolveTicket(
  here: TicketCase,
  by: Person,
  { text, kind, isConfirmed }: Resolution,
): Decision {
  const { rules, now } = here;
  const current = continued(here, here.ticket);
  const met = { ...current, targets: meetTargets(current, ["resolution"]) };
  const { waitingOn: _on, waitingSince: _since, ...rest } = met;
  const resolved: Ticket = {
    ...ownedBy(rest, ownerOf(current) ?? by, now),
    status: isConfirmed ? "closed" : "resolved",
    targets: dropTargets(met),
    lastSpokenAt: now,
    resolution: { kind, note: text, by, at: now, ...(isConfirmed && { confirmed: true }) },
  };
  const name = ticketName(rules.plan.ticketPrefix, resolved.number);
  const note: Block[] = [
    { kind: "quote", from: shownName(by, resolved.origin.platform, rules.plan.helpDesk), text },
  ];
  const told = isConfirmed
    ? sentence(say.closedForYou(name), [reopenButton(resolved)], note)
    : sentence(say.resolved(name), confirmButtons(resolved), note);
  const story = {
    type: "resolved" as const,
    by,
    text: `${resolutionNames[kind]}${isConfirmed ? " (closed on behalf)" : ""}: ${text}`,
  };
  // A technician's words: when they do not arrive, the thread is told as of any reply.
  const word: OutboundMessage = {
    ...requesterWord(here, resolved, told, "resolved"),
    about: { ...aboutTicket(resolved), role: "reply", receipt: true },
  };
  return together(
    changeTicket(here, resolved, story, [word]),
    tellAll(here, by, { what: "resolved", kind, note: text }),
    isConfirmed ? endConversation(here) : decided({}),
  );
}

const confirmButtons = ({ number }: Ticket): Button[] => [
  { label: "Yes, it is solved", press: { action: "confirm_resolved", ticket: number }, style: "primary" },
  { label: "No, reopen it", press: { action: "reopen", ticket: number } },
];

const reopenButton = ({ number }: Ticket): Button => ({
  label: "Reopen",
  press: { action: "reopen", ticket: number },
});
