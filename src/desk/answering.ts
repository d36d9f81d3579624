/** How is a question answered, or handed on when it can't be? */
import type { Article } from "../knowledge/article";
import { editionOf } from "../knowledge/edition";
import { isPrivateComponent } from "../plan/lookups";
import { addressKey, directChatOf } from "./address";
import { considerFor, opensAtOnce } from "./considering";
import { knownTrouble } from "./known-trouble";
import type { Consideration } from "./considering";
import { answerContent, routeContent, shownContent } from "./answers";
import { decided, together } from "./situation";
import type { Situation } from "./situation";
import { openTicket } from "./opening";
import type { Wishes } from "./opening";
import { begun, isWalked } from "./walk";
import { say } from "./wording";
import { notice } from "./notices";
import { siteOf } from "./people";
import type { Content } from "./content";
import type { Decision, HistoryEntry, OutboundMessage } from "./decision";
import type { Conversation, Offer } from "./model";

/** After this long without a word an offer counts as silent, in milliseconds. */
export const SILENT_AFTER = 24 * 60 * 60 * 1000;

/** Answers the conversation's question: an article, candidates, a pointer to somebody else, or a ticket. */
export function answerQuestion(situation: Situation, conversation: Conversation): Decision {
  const { rules } = situation;
  const considered = considerFor(conversation.question, rules, conversation.requester);
  if (conversation.origin.kind !== "direct" && isPrivate(situation, considered))
    return together(
      notice(situation, conversation.origin, say.privateMatter, "private"),
      answerConsidered(situation, inPrivate(conversation), considered),
    );
  return answerConsidered(situation, conversation, considered);
}

/** The same matter, in the requester's direct chat; what was shown in the open is not changed from there. */
export function inPrivate({ shown: _open, ...conversation }: Conversation): Conversation {
  const { origin, requester } = conversation;
  const left = origin.kind === "direct" ? {} : { formerly: origin };
  return { ...conversation, origin: directChatOf(requester), ...left };
}

function answerConsidered(
  situation: Situation,
  conversation: Conversation,
  considered: Consideration,
): Decision {
  // What was tried in a guide stays known, whatever comes after it.
  const isKept = (o: Offer) => o.outcome !== undefined || isWalked(o);
  const fresh = placed(
    situation,
    { ...conversation, offers: conversation.offers.filter(isKept) },
    considered,
  );
  if (considered.route) return point(situation, fresh, considered);
  if (opensAtOnce(considered)) return answerAndEscalate(situation, fresh, considered);
  if (considered.decision === "escalate") return handOn(situation, fresh, conversation, considered);
  const isOpen = conversation.origin.kind !== "direct";
  const [best] = considered.articles;
  if (considered.decision === "answer" && best?.article.escalateTo)
    return answerAndEscalate(situation, fresh, considered);
  // A private article that is only one of several is left out where others read along.
  const articles = considered.articles.filter(({ article }) => !isOpen || !article.private);
  return offer(situation, fresh, { ...considered, articles });
}

/** Of a question that is told anew, what it was about before is no longer so. */
function placed(
  { rules }: Situation,
  { component: _c, site: _s, ...conversation }: Conversation,
  { component }: Consideration,
): Conversation {
  const site = siteOf(rules.plan, conversation.requester);
  return {
    ...conversation,
    ...(component !== undefined && { component }),
    ...(site !== undefined && { site }),
  };
}

/** Whether the nearest article, or its component, is for a direct message only. */
export const isPrivate = ({ rules }: Situation, { articles, component }: Consideration): boolean =>
  articles[0]?.article.private === true || isPrivateComponent(rules.plan, component);

/** Shows the answer or the candidates. */
function offer(situation: Situation, conversation: Conversation, considered: Consideration): Decision {
  const offered = withOffers(situation, conversation, considered, begun);
  const content = shownContent(situation.rules, offered, true);
  const type = considered.decision === "answer" ? "answered" : "suggested";
  const text = considered.articles.map(({ article }) => article.id).join(", ");
  return together(
    knownTrouble(situation, conversation, considered),
    show(situation, offered, content, { conversation: conversation.id, type, text }),
  );
}

/** `begin`: how a guide's walk begins, where there are buttons to walk it with. */
function withOffers(
  { now }: Situation,
  conversation: Conversation,
  considered: Consideration,
  begin: (article: Article) => Pick<Offer, "walk">,
): Conversation {
  const kind = considered.decision === "answer" ? "answer" : "suggestion";
  const openGuide = (id: string) => conversation.offers.find((o) => o.article === id && !o.outcome && o.walk);
  const offers = considered.articles.map(({ article, confidence }): Offer => {
    const { walk } = openGuide(article.id) ?? begin(article);
    return {
      article: article.id,
      edition: editionOf(article),
      title: article.title,
      kind,
      confidence,
      at: now,
      ...(walk && kind === "answer" && { walk }),
    };
  });
  const isAgain = (o: Offer) =>
    !o.outcome && o.walk && offers.some(({ article, walk }) => walk && article === o.article);
  return { ...conversation, offers: [...conversation.offers.filter((o) => !isAgain(o)), ...offers] };
}

/** The last answer or list of candidates once more, where the conversation goes on now. */
export function showAgain(situation: Situation, conversation: Conversation): Decision {
  if (conversation.offers.length === 0) return decided({});
  const withButtons = conversation.status === "offering";
  return show(situation, conversation, shownContent(situation.rules, conversation, withButtons));
}

