/** How does a decision become rows, all of them or none? */
import { addressKey, chatKey, personKey } from "../desk/address";
import type { Decision, Retry } from "../desk/decision";
import type { Conversation, Person, Ticket } from "../desk/model";
import type { DeskState } from "../desk/state";
import { Prisma } from "../generated/prisma/client";
import { saveWantedDrafts } from "./article-drafts";
import { saveArticleOffers } from "./article-offers";
import { saveSignInLink } from "./sign-in-links";
import { saveDuties } from "./duties";
import { forgetTexts, saveHistory } from "./history";
import { saveEvents } from "./inbox";
import { saveLate } from "./late-answers";
import { insertMessages, readdressMessages, replaceEarlierUpdates, settleUnsent } from "./save-messages";
import { saveQuestionFigures } from "./question-figures";
import { saveSolvedWords } from "./similar";
import { carryOut, type Change } from "./statement";
import { toPersonRow } from "./person-row";
import { storable, toJson } from "./stored-text";
import { saveTicketFigures } from "./ticket-figures";
import { detailOf } from "./ticket-row";
import type { Transaction } from "./transaction";

/**
 * Saves what was decided on `state`, in its transaction, and carries out `also` with it. Throws a Conflict when somebody changed
 * the conversation or ticket meanwhile; a number or id taken meanwhile is refused by the database (see isConflict).
 */
export async function saveDecision(
  tx: Transaction,
  decision: Decision,
  state: DeskState,
  now: Date,
  also: Change[] = [],
): Promise<void> {
  const messages = await settleUnsent(tx, decision.messages);
  await carryOut(tx, [
    ...savePeople(newPeople(decision, state)),
    ...decision.conversations.map((conversation) => saveConversation(conversation, state)),
    ...decision.conversations.flatMap((conversation) => saveArticleOffers(conversation, state)),
    ...saveQuestionFigures(decision, state),
    ...(decision.ticket ? saveTicketAndHeirs(decision.ticket, state, now) : []),
    ...(decision.ticket ? saveTicketFigures(decision.ticket) : []),
    ...(decision.ticket ? saveSolvedWords(decision.ticket, state) : []),
    ...saveHistory(decision.history, now),
    ...touchTickets(decision, now),
    ...(decision.signIn ? saveSignInLink(state.desk, decision.signIn, now) : []),
    ...saveWantedDrafts(state.desk, decision.drafts ?? []),
    ...saveDuties(state.desk, decision.duties ?? []),
    ...saveLate(decision, state.desk, now),
    ...cancelHeld(decision.cancels),
    ...readdressMessages(decision.readdresses, now),
    ...insertMessages(messages, now),
    ...sendAgain(decision.retries, now),
    ...saveEvents(decision.events, now),
    ...also,
  ]);
  await replaceEarlierUpdates(tx, messages);
  const redrawn = messages.flatMap((message) => (message.verb === "update" ? [message.of] : []));
  await forgetTexts(tx, decision.forgets, redrawn);
}

/** Requesters that are new, or are called something else than when they were loaded. */
function newPeople(decision: Decision, state: DeskState): Person[] {
  const known = new Set(
    [state.conversation, state.ticket, ...state.openTickets].flatMap((loaded) =>
      loaded ? [toJson(toPersonRow(loaded.requester))] : [],
    ),
  );
  const seen = [...decision.conversations, ...(decision.ticket ? [decision.ticket] : [])];
  const people = new Map(seen.map(({ requester }) => [personKey(requester), requester]));
  return [...people.values()].filter((person) => !known.has(toJson(toPersonRow(person))));
}

/** What is unknown this time does not wipe out what was known. */
function savePeople(people: Person[]): Change[] {
  if (people.length === 0) return [];
  const rows = people.map(toPersonRow);
  const sql = Prisma.sql`
    INSERT INTO "Person" AS known (id, platform, workspace, account, name, email, key, outside)
    SELECT id, platform, workspace, account, name, email, key, outside FROM jsonb_to_recordset(${toJson(rows)}::jsonb)
        AS person(id text, platform text, workspace text, account text, name text, email text, key text, outside text)
     ORDER BY id
    ON CONFLICT (id) DO UPDATE
       SET name = EXCLUDED.name, email = coalesce(EXCLUDED.email, known.email), key = coalesce(EXCLUDED.key, known.key),
           outside = EXCLUDED.outside
     WHERE (known.name, known.email, known.key, known.outside) IS DISTINCT FROM
           (EXCLUDED.name, coalesce(EXCLUDED.email, known.email), coalesce(EXCLUDED.key, known.key), EXCLUDED.outside)`;
  return [{ sql }];
}

