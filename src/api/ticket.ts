/** How does the desk's ticket look to another system? With people's words and names, or without. */
import type { HistoryType } from "../desk/decision";
import type { Person, Target } from "../desk/model";
import type { KeptEntry, KeptTicket } from "../store/kept-tickets";
import { figuresOf } from "../store/ticket-figures";
import type { ApiHistoryEntry, ApiPerson, ApiTicket } from "./ticket-fields";

const iso = (at: Date | undefined): string | null => at?.toISOString() ?? null;

const toPerson = ({ name, email, key, platform }: Person): ApiPerson => ({
  name,
  email: email ?? null,
  key: key ?? null,
  platform,
});

/** `withText` false: nobody's words and nobody's name. */
export function toApiTicket({ ticket, updatedAt, closedAt }: KeptTicket, withText: boolean): ApiTicket {
  const person = (one: Person | undefined) => (one && withText ? toPerson(one) : null);
  const { resolution, vendorCase } = ticket;
  const figures = figuresOf(ticket);
  return {
    number: ticket.number,
    status: ticket.status,
    waiting_on: ticket.status === "waiting" ? (ticket.waitingOn ?? "requester") : null,
    tier: ticket.tier,
    priority: ticket.priority,
    kind: ticket.kind ?? null,
    component: ticket.component ?? null,
    site: ticket.site ?? null,
    requester: person(ticket.requester),
    assignee: person(ticket.assignee),
    is_assigned: ticket.assignee !== undefined,
    question: withText ? ticket.question : null,
    resolution: resolution
      ? {
          kind: resolution.kind,
          note: withText ? resolution.note : null,
          by: person(resolution.by),
          at: resolution.at.toISOString(),
          confirmed: resolution.confirmed ?? false,
        }
      : null,
    rating: ticket.rating ?? null,
    reopened: ticket.reopenings ?? 0,
    incident: ticket.incident ?? null,
    merged_into: ticket.mergedInto ?? null,
    vendor_case: vendorCase
      ? {
          vendor: vendorCase.vendor,
          number: withText ? vendorCase.number : null,
          at: vendorCase.at.toISOString(),
        }
      : null,
    opened_at: ticket.openedAt.toISOString(),
    assigned_at: iso(ticket.assignedAt),
    responded_at: iso(figures.respondedAt ?? undefined),
    resolved_at: iso(resolution?.at),
    closed_at: iso(closedAt),
    updated_at: updatedAt.toISOString(),
    first_response_minutes: rounded(figures.responseWork),
    first_response_wall_minutes: rounded(figures.responseWall),
    resolution_minutes: rounded(figures.resolutionWork),
    resolution_wall_minutes: rounded(figures.resolutionWall),
    targets: ticket.targets.map(toTarget),
  };
}

/** To six seconds. */
const rounded = (minutes: number | null): number | null =>
  minutes === null ? null : Math.round(minutes * 10) / 10;

const toTarget = ({ kind, tier, vendor, minutes, calendar, due, state }: Target) => ({
  kind,
  tier,
  vendor: vendor ?? null,
  minutes,
  calendar,
  due_at: due.toISOString(),
  state,
});

/** What the requester saw or did. Of an edit nobody can tell whose words it changed, so it stays inside. */
const SEEN = new Set<HistoryType>([
  "asked",
  "answered",
  "answered_late",
  "suggested",
  "not_found",
  "routed",
  "confirmed",
  "failed",
  "silent",
  "ticket_opened",
  "requester_wrote",
  "replied",
  "asked_for_more",
  "told_all",
  "thanked",
  "resolved",
  "resolution_confirmed",
  "reopened",
  "cancelled",
  "closed",
  "rated",
  "reminded",
]);

export const toApiEntry = ({ at, type, byName, text }: KeptEntry, withText: boolean): ApiHistoryEntry => ({
  at: at.toISOString(),
  type,
  by: withText && byName !== null ? { name: byName } : null,
  text: withText ? text : null,
  internal: !SEEN.has(type),
});
