/** Somebody wrote a message: to whom does it belong, and what is wanted? */
import type { EscalationPlan } from "../plan/plan";
import { directChatOf, isSameChat, isSamePerson } from "./address";
import { alsoHasButton } from "./also-has";
import { questionOf } from "./amending";
import { answerQuestion, answerWith, SILENT_AFTER } from "./answering";
import { isRefused } from "./asking-otherwise";
import { considerFor } from "./considering";
import { giveCommand, helpWords } from "./commands";
import { isTicketSpokenOfSince, liveTicket, liveTickets } from "./live-ticket";
import { notice, post, privateWord } from "./notices";
import { saidOnLate } from "./on-late-answer";
import { technicianWrote } from "./relay";
import { needHelp, solved } from "./requester";
import { keptOnGuide, saidOnGuide } from "./said-on-guide";
import { saidOnTicket } from "./said-on-ticket";
import { componentMeant } from "./showing-plan";
import { decided, ignored, together } from "./situation";
import type { EventOf, Situation } from "./situation";
import { startsWithTicket, understand } from "./understanding";
import type { Meaning } from "./understanding";
import { standingIn, takenUp } from "./walk";
import { answerOrAskWhich, askWhichTicket, choseWhich } from "./which";
import { say, ticketName } from "./wording";
import type { Block } from "./content";
import type { Decision } from "./decision";
import type { Address, Conversation, Person } from "./model";

type Posted = Situation<EventOf<"message_posted">>;

const MINUTE = 60_000;
/** More about a question that has just been answered, unless it has an answer of its own, in milliseconds. */
const SAME_MATTER_FOR = 10 * MINUTE;

export function messagePosted(here: Posted): Decision {
  const { event, state, rules } = here;
  const { conversation, ticket } = state;
  if (event.text.trim() === "" && event.files.length === 0) return ignored("an empty message");
  const isLeft = conversation?.formerly && isSameChat(conversation.formerly, event.replyIn);
  if (isLeft && event.replyIn.kind !== "direct") return saidWhereItWas(here, conversation);
  const isHere = conversation && isSameChat(conversation.origin, event.replyIn);
  // Below a word of ours about a matter that is spoken of elsewhere: in their own chat nobody works on tickets.
  if (ticket && !isHere && isOwnChat(event.replyIn, event.by, conversation))
    return messagePosted(asNew(here));
  if (ticket && !isHere) return technicianWrote({ ...here, ticket });
  if (!event.addressed && !isHere) return ignored("not said to the help desk");
  if (isHere && event.replyIn.kind === "thread" && !isSamePerson(conversation.requester, event.by)) {
    if (!event.addressed) return ignored("a bystander's word");
    if (conversation.status === "ended") return messagePosted(asNew(here));
    return privateWord(here, event.by, event.replyIn, say.notTheRequester, alsoHasButton(here));
  }
  if (isRefused(here, event.by))
    return privateWord(here, event.by, event.replyIn, say.outside(rules.plan.organisation));
  const meaning: Meaning =
    event.text.trim() === ""
      ? { kind: "question", text: "", isNew: false } // a file without words
      : meant(event.text, rules.plan);
  return (
    saidOnLate(here, meaning) ??
    choseWhich(here, event.text) ??
    saidOnGuide(here, meaning) ??
    toTicket(here, meaning) ??
    toTier1(here, meaning)
  );
}

/** In the thread that a matter has left for a private one: its requester's words go along, others begin something of their own. */
function saidWhereItWas(here: Posted, conversation: Conversation): Decision {
  const { event } = here;
  if (!isSamePerson(conversation.requester, event.by))
    return event.addressed ? messagePosted(asNew(here)) : ignored("a bystander's word");
  const taken = { ...event, replyIn: conversation.origin, addressed: true };
  return together(
    privateWord(here, event.by, event.replyIn, say.goneDirect, [], "gone-private"),
    messagePosted({ ...here, event: taken }),
  );
}

const isOwnChat = (place: Address, by: Person, conversation: Conversation | undefined): boolean =>
  place.kind === "direct" && isSamePerson(by, conversation?.requester);

/** As if nobody had asked anything there before. */
function asNew(here: Posted): Posted {
  const { conversation: _before, ticket: _its, inOwnThread: _own, ...state } = here.state;
  return { ...here, state };
}

