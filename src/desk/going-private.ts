/** Whoever asked in the open wants to go on where nobody reads along: what moves with them? */
import { inPrivate, settleShown, showAgain } from "./answering";
import { changeTicket } from "./changing";
import { notice, post, sentence } from "./notices";
import { decided, together } from "./situation";
import type { Situation } from "./situation";
import { say } from "./wording";
import type { Block } from "./content";
import type { Decision } from "./decision";
import type { Conversation } from "./model";

/** The answer, or the ticket, goes on in the requester's direct chat. */
export function goPrivate(here: Situation, conversation: Conversation): Decision {
  if (conversation.origin.kind === "direct") return decided({ ignored: "in private already" });
  const moved = inPrivate(conversation);
  return together(
    settleShown(here, conversation),
    leaveOpen(here, conversation, say.goneDirect),
    moved.status === "offering" ? showAgain(here, moved) : decided({}),
    moveTicket(here, moved),
  );
}

/** The conversation, a word where it was, its question where it goes on, and what is on its way to the open place. */
export function leaveOpen(here: Situation, conversation: Conversation, word: string): Decision {
  const moved = inPrivate(conversation);
  const { requester, question, id } = conversation;
  const quote: Block[] = question ? [{ kind: "quote", from: requester.name, text: question }] : [];
  const opening = post(here, moved.origin, sentence(say.goOnHere, [], quote), "in-private", {
    conversation: id,
  });
  return together(
    notice(here, conversation.origin, word, "gone-private"),
    decided({
      conversations: [moved],
      messages: [opening],
      readdresses: [{ from: conversation.origin, to: moved.origin, conversation: id }],
    }),
  );
}

/** A technician's replies follow, also when it is closed: it may be opened again. */
function moveTicket(here: Situation, { origin }: Conversation): Decision {
  const { ticket } = here.state;
  if (!ticket) return decided({});
  return changeTicket(here, { ...ticket, origin }, []);
}
