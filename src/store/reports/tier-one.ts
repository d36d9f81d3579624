/** What became of the questions that Tier 1 was asked? */
import { Prisma } from "../../generated/prisma/client";
import { PLANNED_EACH_TIME } from "../statement";
import type { Sql } from "../transaction";
import { isMeant, loadPeriods, placeOf, within } from "./filter";
import type { PeriodUnit, ReportFilter } from "./filter";

/**
 * Counts of conversations, each once, at the moment of its question. Each is in exactly one of confirmed, silent, failed, pending,
 * notFound, routed, person. Silence is never success.
 */
export type TierOneFigures = {
  asked: number;
  /** An answer or candidates were offered, and the requester said that it is solved. */
  confirmed: number;
  /** Offered, and nobody ever said a word on it. */
  silent: number;
  /** Offered, and the requester said that it did not help. */
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
  /** Of those to whom something was offered: how many became a ticket. */
  escalated: number;
  /** Confirmed of all offers that are over (confirmed, silent, failed), 0..1; null: none. */
  confirmedShare: number | null;
  /** Confirmed of those on which somebody said a word (confirmed, failed), 0..1; null: none. */
  quality: number | null;
};

/** `start`: first day of the period, "2026-03-02"; none is left out. */
export type TierOneReport = TierOneFigures & { byPeriod: (TierOneFigures & { start: string })[] };

export type TierOneFilter = Omit<ReportFilter, "tier">;

type Row = { place: number; outcome: string; count: number; tickets: number; escalated: number };

/**
 * All is of Tier 1, also what went on to another: a tier is no filter here. PostgreSQL takes each moment for a group of its own, and counts
 * with one processor then; of a union it knows no better than that there are few: three million questions in 0.7 s instead of 2.2.
 */
export async function loadTierOne(
  database: Sql,
  { tier: _tier, ...filter }: TierOneFilter & { tier?: number },
  unit: PeriodUnit,
): Promise<TierOneReport> {
  const periods = await loadPeriods(database, filter, unit);
  const rows = await database.$queryRaw<Row[]>`
    ${Prisma.raw(PLANNED_EACH_TIME)} SELECT place, outcome, count(*)::int AS count,
           count(*) FILTER (WHERE ticket)::int AS tickets, count(*) FILTER (WHERE ticket AND offered)::int AS escalated
      FROM (SELECT ${placeOf("askedAt", periods)} AS place, outcome, ticket, offered FROM "QuestionFigures"
             WHERE ${isMeant(filter)} AND ${within("askedAt", filter)}
            UNION ALL SELECT 0, '', false, false WHERE false) question
     GROUP BY 1, 2`;
  const byPeriod = periods.map(({ start }, i) => ({
    start,
    ...figuresOf(rows.filter(({ place }) => place === i + 1)),
  }));
  return { ...figuresOf(rows), byPeriod };
}

function figuresOf(rows: Row[]): TierOneFigures {
  const sum = (count: (row: Row) => number) => rows.reduce((total, row) => total + count(row), 0);
  const of = (outcome: string) => sum((row) => (row.outcome === outcome ? row.count : 0));
  const [confirmed, silent, failed] = [of("confirmed"), of("silent"), of("failed")];
  return {
    asked: sum(({ count }) => count),
    confirmed,
    silent,
    failed,
    pending: of("pending"),
    notFound: of("not_found"),
    routed: of("routed"),
    person: of("person"),
    ticket: sum(({ tickets }) => tickets),
    escalated: sum(({ escalated }) => escalated),
    confirmedShare: share(confirmed, confirmed + silent + failed),
    quality: share(confirmed, confirmed + failed),
  };
}

const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
