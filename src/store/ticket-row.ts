/** How does a ticket become a row, and a row a ticket? */
import type { Calls, Target, Ticket } from "../desk/model";
import { fromPersonRow, type PersonRow } from "./person-row";
import { optional, optionalDate, toDate, type Stored } from "./stored-text";

/** The fields of a ticket with a column of their own; `requester` is a row of Person. */
type Columns =
  | "number"
  | "desk"
  | "conversation"
  | "requester"
  | "question"
  | "status"
  | "tier"
  | "component"
  | "site"
  | "priority"
  | "openedAt"
  | "thread"
  | "rating"
  | "incident"
  | "lastSpokenAt"
  | "wakeAt"
  | "version";

type Detail = Omit<Ticket, Columns>;

/** As `to_jsonb` writes it, with the requester's row inside. */
export type TicketRow = {
  number: number;
  desk: string;
  conversationId: string;
  requester: PersonRow;
  question: string;
  status: Ticket["status"];
  tier: Ticket["tier"];
  component: string | null;
  site: string | null;
  priority: Ticket["priority"];
  openedAt: string;
  thread: string;
  rating: number | null;
  incident: number | null;
  lastSpokenAt: string;
  wakeAt: string | null;
  version: number;
  detail: Stored<Detail>;
};

/** What has no column: kept as one JSON value, so that a new field of the desk's needs no migration. */
export function detailOf(ticket: Ticket): Detail {
  const {
    number: _number,
    desk: _desk,
    conversation: _conversation,
    requester: _requester,
    question: _question,
    status: _status,
    tier: _tier,
    component: _component,
    site: _site,
    priority: _priority,
    openedAt: _openedAt,
    thread: _thread,
    rating: _rating,
    incident: _incident,
    lastSpokenAt: _lastSpokenAt,
    wakeAt: _wakeAt,
    version: _version,
    ...detail
  } = ticket;
  return detail;
}

export const fromTicketRow = (row: TicketRow): Ticket => ({
  ...fromDetail(row.detail),
  number: row.number,
  desk: row.desk,
  conversation: row.conversationId,
  requester: fromPersonRow(row.requester),
  question: row.question,
  status: row.status,
  tier: row.tier,
  ...optional("component", row.component),
  ...optional("site", row.site),
  priority: row.priority,
  openedAt: toDate(row.openedAt),
  thread: row.thread,
  ...optional("rating", row.rating),
  ...optional("incident", row.incident),
  lastSpokenAt: toDate(row.lastSpokenAt),
  ...optionalDate("wakeAt", row.wakeAt),
  version: row.version,
});

function fromDetail(stored: Stored<Detail>): Detail {
  const {
    targets, waitingSince, movedAt, resolution, vendorCase, packetDraft, called, assignedAt, updateSince, waits, firstResponse,
    ...rest
  } = stored; // prettier-ignore
  return {
    ...rest,
    targets: targets.map(fromTarget),
    ...optionalDate("waitingSince", waitingSince),
    ...optionalDate("movedAt", movedAt),
    ...(vendorCase && { vendorCase: { ...vendorCase, at: toDate(vendorCase.at) } }),
    ...(packetDraft && { packetDraft: { ...packetDraft, at: toDate(packetDraft.at) } }),
    ...(waits && { waits: waits.map(({ from, to }) => ({ from: toDate(from), to: toDate(to) })) }),
    ...(firstResponse && { firstResponse: { ...firstResponse, at: toDate(firstResponse.at) } }),
    ...optionalDate("assignedAt", assignedAt),
    ...optionalDate("updateSince", updateSince),
    ...(called && { called: called.map(fromCalls) }),
    ...(resolution && { resolution: { ...resolution, at: toDate(resolution.at) } }),
  };
}

const fromCalls = ({ nextAt, ...made }: Stored<Calls>): Calls => ({
  ...made,
  ...optionalDate("nextAt", nextAt),
});

const fromTarget = (stored: Stored<Target>): Target => ({
  ...stored,
  startedAt: toDate(stored.startedAt),
  due: toDate(stored.due),
  warnAt: toDate(stored.warnAt),
});
