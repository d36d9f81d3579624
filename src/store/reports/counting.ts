/** Which tickets does a report count, in which of its periods? */
import { NONE, secondOf, type Column } from "../figures/columns";
import type { Figures } from "../figures/load";
import type { Period, ReportFilter, Which } from "./filter";

/** Whether a ticket counts: its place among the columns. */
export type IsMeant = (ticket: number) => boolean;

/** Places among the columns. */
export function ticketsOf(count: number, counts: IsMeant): Uint32Array {
  const tickets = new Uint32Array(count);
  let found = 0;
  for (let ticket = 0; ticket < count; ticket++) if (counts(ticket)) tickets[found++] = ticket;
  return tickets.slice(0, found);
}

/** Those of these tickets that count. */
export function thoseOf(tickets: Uint32Array, counts: IsMeant): Uint32Array {
  const those = new Uint32Array(tickets.length);
  let found = 0;
  for (let i = 0; i < tickets.length; i++) {
    const ticket = tickets[i] ?? 0;
    if (counts(ticket)) those[found++] = ticket;
  }
  return those.slice(0, found);
}

/** What `meantBy` looks at. */
export const MEANT = ["component", "site", "tier"] as const satisfies readonly Column[];

/** As `isMeant` says it to the database. */
export function meantBy({ columns, names }: Figures<(typeof MEANT)[number]>, which: Which): IsMeant {
  const { component, site, tier } = columns;
  const wanted: [Int32Array, number][] = [];
  if (which.component !== undefined) wanted.push([component, names.codeOf(which.component)]);
  if (which.site !== undefined) wanted.push([site, names.codeOf(which.site)]);
  if (which.tier !== undefined) wanted.push([tier, which.tier]);
  return (ticket) => wanted.every(([column, value]) => column[ticket] === value);
}

type Parts = Figures<"part" | "kind">;

/** What somebody asked for: an incident's reports, not the incident. */
export function askedOf({ columns: { part }, names }: Figures<"part">): IsMeant {
  const incident = names.codeOf("incident");
  return (ticket) => part[ticket] !== incident;
}

/** What is worked on with a promise: an incident, not its reports; no wish on the list. */
export function workedOf({ columns: { part, kind }, names }: Parts): IsMeant {
  const [report, wish] = [names.codeOf("report"), names.codeOf("enhancement")];
  return (ticket) => part[ticket] !== report && kind[ticket] !== wish;
}

/** Whether a moment lies in the filter's days, whose ends are whole seconds. */
export function isWithin(
  moments: Int32Array,
  { from, until }: Pick<ReportFilter, "from" | "until">,
): IsMeant {
  const [first, end] = [secondOf(from), secondOf(until)];
  return (ticket) => {
    const at = moments[ticket] ?? NONE;
    return at >= first && at < end;
  };
}

/** Of a moment: whether the filter means it, and in which of the periods it lies. Tickets come in the order of time, more or less. */
export function placesOf(
  periods: readonly Period[],
  { from, until }: Pick<ReportFilter, "from" | "until">,
): (second: number) => number | undefined {
  const [first, end] = [secondOf(from), secondOf(until)];
  const starts = Int32Array.from(periods, (period) => secondOf(period.from));
  let place = 0;
  return (at) => {
    if (at < first || at >= end) return undefined;
    const isIn = (starts[place] ?? Infinity) <= at && at < (starts[place + 1] ?? Infinity);
    if (!isIn) place = lastBefore(starts, at);
    return place;
  };
}

function lastBefore(starts: Int32Array, at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? Infinity) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
