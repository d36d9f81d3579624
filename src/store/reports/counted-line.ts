/** What does each ticket add to the times of a period? Read from the lines that the database keeps of them (TicketFigures.counted). */
import type { Period } from "./filter";

/** Seconds are whole ones, moments are seconds since 1970. */
export type Kind = {
  /** Of those that came about in the period: which cell and which period they are of, and how long they took. */
  cells: Uint32Array;
  places: Uint32Array;
  work: Int32Array;
  wall: Int32Array;
  count: number;
  /** Promises, by cell and by period. */
  keptIn: { cells: Uint32Array; places: Uint32Array };
  missedIn: { cells: Uint32Array; places: Uint32Array };
};

export type Counted = {
  /** What tickets that agree in it have in common, as it stands in their lines: `component TAB site TAB tier TAB priority`. */
  cells: string[];
  response: Kind;
  resolution: Kind;
  endedWithoutResponse: number;
};

/** Nobody knows how much of it was worked time. */
export const UNKNOWN = -(2 ** 31);

/** How a line says that a ticket ended. */
const WITHDRAWN = 0;
const ANSWERED = 2;

/** Whether a moment counts, and in which of the periods. */
type Place = (second: number) => number | undefined;

/** `lines`: of `count` tickets. `from` and `until` are whole seconds. */
export function readLines(
  lines: string,
  count: number,
  { from, until }: { from: Date; until: Date },
  periods: Period[],
): Counted {
  const placeOf = placeAmong(periods, from.getTime() / 1000, until.getTime() / 1000);
  const cellOf = new Map<string, number>();
  const response = noneOf(count, periods.length);
  const resolution = noneOf(count, periods.length);
  let endedWithoutResponse = 0;
  const cursor = { text: lines, at: 0 };
  while (cursor.at < lines.length) {
    const cell = cellAt(cursor, cellOf);
    const openedAt = numberAt(cursor) ?? 0;
    const respondedAfter = numberAt(cursor);
    measure(response, { cell, place: placeAt(placeOf, openedAt, respondedAfter), wall: respondedAfter, work: numberAt(cursor) });
    judge(response, { cell, place: placeAt(placeOf, openedAt, numberAt(cursor)), isKept: numberAt(cursor) === 1 });
    const endedAfter = numberAt(cursor);
    const ending = numberAt(cursor);
    const endedIn = placeAt(placeOf, openedAt, endedAfter);
    measure(resolution, { cell, place: ending === ANSWERED ? endedIn : undefined, wall: endedAfter, work: numberAt(cursor) });
    judge(resolution, { cell, place: placeAt(placeOf, openedAt, numberAt(cursor)), isKept: numberAt(cursor) === 1 });
    if (endedIn !== undefined && ending !== WITHDRAWN && respondedAfter === undefined) endedWithoutResponse += 1;
  }
  return { cells: [...cellOf.keys()], response, resolution, endedWithoutResponse };
} // prettier-ignore

const noneOf = (count: number, periods: number): Kind => ({
  cells: new Uint32Array(count),
  places: new Uint32Array(count),
  work: new Int32Array(count),
  wall: new Int32Array(count),
  count: 0,
  // No more cells than tickets.
  keptIn: { cells: new Uint32Array(count), places: new Uint32Array(periods) },
  missedIn: { cells: new Uint32Array(count), places: new Uint32Array(periods) },
});

type Measured = {
  cell: number;
  place: number | undefined;
  work: number | undefined;
  wall: number | undefined;
};

function measure(kind: Kind, { cell, place, work, wall }: Measured): void {
  if (place === undefined || wall === undefined) return;
  kind.cells[kind.count] = cell;
  kind.places[kind.count] = place;
  kind.work[kind.count] = work ?? UNKNOWN;
  kind.wall[kind.count] = wall;
  kind.count += 1;
}

type Judged = { cell: number; place: number | undefined; isKept: boolean };

function judge({ keptIn, missedIn }: Kind, { cell, place, isKept }: Judged): void {
  if (place === undefined) return;
  const { cells, places } = isKept ? keptIn : missedIn;
  cells[cell] = (cells[cell] ?? 0) + 1;
  places[place] = (places[place] ?? 0) + 1;
}

const placeAt = (placeOf: Place, openedAt: number, after: number | undefined): number | undefined =>
  after === undefined ? undefined : placeOf(openedAt + after);

/** Tickets come in the order of time, more or less: most are in the period of the one before. */
function placeAmong(periods: Period[], from: number, until: number): Place {
  const starts = periods.map((period) => period.from.getTime() / 1000);
  let place = 0;
  const isIn = (at: number): boolean =>
    (starts[place] ?? Infinity) <= at && at < (starts[place + 1] ?? Infinity);
  return (at) => {
    if (at < from || at >= until) return undefined;
    if (!isIn(at)) place = lastBefore(starts, at);
    return place;
  };
}

function lastBefore(starts: number[], at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? Infinity) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

type Cursor = { text: string; at: number };

const MINUS = "-".charCodeAt(0);
const ZERO = "0".charCodeAt(0);
const FIELDS_OF_CELL = 4;

/** The cell's number: one more for each that is new. */
function cellAt(cursor: Cursor, cellOf: Map<string, number>): number {
  const { text, at } = cursor;
  let end = at - 1;
  for (let field = 0; field < FIELDS_OF_CELL; field++) end = text.indexOf("\t", end + 1);
  const name = text.slice(at, end);
  cursor.at = end + 1;
  const known = cellOf.get(name);
  if (known !== undefined) return known;
  const cell = cellOf.size;
  cellOf.set(name, cell);
  return cell;
}

/** Up to the next tab or the line's end. Undefined: there is none. */
function numberAt(cursor: Cursor): number | undefined {
  const { text } = cursor;
  let { at } = cursor;
  let value = 0;
  const isNegative = text.charCodeAt(at) === MINUS;
  if (isNegative) at += 1;
  const first = at;
  for (let digit = text.charCodeAt(at) - ZERO; digit >= 0 && digit <= 9; digit = text.charCodeAt(at) - ZERO) {
    value = value * 10 + digit;
    at += 1;
  }
  cursor.at = at + 1;
  if (at === first) return undefined;
  return isNegative ? -value : value;
}
