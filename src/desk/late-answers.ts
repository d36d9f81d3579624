/** An article came, or was mended: who hears that it answers what they asked before, and when? */
import { DateTime } from "luxon";
import type { Article } from "../knowledge/article";
import { editionOf } from "../knowledge/edition";
import { isPrivateComponent } from "../plan/lookups";
import type { EscalationPlan } from "../plan/plan";
import { directChatOf } from "./address";
import { settleShown, SILENT_AFTER } from "./answering";
import { isRefused } from "./asking-otherwise";
import { businessMinutesBetween } from "./business-hours";
import { considerFor, opensAtOnce } from "./considering";
import { isLive, lateContent, lateKey, storyOf } from "./late-offers";
import { aboutTicket, sentence, threadWord } from "./notices";
import { siteOf, zoneOf } from "./people";
import { decided, together } from "./situation";
import type { DeskRules, EventOf, Situation } from "./situation";
import { say } from "./wording";
import type { Decision, LateStep } from "./decision";
import type { Conversation, Offer, ResolutionKind, Ticket } from "./model";

const HOUR = 60 * 60 * 1000;
/** A desk that works around the clock wakes nobody for this: hours of the day, the last one out. */
const DAYTIME = { from: 7, to: 19 };
/** Ended without a solution. */
const UNSOLVED: ResolutionKind[] = ["not_reproducible", "no_response"];

type Due = Situation<EventOf<"late_answer_due">>;
type Asked = Pick<Conversation, "question" | "requester">;
type Found = { article: Article; confidence: number };

/** By the same rule as a question that is asked now. Never what is private, urgent or somebody else's, nor what needs a person anyway. */
export function lateArticleFor(rules: DeskRules, { question, requester }: Asked): Found | undefined {
  const considered = considerFor(question, rules, requester);
  const [best] = considered.articles;
  if (!best || considered.decision !== "answer" || opensAtOnce(considered)) return undefined;
  const { private: isPrivate, component, escalateTo } = best.article;
  if (isPrivate || escalateTo !== undefined) return undefined;
  const components = [component, considered.component];
  return components.some((key) => isPrivateComponent(rules.plan, key)) ? undefined : best;
}

/** Everything is looked at again: a question may have been answered since the article was found for it. */
export function lateAnswerDue(here: Due): Decision {
  const { conversation } = here.state;
  if (!conversation) return over(here, "a question that is gone");
  const found = lateArticleFor(here.rules, conversation);
  const why = neverTold(here, conversation) ?? notThisOne(here, conversation, found);
  if (why !== undefined || !found) return over(here, why ?? "no answer any more");
  if (here.state.late?.isOff) return together(over(here, ""), inThread(here, found, say.lateNotWanted));
  const until = notBefore(here, conversation);
  return until ? step(here, { status: "waiting", until }) : tell(here, conversation, found);
}

function neverTold(here: Due, conversation: Conversation): string | undefined {
  const { rules, now, state } = here;
  const { ticket } = state;
  const { lateAnswers } = rules.plan;
  if (!lateAnswers) return "late answers are off";
  if (now.getTime() - conversation.askedAt.getTime() > lateAnswers.days * 24 * HOUR) return "asked long ago";
  if (conversation.question === "") return "a question that was deleted";
  if (ticket?.incident !== undefined) return "a matter of an incident";
  if (isPrivateComponent(rules.plan, ticket?.component)) return "a private matter";
  if (isRefused(here, conversation.requester)) return "somebody of another organisation";
  if (ticket ? !isUnsolved(ticket) : !isUnchosen(conversation)) return "solved already";
  return state.late?.heard ? "told before" : undefined;
}

const isUnsolved = (ticket: Ticket): boolean =>
  isLive(ticket) || (ticket.resolution !== undefined && UNSOLVED.includes(ticket.resolution.kind));

/** Several were offered, and nothing was said on any of them. */
const isUnchosen = ({ status, offers }: Conversation): boolean =>
  (status === "offering" || status === "ended") &&
  offers.length > 0 &&
  offers.every(({ kind, outcome = "silent" }) => kind === "suggestion" && outcome === "silent");

