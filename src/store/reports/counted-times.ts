/** What does each ticket add to the times of a period? */
import { NONE, type Column } from "../figures/columns";
import type { Figures } from "../figures/load";
import { MEANT, meantBy, placesOf, ticketsOf, workedOf } from "./counting";
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

export function countTimes(
  figures: Figures<(typeof TIMED)[number]>,
  filter: ReportFilter,
  periods: Period[],
): Counted {
  const { columns, names, count } = figures;
  const [isMeant, isWorked, placeOf] = [
    meantBy(figures, filter),
    workedOf(figures),
    placesOf(periods, filter),
  ];
  const tickets = ticketsOf(count, (ticket) => isWorked(ticket) && isMeant(ticket));
  const someAt = (moments: Int32Array, counts: (ticket: number) => boolean = () => true): Some => {
    const isThen = tickets.filter(
      (ticket) => counts(ticket) && placeOf(moments[ticket] ?? NONE) !== undefined,
    );
    return { tickets: isThen, places: isThen.map((ticket) => placeOf(moments[ticket] ?? NONE) ?? 0) };
  };
  const kindOf = (
    taken: Some,
    until: Int32Array,
    work: Int32Array,
    judgedAt: Int32Array,
    kept: Int32Array,
  ): Kind => ({
    taken,
    work: Int32Array.from(taken.tickets, (ticket) => work[ticket] ?? NONE),
    wall: Int32Array.from(taken.tickets, (ticket) => (until[ticket] ?? 0) - (columns.openedAt[ticket] ?? 0)),
    kept: someAt(judgedAt, (ticket) => kept[ticket] === 1),
    missed: someAt(judgedAt, (ticket) => kept[ticket] === 0),
  });
  const withdrawn = [names.codeOf("cancelled"), names.codeOf("duplicate")];
  const { respondedAt, responseWork, responseJudgedAt, responseKept } = columns;
  const { endedAt, ending, isAnswered, resolutionWork, resolutionJudgedAt, resolutionKept } = columns;
  return {
    response: kindOf(someAt(respondedAt), respondedAt, responseWork, responseJudgedAt, responseKept),
    resolution: kindOf(
      someAt(endedAt, (ticket) => isAnswered[ticket] === 1),
      endedAt,
      resolutionWork,
      resolutionJudgedAt,
      resolutionKept,
    ),
    // What its requester took back, or what goes on as another ticket, was owed none.
    endedWithoutResponse: someAt(
      endedAt,
      (ticket) => respondedAt[ticket] === NONE && !withdrawn.includes(ending[ticket] ?? 0),
    ).tickets.length,
  };
}
