/** What must the desk know to decide on one event? Everything in one statement, two at most. */
import { randomUUID } from "node:crypto";
import { addressKey, chatKey, messageKey } from "../desk/address";
import { DEFAULT_DESK } from "../desk/model";
import type { DeskEvent } from "../desk/events";
import type { Address, MessageRef, Person } from "../desk/model";
import type { DeskState, SimilarTicket } from "../desk/state";
import type { EscalationPlan } from "../plan/plan";
import { Prisma } from "../generated/prisma/client";
import { fromConversationRow, type ConversationRow } from "./conversation-row";
import { isPart, lockCopy, type Copy } from "./copy";
import { loadDutyState } from "./duties";
import { loadHome } from "./home";
import { loadLate } from "./late-answers";
import { accountsOf } from "./person-row";
import { similarTickets } from "./similar";
import { fromIncidentRows, incidentColumns, mayMakeOne, type IncidentRows } from "./incidents";
import { fromTicketRow, type TicketRow } from "./ticket-row";
import type { Transaction } from "./transaction";
import { loadWork } from "./work-on-hand";

/**
 * Where an event belongs, as SQL. `conversation` and `ticket` are each found through the other where only one is given.
 * `question`: what to find similar resolved tickets for, where the event may lead to a ticket.
 */
type Lookup = {
  conversation?: Prisma.Sql;
  ticket?: Prisma.Sql;
  /** The ticket that a form names besides. */
  other?: number;
  /** Whether the conversation was found by a thread of its own. */
  inOwnThread?: Prisma.Sql;
  requester?: Person;
  question?: Prisma.Sql;
};

type Row = {
  conversation: ConversationRow | null;
  ticket: TicketRow | null;
  other: TicketRow | null;
  inOwnThread: boolean | null;
  openTickets: TicketRow[] | null;
  similar: SimilarTicket[] | null;
  nextTicketNumber: number;
} & IncidentRows;

/** The plan of a desk, as it holds now. */
export type PlanOf = (desk: string) => EscalationPlan;

/**
 * Unknown ids lead to an empty state, not to an error: whether that is one is the desk's to say. What is another desk's is
 * unknown. `desk` undefined: the event comes from within, and belongs to the desk of its ticket or conversation. `planOf`: says
 * whether what everybody has on hand is asked for, and where a day begins.
 */
export async function loadState(
  tx: Transaction,
  event: DeskEvent,
  desk?: string,
  planOf?: PlanOf,
): Promise<DeskState> {
  const copy = await lockCopy(tx, event);
  await lockBoth(tx, event);
  const [row] = await tx.$queryRaw<Row[]>(stateQuery(event, lookupOf(event, copy), desk));
  if (row === undefined) throw new Error("The state's query gave no row");
  const itsDesk = desk ?? deskOfItsOwn(event) ?? row.ticket?.desk ?? row.conversation?.desk ?? DEFAULT_DESK;
  return {
    desk: itsDesk,
    ...(row.conversation && { conversation: fromConversationRow(row.conversation) }),
    ...(row.ticket && { ticket: fromTicketRow(row.ticket) }),
    ...(row.other && { otherTicket: fromTicketRow(row.other) }),
    ...(row.inOwnThread && { inOwnThread: true }),
    ...(deskOfItsOwn(event) !== undefined && (await loadDutyState(tx, itsDesk, event, planOf?.(itsDesk)))),
    ...(event.type === "late_answer_due" &&
      row.conversation && {
        late: await loadLate(tx, itsDesk, fromConversationRow(row.conversation), event),
      }),
    ...(event.type === "home_opened" && { home: await loadHome(tx, itsDesk, event.by, event.at) }),
    ...(mayGiveOut(event) && givesOut(planOf?.(itsDesk)) && { load: await loadWork(tx, itsDesk) }),
    ...(mayAskForLink(event) && { signInCode: randomUUID() }),
    openTickets: (row.openTickets ?? []).map(fromTicketRow),
    ...(copy && { copy }),
    similar: row.similar ?? [],
    ...fromIncidentRows(row),
    nextTicketNumber: row.nextTicketNumber,
    nextConversationId: randomUUID(),
  };
}