/** The requester chose one of the candidates. */
export function answerWith(situation: Situation, conversation: Conversation, articleId: string): Decision {
  const chosen = conversation.offers.find((o) => o.article === articleId && !o.outcome);
  const article = situation.rules.knowledge.articles.find((a) => a.id === articleId);
  if (!chosen || !article) return notice(situation, conversation.origin, say.gone, "gone");
  // It stays in the list of candidates: "2" is the second of them, also after the first was read.
  const isShown = (o: Offer) => o.kind === "answer" && o.article === articleId && !o.outcome;
  const others = conversation.offers.filter((o) => !isShown(o));
  const { walk } = conversation.offers.find(isShown) ?? begun(article);
  // Typed or pressed: the list stays, and the answer comes below.
  const { shown: _list, ...choosing } = conversation;
  const offered: Conversation = {
    ...choosing,
    offers: [
      ...others,
      { ...chosen, edition: editionOf(article), kind: "answer", at: situation.now, ...(walk && { walk }) },
    ],
    ...(article.component !== undefined && { component: article.component }),
  };
  const content = answerContent(situation.rules, offered, article, true);
  return show(situation, offered, content, {
    conversation: conversation.id,
    type: "answered",
    text: article.id,
  });
}

function point(situation: Situation, conversation: Conversation, considered: Consideration): Decision {
  const content = routeContent(conversation, considered.route?.say ?? "");
  const entry: HistoryEntry = {
    conversation: conversation.id,
    type: "routed",
    text: considered.route?.key ?? "",
  };
  return show(situation, conversation, content, entry);
}

/** A criterion asks for a person at once: its safety text, the article if we are sure of it, and a ticket. */
export function answerAndEscalate(
  situation: Situation,
  conversation: Conversation,
  considered: Consideration,
  wishes: Wishes = {},
): Decision {
  const { criterion } = considered;
  const sure = considered.decision === "answer" ? considered.articles[0]?.article : undefined;
  const mayShow = sure && (!sure.private || conversation.origin.kind === "direct") ? sure : undefined;
  const offered = mayShow ? withOffers(situation, conversation, considered, () => ({})) : conversation;
  const article = mayShow && answerContent(situation.rules, offered, mayShow, false);
  const blocks = [
    ...(criterion?.say ? [{ kind: "text" as const, markdown: criterion.say }] : []),
    ...(article?.blocks ?? []),
  ];
  const content = { summary: article?.summary ?? say.summaryOf(criterion?.say ?? ""), blocks };
  const first = blocks.length > 0 ? show(situation, offered, content) : decided({ conversations: [offered] });
  return together(first, openTicket(situation, first.conversations[0] ?? offered, considered, wishes));
}

function handOn(
  situation: Situation,
  fresh: Conversation,
  before: Conversation,
  considered: Consideration,
): Decision {
  const settled = settleShown(situation, before);
  const entry: HistoryEntry = {
    conversation: fresh.id,
    type: "not_found",
    text: considered.reasons[0] ?? "",
  };
  return together(decided({ history: [entry] }), settled, openTicket(situation, fresh, considered));
}

/** Takes the buttons off what was shown last: they would no longer do what they say. */
export function settleShown({ event, rules }: Situation, conversation: Conversation): Decision {
  const content =
    conversation.shown && conversation.offers.length > 0
      ? shownContent(rules, conversation, false)
      : undefined;
  if (!conversation.shown || !content) return decided({});
  const about = { conversation: conversation.id, role: "answer" as const };
  const { origin, shown } = conversation;
  return decided({
    messages: [{ key: `${event.id}/settled`, about, verb: "update", to: origin, of: shown, content }],
  });
}

/** Posts Tier 1's word, or changes it in place while the question is still being told. */
function show(
  situation: Situation,
  conversation: Conversation,
  content: Content,
  entry?: HistoryEntry,
): Decision {
  const { event, now } = situation;
  const before = beingTold(situation, conversation);
  const about = { conversation: conversation.id, role: "answer" as const };
  const common = { key: `${event.id}/answer`, about, to: conversation.origin, content };
  const message: OutboundMessage = before
    ? { ...common, verb: "update", of: before }
    : { ...common, verb: "post" };
  const offering: Conversation = {
    ...conversation,
    status: "offering",
    shown: before ?? message.key,
    lastMessageAt: now,
    wakeAt: new Date(now.getTime() + SILENT_AFTER),
  };
  const seen = before ? sawIt(situation) : [];
  return decided({ conversations: [offering], messages: [message, ...seen], history: entry ? [entry] : [] });
}

/** Key of the answer that stands there already, when this event only tells the same question further. */
export function beingTold(
  { event, state, rules, now }: Situation,
  conversation: Conversation,
): string | undefined {
  const before = state.conversation;
  if (before?.id !== conversation.id || event.type === "button_pressed") return undefined;
  if (addressKey(before.origin) !== addressKey(conversation.origin)) return undefined;
  const isSoon = now.getTime() - before.lastMessageAt.getTime() < rules.plan.gatherSeconds * 1000;
  return event.type === "message_edited" || isSoon ? conversation.shown : undefined;
}

/** Nothing new appears below the message, so it shows that it was read. */
export function sawIt({ event }: Situation): OutboundMessage[] {
  if (event.type !== "message_posted") return [];
  const { message } = event;
  const mark = { state: "delivered" as const };
  return [{ key: `${event.id}/seen`, about: { role: "mark" }, verb: "mark", to: message.in, message, mark }];
}
