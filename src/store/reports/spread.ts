/** Within which time are half of all tickets done, and nine in ten? Of many groups at once: all are put in order once. */
import { NONE } from "../figures/columns";

/** Minutes of `count` tickets: half of them took p50 or less, nine in ten p90 or less. Null: there are none. */
export type Spread = { count: number; p50: number | null; p90: number | null };

/** Whole ones. NONE is not counted. */
type Seconds = Int32Array;

/** How keys are put together: `of` has the group of each, 0 to `count` - 1. */
export type Groups = { count: number; of: Uint32Array };

/** `keys`: of the value at the same place. A list of spreads for each of the groupings, one a group. */
export function spreadsOf(
  values: Seconds,
  order: Uint32Array,
  keys: Uint32Array,
  groupings: readonly Groups[],
): Spread[][] {
  const ranked = groupings.map(({ count, of }) => rankedIn(of, countsOf(values, keys, of, count)));
  for (let i = 0; i < order.length; i++) {
    const place = order[i] ?? 0;
    const key = keys[place] ?? 0;
    for (const one of ranked) {
      const group = one.of[key] ?? 0;
      const rank = one.seen[group] ?? 0;
      one.seen[group] = rank + 1;
      if (rank === one.next[group]) note(one, group, rank, values[place] ?? 0);
    }
  }
  return ranked.map(({ counts, found }) =>
    Array.from(counts, (count, group) => spreadAt(count, found.subarray(group * RANKS, (group + 1) * RANKS))),
  );
}

/** Ranks between which a group's percentiles lie: two for a half, two for nine tenths. */
const RANKS = 4;
const ranksOf = (count: number): number[] =>
  [0.5, 0.9].flatMap((share) => [Math.floor(share * (count - 1)), Math.ceil(share * (count - 1))]);

type Ranked = {
  of: Uint32Array;
  counts: Uint32Array;
  seen: Uint32Array;
  /** The next rank of a group at which its value is wanted. */
  next: Uint32Array;
  /** The values at a group's ranks. */
  found: Int32Array;
};

const rankedIn = (of: Uint32Array, counts: Uint32Array): Ranked => ({
  of,
  counts,
  seen: new Uint32Array(counts.length),
  next: counts.map((count) => ranksOf(count)[0] ?? 0),
  found: new Int32Array(counts.length * RANKS),
});

function countsOf(values: Seconds, keys: Uint32Array, of: Uint32Array, count: number): Uint32Array {
  const counts = new Uint32Array(count);
  for (let place = 0; place < values.length; place++) {
    if (values[place] === NONE) continue;
    const group = of[keys[place] ?? 0] ?? 0;
    counts[group] = (counts[group] ?? 0) + 1;
  }
  return counts;
}

function note({ counts, next, found }: Ranked, group: number, rank: number, value: number): void {
  const wanted = ranksOf(counts[group] ?? 0);
  for (const [i, each] of wanted.entries()) if (each === rank) found[group * RANKS + i] = value;
  next[group] = wanted.find((each) => each > rank) ?? 0;
}

/** Minutes, between two values in proportion. */
function spreadAt(count: number, [low50 = 0, high50 = 0, low90 = 0, high90 = 0]: Int32Array): Spread {
  if (count === 0) return { count, p50: null, p90: null };
  const between = (share: number, low: number, high: number): number => {
    const place = share * (count - 1);
    return (low + (high - low) * (place - Math.floor(place))) / 60;
  };
  return { count, p50: between(0.5, low50, high50), p90: between(0.9, low90, high90) };
}

const DIGIT = 2 ** 16;

/** The places of all known values, the smallest first: by their lower sixteen bits, then by their upper ones. */
export function inOrder(values: Seconds): Uint32Array {
  const known = new Uint32Array(values.length);
  let count = 0;
  for (let place = 0; place < values.length; place++) if (values[place] !== NONE) known[count++] = place;
  return sorted(values, sorted(values, known.subarray(0, count), 0), 16);
}

/** Those with the same sixteen bits stay in the order they have. The highest bit is turned over: with it, numbers are negative. */
function sorted(values: Seconds, places: Uint32Array, shift: 0 | 16): Uint32Array {
  const flip = shift === 16 ? DIGIT / 2 : 0;
  const digitOf = (place: number): number => (((values[place] ?? 0) >> shift) & 0xffff) ^ flip;
  const ends = new Uint32Array(DIGIT + 1);
  for (let i = 0; i < places.length; i++) {
    const digit = digitOf(places[i] ?? 0) + 1;
    ends[digit] = (ends[digit] ?? 0) + 1;
  }
  for (let digit = 1; digit <= DIGIT; digit++) ends[digit] = (ends[digit] ?? 0) + (ends[digit - 1] ?? 0);
  const result = new Uint32Array(places.length);
  for (let i = 0; i < places.length; i++) {
    const place = places[i] ?? 0;
    const digit = digitOf(place);
    const next = ends[digit] ?? 0;
    result[next] = place;
    ends[digit] = next + 1;
  }
  return result;
}
