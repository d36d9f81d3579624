/** Somebody pressed a button or sent a form: may they, does it still make sense, and which rule is it for? */
import { isSamePerson } from "./address";
import { alsoHas } from "./also-has";
import { approveReply, takeOver } from "./approving";
import { answerWith } from "./answering";
import { redrawCard } from "./changing";
import { assignTicket, sayComponent, setComponent, setSite } from "./assigning";
import { continueTicket, escalateTicket, releaseTicket, setPriority, takeTicket } from "./escalation";
import { acceptProposal, keepApart, setIncident } from "./incident-opening";
import { leaveIncident } from "./incident-reports";
import { listReports } from "./incident-telling";
import { isIncident, isReport } from "./incidents";
import { draftAsked } from "./drafting";
import { setKind } from "./kinds";
import { pressedLate } from "./on-late-answer";
import { mergeTicket } from "./merging";
import { POSSIBLE, whyNot } from "./may-press";
import { openByForm, readArticle } from "./asking-otherwise";
import { goPrivate } from "./going-private";
import { privateWord, sentence } from "./notices";
import { idIn } from "./prefilled";
import { isTechnician } from "./people";
import { cancelTicket, confirmResolved, rate, reopenTicket } from "./closing";
import { awake, isOneMore, needHelp, solved, whyThisAnswer } from "./requester";
import { saidOfThisTicket } from "./said-on-ticket";
import { decided, ignored, together } from "./situation";
import { splitTicket } from "./splitting";
import type { EventOf, Situation, TicketCase } from "./situation";
import { askForMore, noteByForm, replyByForm, resolveTicket, undoReply } from "./technician";
import type { Priority } from "../plan/plan";
import { backToGuide, pressedStep, stepBack } from "./walking";
import { aboutTicketAfterAll, newQuestion } from "./which";
import { setCase, vendorAnswered } from "./vendor-case";
import { draftPacket, packetSent } from "./vendor-packet";
import { priorityNames, resolutionNames, say, statusName, ticketName } from "./wording";
import type { Block } from "./content";
import type { Decision } from "./decision";
import type { Conversation, ResolutionKind, TicketStatus } from "./model";

type Pressed = Situation<EventOf<"button_pressed"> | EventOf<"form_submitted">>;

export function pressed(here: Pressed): Decision {
  const { press } = here.event;
  if (press.action === "open_ticket") return openByForm(here);
  if (press.action === "read_article") return readArticle(here, press.argument ?? "");
  if (press.action === "draft_article") return draftAsked(here);
  if (press.action === "me_too" && press.ticket !== undefined) return alsoHas(here);
  const possible = POSSIBLE[press.action];
  if (!possible) return onConversation(here);
  const { ticket } = here.state;
  if (!ticket) return word(here, say.gone);
  return onTicket({ ...here, ticket }, possible);
}

const word = (here: Pressed, markdown: string): Decision =>
  privateWord(here, here.event.by, here.event.in, sentence(markdown, [], unsentWords(here)));

/** What somebody has written in vain they can take from there. */
function unsentWords({ event }: Pressed): Block[] {
  const text = event.type === "form_submitted" ? (event.values["text"]?.trim() ?? "") : "";
  return text === "" ? [] : [{ kind: "quote", from: event.by.name, text }];
}

function onTicket(here: Pressed & TicketCase, possible: TicketStatus[]): Decision {
  const { event, ticket, rules } = here;
  const refusal = whyNot(here);
  if (refusal) return word(here, refusal);
  if (!possible.includes(ticket.status)) {
    const stale = say.alreadyDone(ticketName(rules.plan.ticketPrefix, ticket.number), statusName(ticket));
    const redrawn = isTechnician(rules.plan, event.by)
      ? decided({ messages: [redrawCard(here, ticket)] })
      : decided({});
    return together(word(here, stale), redrawn);
  }
  return act(here);
}

