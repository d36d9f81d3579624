/** How is the work spread over technicians, and which people and sites have most trouble? */
import { loadFigures } from "../figures/load";
import type { Sql } from "../transaction";
import { askedOf, isWithin, meantBy, type IsMeant } from "./counting";
import type { ReportFilter } from "./filter";
import { PEOPLE, technicianRows, type People, type TechnicianRow } from "./technicians";

export type { TechnicianRow } from "./technicians";

/** All of those opened in the period. `unresolved`: now. `missed`: with a promise missed, once or more. */
type Trouble = { opened: number; unresolved: number; reopened: number; missed: number };
export type RequesterRow = Trouble & { id: string; name: string | null };
export type SiteRow = Trouble & { site: string | null };

/** Over the technicians who have open tickets or resolved some: what half of them have at most, and the most anybody has. Nobody's name. */
export type TeamFigures = {
  technicians: number;
  open: { p50: number | null; most: number };
  resolved: { p50: number | null; most: number };
};

export type PeopleReport = {
  team: TeamFigures;
  /** Only when asked for by name; else empty. Most resolved first. */
  technicians: TechnicianRow[];
  /** Only when asked for by name; else empty. Most tickets first; at most 20, each with two tickets or more. */
  requesters: RequesterRow[];
  /** Most opened first, all of them. */
  sites: SiteRow[];
};

const MOST_REQUESTERS = 20;

/** `byName` only for those whose role allows it. */
export async function loadPeople(
  database: Sql,
  filter: ReportFilter,
  { byName }: { byName: boolean },
): Promise<PeopleReport> {
  const figures = await loadFigures(database, filter, PEOPLE);
  const [isMeant, isAsked] = [meantBy(figures, filter), askedOf(figures)];
  const isOpened = isWithin(figures.columns.openedAt, filter);
  const isTheirs: IsMeant = (ticket) => isOpened(ticket) && isAsked(ticket) && isMeant(ticket);
  const [technicians, requesters] = await Promise.all([
    technicianRows(database, figures, filter),
    byName ? requesterRows(database, figures, isTheirs) : [],
  ]);
  return {
    team: teamOf(technicians),
    technicians: byName ? technicians : [],
    requesters,
    sites: siteRows(figures, isTheirs),
  };
}

/** By the column's code. */
function troubleBy(by: Int32Array, { columns, count }: People, isTheirs: IsMeant): Map<number, Trouble> {
  const { isUnresolved, reopenings, responseKept, resolutionKept } = columns;
  const troubles = new Map<number, Trouble>();
  for (let ticket = 0; ticket < count; ticket++) {
    if (!isTheirs(ticket)) continue;
    const code = by[ticket] ?? 0;
    let trouble = troubles.get(code);
    if (!trouble) troubles.set(code, (trouble = { opened: 0, unresolved: 0, reopened: 0, missed: 0 }));
    trouble.opened += 1;
    if (isUnresolved[ticket] === 1) trouble.unresolved += 1;
    if ((reopenings[ticket] ?? 0) > 0) trouble.reopened += 1;
    if (responseKept[ticket] === 0 || resolutionKept[ticket] === 0) trouble.missed += 1;
  }
  return troubles;
}

/** Accounts that are one person's are one row. */
function requesterRows(database: Sql, figures: People, isTheirs: IsMeant): Promise<RequesterRow[]> {
  const troubles = troubleBy(figures.columns.requester, figures, isTheirs);
  // What was asked by who is forgotten is nobody's.
  troubles.delete(0);
  const accounts = [...troubles.keys()].map((code) => figures.names.texts[code - 1] ?? "");
  const all = (key: keyof Trouble): number[] => [...troubles.values()].map((trouble) => trouble[key]);
  return database.$queryRaw<RequesterRow[]>`
    SELECT identity AS id, max(name) AS name, sum(opened)::int AS opened, sum(unresolved)::int AS unresolved,
           sum(reopened)::int AS reopened, sum(missed)::int AS missed
      FROM (SELECT a.*, p.name, CASE WHEN p.email <> '' AND p.outside IS NULL THEN 'mailto:' || p.email ELSE a.account END AS identity
              FROM unnest(${accounts}::text[], ${all("opened")}::int[], ${all("unresolved")}::int[], ${all("reopened")}::int[],
                          ${all("missed")}::int[]) AS a (account, opened, unresolved, reopened, missed)
              LEFT JOIN "Person" p ON p.id = a.account) accounts
     GROUP BY identity HAVING sum(opened) > 1 ORDER BY opened DESC, id LIMIT ${MOST_REQUESTERS}::int`;
}

const siteRows = (figures: People, isTheirs: IsMeant): SiteRow[] =>
  [...troubleBy(figures.columns.site, figures, isTheirs)]
    .map(([code, trouble]) => ({ site: figures.names.texts[code - 1] ?? null, ...trouble }))
    .toSorted((a, b) => b.opened - a.opened || compared(a.site, b.site));

/** Without one comes last. */
const compared = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1;

function teamOf(technicians: TechnicianRow[]): TeamFigures {
  const busy = technicians.filter(({ open, resolved }) => open + resolved > 0);
  const over = (counts: number[]) => ({ p50: middle(counts), most: Math.max(0, ...counts) });
  return {
    technicians: busy.length,
    open: over(busy.map(({ open }) => open)),
    resolved: over(busy.map(({ resolved }) => resolved)),
  };
}

function middle(counts: number[]): number | null {
  const sorted = counts.toSorted((a, b) => a - b);
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
