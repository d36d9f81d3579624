/** How do tickets become a table that a spreadsheet opens? A line a ticket; no cell is ever taken for a formula. */
import { stringify } from "csv-stringify/sync";
import type { ApiPerson, ApiTicket } from "./ticket-fields";

type Cell = string | number | null | undefined;

const personColumns = (name: string, of: (t: ApiTicket) => ApiPerson | null | undefined) => ({
  [`${name}_name`]: (t: ApiTicket) => of(t)?.name,
  [`${name}_email`]: (t: ApiTicket) => of(t)?.email,
});

/** In this order. New ones come at the end, so that what reads by place goes on working. */
const COLUMNS: Record<string, (ticket: ApiTicket) => Cell> = {
  number: (t) => t.number,
  status: (t) => t.status,
  waiting_on: (t) => t.waiting_on,
  tier: (t) => t.tier,
  priority: (t) => t.priority,
  kind: (t) => t.kind,
  component: (t) => t.component,
  site: (t) => t.site,
  ...personColumns("requester", (t) => t.requester),
  ...personColumns("assignee", (t) => t.assignee),
  question: (t) => t.question,
  resolution_kind: (t) => t.resolution?.kind,
  resolution_note: (t) => t.resolution?.note,
  rating: (t) => t.rating,
  reopened: (t) => t.reopened,
  incident: (t) => t.incident,
  merged_into: (t) => t.merged_into,
  vendor: (t) => t.vendor_case?.vendor,
  vendor_case: (t) => t.vendor_case?.number,
  opened_at: (t) => t.opened_at,
  assigned_at: (t) => t.assigned_at,
  resolved_at: (t) => t.resolved_at,
  closed_at: (t) => t.closed_at,
  updated_at: (t) => t.updated_at,
  responded_at: (t) => t.responded_at,
  first_response_minutes: (t) => t.first_response_minutes,
  first_response_wall_minutes: (t) => t.first_response_wall_minutes,
  resolution_minutes: (t) => t.resolution_minutes,
  resolution_wall_minutes: (t) => t.resolution_wall_minutes,
};

export const csvColumns = Object.keys(COLUMNS);

/**
 * What would begin a cell where a spreadsheet separates with `;`, as Excel does in many countries: it takes no notice of our
 * quotes, so a line break within them begins a row.
 */
const WITHIN = /([;\r\n]\s*)(?=[=+\-@＝＋－＠])/gu;
const unable = (cell: Cell): Cell => (typeof cell === "string" ? cell.replaceAll(WITHIN, "$1'") : cell);

/** A cell that begins like a formula gets a `'` before it, as OWASP advises. */
const csv = (rows: Cell[][], bom: boolean): string =>
  stringify(
    rows.map((row) => row.map(unable)),
    { escape_formulas: true, record_delimiter: "windows", bom },
  );

/** `bom`: marks the file as UTF-8, which Excel does not guess. */
export const csvHead = (bom = false): string => csv([csvColumns], bom);

export const csvLines = (tickets: ApiTicket[]): string =>
  csv(
    tickets.map((ticket) => Object.values(COLUMNS).map((cell) => cell(ticket))),
    false,
  );
