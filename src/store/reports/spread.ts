/** Within which time are half of all tickets done, and nine in ten? Of many groups at once: all are put in order once. */
import { gathered, NONE } from "../figures/columns";

/** Minutes of `count` tickets: half of them took p50 or less, nine in ten p90 or less. Null: there are none. */
export type Spread = { count: number; p50: number | null; p90: number | null };

export const NO_SPREAD: Spread = { count: 0, p50: null, p90: null };

/** Whole ones. NONE is not counted. */
type Seconds = Int32Array;

/** How keys are put together: `of` has the group of each, 0 to `count` - 1. */
export type Groups = { count: number; of: Uint32Array };

/** A list of spreads for each of the groupings, one a group. `keys`: of the value that stood at the same place. */
export function spreadsOf(
  { values, places }: InOrder,
  keys: Uint32Array,
  groupings: readonly Groups[],
): Spread[][] {
  const keysInOrder = gathered(keys, places);
  const ofKeys = countsOf(keysInOrder);
  return groupings.map(({ count, of }) => {
    const counts = new Uint32Array(count);
    for (const [key, n] of ofKeys.entries())
      if (n > 0) counts[of[key] ?? 0] = (counts[of[key] ?? 0] ?? 0) + n;
    const found = count === 1 ? valuesOfAll(values) : valuesAtRanks(values, keysInOrder, of, counts);
    return Array.from(counts, (n, group) => spreadAt(n, found.subarray(group * RANKS, (group + 1) * RANKS)));
  });
}

/** Ranks between which a group's percentiles lie: two for a half, two for nine tenths. */
const RANKS = 4;
const ranksOf = (count: number): number[] =>
  [0.5, 0.9].flatMap((share) => [Math.floor(share * (count - 1)), Math.ceil(share * (count - 1))]);

function countsOf(keys: Uint32Array): Uint32Array {
  let most = 0;
  for (let i = 0; i < keys.length; i++) most = Math.max(most, keys[i] ?? 0);
  const counts = new Uint32Array(most + 1);
  for (let i = 0; i < keys.length; i++) counts[keys[i] ?? 0] = (counts[keys[i] ?? 0] ?? 0) + 1;
  return counts;
}

const valuesOfAll = (values: Seconds): Int32Array =>
  Int32Array.from(ranksOf(values.length), (rank) => values[rank] ?? 0);

/** Of values in order: those at a group's ranks. */
function valuesAtRanks(values: Seconds, keys: Uint32Array, of: Uint32Array, counts: Uint32Array): Int32Array {
  const found = new Int32Array(counts.length * RANKS);
  const seen = new Uint32Array(counts.length);
  /** The next rank of a group at which its value is wanted. */
  const next = counts.map((count) => ranksOf(count)[0] ?? 0);
  for (let i = 0; i < keys.length; i++) {
    const group = of[keys[i] ?? 0] ?? 0;
    const rank = seen[group] ?? 0;
    seen[group] = rank + 1;
    if (rank !== next[group]) continue;
    const wanted = ranksOf(counts[group] ?? 0);
    for (const [at, each] of wanted.entries()) if (each === rank) found[group * RANKS + at] = values[i] ?? 0;
    next[group] = wanted.find((each) => each > rank) ?? 0;
  }
  return found;
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

/** All known values, the smallest first, and the place at which each stood. */
export type InOrder = { values: Seconds; places: Uint32Array };

/** By their lower sixteen bits, then by their upper ones. */
export function inOrder(values: Seconds): InOrder {
  const places = new Uint32Array(values.length);
  let count = 0;
  for (let place = 0; place < values.length; place++) if (values[place] !== NONE) places[count++] = place;
  const known = places.subarray(0, count);
  return sorted(sorted({ values: gathered(values, known), places: known }, 0), 16);
}

/** Those with the same sixteen bits stay in the order they have. The highest bit is turned over: with it, numbers are negative. */
function sorted({ values, places }: InOrder, shift: 0 | 16): InOrder {
  const turned = shift === 16 ? DIGIT / 2 : 0;
  const ends = new Uint32Array(DIGIT + 1);
  for (let i = 0; i < values.length; i++) {
    const digit = ((((values[i] ?? 0) >> shift) & 0xffff) ^ turned) + 1;
    ends[digit] = (ends[digit] ?? 0) + 1;
  }
  for (let digit = 1; digit <= DIGIT; digit++) ends[digit] = (ends[digit] ?? 0) + (ends[digit - 1] ?? 0);
  const result = { values: new Int32Array(values.length), places: new Uint32Array(values.length) };
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    const digit = ((value >> shift) & 0xffff) ^ turned;
    const next = ends[digit] ?? 0;
    result.values[next] = value;
    result.places[next] = places[i] ?? 0;
    ends[digit] = next + 1;
  }
  return result;
}