/** Its file may lie elsewhere by now, under another id: it is known by its title. */
function notThisOne({ event }: Due, { offers }: Conversation, found: Found | undefined): string | undefined {
  if (!found || editionOf(found.article) !== event.edition) return "an article that does not answer it";
  const isTold = offers.some(({ late, title }) => late && title === found.article.title);
  return isTold ? "told before" : undefined;
}

/** Undefined: now. One a day is enough for anybody, and nobody is interrupted. */
function notBefore(
  { rules: { plan }, state: { late }, now }: Due,
  { status, wakeAt, requester }: Conversation,
): Date | undefined {
  // What was offered may still be chosen.
  if (status === "offering" && wakeAt && wakeAt > now) return wakeAt;
  const zone = zoneOf(plan, siteOf(plan, requester));
  const local = DateTime.fromJSDate(now, { zone });
  if (late?.toldAt && DateTime.fromJSDate(late.toldAt, { zone }).hasSame(local, "day"))
    return local.startOf("day").plus({ days: 1 }).toJSDate();
  const isBusy = late?.spokenAt !== undefined && now.getTime() - late.spokenAt.getTime() < HOUR;
  const isFine = !isBusy && isDaytime(now, zone) && isTimeForLateAnswers(plan, now);
  return isFine ? undefined : new Date(now.getTime() + HOUR);
}

/** While the service desk works, and not at night. */
export function isTimeForLateAnswers(plan: EscalationPlan, now: Date): boolean {
  const key = plan.targets.find(({ tier }) => tier === 2)?.calendar;
  const calendar = plan.calendars.find((each) => each.key === key) ?? plan.calendars[0];
  const isWorked = !calendar || businessMinutesBetween(calendar, now, new Date(now.getTime() + 60_000)) > 0;
  return isWorked && isDaytime(now, plan.timezone);
}

function isDaytime(now: Date, zone: string): boolean {
  const { hour } = DateTime.fromJSDate(now, { zone });
  return hour >= DAYTIME.from && hour < DAYTIME.to;
}

function tell(here: Due, conversation: Conversation, found: Found): Decision {
  const { now, state } = here;
  const { ticket } = state;
  const { id, requester } = conversation;
  const offer: Offer = {
    article: found.article.id,
    edition: editionOf(found.article),
    title: found.article.title,
    kind: "answer",
    confidence: found.confidence,
    at: now,
    late: true,
  };
  // What was shown before stays as it is.
  const { shown: _before, ...rest } = conversation;
  const told: Conversation = {
    ...rest,
    offers: [...rest.offers, offer],
    lastMessageAt: now,
    wakeAt: new Date(now.getTime() + SILENT_AFTER),
  };
  const word = decided({
    conversations: [told],
    history: [storyOf(here, told, { type: "answered_late", text: found.article.id })],
    messages: [
      {
        key: lateKey(id, offer),
        about: { ...(ticket ? aboutTicket(ticket) : { conversation: id }), role: "answer" },
        verb: "post",
        // Never where others read along, wherever it was asked.
        to: directChatOf(requester),
        content: lateContent(here, told, found.article, true),
      },
    ],
  });
  // A list that nobody chose from has its buttons still; those of a ticket's question are gone.
  const settled = ticket ? decided({}) : settleShown(here, conversation);
  return together(settled, word, inThread(here, found, say.lateInThread), step(here, { status: "told" }));
}

/** Technicians who are at it know of the article too. */
function inThread(here: Due, { article }: Found, words: typeof say.lateInThread): Decision {
  const { ticket } = here.state;
  if (!ticket || !isLive(ticket)) return decided({});
  const { file, slug } = article.source;
  const text = words(article.title, slug === undefined ? file : `${file}#${slug}`, ticket.requester.name);
  return decided({ messages: [threadWord(here, ticket, sentence(text), "late-in-thread")] });
}

const over = (here: Due, why: string): Decision => ({
  ...step(here, { status: "over" }),
  ...(why !== "" && { ignored: why }),
});

type Status = { status: "told" | "over" } | { status: "waiting"; until: Date };

const step = ({ event: { conversation, article } }: Due, status: Status): Decision => {
  const late: LateStep = { conversation, article, ...status };
  return decided({ late });
};