/** A slash command or a menu entry: the same words as typed ones. */
export function commandGiven(here: Situation<EventOf<"command_given">>): Decision {
  const { event, rules } = here;
  const { by, in: place, text } = event;
  if (isRefused(here, by)) return privateWord(here, by, place, say.outside(rules.plan.organisation));
  if (text.trim() === "") return privateWord(here, by, place, helpWords(rules.plan, by));
  const meaning = meant(text, rules.plan);
  const isShort = meaning.kind === "command" && meaning.command !== "person";
  // What is asked in the open of a channel could not be gone on with there: it has no thread.
  const isElsewhere = place.kind === "channel" && !isShort;
  const replyIn = isElsewhere ? directChatOf(by) : place;
  const message = { in: replyIn, messageId: event.id };
  const said = { message, replyIn, files: [], mentions: [], addressed: true };
  const answered = messagePosted({ ...here, event: { ...event, ...said, type: "message_posted" } });
  // A command stands nowhere: what was asked is shown above its answer.
  const quote: Block = { kind: "quote", from: by.name, text };
  const about = answered.conversations.at(-1)?.id;
  const content = { summary: say.summaryOf(text), blocks: [quote] };
  const question = post(here, replyIn, content, "asked", about === undefined ? {} : { conversation: about });
  return together(
    isElsewhere ? privateWord(here, by, place, say.answeredDirectly, [], "elsewhere") : decided({}),
    isShort ? decided({}) : decided({ messages: [question] }),
    answered,
  );
}

/** "plan network" is a command, "plan a meeting" a question: the plan knows what its components are. */
function meant(text: string, plan: EscalationPlan): Meaning {
  const meaning = understand(text, plan.ticketPrefix);
  const isNoPart = meaning.kind === "command" && meaning.command === "plan" && meaning.rest !== "";
  return isNoPart && !componentMeant(plan, meaning.rest) ? { kind: "question", text, isNew: false } : meaning;
}

/** The message belongs to one of the requester's open tickets. Undefined: it does not, or not surely. */
function toTicket(here: Posted, meaning: Meaning): Decision | undefined {
  if (meaning.kind === "command" || (meaning.kind === "question" && meaning.isNew)) return undefined;
  const named = meaning.kind === "question" ? meaning.ticket : undefined;
  const own = here.state.openTickets.find((t) => t.number === named);
  // A number in passing may be a room's, or a colleague's ticket: the rest of the words still counts.
  const isInPassing = !own && !startsWithTicket(here.event.text, here.rules.plan.ticketPrefix);
  const ticket = named === undefined || isInPassing ? liveTicket(here, meaning) : own;
  if (named !== undefined && !ticket && !isInPassing)
    return notice(
      here,
      here.event.replyIn,
      say.notYours(ticketName(here.rules.plan.ticketPrefix, named)),
      "not-yours",
    );
  return ticket && saidOnTicket({ ...here, ticket }, meaning);
}

/** No ticket yet: a word on our answer, small talk, a command or a question. */
function toTier1(here: Posted, meaning: Meaning): Decision {
  const { event, state } = here;
  const offering = state.conversation?.status === "offering" ? state.conversation : undefined;
  const isWord = ["solved", "not_solved", "pick"].includes(meaning.kind);
  if (isWord && isForTicketRather(here, offering)) return askWhichOf(here, event.text);
  switch (meaning.kind) {
    case "command":
      return giveCommand(here, meaning, event, offering);
    case "greeting":
      return notice(here, event.replyIn, say.greeting(here.rules.plan.helpDesk), "greeting");
    case "thanks":
    case "nothing":
      return notice(here, event.replyIn, say.thanks, "thanks");
    case "solved":
      return offering ? solved(here, offering) : notice(here, event.replyIn, say.thanks, "thanks");
    case "not_solved":
      return offering ? needHelp(here, offering) : notice(here, event.replyIn, say.askWhat, "ask");
    case "pick":
      return pick(here, offering, meaning.number);
    case "question":
      return asked(here, meaning, offering);
  }
}

/** "It works now", "no" or "2" with nothing of Tier 1 to say it on, or with a ticket spoken of since, and nobody knows which. */
function isForTicketRather(here: Posted, offering: Conversation | undefined): boolean {
  const { event, state } = here;
  if (event.replyIn.kind !== "direct" || state.openTickets.length === 0) return false;
  return offering === undefined || isTicketSpokenOfSince(here, offering);
}

