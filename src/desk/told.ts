/** Who hears of it in the thread: whoever works on the ticket, or the plan's contact? */
import { contactAt } from "../plan/contacts";
import { calledIn, isOnLeave, onPlatform } from "./people";
import type { TicketCase } from "./situation";
import type { Person } from "./model";

/** Where the thread is now; they may have taken it elsewhere. Nobody who is away. */
export const presentAssignee = ({ rules, ticket, now }: TicketCase): Person[] | undefined =>
  ticket.assignee && !isOnLeave(rules.plan, ticket.assignee, now)
    ? [calledIn(rules.plan, ticket.assignee, ticket.channel)]
    : undefined;

/** `first`: who it is already. */
export function contact(
  { rules, ticket, now }: TicketCase,
  what: "warning" | "breach",
  first?: string,
): Person[] {
  const key = first ?? contactAt(rules.plan, ticket.tier, what, now);
  const person = key === undefined ? undefined : onPlatform(rules.plan, key, ticket.channel);
  return person ? [person] : [];
}
