/** Somebody goes on in a guide, back, or comes back to it: what do they see next? */
import { destinationOf } from "../knowledge/guide-places";
import type { Place } from "../knowledge/guide-places";
import { isPrivateComponent } from "../plan/lookups";
import { isSameChat } from "./address";
import { SILENT_AFTER } from "./answering";
import { leaveOpen } from "./going-private";
import { movedOnContent, readStepArgument, stepContent } from "./guide-content";
import { notice, privateWord } from "./notices";
import { needHelp, solved } from "./requester";
import { decided, ignored, together } from "./situation";
import type { EventOf, Situation } from "./situation";
import { backTo, chosen, standingIn, takenUp, walkedTo, withWalk } from "./walk";
import type { Standing } from "./walk";
import { say } from "./wording";
import type { Decision, OutboundMessage } from "./decision";
import type { Conversation } from "./model";

type Pressed = Situation<EventOf<"button_pressed"> | EventOf<"form_submitted">>;

/** Where the next step is shown: in place of the one before, or below all that was said since. */
type How = "in_place" | "below";

/** A choice was pressed. It counts for the step below which it stands, wherever its requester is by now. */
export function pressedStep(here: Pressed, before: Conversation): Decision {
  const press = readStepArgument(here.event.press.argument);
  const conversation = takenUp(
    here.rules,
    before,
    (walk) => walk[(press?.seen ?? 0) - 1]?.step === press?.slug,
  );
  const at = standingIn(here.rules, conversation);
  if (!at || !press) return word(here, say.gone);
  const { walk, place, offer } = at;
  const choice = place.step.choices[press.way];
  const isHere = press.seen === walk.length && press.slug === place.step.slug && !at.isChanged;
  if (isHere && choice?.to === press.to)
    return takeWay(here, conversation, at, { way: press.way, how: "in_place" });
  const past = offer.walk?.[press.seen - 1];
  if (!at.isChanged && past?.step === press.slug && past.chose === labelIn(here, at, press))
    return ignored("the same choice, pressed twice");
  return stale(here, conversation, at, isHere);
}

/** What a button of an earlier step says now. */
function labelIn(
  here: Situation,
  { guide, walk }: Standing,
  press: { seen: number; slug: string; way: number },
) {
  const id = walk[press.seen - 1]?.article ?? guide.id;
  const article = here.rules.knowledge.articles.find((one) => one.id === id);
  return article?.guide?.find(({ slug }) => slug === press.slug)?.choices[press.way]?.label;
}

/** The message may show a step that is past, or one that the guide does not have any more: it is drawn anew. */
function stale(here: Pressed, conversation: Conversation, at: Standing, isEdited: boolean): Decision {
  if (at.isChanged || isEdited)
    return showStep(here, conversation, at, { how: "in_place", note: say.guideChanged });
  return together(
    word(here, say.furtherOn(at.place.step.title)),
    showStep(here, conversation, at, { how: "in_place" }),
  );
}

const word = (here: Pressed, markdown: string): Decision =>
  privateWord(here, here.event.by, here.event.in, markdown);

/** Along one of the step's choices: to the next step, another article, or an end. */
export function takeWay(
  here: Situation,
  conversation: Conversation,
  at: Standing,
  { way, how }: { way: number; how: How },
): Decision {
  const choice = at.place.step.choices[way];
  if (!choice) return ignored("a choice that the step does not have");
  const { articles } = here.rules.knowledge;
  const to = destinationOf(articles, at.place.article, choice);
  if (to === "lost") return showStep(here, conversation, at, { how, note: say.wayGone });
  const walk = chosen(at.walk, choice.label);
  const walked = withWalk(conversation, walk);
  if (to === "ticket") return needHelp(here, walked);
  if (to === "solved") return solved(here, walked);
  const next: Standing = { ...at, place: to, walk: [...walk, walkedTo(at.guide, to)] };
  return mustHide(here, conversation, to)
    ? goOnInPrivate(here, conversation, next)
    : showStep(here, conversation, next, { how });
}