function act(here: Pressed & TicketCase): Decision {
  const { by, in: place, press } = here.event;
  const values = here.event.type === "form_submitted" ? here.event.values : {};
  const text = values["text"]?.trim() ?? "";
  switch (press.action) {
    case "confirm_resolved":
      return confirmResolved(here);
    case "reopen":
      return reopenTicket(here, by);
    case "cancel":
      return cancelTicket(here, by, place);
    case "say_component":
      return sayComponent(here, by, press.argument ?? "", place);
    case "rate":
      return rate(here, by, press.argument);
    case "take":
      return takeTicket(here, by, place);
    case "release":
      return releaseTicket(here, by);
    case "continue":
      return continueTicket(here, by);
    case "undo_reply":
      return undoReply(here, by, place, press.argument ?? "");
    case "set_component":
      return setComponent(here, by, values["component"] ?? "", place);
    case "set_site":
      return setSite(here, by, values["site"] ?? "", place);
    case "set_kind":
      return setKind(here, by, values["kind"] ?? "", place);
    case "assign": {
      const chosen = here.event.type === "form_submitted" ? here.event.people?.["assignee"] : undefined;
      return chosen ? assignTicket(here, by, chosen, place) : word(here, say.emptyForm);
    }
    case "set_case":
      return setCase(here, by, values["number"] ?? "", place);
    case "vendor_packet":
      return draftPacket(here, by, place);
    case "packet_sent":
      return packetSent(here, by, { words: text, draft: idIn(press.argument), place });
    case "approve_reply":
      return approveReply(here, by, { argument: press.argument, place });
    case "take_over_reply":
      return takeOver(here, by, { argument: press.argument, place });
    case "merge":
      return mergeTicket(here, by, { written: values["ticket"] ?? "", place });
    case "open_incident":
      return acceptProposal(here, by, place);
    case "keep_apart":
      return keepApart(here, by, place);
    case "set_incident":
      return setIncident(here, by, { written: values["ticket"]?.trim() ?? "", place });
    case "leave_incident":
      // What is solved for the others goes on as one of its own.
      return isReport(here.ticket) && here.ticket.status === "resolved"
        ? reopenTicket(here, by)
        : leaveIncident(here, by, place);
    case "list_reports":
      return listReports(here, by, place);
    case "set_priority":
      return isPriority(values["priority"])
        ? setPriority(here, by, values["priority"])
        : ignored("no such priority");
    default:
      // The rest are forms with a text: without one there is nothing to do.
      return text === "" ? word(here, say.emptyForm) : actWithText(here, text, values);
  }
}

function actWithText(here: Pressed & TicketCase, text: string, values: Record<string, string>): Decision {
  const { by, in: place, press } = here.event;
  switch (press.action) {
    case "reply":
      return replyByForm(here, by, text);
    case "add_to_ticket":
      return saidOfThisTicket(here, { by, place, words: { text, files: [], mentions: [] } });
    case "note":
      return noteByForm(here, by, text);
    case "split":
      return splitTicket(here, by, text);
    case "vendor_answered":
      return vendorAnswered(here, by, text);
    case "edit_reply":
      return approveReply(here, by, { argument: press.argument, place, words: text });
    case "ask_for_more":
      return isIncident(here.ticket) ? word(here, say.notOfAll) : askForMore(here, by, text);
    case "escalate":
      return escalateTicket(here, by, text, place);
    case "resolve": {
      const kind = isResolution(values["kind"]) ? values["kind"] : "solved";
      return resolveTicket(here, by, { text, kind, isConfirmed: values["confirmation"] === "done" });
    }
    default:
      return ignored(`no rule for ${press.action}`);
  }
}

const isPriority = (value: string | undefined): value is Priority =>
  value !== undefined && Object.hasOwn(priorityNames, value);

const isResolution = (value: string | undefined): value is ResolutionKind =>
  value !== undefined && Object.hasOwn(resolutionNames, value);

function onConversation(here: Pressed): Decision {
  const { event, state } = here;
  const conversation = state.conversation && awake(state.conversation);
  if (!conversation) return word(here, say.gone);
  if (!isSamePerson(event.by, conversation.requester)) return word(here, say.notRequester);
  if (event.press.action === "why") return whyThisAnswer(here, conversation, event.press.argument);
  if (event.press.action === "go_private") return goPrivate(here, conversation);
  const late = pressedLate(here, conversation);
  if (late) return late;
  if (conversation.status !== "offering") return word(here, staleOffer(here, conversation));
  switch (event.press.action) {
    case "solved":
      return solved(here, conversation);
    case "need_help":
    case "none_of_these":
      return needHelp(here, conversation);
    case "choose_article":
      return answerWith(here, conversation, event.press.argument ?? "");
    case "guide_step":
      return pressedStep(here, conversation);
    case "guide_back":
      return stepBack(here, conversation, "in_place", Number(event.press.argument));
    case "back_to_guide":
      return backToGuide(here, conversation);
    case "new_question":
      return newQuestion(here, conversation);
    case "me_too":
      return isOneMore(here, conversation, Number(event.press.argument));
    case "about_ticket":
      return aboutTicketAfterAll(here, conversation, Number(event.press.argument));
    default:
      return ignored(`no rule for ${event.press.action}`);
  }
}

function staleOffer({ rules }: Pressed, conversation: Conversation): string {
  const { ticket } = conversation;
  return ticket === undefined ? say.over : say.hasTicket(ticketName(rules.plan.ticketPrefix, ticket));
}
