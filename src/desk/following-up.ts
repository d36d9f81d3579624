/** Somebody has been silent for long: who is reminded, who is asked, what closes? */
import { dayOf } from "../plan/contacts";
import { liaisonFor } from "../plan/lookups";
import { changeTicket } from "./changing";
import { endConversation } from "./closing";
import { rested } from "./later-criteria";
import { requesterWord, sentence, threadWord } from "./notices";
import { onPlatform } from "./people";
import { decided, together } from "./situation";
import type { TicketCase } from "./situation";
import { answerButtons } from "./spoken";
import { dropTargets } from "./targets";
import { nextUpdate } from "./waking";
import type { FollowUp } from "./waking";
import { contact, presentAssignee } from "./told";
import { say, ticketName } from "./wording";
import type { Decision } from "./decision";
import type { Person, Ticket } from "./model";

export function followUpOn(here: TicketCase, what: FollowUp["what"]): Decision {
  const { ticket, rules, now } = here;
  if (what === "remind") {
    const told = requesterWord(
      here,
      ticket,
      sentence(say.remind(named(here)), answerButtons(ticket, named(here))),
      "reminder",
    );
    return changeTicket(
      here,
      { ...ticket, remindersSent: ticket.remindersSent + 1, lastSpokenAt: now },
      { type: "reminded" },
      [told],
    );
  }
  const idle = rested(ticket, ticket.waitingSince, now);
  const closed: Ticket = { ...idle, status: "closed", targets: dropTargets(ticket) };
  if (what === "close_resolved") {
    // Silence is not a confirmation: the resolution stays unconfirmed.
    return together(changeTicket(here, closed, { type: "closed" }), endConversation(here));
  }
  const { waitingOn: _on, waitingSince: _since, ...rest } = closed;
  const by: Person = { platform: ticket.origin.platform, account: "", name: rules.plan.helpDesk };
  const note = "The requester did not answer.";
  const unanswered: Ticket = { ...rest, resolution: { kind: "no_response", note, by, at: now } };
  const told = requesterWord(here, ticket, sentence(say.closedUnanswered(named(here))), "unanswered");
  return together(
    changeTicket(here, unanswered, { type: "closed", text: note }, [told]),
    endConversation(here),
  );
}

export function isUpdateDue({ rules, ticket, now }: TicketCase): boolean {
  const at = nextUpdate(rules.plan, ticket);
  return at !== undefined && at <= now;
}

/** The requester has had no word of a person for as long as the tier allows: whoever works on it is asked for one, once a period. */
export function askForUpdate(here: TicketCase): Decision {
  if (!isUpdateDue(here)) return decided({});
  const people = presentAssignee(here) ?? liaison(here) ?? contact(here, "warning");
  const text = say.updateWanted(named(here));
  const word = { summary: text, blocks: [{ kind: "mention" as const, people, text }] };
  return changeTicket(here, { ...here.ticket, updateSince: here.now }, { type: "update_asked" }, [
    threadWord(here, here.ticket, word, "update-wanted"),
  ]);
}

function liaison({ rules: { plan }, ticket, now }: TicketCase): Person[] | undefined {
  const found = liaisonFor(plan, ticket.component, ticket.tier, dayOf(plan, now));
  const person = found && !found.isAway ? onPlatform(plan, found.person, ticket.channel) : undefined;
  return person && [person];
}

const named = ({ rules, ticket }: TicketCase): string => ticketName(rules.plan.ticketPrefix, ticket.number);
