/** What became of the questions that Tier 1 was asked? */
import type { Sql } from "../transaction";
import type { PeriodUnit, ReportFilter } from "./filter";

/**
 * Counts of conversations, each once, at the moment of its question. Each is in exactly one of: confirmed, silent, failed, pending,
 * notFound, routed, person. Silence is never success.
 */
export type TierOneFigures = {
  asked: number;
  /** An answer or candidates were offered, and the requester said it is solved. */
  confirmed: number;
  /** Offered, and nobody ever said a word on it. */
  silent: number;
  /** Offered, and the requester said that it did not help, or took a ticket instead. */
  failed: number;
  /** Offered just now: nobody knows yet. */
  pending: number;
  /** The knowledge base had nothing for it. */
  notFound: number;
  /** Somebody else's matter, as the plan says. */
  routed: number;
  /** None of these: a person was asked for at once, by the requester or a criterion of the plan. */
  person: number;
  /** Of all these: how many became a ticket. */
  ticket: number;
  /** Of those with an offer: how many became a ticket. */
  escalated: number;
};

export type TierOneReport = TierOneFigures & {
  /** Confirmed of all that ended with an offer (confirmed + silent + failed), 0..1; null: none. */
  confirmedShare: number | null;
  /** Confirmed of those on which somebody said a word (confirmed + failed), 0..1; null: none. */
  quality: number | null;
  /** `start`: first day of the period, "2026-03-02"; none is left out. */
  byPeriod: (TierOneFigures & { start: string; confirmedShare: number | null; quality: number | null })[];
};

/** Tier 1 answers before anybody knows component or tier: of the filter only desk, dates and zone count. */
export const loadTierOne = (
  _database: Sql,
  _filter: Pick<ReportFilter, "desk" | "from" | "until" | "zone">,
  _unit: PeriodUnit,
): Promise<TierOneReport> => Promise.reject(new Error("not built"));
