/** An answer that came later was told: what does it look like, and how does it stand? */
import { DateTime } from "luxon";
import { directChatOf } from "./address";
import { answerContent } from "./answers";
import { entryOf } from "./changing";
import type { Story } from "./changing";
import { excerpt } from "./markdown";
import { aboutTicket } from "./notices";
import { decided } from "./situation";
import type { Situation } from "./situation";
import { say, ticketName } from "./wording";
import type { Article } from "../knowledge/article";
import type { Block, Button, Content } from "./content";
import type { Decision, HistoryEntry, OutboundMessage } from "./decision";
import type { Conversation, Offer, Ticket } from "./model";

/** So much of the question is shown again: whoever asked knows the rest. In characters. */
const MOST_QUOTED = 500;

/** Names the message for good: the same article, as it is, is told once in a conversation. */
export const lateKey = (
  conversation: string,
  { article, edition = "" }: Pick<Offer, "article" | "edition">,
): string => `late-answer/${conversation}/${article}/${edition}`;

/** The last one told that the requester has not spoken on, also after it fell silent. */
export const openLate = ({ offers }: Conversation): Offer | undefined =>
  offers.findLast(({ late, outcome }) => late && (outcome === undefined || outcome === "silent"));

export function withLateOutcome(
  conversation: Conversation,
  offer: Offer,
  outcome: NonNullable<Offer["outcome"]>,
): Conversation {
  const { wakeAt: _answered, ...rest } = conversation;
  return { ...rest, offers: rest.offers.map((one) => (one === offer ? { ...one, outcome } : one)) };
}

/** With its ticket, where there is one. */
export const storyOf = ({ state }: Situation, { id }: Conversation, story: Story): HistoryEntry =>
  state.ticket ? entryOf(state.ticket, story) : { conversation: id, ...story };

/** The clock ran out on it. Its ticket stays as it is. */
export function lateFellSilent(conversation: Conversation): Decision {
  const { wakeAt: _passed, ...rest } = conversation;
  const offers = rest.offers.map((one): Offer =>
    one.late && !one.outcome ? { ...one, outcome: "silent" } : one,
  );
  const { ticket } = rest;
  const entry = { conversation: rest.id, ...(ticket !== undefined && { ticket }), type: "silent" as const };
  const isNews = rest.offers.some((one) => one.late && !one.outcome);
  return decided({ conversations: [{ ...rest, offers }], history: isNews ? [entry] : [] });
}

/** What the requester reads: what they asked, the article, and what they can say to it. */
export function lateContent(
  { rules, now, state }: Situation,
  conversation: Conversation,
  article: Article,
  withButtons: boolean,
): Content {
  const answer = answerContent(rules, conversation, article, false);
  const buttons = withButtons ? [{ kind: "buttons" as const, buttons: lateButtons(conversation) }] : [];
  const aside = withButtons ? asideTicket(state.ticket, rules.plan.ticketPrefix) : [];
  return {
    summary: answer.summary,
    blocks: [...askedThen(conversation, now, rules.plan.timezone), ...answer.blocks, ...aside, ...buttons],
  };
}

function askedThen({ askedAt, question, requester }: Conversation, now: Date, zone: string): Block[] {
  const when = agoInWords(askedAt, now, zone);
  if (question === "") return [{ kind: "text", markdown: say.askedSomething(when) }];
  return [
    { kind: "text", markdown: say.askedBefore(when) },
    { kind: "quote", from: requester.name, text: excerpt(question, MOST_QUOTED) },
    { kind: "text", markdown: say.answerNow },
  ];
}

const asideTicket = (ticket: Ticket | undefined, prefix: string): Block[] =>
  ticket && isLive(ticket)
    ? [{ kind: "text", markdown: say.lateAsideTicket(ticketName(prefix, ticket.number)) }]
    : [];

export const isLive = ({ status }: Ticket): boolean => status === "open" || status === "waiting";

function lateButtons({ id: conversation }: Conversation): Button[] {
  return [
    { label: "That solved it", press: { action: "late_solved", conversation }, style: "primary" },
    { label: "I still need help", press: { action: "late_need_help", conversation } },
    { label: "No more of these", press: { action: "no_late_answers", conversation } },
  ];
}

const DAY_NAMES = ["Earlier today", "Yesterday"];

/** Whole days of the calendar. */
function agoInWords(at: Date, now: Date, zone: string): string {
  const day = (moment: Date) => DateTime.fromJSDate(moment, { zone }).startOf("day");
  const days = Math.max(0, Math.round(day(now).diff(day(at), "days").days));
  if (days % 7 === 0 && days > 0) return days === 7 ? "A week ago" : `${days / 7} weeks ago`;
  return DAY_NAMES[days] ?? `${days} days ago`;
}

/** Told ones drawn again: the question was edited or deleted, or there is nothing left to say on them. */
export function redrawLate(here: Situation, conversation: Conversation): OutboundMessage[] {
  const { event, rules, state } = here;
  return conversation.offers.flatMap((offer, place): OutboundMessage[] => {
    const article = rules.knowledge.articles.find(({ id }) => id === offer.article);
    if (!offer.late || !article) return [];
    const isOpen = openLate(conversation) === offer;
    return [
      {
        key: `${event.id}/late-${place}`,
        about: {
          ...(state.ticket ? aboutTicket(state.ticket) : { conversation: conversation.id }),
          role: "answer",
        },
        verb: "update",
        to: directChatOf(conversation.requester),
        of: lateKey(conversation.id, offer),
        content: lateContent(here, conversation, article, isOpen),
      },
    ];
  });
}