function saveConversation(saved: Conversation, state: DeskState): Change {
  if (saved.id !== state.conversation?.id) return insertConversation(saved);
  const sql = Prisma.sql`
    UPDATE "Conversation" SET
      "requesterId" = ${personKey(saved.requester)}, origin = ${toJson(saved.origin)}::jsonb, "originKey" = ${addressKey(saved.origin)},
      "chatKey" = ${chatKey(saved.origin)}, formerly = ${formerly(saved)}::jsonb, "formerKey" = ${formerKey(saved)},
      status = ${saved.status}, question = ${storable(saved.question)}, files = ${toJson(saved.files)}::jsonb,
      parts = ${toJson(saved.parts)}::jsonb, offers = ${toJson(saved.offers)}::jsonb, shown = ${saved.shown ?? null},
      "leftGuide" = ${saved.leftGuide ?? null}, component = ${saved.component ?? null}, site = ${saved.site ?? null},
      "askedAt" = ${saved.askedAt}, "lastMessageAt" = ${saved.lastMessageAt}, "ticketNumber" = ${saved.ticket ?? null}::int,
      "wakeAt" = ${saved.wakeAt ?? null}::timestamptz, version = ${state.conversation.version + 1}
    WHERE id = ${saved.id} AND version = ${state.conversation.version}`;
  return { sql, orConflict: "The conversation has changed meanwhile" };
}

function insertConversation(saved: Conversation): Change {
  const sql = Prisma.sql`
    INSERT INTO "Conversation" (id, desk, "requesterId", origin, "originKey", "chatKey", formerly, "formerKey", status, question, files, parts, offers, shown, "leftGuide", component, site,
                                "askedAt", "lastMessageAt", "ticketNumber", "wakeAt", version)
    VALUES (${saved.id}, ${saved.desk}, ${personKey(saved.requester)}, ${toJson(saved.origin)}::jsonb,
            ${addressKey(saved.origin)}, ${chatKey(saved.origin)}, ${formerly(saved)}::jsonb, ${formerKey(saved)}, ${saved.status}, ${storable(saved.question)}, ${toJson(saved.files)}::jsonb, ${toJson(saved.parts)}::jsonb,
            ${toJson(saved.offers)}::jsonb, ${saved.shown ?? null}, ${saved.leftGuide ?? null}, ${saved.component ?? null}, ${saved.site ?? null}, ${saved.askedAt}, ${saved.lastMessageAt},
            ${saved.ticket ?? null}::int, ${saved.wakeAt ?? null}::timestamptz, 1)`;
  return { sql };
}

const formerly = (saved: Conversation): string | null => (saved.formerly ? toJson(saved.formerly) : null);
const formerKey = (saved: Conversation): string | null => (saved.formerly ? chatKey(saved.formerly) : null);

/** What belonged to a merged ticket belongs to the one it goes on as, also what was merged into it before. */
function saveTicketAndHeirs(saved: Ticket, state: DeskState, now: Date): Change[] {
  const ticket = saveTicket(saved, state, now);
  if (saved.mergedInto === undefined || state.ticket?.mergedInto !== undefined) return [ticket];
  const sql = Prisma.sql`
    UPDATE "Conversation" SET "ticketNumber" = ${saved.mergedInto}::int, version = version + 1
     WHERE "ticketNumber" = ${saved.number}::int AND id <> ${state.conversation?.id ?? ""}`;
  return [ticket, { sql }];
}