/** Only then it must be known what everybody has on hand. */
const givesOut = (plan: EscalationPlan | undefined): boolean =>
  plan?.tiers.some(({ assign }) => assign === "auto") === true;

/** Where a ticket may be opened, move up, or need somebody who stands in. */
const mayGiveOut = ({ type }: DeskEvent): boolean =>
  ["message_posted", "command_given", "button_pressed", "form_submitted", "deadline_reached"].includes(type);

/** Where "dashboard" may be typed. */
const mayAskForLink = ({ type }: DeskEvent): boolean => type === "message_posted" || type === "command_given";

/** Of what a desk does by itself, and of what became of its own words. */
function deskOfItsOwn(event: DeskEvent): string | undefined {
  switch (event.type) {
    case "plan_read":
    case "plan_checked":
    case "digest_asked":
    case "draft_written":
      return event.desk;
    case "deadline_reached":
      return "duty" in event.subject ? event.subject.desk : undefined;
    case "message_delivered":
    case "delivery_failed":
      return event.about.desk;
    default:
      return undefined;
  }
}

function lookupOf(event: DeskEvent, copy: Copy | undefined): Lookup {
  switch (event.type) {
    case "message_posted":
      return {
        ticket: Prisma.sql`SELECT t.number FROM "OutboxMessage" o JOIN "Ticket" t ON t.thread = o.opens
          WHERE o."threadKey" = ${addressKey(event.message.in)} ORDER BY o.seq DESC LIMIT 1`,
        ...(event.quotes ? whereQuoted(event.quotes, event.replyIn) : atPlace(event.replyIn)),
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
        ...otherTicket(event),
        requester: personIn(event),
        question: questionIn(event),
      };
    case "command_given":
      return {
        conversation: conversationAt(event.in),
        requester: event.by,
        question: Prisma.sql`${event.text}::text`,
      };
    case "message_thanked":
      return { ...byIds(copy?.about ?? {}), requester: event.by };
    case "home_opened":
      return { requester: event.by };
    case "deadline_reached":
      return "duty" in event.subject ? {} : byIds(event.subject);
    case "late_answer_due":
      return byIds({ conversation: event.conversation });
    case "plan_read":
    case "plan_checked":
    case "digest_asked":
      return {};
    case "draft_written":
      return "ticket" in event.source ? byIds({ ticket: event.source.ticket }) : {};
    case "incident_called_for":
    case "reports_changed":
    case "incident_told":
      return byIds({ ticket: event.ticket });
    case "message_delivered":
    case "delivery_failed":
      return byIds(event.about);
  }
}

const atPlace = (place: Address): Pick<Lookup, "conversation" | "inOwnThread"> => ({
  conversation: conversationAt(place),
  inOwnThread: isOwnThread(place),
});

/** The conversation of the quoted message, when it is one of that chat; else as without the quote. */
function whereQuoted(quoted: MessageRef, place: Address): Pick<Lookup, "conversation" | "inOwnThread"> {
  const quotes = Prisma.sql`
    SELECT id FROM "Conversation" WHERE "chatKey" = ${chatKey(place)} AND id = coalesce(
      (SELECT min(about->>'conversation') FROM "OutboxMessage" WHERE ${isPart(messageKey(quoted))}),
      (SELECT min("conversationId") FROM "HistoryEntry" WHERE "sourceKey" = ${messageKey(quoted)}))`;
  return {
    conversation: Prisma.sql`SELECT coalesce((${quotes}), (${conversationAt(place)}))`,
    inOwnThread: Prisma.sql`(${quotes}) IS NOT NULL OR ${isOwnThread(place)}`,
  };
}

/** The latest at the place. In a thread of a direct chat: that thread's own one before the latest of the chat. */
const conversationAt = (place: Address): Prisma.Sql =>
  place.root === undefined
    ? latestConversationAt(place)
    : Prisma.sql`SELECT coalesce((${threadsConversation(place)}), (${latestConversationAt(place)}))`;

