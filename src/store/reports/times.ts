/** How long do people wait for a first response and a resolution, and what was promised of it? */
import type { Priority, TierNumber } from "../../plan/plan";
import { Prisma } from "../../generated/prisma/client";
import type { Sql } from "../transaction";
import { isMeant, loadPeriods, placeOf, within, WORKED } from "./filter";
import type { Period, PeriodUnit, ReportFilter } from "./filter";
import { secondsOf, spreadOf, valuesOf } from "./spread";
import type { Seconds, Spread } from "./spread";

export type { Spread } from "./spread";

/** Counts. `share` kept of all that were kept or missed, 0..1; null: there were none. */
export type Promises = { kept: number; missed: number; share: number | null };

/** `work`: business minutes without waiting for requester or vendor. `wall`: all minutes on the clock. docs/figures.md defines both. */
export type Times = {
  firstResponse: { work: Spread; wall: Spread };
  resolution: { work: Spread; wall: Spread };
  /** Promises of a first response and of a resolution that were kept or missed in the period. */
  responsePromises: Promises;
  resolutionPromises: Promises;
};

/** A group's key is null where the ticket has none. Most resolved first; tiers and priorities in their order. */
export type TimesReport = {
  all: Times;
  byTier: (Times & { tier: TierNumber })[];
  byPriority: (Times & { priority: Priority })[];
  byComponent: (Times & { component: string | null })[];
  bySite: (Times & { site: string | null })[];
  /** Tickets that ended in the period without any word of a person: neither response time has them. */
  endedWithoutResponse: number;
  /** The same over time: one row a period, none left out. `start`: its first day, "2026-03-02". */
  byPeriod: (Times & { start: string })[];
};

/** Tickets that agree in all by which they are grouped. */
type Cell = { tier: TierNumber; priority: Priority; component: string | null; site: string | null };
type InPeriod = { place: number };
type Measured = { work: string; wall: string };
type Judged = { kept: number; missed: number };

/** What is known of some tickets; more of them make another. */
type Part = {
  responses: Values[];
  resolutions: Values[];
  responsesJudged: Judged[];
  resolutionsJudged: Judged[];
};
type Values = { work: Seconds; wall: Seconds };
type Known = keyof Part;

/** A figure is counted on the day it came about: a response when it arrived, a resolution when it ended, a promise when it was kept or missed. */
export async function loadTimes(
  database: Sql,
  filter: ReportFilter,
  unit: PeriodUnit = "week",
): Promise<TimesReport> {
  const measured = { response: measuredOf("response"), resolution: measuredOf("resolution") };
  const kept = { response: judgedOf("response"), resolution: judgedOf("resolution") };
  const periods = await loadPeriods(database, filter, unit);
  const [cells, inPeriods, unanswered] = await Promise.all([
    loadParts<Cell>((at, figures) => byCell(database, filter, at, figures), measured, kept),
    loadParts<InPeriod>((at, figures) => byPeriod(database, filter, periods, at, figures), measured, kept),
    endedWithoutResponse(database, filter),
  ]);
  return {
    all: timesOf(cells),
    byTier: groupsOf(cells, "tier").toSorted((a, b) => a.tier - b.tier),
    byPriority: groupsOf(cells, "priority").toSorted(
      (a, b) => ORDER.indexOf(a.priority) - ORDER.indexOf(b.priority),
    ),
    byComponent: groupsOf(cells, "component").toSorted(mostResolved("component")),
    bySite: groupsOf(cells, "site").toSorted(mostResolved("site")),
    byPeriod: periods.map(({ start }, i) => ({
      start,
      ...timesOf(inPeriods.filter(({ place }) => place === i + 1)),
    })),
    endedWithoutResponse: unanswered,
  };
}

const ORDER: Priority[] = ["urgent", "high", "normal", "low"];

const column = (name: string): Prisma.Sql => Prisma.raw(`"${name}"`);

type Figures = { sum: Prisma.Sql; where: Prisma.Sql };

const measuredOf = (of: "response" | "resolution"): Figures => ({
  sum: Prisma.sql`${valuesOf(column(`${of}Work`))} AS work, ${valuesOf(column(`${of}Wall`))} AS wall`,
  where: Prisma.sql`AND ${column(`${of}Wall`)} IS NOT NULL`,
});

const judgedOf = (of: "response" | "resolution"): Figures => ({
  sum: Prisma.sql`count(*) FILTER (WHERE ${column(`${of}Kept`)})::int AS kept,
                  count(*) FILTER (WHERE NOT ${column(`${of}Kept`)})::int AS missed`,
  where: Prisma.empty,
});

