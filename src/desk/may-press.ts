/** May they press it, and does it still make sense? */
import { isSamePerson } from "./address";
import { isTechnician } from "./people";
import type { EventOf, Situation, TicketCase } from "./situation";
import { isTrainee } from "./trainees";
import { say, ticketName } from "./wording";
import type { ActionName } from "./events";
import type { TicketStatus } from "./model";

type Pressed = Situation<EventOf<"button_pressed"> | EventOf<"form_submitted">>;

/** In which states of a ticket an action makes sense. What is not named here is not about a ticket. */
export const POSSIBLE: Partial<Record<ActionName, TicketStatus[]>> = {
  confirm_resolved: ["resolved"],
  reopen: ["resolved", "closed"],
  cancel: ["open", "waiting", "resolved"],
  rate: ["closed"],
  add_to_ticket: ["open", "waiting", "resolved"],
  say_component: ["open", "waiting"],
  take: ["open", "waiting"],
  release: ["open", "waiting"],
  continue: ["waiting"],
  reply: ["open", "waiting", "resolved"],
  note: ["open", "waiting", "resolved"],
  ask_for_more: ["open", "waiting"],
  resolve: ["open", "waiting"],
  escalate: ["open", "waiting"],
  set_priority: ["open", "waiting"],
  set_component: ["open", "waiting"],
  set_kind: ["open", "waiting"],
  set_site: ["open", "waiting"],
  assign: ["open", "waiting"],
  merge: ["open", "waiting"],
  undo_reply: ["open", "waiting", "resolved", "closed"],
  split: ["open", "waiting"],
  open_incident: ["open", "waiting"],
  keep_apart: ["open", "waiting"],
  set_incident: ["open", "waiting"],
  leave_incident: ["open", "waiting", "resolved"],
  list_reports: ["open", "waiting", "resolved", "closed"],
  set_case: ["open", "waiting"],
  vendor_answered: ["open", "waiting"],
  vendor_packet: ["open", "waiting"],
  packet_sent: ["open", "waiting"],
  approve_reply: ["open", "waiting", "resolved"],
  edit_reply: ["open", "waiting", "resolved"],
  take_over_reply: ["open", "waiting", "resolved"],
};

/** What the requester reads at once: a trainee leaves these to others. */
const NOT_TRAINEES: ActionName[] = ["ask_for_more", "resolve", "split"];

const REQUESTERS: ActionName[] = ["confirm_resolved", "cancel", "rate", "add_to_ticket", "say_component"];

/** A requester and the technicians can both do these. */
const EITHERS: ActionName[] = ["reopen", "leave_incident"];

/** A sentence when they may not. */
export const whyNot = (here: Pressed & TicketCase): string | undefined => forbidden(here) ?? mergedAway(here);

function forbidden({ event, ticket, rules }: Pressed & TicketCase): string | undefined {
  const isRequester = isSamePerson(event.by, ticket.requester);
  if (REQUESTERS.includes(event.press.action)) return isRequester ? undefined : say.notRequester;
  if (EITHERS.includes(event.press.action) && isRequester) return undefined;
  if (NOT_TRAINEES.includes(event.press.action) && isTrainee(rules.plan, event.by)) return say.notTrainee;
  return isTechnician(rules.plan, event.by) ? undefined : say.notTechnician;
}

/** What a merged ticket is about goes on elsewhere, and only there. */
const mergedAway = ({ ticket, rules }: TicketCase): string | undefined =>
  ticket.mergedInto === undefined
    ? undefined
    : say.goesOnAs(
        ticketName(rules.plan.ticketPrefix, ticket.number),
        ticketName(rules.plan.ticketPrefix, ticket.mergedInto),
      );