function saveTicket(saved: Ticket, state: DeskState, now: Date): Change {
  const loaded = [state.ticket, ...state.openTickets].find((ticket) => ticket?.number === saved.number);
  if (loaded === undefined) return insertTicket(saved, now);
  const sql = Prisma.sql`
    UPDATE "Ticket" SET
      "conversationId" = ${saved.conversation}, "requesterId" = ${personKey(saved.requester)}, status = ${saved.status},
      tier = ${saved.tier}::int, priority = ${saved.priority}, component = ${saved.component ?? null}, site = ${saved.site ?? null},
      "assigneeId" = ${assigneeId(saved)}, question = ${storable(saved.question)}, resolution = ${resolutionNote(saved)},
      "resolutionKind" = ${saved.resolution?.kind ?? null}, rating = ${saved.rating ?? null}::int,
      incident = ${saved.incident ?? null}::int, thread = ${saved.thread},
      "openedAt" = ${saved.openedAt}, "resolvedAt" = ${saved.resolution?.at ?? null}::timestamptz,
      "closedAt" = CASE WHEN ${saved.status === "closed"} THEN coalesce("closedAt", ${now}::timestamptz) END,
      "lastSpokenAt" = ${saved.lastSpokenAt}, "wakeAt" = ${saved.wakeAt ?? null}::timestamptz,
      "updatedAt" = ${now}, detail = ${toJson(detailOf(saved))}::jsonb, version = ${loaded.version + 1}
    WHERE number = ${saved.number} AND version = ${loaded.version}`;
  return { sql, orConflict: "The ticket has changed meanwhile" };
}

function insertTicket(saved: Ticket, now: Date): Change {
  const sql = Prisma.sql`
    INSERT INTO "Ticket" (number, desk, "conversationId", "requesterId", status, tier, priority, component, site, "assigneeId",
                          question, resolution, "resolutionKind", rating, incident, thread, "openedAt", "resolvedAt", "closedAt",
                          "lastSpokenAt", "wakeAt", "updatedAt", detail, version)
    VALUES (${saved.number}::int, ${saved.desk}, ${saved.conversation}, ${personKey(saved.requester)}, ${saved.status}, ${saved.tier}::int,
            ${saved.priority}, ${saved.component ?? null}, ${saved.site ?? null}, ${assigneeId(saved)},
            ${storable(saved.question)}, ${resolutionNote(saved)}, ${saved.resolution?.kind ?? null},
            ${saved.rating ?? null}::int, ${saved.incident ?? null}::int, ${saved.thread}, ${saved.openedAt}, ${saved.resolution?.at ?? null}::timestamptz,
            ${saved.status === "closed" ? now : null}::timestamptz, ${saved.lastSpokenAt},
            ${saved.wakeAt ?? null}::timestamptz, ${now}, ${toJson(detailOf(saved))}::jsonb, 1)`;
  return { sql };
}

/** A note changes only a ticket's history: for those who ask what has changed, that is a change too. */
function touchTickets({ history, ticket: saved }: Decision, now: Date): Change[] {
  const others = history.flatMap(({ ticket }) =>
    ticket === undefined || ticket === saved?.number ? [] : [ticket],
  );
  if (others.length === 0) return [];
  return [{ sql: Prisma.sql`UPDATE "Ticket" SET "updatedAt" = ${now} WHERE number = ANY(${others}::int[])` }];
}

const assigneeId = ({ assignee }: Ticket): string | null => (assignee ? personKey(assignee) : null);

const resolutionNote = ({ resolution }: Ticket): string | null =>
  resolution ? storable(resolution.note) : null;

/** They keep their places in their lanes: what opens the lane's thread goes first. */
function sendAgain(retries: Retry[], now: Date): Change[] {
  return retries.map((retry) => {
    const due = new Date(now.getTime() + ("key" in retry ? retry.afterMs : 0));
    const which =
      "key" in retry
        ? Prisma.sql`key = ${retry.key}`
        : Prisma.sql`verb = 'post' AND about->>'role' = 'follow_up' AND message->'to'->>'thread' = ${retry.thread}`;
    const sql = Prisma.sql`
      UPDATE "OutboxMessage" SET status = 'pending', attempts = 0, "nextAttemptAt" = ${due}
       WHERE status = 'failed' AND ${which}`;
    return { sql };
  });
}

/** What was claimed already cannot be held back any more. */
function cancelHeld(keys: string[]): Change[] {
  if (keys.length === 0) return [];
  const sql = Prisma.sql`
    UPDATE "OutboxMessage" SET status = 'cancelled' WHERE status = 'held' AND key = ANY(${keys})`;
  return [{ sql }];
}
