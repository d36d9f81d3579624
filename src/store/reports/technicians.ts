/** How is the work spread over technicians? */
import { gathered, NONE, type Column } from "../figures/columns";
import type { Figures } from "../figures/load";
import type { Sql } from "../transaction";
import { isWithin, MEANT, meantBy, ticketsOf, type IsMeant } from "./counting";
import type { ReportFilter } from "./filter";
import { binned, NO_SPREAD, spreadsOf, type Spread } from "./spread";

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

export const PEOPLE = [
  ...MEANT, "number", "part", "requester", "assignee", "isUnresolved", "openedAt", "respondedAt", "responseWork", "responseKept", "endedAt",
  "isAnswered", "resolutionWork", "resolutionKept", "reopenings", "rating",
] as const satisfies readonly Column[]; // prettier-ignore
export type People = Figures<(typeof PEOPLE)[number]>;

/** All accounts of one person are one row. Most resolved first. */
export async function technicianRows(
  database: Sql,
  figures: People,
  filter: ReportFilter,
): Promise<TechnicianRow[]> {
  const { columns } = figures;
  const [hasResponse, hasEnded] = [isWithin(columns.respondedAt, filter), isWithin(columns.endedAt, filter)];
  const tickets = workedOn(figures, filter, (ticket) => hasEnded(ticket) || hasResponse(ticket));
  const who = await identitiesOf(database, figures, lastOfEach(tickets, figures));
  const groups = gathered(who.groupOf, gathered(columns.assignee, tickets));
  const responses = spreadsBy(groups, tickets, columns.responseWork, hasResponse, who.ids.length);
  const resolutions = spreadsBy(groups, tickets, columns.resolutionWork, hasEnded, who.ids.length);
  const tallies = talliesOf(groups, tickets, figures, hasEnded, who.ids.length);
  return who.ids
    .map((id, group): TechnicianRow => {
      const { stars, ...tally } = tallies[group] ?? NO_TALLY;
      return {
        id,
        name: who.names[group] ?? null,
        ...tally,
        firstResponse: responses[group] ?? NO_SPREAD,
        resolution: resolutions[group] ?? NO_SPREAD,
        rating: tally.ratings > 0 ? stars / tally.ratings : null,
      };
    })
    .toSorted((a, b) => b.resolved - a.resolved || b.open - a.open || (a.id < b.id ? -1 : 1));
}

/** Somebody's, unresolved now or with something of the period. */
function workedOn(figures: People, filter: ReportFilter, isThen: IsMeant): Uint32Array {
  const { columns, count, names } = figures;
  const { assignee, part, isUnresolved } = columns;
  const [isMeant, report] = [meantBy(figures, filter), names.codeOf("report")];
  return ticketsOf(
    count,
    (ticket) =>
      assignee[ticket] !== 0 &&
      part[ticket] !== report &&
      (isUnresolved[ticket] === 1 || isThen(ticket)) &&
      isMeant(ticket),
  );
}

/** By the account's code, the number of its last ticket. */
function lastOfEach(tickets: Uint32Array, { columns }: People): Map<number, number> {
  const last = new Map<number, number>();
  for (const ticket of tickets) {
    const [account, number] = [columns.assignee[ticket] ?? 0, columns.number[ticket] ?? 0];
    if (number > (last.get(account) ?? 0)) last.set(account, number);
  }
  return last;
}

/** Who has which accounts: `groupOf` has the place among `ids` of each account's code. */
type Identities = { ids: string[]; names: (string | null)[]; groupOf: Uint32Array };

/** A technician has no row of Person: the last ticket of each account says who they are. */
async function identitiesOf(
  database: Sql,
  { names }: People,
  last: Map<number, number>,
): Promise<Identities> {
  const codes = [...last.keys()];
  const accounts = codes.map((code) => names.texts[code - 1] ?? "");
  const rows = await database.$queryRaw<{ place: number; name: string | null; identity: string }[]>`
    SELECT worked.place::int AS place, t.detail->'assignee'->>'name' AS name,
           CASE WHEN coalesce(t.detail->'assignee'->>'email', '') <> '' AND t.detail->'assignee'->>'outside' IS NULL
                THEN 'mailto:' || lower(trim(t.detail->'assignee'->>'email')) ELSE worked.account END AS identity
      FROM unnest(${accounts}::text[], ${[...last.values()]}::int[]) WITH ORDINALITY AS worked (account, number, place)
      LEFT JOIN "Ticket" t ON t.number = worked.number AND t."assigneeId" = worked.account ORDER BY worked.place`;
  const ids = [...new Set(rows.map(({ identity }) => identity))];
  const groupOf = new Uint32Array(names.texts.length + 1);
  for (const { place, identity } of rows) groupOf[codes[place - 1] ?? 0] = ids.indexOf(identity);
  const nameOf = (id: string) =>
    rows.find(({ identity, name }) => identity === id && name !== null)?.name ?? null;
  return { ids, names: ids.map(nameOf), groupOf };
}

/** Of those tickets that count. `groups`: of the ticket at the same place. */
function spreadsBy(
  groups: Uint32Array,
  tickets: Uint32Array,
  work: Int32Array,
  counts: IsMeant,
  count: number,
): Spread[] {
  const values = gathered(work, tickets).map((value, i) => (counts(tickets[i] ?? 0) ? value : NONE));
  const of = Uint32Array.from({ length: count }, (_, group) => group);
  return spreadsOf(binned(values), groups, [{ count, of }])[0] ?? [];
}

type Tally = { open: number; resolved: number; reopened: number; stars: number; ratings: number };
const NO_TALLY: Tally = { open: 0, resolved: 0, reopened: 0, stars: 0, ratings: 0 };

function talliesOf(
  groups: Uint32Array,
  tickets: Uint32Array,
  { columns }: People,
  hasEnded: IsMeant,
  count: number,
): Tally[] {
  const { isUnresolved, isAnswered, reopenings, rating } = columns;
  const tallies = Array.from({ length: count }, () => ({ ...NO_TALLY }));
  for (let i = 0; i < tickets.length; i++) {
    const ticket = tickets[i] ?? 0;
    const tally = tallies[groups[i] ?? 0];
    if (!tally) continue;
    if (isUnresolved[ticket] === 1) tally.open += 1;
    if (!hasEnded(ticket)) continue;
    if (isAnswered[ticket] === 1) tally.resolved += 1;
    if (isAnswered[ticket] === 1 && (reopenings[ticket] ?? 0) > 0) tally.reopened += 1;
    const stars = rating[ticket] ?? NONE;
    if (stars === NONE) continue;
    tally.stars += stars;
    tally.ratings += 1;
  }
  return tallies;
}
