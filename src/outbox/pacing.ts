/** When may the next message go to an address, so that its platform does not refuse it? */
import { addressKey } from "../desk/address";
import type { Address } from "../desk/model";

/** Entries above which finished ones are swept out. */
const sweepAbove = 1000;

/**
 * Each message gets a moment of its own, `paceMs` after the one before it, and keeps it: a flood to one channel is spread out
 * without anybody waiting with a claim in hand. One process paces itself; several share a platform's own limits (429).
 */
export function createPacing(now: () => Date) {
  const freeAt = new Map<string, number>();
  const reserved = new Map<string, number>();

  /** Now, or the moment reserved for the message `key`. */
  function slotFor(key: string, address: Address, paceMs: number): Date {
    const at = now().getTime();
    const place = addressKey(address);
    const slot = reserved.get(key) ?? Math.max(at, freeAt.get(place) ?? at);
    if (slot > at) reserved.set(key, slot);
    else reserved.delete(key);
    freeAt.set(place, Math.max(freeAt.get(place) ?? 0, Math.max(slot, at) + paceMs));
    sweep(freeAt, at);
    sweep(reserved, at - 60_000);
    return new Date(Math.max(slot, at));
  }
  return { slotFor };
}

function sweep(moments: Map<string, number>, before: number): void {
  if (moments.size <= sweepAbove) return;
  for (const [key, moment] of moments) if (moment < before) moments.delete(key);
}
