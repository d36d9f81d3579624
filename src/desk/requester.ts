/** What can a requester say on an answer: that it solved it, or not, or why it was given, or what it was about? */
import { isSamePerson } from "./address";
import { settleShown } from "./answering";
import { reopenTicket } from "./closing";
import { considerFor, shortReasons } from "./considering";
import { openToAll } from "./incidents";
import { plain } from "./markdown";
import { notice, onlyFor, post } from "./notices";
import { openTicket } from "./opening";
import { requesterWrote } from "./relay";
import { decided, together } from "./situation";
import type { Situation, TicketCase } from "./situation";
import { say } from "./wording";
import type { Decision, HistoryEntry } from "./decision";
import type { Conversation, Offer, Person } from "./model";
import type { OpenIncident } from "./state";

/** What follows the case in `requesterWrote`. */
type RequestersWords = Parameters<typeof requesterWrote> extends [TicketCase, ...infer Rest] ? Rest : never;

/** "That solved it": only this counts as solved. */
export function solved(here: Situation, conversation: Conversation): Decision {
  const { wakeAt: _silent, ...rest } = conversation;
  const ended: Conversation = { ...rest, status: "ended", offers: withOutcome(conversation, "confirmed") };
  const entry: HistoryEntry = {
    conversation: conversation.id,
    type: "confirmed",
    by: conversation.requester,
  };
  return together(
    settleShown(here, ended),
    decided({ conversations: [ended], history: [entry] }),
    notice(here, conversation.origin, say.confirmed, "confirmed"),
  );
}

/** "I have that too", on an incident that is told before an answer. It may be over by now. */
export const isOneMore = (here: Situation, conversation: Conversation, incident: number): Decision =>
  needHelp(
    here,
    conversation,
    openToAll(here).find(({ ticket }) => ticket.number === incident),
  );

/** "I still need help", "None of these": what was shown failed, a person takes over. */
export function needHelp(here: Situation, conversation: Conversation, incident?: OpenIncident): Decision {
  if (conversation.question === "") return notice(here, conversation.origin, say.askWhat, "ask");
  const failed: Conversation = { ...conversation, offers: withOutcome(conversation, "failed") };
  const considered = considerFor(conversation.question, here.rules, askerNow(here, conversation));
  const reasons = ["The requester still needs help after Tier 1.", ...considered.reasons];
  const entry: HistoryEntry = { conversation: conversation.id, type: "failed", by: conversation.requester };
  return together(
    settleShown(here, failed),
    decided({ history: [entry] }),
    openTicket(here, failed, { ...considered, reasons }, incident && { incident }),
  );
}

/** As they are now: the groups that they are in are not kept. */
const askerNow = ({ event }: Situation, { requester }: Conversation): Person =>
  "by" in event && isSamePerson(event.by, requester) ? event.by : requester;

/** The last answer gets the outcome; with suggestions only, a failure is every suggestion's. */
function withOutcome(conversation: Conversation, outcome: NonNullable<Offer["outcome"]>): Offer[] {
  const answered = conversation.offers.findLast((o) => o.kind === "answer" && !o.outcome);
  const isMeant = (o: Offer) => (answered ? o === answered : outcome === "failed" && !o.outcome);
  return conversation.offers.map((o) => (isMeant(o) ? { ...o, outcome } : o));
}

/** An offer that fell silent can still be answered: whoever comes back from a weekend has the same buttons. */
export function awake(conversation: Conversation): Conversation {
  const { status, ticket, shown, offers } = conversation;
  const isConfirmed = offers.some((o) => o.outcome === "confirmed");
  if (status !== "ended" || ticket !== undefined || shown === undefined || isConfirmed) return conversation;
  const open = offers.map(({ outcome, ...offer }): Offer =>
    outcome === "silent" ? offer : { ...offer, ...(outcome && { outcome }) },
  );
  return { ...conversation, status: "offering", offers: open };
}

/** The clock ran out on an offer: nothing is known about it, so nothing is claimed. */
export function fallSilent(conversation: Conversation): Decision {
  const { wakeAt: _passed, ...rest } = conversation;
  const offers = conversation.offers.map((o): Offer => (o.outcome ? o : { ...o, outcome: "silent" }));
  const entry: HistoryEntry = { conversation: conversation.id, type: "silent" };
  return decided({ conversations: [{ ...rest, status: "ended", offers }], history: [entry] });
}

/** `article`: the id of the one that is asked about; the requester may have chosen it from several. */
export function whyThisAnswer(here: Situation, conversation: Conversation, article?: string): Decision {
  const considered = considerFor(conversation.question, here.rules, conversation.requester);
  const isChosen = conversation.offers.some((o) => o.kind === "suggestion" && o.article === article);
  const reasons = [...(isChosen ? [say.youChose] : []), ...shortReasons(considered, article)];
  const markdown = reasons.map((reason) => `- ${plain(reason)}`).join("\n");
  const content = {
    summary: say.why,
    blocks: [{ kind: "text" as const, markdown: `**${say.why}**\n\n${markdown}` }],
  };
  const word = post(here, conversation.origin, content, "why", { conversation: conversation.id });
  // It may name articles that are private: in a thread only the requester sees it.
  const isOpen = conversation.origin.kind !== "direct";
  return decided({ messages: [isOpen ? onlyFor(word, conversation.requester) : word] });
}

/** The requester's words go into the thread; on a resolved ticket they say that it is not. */
export function wroteOnTicket(here: TicketCase, ...said: RequestersWords): Decision {
  if (here.ticket.status !== "resolved") return requesterWrote(here, ...said);
  const reopened = reopenTicket(here, said[0]);
  return together(reopened, requesterWrote({ ...here, ticket: reopened.ticket ?? here.ticket }, ...said));
}
