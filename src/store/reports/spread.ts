/** Within which time are half of all tickets done, and nine in ten? */
import { Prisma } from "../../generated/prisma/client";

/** Minutes of `count` tickets: half of them took p50 or less, nine in ten p90 or less. Null: there are none. */
export type Spread = { count: number; p50: number | null; p90: number | null };

/**
 * A group's minutes, as `secondsOf` reads them. PostgreSQL's own percentiles sort every group for each of them: a hundred thousand tickets
 * grouped six ways took 2.1 s of its processor time, as values 0.8 s (benchmarks/reports.md).
 */
export const valuesOf = (minutes: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`coalesce((array_agg(round((${minutes}) * 60)::int) FILTER (WHERE (${minutes}) IS NOT NULL))::text, '{}')`;

/** Whole seconds. */
export type Seconds = Int32Array;

/** `{60,1800}`, as PostgreSQL writes an array. Read digit by digit: splitting takes three times as long. */
export function secondsOf(values: string): Seconds {
  const seconds = new Int32Array((values.length + 1) >> 1);
  let length = 0;
  let value = -1;
  let isNegative = false;
  for (let i = 0; i < values.length; i++) {
    const digit = values.charCodeAt(i) - ZERO;
    if (digit >= 0 && digit <= 9) value = (value < 0 ? 0 : value * 10) + digit;
    else if (digit === MINUS) isNegative = true;
    else if (value >= 0) {
      seconds[length++] = isNegative ? -value : value;
      value = -1;
      isNegative = false;
    }
  }
  return seconds.subarray(0, length);
}

const ZERO = "0".charCodeAt(0);
const MINUS = "-".charCodeAt(0) - ZERO;

/** Of all groups together. */
export function spreadOf(groups: Seconds[]): Spread {
  const count = groups.reduce((sum, { length }) => sum + length, 0);
  if (count === 0) return { count, p50: null, p90: null };
  const all = new Int32Array(count);
  let filled = 0;
  for (const group of groups) {
    all.set(group, filled);
    filled += group.length;
  }
  const p50 = percentile(all, 0.5, 0);
  // What is smaller than the median stands before it by now.
  return { count, p50, p90: percentile(all, 0.9, Math.floor(0.5 * (count - 1))) };
}

/** Minutes, between two values in proportion. `from`: the place before which only smaller ones stand. */
function percentile(values: Seconds, share: number, from: number): number {
  const place = share * (values.length - 1);
  const low = Math.floor(place);
  const below = select(values, low, from);
  if (place === low) return below / 60;
  const above = select(values, low + 1, low);
  return (below + (above - below) * (place - low)) / 60;
}

/** The value at this place if all were in order: only as much is put in order as that needs (Hoare's quickselect). */
function select(values: Seconds, place: number, from: number): number {
  let left = from;
  let right = values.length - 1;
  while (left < right) {
    const pivot = values[(left + right) >> 1] ?? 0;
    let i = left;
    let j = right;
    while (i <= j) {
      while ((values[i] ?? 0) < pivot) i += 1;
      while ((values[j] ?? 0) > pivot) j -= 1;
      if (i > j) break;
      const moved = values[i] ?? 0;
      values[i] = values[j] ?? 0;
      values[j] = moved;
      i += 1;
      j -= 1;
    }
    if (place <= j) right = j;
    else if (place >= i) left = i;
    else break;
  }
  return values[place] ?? 0;
}
