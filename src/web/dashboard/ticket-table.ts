/** How do tickets stand in a list? What somebody may not read of one is not in it, nor in its file. */
import { excerpt } from "../../desk/markdown";
import { sightOf } from "../../desk/sight";
import { priorityNames, targetNames, ticketName } from "../../desk/wording";
import { named, type Cell, type Column, type Table } from "./figure";
import type { ListedTicket } from "../../store/reports/now";
import type { Visit } from "./visit";
import { age, at, componentName, NOTHING, siteName, untilOrSince } from "./words";

/** Characters of a question in a list. */
const QUESTION = 90;

const columns: Column[] = [
  { label: "Ticket", isWhole: true },
  { label: "Question" },
  { label: "Due", isWhole: true },
  { label: "Priority" },
  { label: "Tier", numeric: true },
  { label: "Component" },
  { label: "Site" },
  { label: "With", isWhole: true },
  { label: "Open for", numeric: true },
];

/** `more`: columns of a list's own, at the end. */
export const ticketTable = <T extends ListedTicket>(
  visit: Visit,
  tickets: T[],
  more: { column: Column; cell: (ticket: T) => Cell }[] = [],
): Table => ({
  columns: [...columns, ...more.map(({ column }) => column)],
  rows: tickets.map((ticket) => [...rowOf(visit, ticket), ...more.map(({ cell }) => cell(ticket))]),
});

function rowOf(visit: Visit, ticket: ListedTicket): Cell[] {
  const { plan, now } = visit;
  return [
    ticketCell(visit, ticket),
    mayRead(visit, ticket) ? named(excerpt(ticket.question, QUESTION), ticket.question) : "Private",
    dueCell(ticket, visit),
    priorityNames[ticket.priority],
    ticket.tier,
    componentName(plan, ticket.component),
    siteName(plan, ticket.site),
    ticket.assignee ?? "Nobody yet",
    named(age(ticket.openedAt, now), ticket.openedAt.toISOString()),
  ];
}

/** Of those that stand in a list, what is private is all that may have to be kept back; a list of somebody's own is theirs. */
const mayRead = ({ plan, person, role }: Visit, { tier, component }: ListedTicket): boolean =>
  role === "own" || sightOf(plan, person, { tier, ...(component !== null && { component }) }) === "all";

function ticketCell(visit: Visit, ticket: ListedTicket): Cell {
  const name = ticketName(visit.plan.ticketPrefix, ticket.number);
  return mayRead(visit, ticket) ? named(name, name, `${visit.mount}/tickets/${ticket.number}`) : name;
}

function dueCell({ due, dueKind, overdueSince }: ListedTicket, { now, plan }: Visit): Cell {
  if (overdueSince !== null)
    return named(`missed ${untilOrSince(overdueSince, now)}`, at(overdueSince, plan.timezone));
  if (due === null) return named(NOTHING, null);
  const what = dueKind === null ? "" : `${targetNames[dueKind]} `;
  const words = due < now ? `${what}missed ${untilOrSince(due, now)}` : `${what}${untilOrSince(due, now)}`;
  return named(words, at(due, plan.timezone));
}
