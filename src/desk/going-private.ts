/** Whoever asked in the open wants to go on where nobody reads along: what moves with them? */
import { inPrivate, settleShown, showAgain } from "./answering";
import { changeTicket } from "./changing";
import { notice, post, sentence } from "./notices";
import { decided, together } from "./situation";
import type { Situation } from "./situation";
import { say } from "./wording";
import type { Block, Conversation, Decision } from "./model";

/** The answer, or the ticket, goes on in the requester's direct chat. */
export function goPrivate(here: Situation, conversation: Conversation): Decision {
  if (conversation.origin.kind === "direct") return decided({ ignored: "in private already" });
  const moved = inPrivate(conversation);
  const { requester, question } = conversation;
  const quote: Block[] = question ? [{ kind: "quote", from: requester.name, text: question }] : [];
  const about = { conversation: conversation.id };
  const opening = post(here, moved.origin, sentence(say.goOnHere, [], quote), "in-private", about);
  return together(
    settleShown(here, conversation),
    notice(here, conversation.origin, say.goneDirect, "gone-private"),
    decided({ conversations: [moved], messages: [opening] }),
    moved.status === "offering" ? showAgain(here, moved) : decided({}),
    moveTicket(here, moved),
  );
}

/** A technician's replies follow. */
function moveTicket(here: Situation, { origin }: Conversation): Decision {
  const { ticket } = here.state;
  if (!ticket || ticket.status === "closed") return decided({});
  return changeTicket(here, { ...ticket, origin }, []);
}
