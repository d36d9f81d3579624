/** Somebody asks without writing a message: with a form, for themselves or for somebody else, or from their own page. */
import { editionOf } from "../knowledge/edition";
import { directChatOf, isSamePerson } from "./address";
import { answerAndEscalate, answerWith } from "./answering";
import { considerFor, opensAtOnce } from "./considering";
import { urgencies } from "./form-fields";
import { notice, privateWord } from "./notices";
import { openTicket } from "./opening";
import type { Wishes } from "./opening";
import { isTechnician } from "./people";
import { decided, ignored, together } from "./situation";
import type { EventOf, Situation } from "./situation";
import { say, ticketName } from "./wording";
import type { Decision } from "./decision";
import type { Conversation, Offer, Person } from "./model";

type Pressed = Situation<EventOf<"button_pressed"> | EventOf<"form_submitted">>;

/** A ticket, straight away: whoever fills in the form has decided that a person is needed. */
export function openByForm(here: Pressed): Decision {
  const { event, rules, state } = here;
  if (event.type !== "form_submitted") return ignored("a form that was not filled in");
  const { by, in: place, values, press } = event;
  const text = values["text"]?.trim() ?? "";
  if (text === "") return privateWord(here, by, place, say.emptyForm);
  const requester = event.people?.["on_behalf"] ?? by;
  if (isRefused(here, by) || isRefused(here, requester))
    return privateWord(here, by, place, say.outside(rules.plan.organisation));
  const wishes = wishesOf(values, isSamePerson(requester, by) ? undefined : by);
  const considered = considerFor(text, rules, requester, chosenIn(wishes));
  const reasons = [
    ...saidReasons(values),
    ...(press.argument ? [`Asked about the message ${press.argument}`] : []),
  ];
  const conversation = newConversation(here, requester, text);
  const handOver = opensAtOnce(considered) ? answerAndEscalate : openTicket;
  return together(
    decided({ history: [{ conversation: conversation.id, type: "asked", by, text }] }),
    handOver(here, conversation, { ...considered, reasons: [...reasons, ...considered.reasons] }, wishes),
    toldPresser(here, requester, ticketName(rules.plan.ticketPrefix, state.nextTicketNumber)),
  );
}

/** Whoever asked for somebody else, or in a channel, learns where it goes on. */
function toldPresser(here: Pressed, requester: Person, ticket: string): Decision {
  const { by, in: place } = here.event;
  if (!isSamePerson(requester, by))
    return privateWord(here, by, place, say.openedFor(ticket, requester.name));
  return place.kind === "direct" ? decided({}) : privateWord(here, by, place, say.openedDirectly(ticket));
}

/** People of other organisations get what the plan says. */
export const isRefused = ({ rules }: Situation, by: Person): boolean =>
  by.outside !== undefined && rules.plan.outsidePeople === "refuse" && !isTechnician(rules.plan, by);

const chosenIn = ({ component, site }: Wishes) => ({
  ...(component && { component }),
  ...(site && { site }),
});

function saidReasons(values: Record<string, string>): string[] {
  const urgency = urgencies[values["urgency"] ?? ""];
  const why = values["why"]?.trim();
  return urgency ? [`The form says: "${urgency.label}"${why ? `, because: ${why}` : ""}.`] : [];
}

function wishesOf(values: Record<string, string>, openedBy: Person | undefined): Wishes {
  const { component, site } = values;
  const priority = urgencies[values["urgency"] ?? ""]?.priority;
  return {
    ...(component && { component }),
    ...(site && { site }),
    ...(priority && { priority }),
    ...(openedBy && { openedBy }),
  };
}

/** An article that somebody chose from a list of the most asked ones, as if they had asked for it. */
export function readArticle(here: Pressed, id: string): Decision {
  const { event, rules, now } = here;
  const article = rules.knowledge.articles.find((one) => one.id === id && !one.private);
  const chat = directChatOf(event.by);
  if (!article) return notice(here, chat, say.gone, "gone");
  if (isRefused(here, event.by)) return notice(here, chat, say.outside(rules.plan.organisation), "outside");
  const offer: Offer = {
    article: id,
    edition: editionOf(article),
    title: article.title,
    kind: "suggestion",
    confidence: 1,
    at: now,
  };
  const conversation = { ...newConversation(here, event.by, article.title), offers: [offer] };
  const story = { conversation: conversation.id, type: "asked" as const, by: event.by, text: article.title };
  return together(decided({ history: [story] }), answerWith(here, conversation, id));
}

export function newConversation(
  { state, now }: Situation,
  requester: Person,
  question: string,
): Conversation {
  return {
    id: state.nextConversationId,
    desk: state.desk,
    requester,
    origin: directChatOf(requester),
    status: "offering",
    question,
    files: [],
    askedAt: now,
    lastMessageAt: now,
    offers: [],
    parts: [],
    version: 0,
  };
}
