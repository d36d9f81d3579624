/** Somebody wrote a message: to whom does it belong, and what is wanted? */
import { addressKey, isSamePerson } from "./address";
import { questionOf } from "./amending";
import { answerQuestion, answerWith } from "./answering";
import { considerQuestion } from "./considering";
import { giveCommand } from "./commands";
import { excerpt } from "./markdown";
import { notice, post, privateWord, sentence } from "./notices";
import { siteOf } from "./people";
import { technicianWrote } from "./relay";
import { confirmResolved, needHelp, solved, wroteOnTicket } from "./requester";
import { decided, ignored, together } from "./situation";
import type { EventOf, Situation, TicketCase } from "./situation";
import { understand } from "./understanding";
import type { Meaning } from "./understanding";
import { say, ticketName } from "./wording";
import type { Button, Conversation, Decision, Ticket } from "./model";

type Posted = Situation<EventOf<"message_posted">>;

const MINUTE = 60_000;
/** A direct message this soon after the last word on a ticket is about that ticket, in milliseconds. */
const LIVE_FOR = 30 * MINUTE;
/** More about a question that has just been answered, unless it has an answer of its own, in milliseconds. */
const SAME_MATTER_FOR = 10 * MINUTE;

export function messagePosted(here: Posted): Decision {
  const { event, state, rules } = here;
  const { conversation, ticket } = state;
  if (event.text.trim() === "" && event.files.length === 0) return ignored("an empty message");
  const isHere = conversation && addressKey(conversation.origin) === addressKey(event.replyIn);
  if (ticket && !isHere) return technicianWrote({ ...here, ticket });
  if (!event.addressed && !isHere) return ignored("not said to the help desk");
  if (isHere && event.replyIn.kind === "thread" && !isSamePerson(conversation.requester, event.by))
    return event.addressed
      ? privateWord(here, event.by, event.replyIn, say.notTheRequester)
      : ignored("a bystander's word");
  const meaning: Meaning =
    event.text.trim() === ""
      ? { kind: "question", text: "", isNew: false } // a file without words
      : understand(event.text, rules.plan.ticketPrefix);
  return toTicket(here, meaning) ?? toTier1(here, meaning);
}

/** The message belongs to one of the requester's open tickets. Undefined: it does not, or not surely. */
function toTicket(here: Posted, meaning: Meaning): Decision | undefined {
  if (meaning.kind === "command" || (meaning.kind === "question" && meaning.isNew)) return undefined;
  const named = meaning.kind === "question" ? meaning.ticket : undefined;
  const ticket =
    named === undefined ? liveTicket(here) : here.state.openTickets.find((t) => t.number === named);
  if (named !== undefined && !ticket)
    return notice(
      here,
      here.event.replyIn,
      say.notYours(ticketName(here.rules.plan.ticketPrefix, named)),
      "not-yours",
    );
  return ticket && saidOnTicket({ ...here, ticket }, meaning);
}

/** The ticket that a message without a number means: the thread's own, or in a direct chat the only one just spoken of. */
function liveTicket({ event, state, now }: Posted): Ticket | undefined {
  const { ticket, openTickets } = state;
  if (event.replyIn.kind === "thread") return ticket?.status === "closed" ? undefined : ticket;
  const isLive = (t: Ticket) =>
    t.waitingOn === "requester" ||
    t.status === "resolved" ||
    now.getTime() - t.lastSpokenAt.getTime() < LIVE_FOR;
  const here = openTickets.filter((t) => addressKey(t.origin) === addressKey(event.replyIn) && isLive(t));
  return here.length === 1 ? here[0] : undefined;
}

function saidOnTicket(here: Posted & TicketCase, meaning: Meaning): Decision | undefined {
  const { event, ticket } = here;
  const isThanks = meaning.kind === "thanks" || meaning.kind === "solved";
  if (ticket.status === "resolved") {
    if (isThanks) return confirmResolved(here);
    if (meaning.kind === "nothing") return undefined;
  }
  if (meaning.kind === "greeting") return undefined;
  return wroteOnTicket(here, event.by, event, event.message, !isThanks);
}

/** No ticket yet: a word on our answer, small talk, a command or a question. */
function toTier1(here: Posted, meaning: Meaning): Decision {
  const { event, state } = here;
  const offering = state.conversation?.status === "offering" ? state.conversation : undefined;
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
  const { event, state } = here;
  if (meaning.text.trim() === "" && event.files.length === 0)
    return notice(here, event.replyIn, say.askWhat, "ask");
  const goesOn = offering && !meaning.isNew && isSameMatter(here, offering, meaning.text);
  const conversation = withMessage(here, goesOn ? offering : undefined, meaning.text);
  const story = {
    conversation: conversation.id,
    type: "asked" as const,
    by: event.by,
    text: meaning.text,
    source: event.message,
  };
  const saved = decided({ conversations: [conversation], history: [story] });
  if (conversation.question === "")
    return together(saved, notice(here, event.replyIn, say.fileWithoutQuestion, "file"));
  const isAmbiguous =
    !goesOn && !meaning.isNew && event.replyIn.kind === "direct" && state.openTickets.length > 0;
  if (
    isAmbiguous &&
    considerQuestion(meaning.text, here.rules, siteOf(here.rules.plan, event.by)).decision === "escalate"
  )
    return together(saved, askWhichTicket(here, conversation));
  return together(saved, answerQuestion(here, conversation));
}

/** Quick messages in a row are one question; so is what follows an answer soon. What has an answer of its own is not. */
function isSameMatter({ rules, now, event }: Posted, offering: Conversation, text: string): boolean {
  const since = now.getTime() - offering.lastMessageAt.getTime();
  if (offering.question === "") return since < SAME_MATTER_FOR;
  const isAnswered = offering.offers.at(-1)?.kind === "answer";
  if (since < rules.plan.gatherSeconds * 1000 && !isAnswered) return true;
  if (since > SAME_MATTER_FOR) return false;
  return considerQuestion(text, rules, siteOf(rules.plan, event.by)).decision !== "answer";
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
      parts,
      question: questionOf(parts),
      files: [...goesOn.files, ...event.files],
      lastMessageAt: now,
    };
  }
  return {
    id: state.nextConversationId,
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

function askWhichTicket(here: Posted, conversation: Conversation): Decision {
  const prefix = here.rules.plan.ticketPrefix;
  const about = here.state.openTickets.slice(0, 4).map((ticket): Button => {
    const press = {
      action: "about_ticket" as const,
      conversation: conversation.id,
      argument: String(ticket.number),
    };
    return { label: `${ticketName(prefix, ticket.number)} ${excerpt(ticket.question, 40)}`, press };
  });
  const fresh: Button = {
    label: "Something new",
    press: { action: "new_question", conversation: conversation.id },
  };
  const content = sentence(say.whichTicket, [...about, fresh]);
  return decided({
    messages: [post(here, here.event.replyIn, content, "which", { conversation: conversation.id })],
  });
}