/** A thread that a conversation has left for a private one is its place still, unless another began there. */
const latestConversationAt = (place: Address): Prisma.Sql =>
  place.kind === "direct"
    ? Prisma.sql`
        SELECT id FROM "Conversation" WHERE "chatKey" = ${chatKey(place)} ORDER BY "lastMessageAt" DESC LIMIT 1`
    : Prisma.sql`
        SELECT id FROM "Conversation" WHERE "chatKey" = ${chatKey(place)} OR "formerKey" = ${chatKey(place)}
         ORDER BY "formerKey" IS NOT NULL, "lastMessageAt" DESC LIMIT 1`;

/**
 * A direct chat's thread is a conversation's own where its question began it, or a message of ours about it. `min` of what is
 * all the same: with `LIMIT 1` PostgreSQL hopes to meet one soon, and reads the whole table instead of the index.
 */
const threadsConversation = (place: Address): Prisma.Sql => Prisma.sql`
  SELECT coalesce(
    (SELECT id FROM "Conversation" WHERE "chatKey" = ${chatKey(place)} AND "originKey" = ${addressKey(place)}
      ORDER BY "lastMessageAt" DESC LIMIT 1),
    (SELECT min(about->>'conversation') FROM "OutboxMessage"
      WHERE ${isPart(`${chatKey(place)}#${place.root ?? ""}`)}))`;

const isOwnThread = (place: Address): Prisma.Sql =>
  place.kind === "direct" && place.root !== undefined
    ? Prisma.sql`(${threadsConversation(place)}) IS NOT NULL`
    : Prisma.sql`${place.kind === "thread"}::boolean`;

/** What the message became: part of a question, or words on a ticket with a copy on its other side. */
function bySource(message: MessageRef): Lookup {
  const entry = (column: Prisma.Sql) => Prisma.sql`
    SELECT ${column} FROM "HistoryEntry" WHERE "sourceKey" = ${messageKey(message)} ORDER BY id DESC LIMIT 1`;
  return {
    conversation: entry(Prisma.sql`"conversationId"`),
    ticket: entry(Prisma.sql`"ticketNumber"`),
    question: Prisma.sql`(SELECT question FROM c)`,
  };
}

const byIds = (ids: { conversation?: string; ticket?: number }): Pick<Lookup, "conversation" | "ticket"> => ({
  ...(ids.conversation !== undefined && { conversation: Prisma.sql`SELECT ${ids.conversation}::text` }),
  ...(ids.ticket !== undefined && isNumber(ids.ticket) && { ticket: Prisma.sql`SELECT ${ids.ticket}::int` }),
});

/** A press is anybody's word: a number beyond a column's range finds nothing. */
const isNumber = (ticket: number): boolean => Number.isInteger(ticket) && Math.abs(ticket) < 2 ** 31;

type FromForm = Extract<DeskEvent, { type: "button_pressed" | "form_submitted" }>;

/** A form may be filled in for somebody else, whose ticket it then is. */
const personIn = (event: FromForm): Person =>
  (event.type === "form_submitted" ? event.people?.["on_behalf"] : undefined) ?? event.by;

const questionIn = (event: FromForm): Prisma.Sql =>
  event.type === "form_submitted" && event.press.action === "open_ticket"
    ? Prisma.sql`${event.values["text"] ?? ""}::text`
    : Prisma.sql`(SELECT question FROM c)`;

function otherTicket(event: FromForm): Pick<Lookup, "other"> {
  const written = event.type === "form_submitted" ? event.values["ticket"] : undefined;
  const number = Number(/\d{1,9}/.exec(written ?? "")?.[0]);
  return number > 0 ? { other: number } : {};
}

/** Two tickets that become one are changed by nobody else meanwhile; in the order of their numbers, so that nobody waits in a ring. */
async function lockBoth(tx: Transaction, event: DeskEvent): Promise<void> {
  if (event.type !== "form_submitted" || event.press.ticket === undefined) return;
  const { other } = otherTicket(event);
  if (other === undefined || !isNumber(event.press.ticket)) return;
  await tx.$queryRaw`
    SELECT number FROM "Ticket" WHERE number IN (${event.press.ticket}::int, ${other}::int) ORDER BY number FOR UPDATE`;
}

