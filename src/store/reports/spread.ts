/** Within which time are half of all tickets done, and nine in ten? Of many groups at once, exactly, and without putting all in order. */
import { NONE } from "../figures/columns";

/** Minutes of `count` tickets: half of them took p50 or less, nine in ten p90 or less. Null: there are none. */
export type Spread = { count: number; p50: number | null; p90: number | null };

export const NO_SPREAD: Spread = { count: 0, p50: null, p90: null };

/** Whole ones. NONE is not counted. */
type Seconds = Int32Array;

/** How keys are put together: `of` has the group of each, 0 to `count` - 1. */
export type Groups = { count: number; of: Uint32Array };

/** In which bin each value is: a bin holds what lies within 1.6 % of each other, and all in a later bin is greater. */
export type Binned = { values: Seconds; bins: Uint16Array };

/** Of a power of two, the bins are one for each of the next six bits. The first one is for what is not above zero. */
const BITS = 6;
const BINS = 1 + 31 * 2 ** BITS;
const NO_BIN = 2 ** 16 - 1;

function binOf(value: number): number {
  if (value <= 0) return value === NONE ? NO_BIN : 0;
  const power = 31 - Math.clz32(value);
  const next = power > BITS ? value >>> (power - BITS) : value << (BITS - power);
  return 1 + (power << BITS) + (next & (2 ** BITS - 1));
}

export function binned(values: Seconds): Binned {
  const bins = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) bins[i] = binOf(values[i] ?? NONE);
  return { values, bins };
}

/** A list of spreads for each of the groupings, one a group. `keys`: of the value at the same place. */
export const spreadsOf = (all: Binned, keys: Uint32Array, groupings: readonly Groups[]): Spread[][] =>
  groupings.map((groups) => {
    const wanted = wantedOf(tallied(all, keys, groups), groups.count);
    const found = foundIn(all, keys, groups, wanted);
    return wanted.groups.map(({ count, slots }) => spreadAt(count, slots, found));
  });

/** How many values each group has in each bin. */
function tallied({ bins }: Binned, keys: Uint32Array, { count, of }: Groups): Uint32Array {
  const tally = new Uint32Array(count * BINS);
  for (let i = 0; i < bins.length; i++) {
    const bin = bins[i] ?? NO_BIN;
    if (bin === NO_BIN) continue;
    const place = (of[keys[i] ?? 0] ?? 0) * BINS + bin;
    tally[place] = (tally[place] ?? 0) + 1;
  }
  return tally;
}

/** A bin of a group of which the values are wanted: the one of rank `rank` is at `rank - first` when they are in order. */
type Slot = { slot: number; rank: number; first: number };
/** `slotOf`: by group and bin, one more than the slot; 0: none of these values is wanted. */
type Wanted = { groups: { count: number; slots: Slot[] }[]; slotOf: Uint32Array; slots: number };

/** Ranks between which a group's percentiles lie: two for a half, two for nine tenths. */
const ranksOf = (count: number): number[] =>
  count === 0
    ? []
    : [0.5, 0.9].flatMap((share) => [Math.floor(share * (count - 1)), Math.ceil(share * (count - 1))]);

function wantedOf(tally: Uint32Array, groups: number): Wanted {
  const slotOf = new Uint32Array(tally.length);
  let slots = 0;
  const slotAt = (place: number): number => (slotOf[place] ||= ++slots) - 1;
  const wanted = Array.from({ length: groups }, (_, group) => {
    const own = tally.subarray(group * BINS, (group + 1) * BINS);
    const count = own.reduce((sum, n) => sum + n, 0);
    const ofRank = ranksOf(count).map((rank): Slot => {
      let [bin, first] = [0, 0];
      for (; first + (own[bin] ?? 0) <= rank; bin++) first += own[bin] ?? 0;
      return { slot: slotAt(group * BINS + bin), rank, first };
    });
    return { count, slots: ofRank };
  });
  return { groups: wanted, slotOf, slots };
}

/** The values of each slot, in order. */
function foundIn(
  { values, bins }: Binned,
  keys: Uint32Array,
  { of }: Groups,
  { slotOf, slots }: Wanted,
): Seconds[] {
  const found = Array.from({ length: slots }, (): number[] => []);
  for (let i = 0; i < bins.length; i++) {
    const bin = bins[i] ?? NO_BIN;
    if (bin === NO_BIN) continue;
    const slot = slotOf[(of[keys[i] ?? 0] ?? 0) * BINS + bin] ?? 0;
    if (slot > 0) found[slot - 1]?.push(values[i] ?? 0);
  }
  return found.map((list) => Int32Array.from(list).toSorted());
}

/** Minutes, between two values in proportion. */
function spreadAt(count: number, slots: Slot[], found: Seconds[]): Spread {
  if (count === 0) return NO_SPREAD;
  const [low50 = 0, high50 = 0, low90 = 0, high90 = 0] = slots.map(
    ({ slot, rank, first }) => found[slot]?.[rank - first] ?? 0,
  );
  const between = (share: number, low: number, high: number): number => {
    const place = share * (count - 1);
    return (low + (high - low) * (place - Math.floor(place))) / 60;
  };
  return { count, p50: between(0.5, low50, high50), p90: between(0.9, low90, high90) };
}
