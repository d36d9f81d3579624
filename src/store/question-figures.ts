/** What became of a question that Tier 1 was asked, and how is that kept so that it can be counted? */
import type { HistoryEntry } from "../desk/decision";
import type { Conversation } from "../desk/model";
import type { DeskState } from "../desk/state";
import { Prisma } from "../generated/prisma/client";
import type { Change } from "./statement";

export type QuestionOutcome =
  "confirmed" | "failed" | "silent" | "pending" | "not_found" | "routed" | "person";

/** Nothing where it is as it was loaded, as for most events; or where nothing was asked. */
export function saveQuestionFigures(
  saved: Conversation,
  { conversation: loaded }: DeskState,
  history: HistoryEntry[],
): Change[] {
  const outcome = outcomeOf(saved, history);
  const isKnown = loaded?.id === saved.id && saved.status === loaded.status;
  const isSame = isKnown && outcome === outcomeOf(loaded, []) && saved.ticket === loaded.ticket;
  if (isSame || outcome === undefined || saved.requester.account === "") return [];
  // What the knowledge base had nothing for stays that, whatever follows; only the requester's own word says more.
  const sql = Prisma.sql`
    INSERT INTO "QuestionFigures" AS known ("conversationId", desk, "askedAt", outcome, offered, ticket)
    VALUES (${saved.id}, ${saved.desk}, ${saved.askedAt}, ${outcome}, ${saved.offers.length > 0}, ${saved.ticket !== undefined})
    ON CONFLICT ("conversationId") DO UPDATE
       SET offered = EXCLUDED.offered, ticket = EXCLUDED.ticket, "askedAt" = EXCLUDED."askedAt",
           outcome = CASE WHEN known.outcome IN ('not_found', 'routed') AND EXCLUDED.outcome IN ('silent', 'pending', 'person')
                          THEN known.outcome ELSE EXCLUDED.outcome END`;
  return [{ sql }];
}

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
