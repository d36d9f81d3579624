/** What is counted of a ticket, and how is it kept so that reports need nothing else? */
import { personKey } from "../desk/address";
import { isIncident, isReport } from "../desk/incidents";
import { nextTarget } from "../desk/targets";
import type { ResolutionKind, Target, Ticket } from "../desk/model";
import { Prisma } from "../generated/prisma/client";
import type { Change } from "./statement";
import { toJson } from "./stored-text";

/** An answer of ours ended it. Else it was withdrawn, or the requester fell silent: that is no resolution, however quick. */
const ANSWERED: readonly ResolutionKind[] = ["solved", "workaround", "not_reproducible", "not_ours"];
const MINUTE = 60_000;

/** Always as the ticket is: nothing is added up that could drift. */
export function saveTicketFigures(ticket: Ticket): Change[] {
  const sql = Prisma.sql`
    INSERT INTO "TicketFigures" AS known (${COLUMNS})
    SELECT ${COLUMNS} FROM jsonb_populate_record(NULL::"TicketFigures", ${toJson(figuresOf(ticket))}::jsonb)
    ON CONFLICT (number) DO UPDATE SET (${COLUMNS}) = (${excluded})
     WHERE (${known}) IS DISTINCT FROM (${excluded})`;
  return [{ sql }];
}

/** A row of TicketFigures. */
export function figuresOf(ticket: Ticket) {
  const { firstResponse, resolution } = ticket;
  const isOver = ticket.status === "resolved" || ticket.status === "closed";
  const ended = isOver ? resolution : undefined;
  const isAnswered = ended !== undefined && ANSWERED.includes(ended.kind);
  const next = isOver ? undefined : nextTarget(ticket);
  return {
    number: ticket.number,
    desk: ticket.desk,
    part: isReport(ticket) ? "report" : isIncident(ticket) ? "incident" : "single",
    status: ticket.status,
    waitingOn: ticket.status === "waiting" ? (ticket.waitingOn ?? null) : null,
    tier: ticket.tier,
    priority: ticket.priority,
    kind: ticket.kind ?? null,
    component: ticket.component ?? null,
    site: ticket.site ?? null,
    // An incident's requester is nobody.
    requesterId: isIncident(ticket) ? null : personKey(ticket.requester),
    assigneeId: ticket.assignee ? personKey(ticket.assignee) : null,
    openedAt: ticket.openedAt,
    respondedAt: firstResponse?.at ?? null,
    responseWork: firstResponse?.minutes ?? null,
    responseWall: firstResponse ? minutesBetween(ticket.openedAt, firstResponse.at) : null,
    ...judged("response", "first_response", ticket, firstResponse?.at),
    endedAt: ended?.at ?? null,
    ending: ended?.kind ?? null,
    confirmed: ended?.confirmed ?? false,
    resolutionWork: isAnswered ? (ended.minutes ?? null) : null,
    resolutionWall: isAnswered ? minutesBetween(ticket.openedAt, ended.at) : null,
    ...judged("resolution", "resolution", ticket, isAnswered ? ended.at : undefined),
    reopenings: ticket.reopenings ?? 0,
    rating: ticket.rating ?? null,
    dueAt: next?.due ?? null,
    dueKind: next?.kind ?? null,
    overdueSince: isOver ? null : (overdueSince(ticket) ?? null),
  };
}

const minutesBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / MINUTE;

/**
 * Whether all that was promised of this kind was kept, at every tier it went to. Missed once is missed; kept only when it is done
 * (`doneAt`), which a reopening takes back.
 */
function judged(name: "response" | "resolution", kind: Target["kind"], { targets }: Ticket, doneAt?: Date) {
  const ours = targets.filter((target) => target.kind === kind);
  const missedAt = earliest(ours.filter(isBreached));
  const isKept = !missedAt && doneAt !== undefined && ours.some(({ state }) => state === "met");
  return {
    [`${name}Kept`]: missedAt ? false : isKept ? true : null,
    [`${name}JudgedAt`]: missedAt ?? (isKept ? doneAt : null),
  };
}

/** Of what was promised to the requester and is missed: what is owed still. A person's word since then has paid a response. */
function overdueSince({ targets, status, waitingOn, updateSince, firstResponse }: Ticket): Date | undefined {
  const isTheirTurn = status === "waiting" && waitingOn === "requester";
  const isOwed = ({ kind, due }: Target): boolean => {
    if (kind === "resolution") return true;
    const lastWord = updateSince ?? firstResponse?.at;
    const isResponse = kind === "first_response" || kind === "next_response";
    return isResponse && !isTheirTurn && !(firstResponse && lastWord && lastWord > due);
  };
  return earliest(targets.filter(isBreached).filter(isOwed));
}

const isBreached = ({ state }: Target): boolean => state === "breached";

const earliest = (targets: Target[]): Date | undefined =>
  targets.map(({ due }) => due).toSorted((a, b) => a.getTime() - b.getTime())[0];

const names = [
  "number", "desk", "part", "status", "waitingOn", "tier", "priority", "kind", "component", "site", "requesterId",
  "assigneeId", "openedAt", "respondedAt", "responseWork", "responseWall", "responseKept", "responseJudgedAt", "endedAt",
  "ending", "confirmed", "resolutionWork", "resolutionWall", "resolutionKept", "resolutionJudgedAt", "reopenings",
  "rating", "dueAt", "dueKind", "overdueSince",
]; // prettier-ignore
/** All but the pack, which the database minds. */
export const COLUMNS = Prisma.raw(names.map((name) => `"${name}"`).join(", "));
const excluded = Prisma.raw(names.map((name) => `EXCLUDED."${name}"`).join(", "));
const known = Prisma.raw(names.map((name) => `known."${name}"`).join(", "));
