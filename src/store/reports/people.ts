/** How is the work spread over technicians, and which people and sites have most trouble? */
import { NONE, type Column } from "../figures/columns";
import { loadFigures, type Figures } from "../figures/load";
import type { Sql } from "../transaction";
import { askedOf, isWithin, MEANT, meantBy, type IsMeant } from "./counting";
import type { ReportFilter } from "./filter";
import { inOrder, spreadsOf } from "./spread";
import type { Spread } from "./spread";

/** `id`: the same for all accounts of one person who is known by e-mail. `name` as last seen; null where it is forgotten. */
export type TechnicianRow = {
  id: string;
  name: string | null;
  /** Unresolved now. */
  open: number;
  /** Resolved in the period, and how many of those had been reopened. */
  resolved: number;
  reopened: number;
  /** Business minutes, of what they had in the end: responses that arrived, and resolutions, in the period. */
  firstResponse: Spread;
  resolution: Spread;
  /** Mean of 1..5 over `ratings`, of tickets that ended in the period; null: none. */
  rating: number | null;
  ratings: number;
};

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

const COUNTED = [
  ...MEANT, "number", "part", "requester", "assignee", "isUnresolved", "openedAt", "respondedAt", "responseWork", "responseKept", "endedAt",
  "isAnswered", "resolutionWork", "resolutionKept", "reopenings", "rating",
] as const satisfies readonly Column[]; // prettier-ignore
type Counted = Figures<(typeof COUNTED)[number]>;

/** `byName` only for those whose role allows it. */
export async function loadPeople(
  database: Sql,
  filter: ReportFilter,
  { byName }: { byName: boolean },
): Promise<PeopleReport> {
  const figures = await loadFigures(database, filter, COUNTED);
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

/** Who has accounts: the group of each, by its code; a technician has no row of Person, the last ticket of each says who they are. */
type Identities = { ids: string[]; names: (string | null)[]; groupOf: Map<number, number> };

async function identitiesOf(
  database: Sql,
  { names, columns }: Counted,
  last: Map<number, number>,
): Promise<Identities> {
  const codes = [...last.keys()];
  const accounts = codes.map((code) => names.texts[code - 1] ?? "");
  const numbers = codes.map((code) => columns.number[last.get(code) ?? 0] ?? 0);
  const rows = await database.$queryRaw<{ place: number; name: string | null; identity: string }[]>`
    SELECT worked.place::int AS place, t.detail->'assignee'->>'name' AS name,
           CASE WHEN coalesce(t.detail->'assignee'->>'email', '') <> '' AND t.detail->'assignee'->>'outside' IS NULL
                THEN 'mailto:' || lower(trim(t.detail->'assignee'->>'email')) ELSE worked.account END AS identity
      FROM unnest(${accounts}::text[], ${numbers}::int[]) WITH ORDINALITY AS worked (account, number, place)
      LEFT JOIN "Ticket" t ON t.number = worked.number AND t."assigneeId" = worked.account ORDER BY worked.place`;
  const ids = [...new Set(rows.map(({ identity }) => identity))];
  return {
    ids,
    names: ids.map((id) => rows.find(({ identity, name }) => identity === id && name !== null)?.name ?? null),
    groupOf: new Map(rows.map(({ place, identity }) => [codes[place - 1] ?? 0, ids.indexOf(identity)])),
  };
}

/** All accounts of one person are one row. */
async function technicianRows(
  database: Sql,
  figures: Counted,
  filter: ReportFilter,
): Promise<TechnicianRow[]> {
  const { columns, count, names } = figures;
  const { assignee, part, number, isUnresolved, isAnswered, reopenings, rating } = columns;
  const [isMeant, hasResponse, hasEnded] = [
    meantBy(figures, filter),
    isWithin(columns.respondedAt, filter),
    isWithin(columns.endedAt, filter),
  ];
  const report = names.codeOf("report");
  const worked: number[] = [];
  const last = new Map<number, number>();
  for (let ticket = 0; ticket < count; ticket++) {
    const code = assignee[ticket] ?? 0;
    if (code === 0 || part[ticket] === report) continue;
    if (!(isUnresolved[ticket] === 1 || hasEnded(ticket) || hasResponse(ticket)) || !isMeant(ticket))
      continue;
    worked.push(ticket);
    const before = last.get(code);
    if (before === undefined || (number[ticket] ?? 0) > (number[before] ?? 0)) last.set(code, ticket);
  }
  const { ids, names: called, groupOf } = await identitiesOf(database, figures, last);
  const groupAt = (ticket: number) => groupOf.get(assignee[ticket] ?? 0) ?? 0;
  const spreads = (work: Int32Array, counts: IsMeant): Spread[] => {
    const tickets = worked.filter(counts);
    const values = Int32Array.from(tickets, (ticket) => work[ticket] ?? NONE);
    const keys = Uint32Array.from(tickets, groupAt);
    const people = { count: ids.length, of: Uint32Array.from(ids.keys()) };
    return spreadsOf(values, inOrder(values), keys, [people])[0] ?? [];
  };
  const responses = spreads(columns.responseWork, hasResponse);
  const resolutions = spreads(columns.resolutionWork, hasEnded);
  const people = ids.map((id, group) => ({
    id, name: called[group] ?? null, open: 0, resolved: 0, reopened: 0, stars: 0, ratings: 0,
    firstResponse: responses[group] ?? NO_SPREAD, resolution: resolutions[group] ?? NO_SPREAD,
  })); // prettier-ignore
  for (const ticket of worked) {
    const person = people[groupAt(ticket)];
    if (!person) continue;
    person.open += isUnresolved[ticket] === 1 ? 1 : 0;
    if (!hasEnded(ticket)) continue;
    person.resolved += isAnswered[ticket] === 1 ? 1 : 0;
    person.reopened += isAnswered[ticket] === 1 && (reopenings[ticket] ?? 0) > 0 ? 1 : 0;
    const stars = rating[ticket] ?? NONE;
    if (stars === NONE) continue;
    person.stars += stars;
    person.ratings += 1;
  }
  return people
    .map(({ stars, ...person }) => ({
      ...person,
      rating: person.ratings > 0 ? stars / person.ratings : null,
    }))
    .toSorted((a, b) => b.resolved - a.resolved || b.open - a.open || (a.id < b.id ? -1 : 1));
}

const NO_SPREAD: Spread = { count: 0, p50: null, p90: null };

/** By the column's code. */
function troubleBy(by: Int32Array, { columns, count }: Counted, isTheirs: IsMeant): Map<number, Trouble> {
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
function requesterRows(database: Sql, figures: Counted, isTheirs: IsMeant): Promise<RequesterRow[]> {
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

const siteRows = (figures: Counted, isTheirs: IsMeant): SiteRow[] =>
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
