/** A technician looks at a trainee's reply: does it go out, in whose words, or not at all? */
import { isSamePerson } from "./address";
import { ownedBy, ownerOf } from "./ownership";
import { changeTicket, entryOf } from "./changing";
import { continued } from "./escalation";
import { privateWord, requesterWord, sentence } from "./notices";
import { idIn } from "./prefilled";
import { mark, sendReply, undoWord } from "./relay";
import { decided, together } from "./situation";
import type { TicketCase } from "./situation";
import { spoken } from "./spoken";
import { isTrainee, redrawn, withoutWaiting } from "./trainees";
import { say, ticketName } from "./wording";
import type { Block } from "./content";
import type { Decision } from "./decision";
import type { Address, Awaiting, Person } from "./model";

/** `words`: the approver's own, in place of the trainee's. */
type Pressing = { argument: string | undefined; place: Address; words?: string };

/** The first press wins; a press on words that were changed since does nothing. */
function settle(
  here: TicketCase,
  by: Person,
  { argument, place, words }: Pressing,
  settled: (waiting: Awaiting) => Decision,
): Decision {
  if (isTrainee(here.rules.plan, by)) return privateWord(here, by, place, say.traineeApproves);
  const waiting = here.ticket.awaiting?.find(({ id }) => id === idIn(argument));
  if (waiting) return settled(waiting);
  const unsent: Block[] = words === undefined ? [] : [{ kind: "quote", from: by.name, text: words }];
  return privateWord(here, by, place, sentence(say.settledAlready, [], unsent));
}

/** It goes out under the trainee's name, also in the approver's words; the approver may undo it. */
export const approveReply = (here: TicketCase, by: Person, pressing: Pressing): Decision =>
  settle(here, by, pressing, (waiting) => {
    const { words } = pressing;
    const { key, source, text, by: trainee } = waiting;
    const approved = { ...here, ticket: withoutWaiting(here.ticket, waiting) };
    const isEdited = words !== undefined && words !== text;
    const sent = { ...waiting, text: words ?? text };
    const line = isEdited ? say.approvedEdited(by.name) : say.approved(by.name);
    const shown = spoken(trainee, sent, { reader: here.ticket.channel, speaksFor: line });
    return together(
      decided({
        history: [
          entryOf(here.ticket, {
            type: "approved",
            by,
            ...(isEdited && { text: sent.text }),
            ...(source && { source }),
          }),
        ],
      }),
      sendReply(approved, trainee, sent, key, source, by),
      undoWord(approved, by, key, source),
      decided({ messages: [redrawn(approved, waiting, shown)] }),
    );
  });

/** The reply does not go out: whoever takes over answers in words of their own. */
export const takeOver = (here: TicketCase, by: Person, pressing: Pressing): Decision =>
  settle(here, by, pressing, (waiting) => {
    const { ticket } = here;
    const taken = ownedBy(continued(here, withoutWaiting(ticket, waiting)), by, here.now);
    const isNew = !isSamePerson(ownerOf(ticket), by);
    const name = ticketName(here.rules.plan.ticketPrefix, ticket.number);
    const told = isNew ? [requesterWord(here, ticket, sentence(say.taken(by.name, name)), "taken")] : [];
    const shown = spoken(waiting.by, waiting, {
      reader: ticket.channel,
      speaksFor: say.takenOver(by.name),
    });
    const marks = waiting.source ? [mark(here, waiting.source, { state: "note" })] : [];
    return changeTicket(
      here,
      taken,
      [{ type: "taken_over", by }, ...(isNew ? [{ type: "taken" as const, by }] : [])],
      [redrawn(here, waiting, shown), ...marks, ...told],
    );
  });