const nothing = Prisma.sql`SELECT NULL`;

/** A message in a ticket's thread belongs to the ticket's own conversation, whatever else was asked at that place. */
const stateQuery = (event: DeskEvent, lookup: Lookup, desk: string | undefined): Prisma.Sql => Prisma.sql`
  WITH place AS MATERIALIZED (
    SELECT (${lookup.ticket ?? nothing})::int AS ticket, (${lookup.conversation ?? nothing})::text AS conversation
  ), t AS MATERIALIZED (
    SELECT * FROM "Ticket" WHERE number = coalesce(
      (SELECT ticket FROM place),
      (SELECT "ticketNumber" FROM "Conversation" WHERE id = (SELECT conversation FROM place)))
      ${isOfDesk(desk)}
  ), c AS MATERIALIZED (
    SELECT * FROM "Conversation" WHERE id = coalesce(
      (SELECT "conversationId" FROM t WHERE number = (SELECT ticket FROM place)),
      (SELECT conversation FROM place))
      ${isOfDesk(desk)}
  )
  SELECT
    (SELECT to_jsonb(c) || jsonb_build_object('requester', to_jsonb(p))
       FROM c JOIN "Person" p ON p.id = c."requesterId") AS conversation,
    (SELECT to_jsonb(t) || jsonb_build_object('requester', to_jsonb(p))
       FROM t JOIN "Person" p ON p.id = t."requesterId") AS ticket,
    ${lookup.other === undefined ? Prisma.sql`NULL::jsonb` : ticketNumbered(lookup.other, desk)} AS other,
    ${lookup.inOwnThread ?? Prisma.sql`false`} AS "inOwnThread",
    ${lookup.requester ? openTicketsOf(lookup.requester, desk) : Prisma.sql`NULL::jsonb`} AS "openTickets",
    ${lookup.question ? similarTickets(lookup.question, desk ?? DEFAULT_DESK) : Prisma.sql`NULL::jsonb`} AS similar,
    ${incidentColumns(mayMakeOne(event), desk === undefined ? deskOfTicket : Prisma.sql`${desk}`)},
    (SELECT coalesce(max(number), 0) + 1 FROM "Ticket") AS "nextTicketNumber"`;

/** What comes from within does not say its desk. */
const deskOfTicket = Prisma.sql`coalesce((SELECT desk FROM t), ${DEFAULT_DESK})`;

const isOfDesk = (desk: string | undefined): Prisma.Sql =>
  desk === undefined ? Prisma.empty : Prisma.sql`AND desk = ${desk}`;

const ticketNumbered = (number: number, desk: string | undefined): Prisma.Sql => Prisma.sql`
  (SELECT to_jsonb(o) || jsonb_build_object('requester', to_jsonb(p))
     FROM "Ticket" o JOIN "Person" p ON p.id = o."requesterId" WHERE o.number = ${number}::int ${isOfDesk(desk)})`;

/** As an array, which is known before the tickets are looked at: each account is then looked up in the index. */
const isOneOf = (accounts: Prisma.Sql): Prisma.Sql => Prisma.sql`"requesterId" = ANY (ARRAY(${accounts}))`;

const openTicketsOf = (requester: Person, desk: string | undefined): Prisma.Sql => Prisma.sql`
  (SELECT jsonb_agg(to_jsonb(o) || jsonb_build_object('requester', to_jsonb(p)) ORDER BY o."lastSpokenAt" DESC, o.number DESC)
     FROM (SELECT * FROM "Ticket" WHERE ${isOneOf(accountsOf(requester))} AND status <> 'closed' ${isOfDesk(desk)}
            ORDER BY "lastSpokenAt" DESC, number DESC LIMIT 20) o
     JOIN "Person" p ON p.id = o."requesterId")`;
