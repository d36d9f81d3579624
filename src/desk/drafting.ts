/** Somebody wants an article drafted: from what, and how do they hear what became of it? */
import { gapWith } from "../knowledge/gaps";
import { changeTicket } from "./changing";
import { plain } from "./markdown";
import { gapIn, mayBecomeArticle, mayDraft } from "./may-draft";
import { privateWord, sentence, threadWord } from "./notices";
import { decided, together } from "./situation";
import type { EventOf, Situation, TicketCase } from "./situation";
import { say } from "./wording";
import type { Decision } from "./decision";
import type { DraftOutcome, DraftSource } from "./events";

type Pressed = Situation<EventOf<"button_pressed"> | EventOf<"form_submitted">>;

export function draftAsked(here: Pressed): Decision {
  const { event, state, rules } = here;
  const word = (text: string) => privateWord(here, event.by, event.in, text);
  if (!mayDraft(rules.plan, event.by)) return word(say.notDrafter);
  if (event.press.ticket !== undefined)
    return state.ticket ? draftOfTicket({ ...here, ticket: state.ticket }) : word(say.gone);
  const source = sourceIn(here);
  return typeof source === "string" ? word(source) : wanted(here, source);
}

function draftOfTicket(here: Pressed & TicketCase): Decision {
  const { event, ticket, rules } = here;
  if (!mayBecomeArticle(rules.plan, ticket)) return privateWord(here, event.by, event.in, say.noArticle);
  if (ticket.drafted) return privateWord(here, event.by, event.in, say.draftedBefore);
  return together(
    changeTicket(here, { ...ticket, drafted: true }, { type: "drafted", by: event.by }),
    wanted(here, { ticket: ticket.number }),
  );
}

/** A sentence when there is nothing to draft from. */
function sourceIn({ event, rules }: Pressed): DraftSource | string {
  const { argument = "" } = event.press;
  const number = gapIn(argument);
  if (number !== undefined) {
    const gap = gapWith(rules.gaps ?? [], number);
    return gap ? { gap } : say.gapGone;
  }
  const text = event.type === "form_submitted" ? (event.values["text"]?.trim() ?? "") : "";
  if (text === "") return say.emptyForm;
  return { text, ...(argument.startsWith("https://") && { link: argument }) };
}

const wanted = ({ event, now }: Pressed, source: DraftSource): Decision =>
  decided({ drafts: [{ id: event.id, by: event.by, in: event.in, source, at: now }] });

/** In the ticket's thread, where the others see it too; else where somebody asked for it. */
export function draftWritten(here: Situation<EventOf<"draft_written">>): Decision {
  const { event, state } = here;
  const { outcome, by } = event;
  if (!("ticket" in event.source) || !state.ticket)
    return privateWord(here, by, event.in, outcomeWords(outcome));
  const ticket = state.ticket;
  const word = (text: string) => threadWord(here, ticket, sentence(text), "draft");
  if (!("reason" in outcome))
    return decided({ messages: [word(`${outcomeWords(outcome)} ${say.askedForBy(by.name)}`)] });
  // It may be asked for again once that is mended.
  const { drafted: _not, ...free } = ticket;
  return changeTicket(here, free, [], [word(outcomeWords(outcome))]);
}

function outcomeWords(outcome: DraftOutcome): string {
  if ("reason" in outcome) return say.notDrafted(plain(outcome.reason), plain(outcome.fix));
  const { file, branch, path = file } = outcome;
  return branch === undefined ? say.drafted(file) : say.draftedOnBranch(path, branch);
}
