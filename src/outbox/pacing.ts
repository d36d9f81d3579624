/** When may the next message go to a place, so that its platform does not refuse it? */
import type { Most, Pace } from "../platforms/platform";

/** Entries above which finished ones are swept out. */
const sweepAbove = 1000;

/**
 * Each message gets a moment of its own, `everyMs` after the one before it, and keeps it: a flood to one channel is spread out
 * without anybody waiting with a claim in hand. One process paces itself; several share a platform's own limits (429).
 */
export function createPacing(now: () => Date) {
  const freeAt = new Map<string, number>();
  const reserved = new Map<string, number>();
  /** Moments given out where `most` is asked for, the oldest first. */
  const given = new Map<string, number[]>();

  /** Now, or the moment reserved for the message `key`. */
  function slotFor(key: string, { place, everyMs, most = [] }: Pace): Date {
    const at = now().getTime();
    const slot = reserved.get(key) ?? newSlot(place, most, at);
    if (slot > at) reserved.set(key, slot);
    else reserved.delete(key);
    freeAt.set(place, Math.max(freeAt.get(place) ?? 0, Math.max(slot, at) + everyMs));
    sweep(freeAt, at);
    sweep(reserved, at - 60_000);
    return new Date(Math.max(slot, at));
  }

  function newSlot(place: string, most: Most[], at: number): number {
    const soonest = Math.max(at, freeAt.get(place) ?? at);
    if (most.length === 0) return soonest;
    const before = given.get(place) ?? [];
    const slot = Math.max(soonest, ...most.map(({ count, withinMs }) => (before.at(-count) ?? 0) + withinMs));
    given.set(place, [...before, slot].slice(-Math.max(...most.map(({ count }) => count))));
    sweepGiven(at - Math.max(...most.map(({ withinMs }) => withinMs)));
    return slot;
  }

  /** The platform asked for a rest. What has a moment reserved within it is refused once more, and rests then. */
  function rest(place: string, ms: number): void {
    freeAt.set(place, Math.max(freeAt.get(place) ?? 0, now().getTime() + ms));
  }

  function sweepGiven(before: number): void {
    if (given.size <= sweepAbove) return;
    for (const [place, moments] of given) if ((moments.at(-1) ?? 0) < before) given.delete(place);
  }
  return { slotFor, rest };
}

function sweep(moments: Map<string, number>, before: number): void {
  if (moments.size <= sweepAbove) return;
  for (const [key, moment] of moments) if (moment < before) moments.delete(key);
}
