/** Somebody writes while a guide is open: is it a choice, a step back, more about the matter, or something else? */
import { beingTold } from "./answering";
import { considerFor, opensAtOnce } from "./considering";
import { saysBackToGuide, saysWholeChoice, wayMeant } from "./way-meant";
import { isTicketSpokenOfSince } from "./live-ticket";
import { awake } from "./requester";
import { decided } from "./situation";
import type { EventOf, Situation } from "./situation";
import { backToGuide, showStep, stepBack, takeWay } from "./walking";
import { isWalked, standingIn, takenUp } from "./walk";
import type { Meaning } from "./understanding";
import type { Standing } from "./walk";
import { say } from "./wording";
import type { Decision } from "./decision";
import type { Conversation } from "./model";

type Posted = Situation<EventOf<"message_posted">>;

/** Undefined: it is no word on a guide. */
export function saidOnGuide(here: Posted, meaning: Meaning): Decision | undefined {
  const { event, state, rules } = here;
  const { conversation } = state;
  if (!conversation || event.files.length > 0) return undefined;
  if (saysBackToGuide(event.text)) return returnToGuide(here, conversation);
  const at = conversation.status === "offering" ? standingIn(rules, conversation) : undefined;
  if (!at || isTicketSpokenOfSince(here, conversation)) return undefined;
  const labels = at.place.step.choices.map(({ label }) => label);
  if (meaning.kind === "command" && !saysWholeChoice(labels, event.text)) return undefined;
  const meant = wayMeant(labels, event.text);
  if (meant === undefined) return undefined;
  if (at.isChanged) return showStep(here, conversation, at, { how: "below", note: say.guideChanged });
  if (meant === "back") return stepBack(here, conversation, "below");
  if (meant === "unclear") return showStep(here, conversation, at, { how: "below", note: askAgain(at) });
  return takeWay(here, conversation, at, { way: meant.way, how: "below" });
}

const askAgain = ({ place }: Standing): string =>
  place.step.choices.length > 0 ? say.whichWay : say.atTheEnd;

/** To the guide at hand, or to the one that was left for another question: that one is handled by itself. */
function returnToGuide(here: Posted, conversation: Conversation): Decision | undefined {
  const { event, rules } = here;
  const woken = awake(conversation);
  if (woken.status === "offering" && standingIn(rules, takenUp(rules, woken)))
    return backToGuide(here, woken);
  if (conversation.leftGuide === undefined) return undefined;
  const press = { action: "back_to_guide" as const, conversation: conversation.leftGuide };
  const { by, at, replyIn } = event;
  return decided({
    events: [{ id: `${event.id}/back`, at, type: "button_pressed", by, in: replyIn, press }],
  });
}

/**
 * What was said in the middle of a guide and has no answer of its own is kept with the question, and the step asked once more: nobody
 * is thrown out of a guide by a word too much. Undefined: it must go another way.
 */
export function keptOnGuide(here: Posted, conversation: Conversation): Decision | undefined {
  const { rules } = here;
  const at = standingIn(rules, conversation);
  if (!at) return undefined;
  const considered = considerFor(conversation.question, rules, conversation.requester);
  if (considered.route || opensAtOnce(considered)) return undefined;
  // Nobody has gone a step yet: quick messages in a row are one question, and all of it may have another answer.
  const isStillTold = !isWalked(at.offer) && beingTold(here, conversation) !== undefined;
  if (isStillTold && considered.decision === "answer") return undefined;
  const note = at.place.step.choices.length > 0 ? say.notedOnGuide : say.atTheEnd;
  return showStep(here, conversation, at, { how: "below", note: at.isChanged ? say.guideChanged : note });
}
