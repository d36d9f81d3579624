/** Within which time are half of each group's tickets done, and nine in ten? Of many groups at once: all are put in order once. */
import { NONE } from "../figures/columns";

/** Minutes of `count` tickets: half of them took p50 or less, nine in ten p90 or less. Null: there are none. */
export type Spread = { count: number; p50: number | null; p90: number | null };

/** Whole ones. */
type Seconds = Int32Array;

/** `groupOf`: of the value at the same place, 0 to `groups` - 1. As many spreads as groups. */
export function spreadsOf(
  values: Seconds,
  order: Uint32Array,
  groupOf: Uint32Array,
  groups: number,
): Spread[] {
  const counts = new Uint32Array(groups);
  for (const place of order) {
    const group = groupOf[place] ?? 0;
    counts[group] = (counts[group] ?? 0) + 1;
  }
  const halves = wanted(counts, 0.5);
  const tenths = wanted(counts, 0.9);
  const seen = new Uint32Array(groups);
  for (const place of order) {
    const group = groupOf[place] ?? 0;
    const rank = seen[group] ?? 0;
    seen[group] = rank + 1;
    note(halves, group, rank, values[place] ?? 0);
    note(tenths, group, rank, values[place] ?? 0);
  }
  return [...counts].map((count, group) => ({ count, p50: at(halves, group), p90: at(tenths, group) }));
}

/** A share of each group: the place it has in order, and the values just below and above it once they have come by. */
type Wanted = { places: Float64Array; below: Float64Array; above: Float64Array };

const wanted = (counts: Uint32Array, share: number): Wanted => ({
  places: Float64Array.from(counts, (count) => share * (count - 1)),
  below: new Float64Array(counts.length),
  above: new Float64Array(counts.length),
});

function note({ places, below, above }: Wanted, group: number, rank: number, value: number): void {
  const low = Math.floor(places[group] ?? 0);
  if (rank === low) below[group] = above[group] = value;
  else if (rank === low + 1) above[group] = value;
}

/** Minutes, between two values in proportion. Null: the group is empty. */
function at({ places, below, above }: Wanted, group: number): number | null {
  const [place = 0, low = 0, high = 0] = [places[group], below[group], above[group]];
  return place < 0 ? null : (low + (high - low) * (place - Math.floor(place))) / 60;
}

const DIGIT = 2 ** 16;

/** The places of all known values, the smallest first: by their lower sixteen bits, then by their upper ones. */
export function inOrder(values: Seconds): Uint32Array {
  const known = Uint32Array.from(values.keys()).filter((place) => values[place] !== NONE);
  const lower = sorted(known, (place) => (values[place] ?? 0) & 0xffff);
  return sorted(lower, (place) => ((values[place] ?? 0) >> 16) + DIGIT / 2);
}

/** Those with the same digit stay in the order they have. */
function sorted(places: Uint32Array, digitOf: (place: number) => number): Uint32Array {
  const ends = new Uint32Array(DIGIT + 1);
  for (const place of places) ends[digitOf(place) + 1] = (ends[digitOf(place) + 1] ?? 0) + 1;
  for (let digit = 1; digit <= DIGIT; digit++) ends[digit] = (ends[digit] ?? 0) + (ends[digit - 1] ?? 0);
  const result = new Uint32Array(places.length);
  for (const place of places) {
    const digit = digitOf(place);
    const next = ends[digit] ?? 0;
    result[next] = place;
    ends[digit] = next + 1;
  }
  return result;
}
