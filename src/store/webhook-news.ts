/** What does another system hear of a decision? One event a line of history that is told, and of what changed hands, ended or goes on. */
import { isSamePerson, messageKey } from "../desk/address";
import type { Decision, HistoryEntry, HistoryType } from "../desk/decision";
import type { Ticket } from "../desk/model";
import type { DeskState } from "../desk/state";
import { WEBHOOK_EVENTS, type Webhook, type WebhookEvent } from "../plan/webhooks";
import { toJson } from "./stored-text";
import type { Transaction } from "./transaction";

/** What of a ticket's history is told, and as what. */
const TOLD: Partial<Record<HistoryType, WebhookEvent>> = {
  ticket_opened: "ticket_opened",
  taken: "ticket_assigned",
  assigned: "ticket_assigned",
  released: "ticket_released",
  replied: "ticket_replied",
  requester_wrote: "requester_wrote",
  priority_set: "ticket_changed",
  component_set: "ticket_changed",
  kind_set: "ticket_changed",
  site_set: "ticket_changed",
  criterion_met: "ticket_changed",
  case_set: "ticket_changed",
  joined_incident: "ticket_changed",
  left_incident: "ticket_changed",
  escalated: "ticket_escalated",
  asked_for_more: "ticket_waiting",
  packet_sent: "ticket_waiting",
  continued: "ticket_continued",
  vendor_answered: "ticket_continued",
  resolved: "ticket_resolved",
  reopened: "ticket_reopened",
  resolution_confirmed: "ticket_closed",
  cancelled: "ticket_closed",
  merged: "ticket_closed",
  closed: "ticket_closed",
  rated: "ticket_rated",
  target_warned: "target_warned",
  target_breached: "target_breached",
  incident_opened: "incident_opened",
};

/**
 * Of which line a webhook hears, and as what. `only`: of this ticket alone. `place`: two of one line, in this order. `until`: it is
 * not told before.
 */
type Wanted = {
  webhook: string;
  entry: HistoryType;
  event: WebhookEvent;
  only?: number;
  place: number;
  until?: Date;
};

/**
 * In the transaction that has saved the decision, so that none is lost and none is told that did not happen. Two events of one ticket
 * have their order, as its changes wait for each other.
 */
export async function saveWebhookEvents(
  tx: Transaction,
  decision: Pick<Decision, "history" | "ticket" | "messages">,
  state: DeskState,
  webhooks: readonly Webhook[],
  now: Date,
): Promise<void> {
  const { history } = decision;
  for (const line of history) if (line.type === "undone") await forgetUndone(tx, line);
  const told = [...lines(history), ...turnsOf(decision, state)];
  const wanted = wantedOf(webhooks, withHold(told, decision));
  const isWanted = ({ type }: HistoryEntry) => wanted.some(({ entry }) => entry === type);
  const tickets = history.filter(isWanted).flatMap(({ ticket }) => ticket ?? []);
  if (tickets.length === 0) return;
  // Of the lines of these tickets, those that this very transaction wrote.
  await tx.$executeRaw`
    INSERT INTO "WebhookEvent" (desk, webhook, type, "ticketNumber", "entryId", "createdAt", "nextAttemptAt")
    SELECT ${state.desk}, wanted.webhook, wanted.event, h."ticketNumber", h.id, ${now}, coalesce(wanted.until, ${now})
      FROM "HistoryEntry" h
      JOIN jsonb_to_recordset(${toJson(wanted)}::jsonb) AS wanted(webhook text, entry text, event text, "only" int, place int, until timestamptz)
        ON wanted.entry = h.type AND coalesce(wanted."only", h."ticketNumber") = h."ticketNumber"
     WHERE h."ticketNumber" = ANY(${tickets}::int[]) AND h.xmin = pg_current_xact_id()::xid
     ORDER BY h.id, wanted.webhook, wanted.place`;
}

const wantedOf = (webhooks: readonly Webhook[], told: Omit<Wanted, "webhook">[]): Wanted[] =>
  webhooks.flatMap(({ key, events }) =>
    told.flatMap((one) => (events.includes(one.event) ? [{ webhook: key, ...one }] : [])),
  );

/** A reply can still be undone while it is held: so long nothing is told of it, nor of what comes after it. */
function withHold(
  told: Omit<Wanted, "webhook">[],
  { messages }: Pick<Decision, "messages">,
): Omit<Wanted, "webhook">[] {
  const until = messages.flatMap((one) =>
    one.verb === "post" && one.about.role === "reply" && one.holdUntil ? [one.holdUntil] : [],
  )[0];
  return told.map((one) => (until && one.entry === "replied" ? { ...one, until } : one));
}

/** The reply is not told. What else came of it is, without its words. */
async function forgetUndone(tx: Transaction, { ticket, source }: HistoryEntry): Promise<void> {
  await tx.$executeRaw`
    WITH said AS (
      SELECT max(id) AS id FROM "HistoryEntry"
       WHERE "ticketNumber" = ${ticket ?? null}::int AND type = 'replied' AND "sourceKey" IS NOT DISTINCT FROM ${source ? messageKey(source) : null}::text),
    untold AS (
      DELETE FROM "WebhookEvent" e USING said
       WHERE e."entryId" = said.id AND e.type = 'ticket_replied' AND e.status = 'waiting')
    UPDATE "WebhookEvent" e SET "entryId" = 0 FROM said WHERE e."entryId" = said.id AND e.type <> 'ticket_replied'`;
}

/** Of the types in this history alone: a line whose text is forgotten is written again too, and is not news. */
const lines = (history: HistoryEntry[]): Omit<Wanted, "webhook">[] =>
  [...new Set(history.map(({ type }) => type))].flatMap((entry) => {
    const event = TOLD[entry];
    return event === undefined ? [] : [{ entry, event, place: 0 }];
  });

/** Much can end a ticket or a wait, or give it to somebody, on its way to something else: told of the line that did. */
function turnsOf(
  { history, ticket }: Pick<Decision, "history" | "ticket">,
  state: DeskState,
): Omit<Wanted, "webhook">[] {
  const before = [state.ticket, ...state.openTickets].find((known) => known?.number === ticket?.number);
  const own = history.filter((line) => line.ticket === ticket?.number);
  const line = own.find(({ type }) => TOLD[type] !== undefined) ?? own[0];
  if (before === undefined || ticket === undefined || line === undefined) return [];
  const only = ticket.number;
  return turned(before, ticket)
    .filter((event) => !own.some(({ type }) => TOLD[type] === event))
    .map((event, i) => ({ entry: line.type, event, only, place: i + 1 }));
}

function turned(before: Ticket, now: Ticket): WebhookEvent[] {
  const isTheirs = now.assignee === before.assignee || isSamePerson(now.assignee, before.assignee);
  const turns: Partial<Record<WebhookEvent, boolean>> = {
    ticket_assigned: now.assignee !== undefined && !isTheirs,
    ticket_released: now.assignee === undefined && !isTheirs,
    ticket_continued: before.status === "waiting" && now.status === "open",
    ticket_closed: before.status !== "closed" && now.status === "closed",
  };
  return WEBHOOK_EVENTS.filter((event) => turns[event]);
}