/** The four questions, each grouped the same way. */
async function loadParts<Group>(
  load: <Row>(at: string, figures: Figures) => Promise<(Group & Row)[]>,
  measured: Record<"response" | "resolution", Figures>,
  kept: Record<"response" | "resolution", Figures>,
): Promise<(Group & Part)[]> {
  const [responses, resolutions, responsesJudged, resolutionsJudged] = await Promise.all([
    load<Measured>("respondedAt", measured.response),
    load<Measured>("endedAt", measured.resolution),
    load<Judged>("responseJudgedAt", kept.response),
    load<Judged>("resolutionJudgedAt", kept.resolution),
  ]);
  const part = (group: Group, known: Partial<Part>): Group & Part => ({ ...group, ...NOTHING, ...known });
  const values = ({ work, wall }: Measured): Values[] => [{ work: secondsOf(work), wall: secondsOf(wall) }];
  return [
    ...responses.map((row) => part(row, { responses: values(row) })),
    ...resolutions.map((row) => part(row, { resolutions: values(row) })),
    ...responsesJudged.map((row) => part(row, { responsesJudged: [row] })),
    ...resolutionsJudged.map((row) => part(row, { resolutionsJudged: [row] })),
  ];
}

const NOTHING: Part = { responses: [], resolutions: [], responsesJudged: [], resolutionsJudged: [] };

const byCell = <Row>(
  database: Sql,
  filter: ReportFilter,
  at: string,
  { sum, where }: Figures,
): Promise<(Cell & Row)[]> =>
  database.$queryRaw<(Cell & Row)[]>`
    SELECT tier::int AS tier, priority, component, site, ${sum} FROM "TicketFigures"
     WHERE ${isMeant(filter)} AND ${within(at, filter)} AND ${WORKED} ${where}
     GROUP BY "TicketFigures".tier, priority, component, site`;

const byPeriod = <Row>(
  database: Sql,
  filter: ReportFilter,
  periods: Period[],
  at: string,
  { sum, where }: Figures,
): Promise<(InPeriod & Row)[]> => database.$queryRaw<(InPeriod & Row)[]>`
  SELECT ${placeOf(at, periods)} AS place, ${sum} FROM "TicketFigures"
   WHERE ${isMeant(filter)} AND ${within(at, filter)} AND ${WORKED} ${where}
   GROUP BY 1`;

/** What its requester took back, or what goes on as another ticket, was owed none. */
async function endedWithoutResponse(database: Sql, filter: ReportFilter): Promise<number> {
  const [row] = await database.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "TicketFigures"
     WHERE ${isMeant(filter)} AND ${within("endedAt", filter)} AND ${WORKED} AND "respondedAt" IS NULL
       AND ending NOT IN ('cancelled', 'duplicate')`;
  return row?.count ?? 0;
}

/** One group a value of the column. */
function groupsOf<Key extends keyof Cell>(cells: (Cell & Part)[], key: Key): (Times & Pick<Cell, Key>)[] {
  const groups = new Map<Cell[Key], (Cell & Part)[]>();
  for (const cell of cells) {
    const group = groups.get(cell[key]);
    if (group) group.push(cell);
    else groups.set(cell[key], [cell]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ [key]: first[key], ...timesOf(group) } as Times & Pick<Cell, Key>] : [];
  });
}

const mostResolved =
  <Key extends "component" | "site">(key: Key) =>
  (a: Times & Pick<Cell, Key>, b: Times & Pick<Cell, Key>): number =>
    b.resolution.wall.count - a.resolution.wall.count || (a[key] ?? "").localeCompare(b[key] ?? "");

function timesOf(parts: Part[]): Times {
  const all = <K extends Known>(known: K) => parts.flatMap((part) => part[known] as Part[K][number][]);
  const spreads = (values: Values[]) => ({
    work: spreadOf(values.map(({ work }) => work)),
    wall: spreadOf(values.map(({ wall }) => wall)),
  });
  return {
    firstResponse: spreads(all("responses")),
    resolution: spreads(all("resolutions")),
    responsePromises: promises(all("responsesJudged")),
    resolutionPromises: promises(all("resolutionsJudged")),
  };
}

function promises(judged: Judged[]): Promises {
  const kept = judged.reduce((sum, each) => sum + each.kept, 0);
  const missed = judged.reduce((sum, each) => sum + each.missed, 0);
  return { kept, missed, share: kept + missed > 0 ? kept / (kept + missed) : null };
}
