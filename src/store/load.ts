/** What must the desk know to decide on one event? Everything in one statement, two at most. */
import { randomUUID } from "node:crypto";
import { addressKey, messageKey, personKey, relayKey } from "../desk/address";
import type { DeskEvent, DeskState, MessageRef, Person, Press, SimilarTicket } from "../desk/model";
import { Prisma } from "../generated/prisma/client";
import { fromConversationRow, type ConversationRow } from "./conversation-row";
import { similarTickets } from "./similar";
import { fromTicketRow, type TicketRow } from "./ticket-row";
import type { Transaction } from "./transaction";

/**
 * Where an event belongs, as SQL. `conversation` and `ticket` are each found through the other where only one is given.
 * `question`: what to find similar resolved tickets for, where the event may lead to a ticket.
 */
type Lookup = {
  conversation?: Prisma.Sql;
  ticket?: Prisma.Sql;
  requester?: Person;
  question?: Prisma.Sql;
  /** Outbox key of the copy of the message that the event edits, deletes or undoes. */
  copy?: string;
};

type Row = {
  conversation: ConversationRow | null;
  ticket: TicketRow | null;
  openTickets: TicketRow[] | null;
  similar: SimilarTicket[] | null;
  nextTicketNumber: number;
};

/** Unknown ids lead to an empty state, not to an error: whether that is one is the desk's to say. */
export async function loadState(tx: Transaction, event: DeskEvent): Promise<DeskState> {
  const lookup = lookupOf(event);
  const copy = lookup.copy === undefined ? undefined : await lockCopy(tx, lookup.copy);
  const [row] = await tx.$queryRaw<Row[]>(stateQuery(lookup));
  if (row === undefined) throw new Error("The state's query gave no row");
  return {
    ...(row.conversation && { conversation: fromConversationRow(row.conversation) }),
    ...(row.ticket && { ticket: fromTicketRow(row.ticket) }),
    openTickets: (row.openTickets ?? []).map(fromTicketRow),
    ...(copy && { copy }),
    similar: row.similar ?? [],
    nextTicketNumber: row.nextTicketNumber,
    nextConversationId: randomUUID(),
  };
}

function lookupOf(event: DeskEvent): Lookup {
  switch (event.type) {
    case "message_posted":
      return {
        ticket: Prisma.sql`SELECT t.number FROM "OutboxMessage" o JOIN "Ticket" t ON t.thread = o.opens
          WHERE o."threadKey" = ${addressKey(event.message.in)} ORDER BY o.seq DESC LIMIT 1`,
        conversation: latestConversationAt(addressKey(event.replyIn)),
        requester: event.by,
        question: Prisma.sql`${event.text}::text`,
      };
    case "message_edited":
      return { ...bySource(event.message), requester: event.by };
    case "message_deleted":
      return bySource(event.message);
    case "button_pressed":
    case "form_submitted":
      return {
        ...byIds(event.press),
        requester: event.by,
        question: Prisma.sql`(SELECT question FROM c)`,
        ...undoneCopy(event.press),
      };
    case "command_given":
      return {
        conversation: latestConversationAt(addressKey(event.in)),
        requester: event.by,
        question: Prisma.sql`${event.text}::text`,
      };
    case "deadline_reached":
      return byIds(event.subject);
    case "message_delivered":
    case "delivery_failed":
      return byIds(event.about);
  }
}

const latestConversationAt = (originKey: string): Prisma.Sql => Prisma.sql`
  SELECT id FROM "Conversation" WHERE "originKey" = ${originKey} ORDER BY "lastMessageAt" DESC LIMIT 1`;

/** What the message became: part of a question, or words on a ticket with a copy on its other side. */
function bySource(message: MessageRef): Lookup {
  const entry = (column: Prisma.Sql) => Prisma.sql`
    SELECT ${column} FROM "HistoryEntry" WHERE "sourceKey" = ${messageKey(message)} ORDER BY id DESC LIMIT 1`;
  return {
    conversation: entry(Prisma.sql`"conversationId"`),
    ticket: entry(Prisma.sql`"ticketNumber"`),
    question: Prisma.sql`(SELECT question FROM c)`,
    copy: relayKey(message),
  };
}

const byIds = (ids: { conversation?: string; ticket?: number }): Pick<Lookup, "conversation" | "ticket"> => ({
  ...(ids.conversation !== undefined && { conversation: Prisma.sql`SELECT ${ids.conversation}::text` }),
  ...(ids.ticket !== undefined && isNumber(ids.ticket) && { ticket: Prisma.sql`SELECT ${ids.ticket}::int` }),
});

/** A press is anybody's word: a number beyond a column's range finds nothing. */
const isNumber = (ticket: number): boolean => Number.isInteger(ticket) && Math.abs(ticket) < 2 ** 31;

const undoneCopy = (press: Press): Pick<Lookup, "copy"> =>
  press.action === "undo_reply" && press.argument !== undefined ? { copy: press.argument } : {};

/** Locked: either the undo finds the message unsent, or the outbox has claimed it first. Never both. */
async function lockCopy(tx: Transaction, key: string): Promise<DeskState["copy"]> {
  const [copy] = await tx.$queryRaw<NonNullable<DeskState["copy"]>[]>`
    SELECT key, status, about FROM "OutboxMessage" WHERE key = ${key} FOR UPDATE`;
  return copy;
}

const nothing = Prisma.sql`SELECT NULL`;

/** A message in a ticket's thread belongs to the ticket's own conversation, whatever else was asked at that place. */
const stateQuery = (lookup: Lookup): Prisma.Sql => Prisma.sql`
  WITH place AS MATERIALIZED (
    SELECT (${lookup.ticket ?? nothing})::int AS ticket, (${lookup.conversation ?? nothing})::text AS conversation
  ), t AS MATERIALIZED (
    SELECT * FROM "Ticket" WHERE number = coalesce(
      (SELECT ticket FROM place),
      (SELECT "ticketNumber" FROM "Conversation" WHERE id = (SELECT conversation FROM place)))
  ), c AS MATERIALIZED (
    SELECT * FROM "Conversation" WHERE id = coalesce(
      (SELECT "conversationId" FROM t WHERE number = (SELECT ticket FROM place)),
      (SELECT conversation FROM place))
  )
  SELECT
    (SELECT to_jsonb(c) || jsonb_build_object('requester', to_jsonb(p))
       FROM c JOIN "Person" p ON p.id = c."requesterId") AS conversation,
    (SELECT to_jsonb(t) || jsonb_build_object('requester', to_jsonb(p))
       FROM t JOIN "Person" p ON p.id = t."requesterId") AS ticket,
    ${lookup.requester ? openTicketsOf(lookup.requester) : Prisma.sql`NULL::jsonb`} AS "openTickets",
    ${lookup.question ? similarTickets(lookup.question) : Prisma.sql`NULL::jsonb`} AS similar,
    (SELECT coalesce(max(number), 0) + 1 FROM "Ticket") AS "nextTicketNumber"`;

const openTicketsOf = (requester: Person): Prisma.Sql => Prisma.sql`
  (SELECT jsonb_agg(to_jsonb(o) || jsonb_build_object('requester', to_jsonb(p)) ORDER BY o."lastSpokenAt" DESC, o.number DESC)
     FROM (SELECT * FROM "Ticket" WHERE "requesterId" = ${personKey(requester)} AND status <> 'closed'
            ORDER BY "lastSpokenAt" DESC, number DESC LIMIT 20) o
     JOIN "Person" p ON p.id = o."requesterId")`;