/** Keeps the words until the requester has said to which ticket they go. */
function askWhichOf(here: Posted, text: string): Decision {
  const conversation = withMessage(here, undefined, text);
  return together(decided({ conversations: [conversation] }), askWhichTicket(here, conversation));
}

function pick(here: Posted, offering: Conversation | undefined, number: number): Decision {
  const suggestions = offering?.offers.filter((o) => o.kind === "suggestion" && !o.outcome) ?? [];
  const chosen = suggestions[number - 1];
  return offering && chosen
    ? answerWith(here, offering, chosen.article)
    : notice(here, here.event.replyIn, say.askWhat, "ask");
}

function asked(
  here: Posted,
  meaning: Meaning & { kind: "question" },
  offering: Conversation | undefined,
): Decision {
  const { event } = here;
  if (meaning.text.trim() === "" && event.files.length === 0)
    return notice(here, event.replyIn, say.askWhat, "ask");
  const goesOn = offering && !meaning.isNew && isSameMatter(here, offering, meaning.text);
  const conversation = goesOn
    ? withMessage(here, offering, meaning.text)
    : leaving(here, withMessage(here, undefined, meaning.text));
  const story = {
    conversation: conversation.id,
    type: "asked" as const,
    by: event.by,
    text: meaning.text,
    source: event.message,
  };
  const saved = decided({ conversations: [conversation], history: [story] });
  if (conversation.question === "")
    return together(
      saved,
      liveTickets(here, event.replyIn).length > 0
        ? askWhichTicket(here, conversation)
        : notice(here, event.replyIn, say.fileWithoutQuestion, "file"),
    );
  const kept = goesOn ? keptOnGuide(here, conversation) : undefined;
  if (kept) return together(saved, kept);
  const answer = meaning.isNew ? answerQuestion : answerOrAskWhich;
  return together(saved, answer(here, conversation));
}

/** Something else is asked in the middle of a guide: it stays where it is, to come back to. */
function leaving({ state, rules, now }: Posted, fresh: Conversation): Conversation {
  const before = state.conversation;
  const isOpen = before?.status === "offering" && standingIn(rules, takenUp(rules, before)) !== undefined;
  // Days later nobody has the first guide in mind.
  const isRecent = before !== undefined && now.getTime() - before.lastMessageAt.getTime() < SILENT_AFTER;
  const leftGuide = isOpen ? before.id : isRecent ? before.leftGuide : undefined;
  return leftGuide === undefined ? fresh : { ...fresh, leftGuide };
}

/** Quick messages in a row are one question; so is what follows an answer soon. What has an answer of its own is not. */
function isSameMatter({ rules, now, event }: Posted, offering: Conversation, text: string): boolean {
  const since = now.getTime() - offering.lastMessageAt.getTime();
  if (offering.question === "") return since < SAME_MATTER_FOR;
  const shown = offering.offers.at(-1);
  if (since < rules.plan.gatherSeconds * 1000 && shown?.kind !== "answer") return true;
  if (since > SAME_MATTER_FOR) return false;
  const considered = considerFor(text, rules, event.by);
  // Who asks for the guide that they are in is not thrown back to its first step.
  const isItsOwn = shown?.walk !== undefined && considered.articles[0]?.article.id === shown.article;
  return considered.decision !== "answer" || isItsOwn;
}

/** The conversation with this message in it: a new one, or the one it continues. */
function withMessage(
  { event, state, now }: Posted,
  goesOn: Conversation | undefined,
  text: string,
): Conversation {
  const part = { messageId: event.message.messageId, text };
  if (goesOn) {
    const parts = [...goesOn.parts, part];
    return {
      ...goesOn,
      // Answers go to where the requester wrote last.
      origin: event.replyIn,
      parts,
      question: questionOf(parts),
      files: [...goesOn.files, ...event.files],
      lastMessageAt: now,
    };
  }
  return {
    id: state.nextConversationId,
    desk: state.desk,
    requester: event.by,
    origin: event.replyIn,
    status: "offering",
    question: questionOf([part]),
    files: event.files,
    askedAt: now,
    lastMessageAt: now,
    offers: [],
    parts: [part],
    version: 0,
  };
}
