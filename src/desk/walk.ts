/** Where does a requester stand in a guide, and how did they come there? */
import type { Article } from "../knowledge/article";
import { placeAt, startOf } from "../knowledge/guide-places";
import type { Place } from "../knowledge/guide-places";
import type { Conversation, Offer, Walked } from "./model";
import type { DeskRules } from "./situation";

/** `isChanged`: the guide was edited since, and what they saw last is not in it any more. */
export type Standing = { guide: Article; offer: Offer; walk: Walked[]; place: Place; isChanged: boolean };

/** The guide that a conversation is at: what was shown last, while nobody has said how it ended. */
export function standingIn(rules: DeskRules, conversation: Conversation): Standing | undefined {
  const offer = conversation.offers.at(-1);
  return offer?.kind === "answer" && offer.outcome === undefined ? standing(rules, offer) : undefined;
}

/** Another of several answers was read since: the guide is at hand again. `isMeant`: of several guides, the one that was pressed. */
export function takenUp(
  rules: DeskRules,
  conversation: Conversation,
  isMeant: (walk: Walked[]) => boolean = () => true,
): Conversation {
  const open = conversation.offers.filter((one) => one.walk && !one.outcome && standing(rules, one));
  const guide = open.findLast(({ walk = [] }) => isMeant(walk)) ?? open.at(-1);
  if (!guide || guide === conversation.offers.at(-1)) return conversation;
  // What was shown last is the other one's.
  const { shown: _others, ...rest } = conversation;
  return { ...rest, offers: [...rest.offers.filter((one) => one !== guide), guide] };
}

/** Undefined: no guide. In an edited one: at the last step seen that it still has. */
export function standing({ knowledge: { articles } }: DeskRules, offer: Offer): Standing | undefined {
  const guide = articles.find(({ id }) => id === offer.article);
  if (!guide?.guide) return undefined;
  const { walk = [] } = offer;
  for (let seen = walk.length; seen > 0; seen--) {
    const here = walk[seen - 1];
    const article = articles.find(({ id }) => id === (here?.article ?? guide.id));
    const place = article && here && placeAt(article, here.step);
    if (!place) continue;
    const isChanged = seen < walk.length;
    return { guide, offer, walk: isChanged ? backTo(walk, seen) : walk, place, isChanged };
  }
  const place = startOf(guide);
  return { guide, offer, walk: [walkedTo(guide, place)], place, isChanged: walk.length > 0 };
}

/** The first steps of a walk, with nothing chosen at the last of them. */
export const backTo = (walk: Walked[], steps: number): Walked[] =>
  walk.slice(0, steps).map(({ chose, ...at }, i) => ({ ...at, ...(chose && i < steps - 1 && { chose }) }));

export const chosen = (walk: Walked[], chose: string): Walked[] =>
  walk.map((at, i) => (i === walk.length - 1 ? { ...at, chose } : at));

/** Somebody has gone a step of it: it was tried, not only shown. */
export const isWalked = ({ walk = [] }: Pick<Offer, "walk">): boolean =>
  walk.some(({ chose }) => chose !== undefined);

/** How a guide's offer begins. */
export const begun = (article: Article): Pick<Offer, "walk"> =>
  article.guide ? { walk: [walkedTo(article, startOf(article))] } : {};

export const walkedTo = (guide: Article, { article, step }: Place): Walked => ({
  step: step.slug,
  title: step.title,
  ...(article.id !== guide.id && { article: article.id }),
});

/** With another walk of the guide that was shown last. */
export const withWalk = (conversation: Conversation, walk: Walked[]): Conversation => ({
  ...conversation,
  offers: conversation.offers.map((offer, i, all) => (i === all.length - 1 ? { ...offer, walk } : offer)),
});
