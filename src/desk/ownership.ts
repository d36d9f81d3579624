/** Whose ticket is it, by a person's word or only by the plan's? */
import type { Person, Ticket } from "./model";

/** Who has said that they work on it. Whom the plan has given it to has not, yet. */
export const ownerOf = ({ assignee, assignedBy }: Ticket): Person | undefined =>
  assignedBy === "auto" ? undefined : assignee;

/** Since when it is theirs stays when it is already. */
export function ownedBy(ticket: Ticket, assignee: Person, now: Date): Ticket {
  const { notAssigned: _none, assignedBy, ...rest } = ticket;
  const isSame = assignedBy === undefined && rest.assignee === assignee;
  return isSame ? rest : { ...rest, assignee, assignedAt: now };
}

export function ownedByNobody(ticket: Ticket): Ticket {
  const { assignee: _who, assignedAt: _since, assignedBy: _how, notAssigned: _none, ...rest } = ticket;
  return rest;
}
