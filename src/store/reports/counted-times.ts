/** What does each ticket add to the times of a period? */
import { gathered, NONE, type Column } from "../figures/columns";
import type { Figures } from "../figures/load";
import { MEANT, meantBy, placesOf, ticketsOf, workedOf, type IsMeant } from "./counting";
import type { Period, ReportFilter } from "./filter";

export const TIMED = [
  ...MEANT, "part", "kind", "priority", "openedAt", "respondedAt", "responseWork", "responseJudgedAt", "responseKept", "endedAt", "ending",
  "isAnswered", "resolutionWork", "resolutionJudgedAt", "resolutionKept",
] as const satisfies readonly Column[]; // prettier-ignore

/** Those of which something came about in the filter's days: which ones, and in which period. */
export type Some = { tickets: Uint32Array; places: Uint32Array };

/** `work` and `wall`: seconds, of those `taken`; NONE: nobody knows how much of it was worked time. */
export type Kind = { taken: Some; work: Int32Array; wall: Int32Array; kept: Some; missed: Some };

export type Counted = { response: Kind; resolution: Kind; endedWithoutResponse: number };
type Timed = Figures<(typeof TIMED)[number]>;

export function countTimes(figures: Timed, filter: ReportFilter, periods: Period[]): Counted {
  const { columns, names, count } = figures;
  const [isMeant, isWorked, placeOf] = [
    meantBy(figures, filter),
    workedOf(figures),
    placesOf(periods, filter),
  ];
  const tickets = ticketsOf(count, (ticket) => isWorked(ticket) && isMeant(ticket));
  const someAt = (moments: Int32Array, counts: IsMeant): Some => some(tickets, moments, counts, placeOf);
  const { respondedAt, endedAt, ending, isAnswered } = columns;
  const withdrawn = [names.codeOf("cancelled"), names.codeOf("duplicate")];
  const unanswered: IsMeant = (ticket) =>
    respondedAt[ticket] === NONE && !withdrawn.includes(ending[ticket] ?? 0);
  return {
    response: kindOf(
      "response",
      someAt(respondedAt, () => true),
      respondedAt,
      figures,
      someAt,
    ),
    resolution: kindOf(
      "resolution",
      someAt(endedAt, (ticket) => isAnswered[ticket] === 1),
      endedAt,
      figures,
      someAt,
    ),
    // What its requester took back, or what goes on as another ticket, was owed none.
    endedWithoutResponse: someAt(endedAt, unanswered).tickets.length,
  };
}

function kindOf(
  kind: "response" | "resolution",
  taken: Some,
  doneAt: Int32Array,
  { columns }: Timed,
  someAt: (moments: Int32Array, counts: IsMeant) => Some,
): Kind {
  const [work, kept, judgedAt] = [columns[`${kind}Work`], columns[`${kind}Kept`], columns[`${kind}JudgedAt`]];
  const wall = new Int32Array(taken.tickets.length);
  for (let i = 0; i < wall.length; i++) {
    const ticket = taken.tickets[i] ?? 0;
    wall[i] = (doneAt[ticket] ?? 0) - (columns.openedAt[ticket] ?? 0);
  }
  return {
    taken,
    work: gathered(work, taken.tickets),
    wall,
    kept: someAt(judgedAt, (ticket) => kept[ticket] === 1),
    missed: someAt(judgedAt, (ticket) => kept[ticket] === 0),
  };
}

function some(
  tickets: Uint32Array,
  moments: Int32Array,
  counts: IsMeant,
  placeOf: (second: number) => number | undefined,
): Some {
  const found: Some = { tickets: new Uint32Array(tickets.length), places: new Uint32Array(tickets.length) };
  let count = 0;
  for (let i = 0; i < tickets.length; i++) {
    const ticket = tickets[i] ?? 0;
    const place = counts(ticket) ? placeOf(moments[ticket] ?? NONE) : undefined;
    if (place === undefined) continue;
    found.tickets[count] = ticket;
    found.places[count++] = place;
  }
  return { tickets: found.tickets.subarray(0, count), places: found.places.subarray(0, count) };
}
