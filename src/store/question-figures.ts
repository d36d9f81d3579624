/** What became of a question that Tier 1 was asked, and how is that kept so that it can be counted? */
import type { Decision, HistoryEntry } from "../desk/decision";
import type { Conversation, Ticket } from "../desk/model";
import type { DeskState } from "../desk/state";
import { Prisma } from "../generated/prisma/client";
import type { Change } from "./statement";

export type QuestionOutcome =
  "confirmed" | "failed" | "silent" | "pending" | "not_found" | "routed" | "person";

/** Each question once: no two changes of one decision may touch the same row. */
export function saveQuestionFigures(decision: Decided, state: DeskState): Change[] {
  const { conversations, ticket } = decision;
  const saved = conversations.flatMap((each) => saveQuestion(each, decision, state));
  const isAmong = conversations.some(({ id }) => id === ticket?.conversation);
  return ticket && !isAmong ? [...saved, ...placeQuestion(ticket, state)] : saved;
}

type Decided = Pick<Decision, "conversations" | "history" | "ticket">;

/** Nothing where it is as it was loaded, as for most events; or where nothing was asked. */
function saveQuestion(
  saved: Conversation,
  { history, ticket }: Decided,
  { conversation: loaded, ...state }: DeskState,
): Change[] {
  const outcome = outcomeOf(saved, history);
  if (outcome === undefined || saved.requester.account === "") return [];
  const own = ticket?.conversation === saved.id ? ticket : undefined;
  const isKnown = loaded?.id === saved.id && saved.status === loaded.status;
  const isSame = isKnown && outcome === outcomeOf(loaded, []) && saved.ticket === loaded.ticket;
  if (isSame && isAlike(saved, loaded)) return own ? placeQuestion(own, state) : [];
  // Of a ticket, the ticket says what it is about.
  const place = saved.ticket === undefined || own ? "EXCLUDED" : "known";
  // What the knowledge base had nothing for stays that, whatever follows; only the requester's own word says more.
  const sql = Prisma.sql`
    INSERT INTO "QuestionFigures" AS known ("conversationId", desk, "askedAt", outcome, offered, ticket, component, site)
    VALUES (${saved.id}, ${saved.desk}, ${saved.askedAt}, ${outcome}, ${saved.offers.length > 0}, ${saved.ticket !== undefined},
            ${(own ?? saved).component ?? null}, ${(own ?? saved).site ?? null})
    ON CONFLICT ("conversationId") DO UPDATE
       SET offered = EXCLUDED.offered, ticket = EXCLUDED.ticket, "askedAt" = EXCLUDED."askedAt",
           (component, site) = (${Prisma.raw(`${place}.component, ${place}.site`)}),
           outcome = CASE WHEN known.outcome IN ('not_found', 'routed') AND EXCLUDED.outcome IN ('silent', 'pending', 'person')
                          THEN known.outcome ELSE EXCLUDED.outcome END`;
  return [{ sql }];
}

/** Technicians set right what it is about, and from where. */
function placeQuestion(
  saved: Ticket,
  { ticket, openTickets }: Pick<DeskState, "ticket" | "openTickets">,
): Change[] {
  const loaded = [ticket, ...openTickets].find((one) => one?.number === saved.number);
  if (loaded && isAlike(loaded, saved)) return [];
  const sql = Prisma.sql`
    UPDATE "QuestionFigures" SET component = ${saved.component ?? null}, site = ${saved.site ?? null}
     WHERE "conversationId" = ${saved.conversation}`;
  return [{ sql }];
}

type Place = Pick<Ticket, "component" | "site">;

const isAlike = (one: Place, other: Place): boolean =>
  one.component === other.component && one.site === other.site;

/** Undefined: nothing was offered, and nobody called: small talk, or a question just begun. */
function outcomeOf(
  { id, offers, ticket, status }: Conversation,
  history: HistoryEntry[],
): QuestionOutcome | undefined {
  const has = (outcome: string) => offers.some((offer) => offer.outcome === outcome);
  const tells = (type: string) => history.some((e) => e.type === type && e.conversation === id);
  if (has("confirmed")) return "confirmed";
  if (has("failed")) return "failed";
  if (tells("not_found")) return "not_found";
  if (tells("routed")) return "routed";
  // The plan calls a person at once, whatever is offered beside.
  if (ticket !== undefined) return "person";
  if (offers.length === 0) return undefined;
  return has("silent") || status === "ended" ? "silent" : "pending";
}