/** One step back; nothing is chosen there any more. `seen`: how many steps the button's message showed. */
export function stepBack(here: Situation, open: Conversation, how: How, seen?: number): Decision {
  const conversation = takenUp(here.rules, open);
  const at = standingIn(here.rules, conversation);
  if (!at) return notice(here, conversation.origin, say.gone, "gone");
  if (at.isChanged) return showStep(here, conversation, at, { how, note: say.guideChanged });
  if (seen !== undefined && seen !== at.walk.length) return ignored("a step back that was taken already");
  if (at.walk.length === 1) return showStep(here, conversation, at, { how, note: say.firstStep });
  const walk = backTo(at.walk, at.walk.length - 1);
  const before = standingIn(here.rules, withWalk(conversation, walk));
  return showStep(here, conversation, before ?? at, {
    how,
    ...(before?.isChanged && { note: say.guideChanged }),
  });
}

/** Shown once more at the end of the chat, where its requester writes now. */
export function backToGuide(here: Situation, before: Conversation): Decision {
  const conversation = takenUp(here.rules, before);
  const at = standingIn(here.rules, conversation);
  if (!at) return notice(here, conversation.origin, say.gone, "gone");
  return showStep(here, conversation, at, {
    how: "below",
    ...(at.isChanged && { note: say.guideChanged }),
  });
}

/** Posts the step, or changes the message in place. What stood above is then a line that says so. */
export function showStep(
  here: Situation,
  conversation: Conversation,
  at: Standing,
  { how, note }: { how: How; note?: string },
): Decision {
  const { now } = here;
  const { shown } = conversation;
  const key = keyOf(conversation);
  const walked = withWalk({ ...conversation, origin: placeOf(here, conversation) }, at.walk);
  const common = { about: { conversation: conversation.id, role: "answer" as const } };
  const content = stepContent(walked, at, note);
  const isInPlace = how === "in_place" && shown !== undefined;
  const message: OutboundMessage = isInPlace
    ? { ...common, key, verb: "update", to: conversation.origin, of: shown, content }
    : { ...common, key, verb: "post", to: walked.origin, content };
  const wayOn: Conversation = {
    ...walked,
    ...(isInPlace && { origin: conversation.origin }),
    status: "offering",
    shown: isInPlace ? shown : message.key,
    lastMessageAt: now,
    wakeAt: new Date(now.getTime() + SILENT_AFTER),
  };
  return decided({
    conversations: [wayOn],
    messages: isInPlace ? [message] : [...movedOn(conversation, at), message],
  });
}

/**
 * Not after the event: a platform may name a press after the message that it stands in, and this message after the press, and so on
 * with each step. A conversation has each version once.
 */
const keyOf = ({ id, version }: Conversation): string => `guide/${id}/${version}`;

function movedOn(conversation: Conversation, at: Standing): OutboundMessage[] {
  const { id, shown, origin } = conversation;
  if (shown === undefined) return [];
  const about = { conversation: id, role: "answer" as const };
  const content = movedOnContent(at.guide);
  return [{ key: `${keyOf(conversation)}/moved-on`, about, verb: "update", to: origin, of: shown, content }];
}

/** In a direct chat that has threads, where they write or press now. */
function placeOf({ event }: Situation, { origin }: Conversation) {
  const place = event.type === "message_posted" ? event.replyIn : "in" in event ? event.in : origin;
  return isSameChat(place, origin) ? place : origin;
}

const mustHide = ({ rules }: Situation, { origin }: Conversation, { article }: Place): boolean =>
  origin.kind !== "direct" && (article.private || isPrivateComponent(rules.plan, article.component));

function goOnInPrivate(here: Situation, conversation: Conversation, next: Standing): Decision {
  const left = leaveOpen(here, conversation, say.privateMatter);
  const [moved] = left.conversations;
  const { shown: _open, ...fresh } = moved ?? conversation;
  return together(
    decided({ messages: movedOn(conversation, next) }),
    left,
    showStep(here, fresh, next, { how: "below" }),
  );
}
