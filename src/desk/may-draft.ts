/** Who may have an article drafted, and of what? */
import { isPrivateComponent } from "../plan/lookups";
import type { EscalationPlan } from "../plan/plan";
import type { Person, Ticket } from "./model";
import { isTechnician, planPerson } from "./people";

/** Those who work on tickets, and the plan's owner; what was solved for a requester is not theirs to publish. */
export const mayDraft = (plan: EscalationPlan, by: Person): boolean =>
  isTechnician(plan, by) || planPerson(plan, by)?.key === plan.owner;

/**
 * Solved by something that others can do, too. What is of an incident is over with it, and what only some may read of is no
 * article for all.
 */
export const mayBecomeArticle = (plan: EscalationPlan, ticket: Ticket): boolean =>
  ["resolved", "closed"].includes(ticket.status) &&
  ["solved", "workaround"].includes(ticket.resolution?.kind ?? "") &&
  ticket.incident === undefined &&
  ticket.mergedInto === undefined &&
  !isPrivateComponent(plan, ticket.component);

/** Of a press on a gap: it is named by the ticket of one of its questions. */
export const ofGap = (id: number): string => `gap/${id}`;

export function gapIn(argument: string): number | undefined {
  const written = /^gap\/(\d{1,9})$/.exec(argument)?.[1];
  return written === undefined ? undefined : Number(written);
}
