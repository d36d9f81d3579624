/** A message has arrived, or will never arrive: what does that mean for the ticket and its author? */
import { changeTicket, entryOf } from "./changing";
import { aroundGonePlace, elsewhere, waitingWords } from "./gone-places";
import { passOn } from "./incident-telling";
import { lateUnreached } from "./on-late-answer";
import { aboutTicket, sentence, threadOf, threadWord } from "./notices";
import { ownerUnreached } from "./owner";
import { mark, undoKey } from "./relay";
import { decided, ignored, together } from "./situation";
import type { EventOf, Situation, TicketCase } from "./situation";
import { meetTargets } from "./targets";
import { notShown, requesterUnreached, stillStands, unreached } from "./unreached";
import { say } from "./wording";
import type { Decision, OutboundMessage } from "./decision";

type Failed = Situation<EventOf<"delivery_failed">>;

export function messageDelivered(here: Situation<EventOf<"message_delivered">>): Decision {
  const { event, state } = here;
  const { ticket } = state;
  if (!ticket) return ignored("a receipt for no ticket");
  const at = { ...here, ticket };
  const { original } = event.about;
  const shown = original ? decided({ messages: [mark(at, original, { state: "delivered" })] }) : decided({});
  if (event.about.role === "card") return together(shown, waitingWords(here, ticket));
  if (event.about.role !== "reply") return shown;
  const passed = passOn(at);
  return together(
    shown,
    withoutUndo(at, event.key),
    passed,
    respondedTo({ ...at, ticket: passed.ticket ?? ticket }),
  );
}

/** A person has answered, and it has arrived: only now is a response target met. */
function respondedTo(here: TicketCase): Decision {
  const { ticket, now } = here;
  const targets = meetTargets(ticket, ["first_response", "next_response"]);
  const met = targets.filter((t, i) => t !== ticket.targets[i]);
  if (met.length === 0 && !ticket.updateSince) return decided({});
  return changeTicket(
    here,
    { ...ticket, targets, ...(ticket.updateSince && { updateSince: now }) },
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
  if (here.event.about.desk !== undefined) return ownerUnreached(here);
  const late = lateUnreached(here);
  if (late) return late;
  const otherWay = aroundGonePlace(here);
  if (otherWay) return otherWay;
  const { ticket } = here.state;
  const told = requesterUnreached(here);
  if (!ticket) return told ?? ignored("a failed delivery for no ticket");
  return together(failedOnTicket({ ...here, ticket }), told ?? decided({}));
}

function failedOnTicket(here: TicketCase & Failed): Decision {
  const { event, ticket } = here;
  const { original, role } = event.about;
  const failed = decided({
    history: [entryOf(ticket, { type: "delivery_failed", text: event.reason })],
    messages: original ? [mark(here, original, { state: "failed", reason: event.reason })] : [],
  });
  if (event.verb === "withdraw") return together(failed, stillStands(here));
  if (role === "reply")
    return together(
      failed,
      withoutUndo(here, event.key),
      decided({ messages: [toldInThread(here, event.reason)] }),
    );
  if (role === "card" && event.key.startsWith(ticket.card))
    return together(failed, elsewhere(here) ?? unreached(here));
  if (role === "invite") return together(failed, decided({ messages: [notInvited(here, event.reason)] }));
  return together(failed, notInThread(here));
}

/** Nothing gets into the thread any more, or only these words do not. */
function notInThread(here: TicketCase & Failed): Decision {
  const { event, ticket } = here;
  const isAwaited = ticket.status === "open" || ticket.status === "waiting";
  if (event.gone && "thread" in event.gone.place) return isAwaited ? unreached(here) : decided({});
  return event.verb === "post" && event.about.role === "follow_up" ? notShown(here) : decided({});
}

/** The technician learns at once that the reply did not reach anybody, and how else to reach them. */
const toldInThread = (here: TicketCase, reason: string): OutboundMessage =>
  threadWord(here, here.ticket, sentence(say.replyFailed(reason, here.ticket.requester.email)), "failed");

const notInvited = (here: TicketCase, reason: string): OutboundMessage =>
  threadWord(here, here.ticket, sentence(say.notInvited(reason)), "not-invited");
