/** Where is a text or a list cut when it is too long? Between paragraphs, else lines, else words; nothing but the gap is left out. */
import { letterEnd } from "./letters";

/** From (inclusive) and to (exclusive), in UTF-16 units. */
export type Stretch = { from: number; to: number };

/** `words`: running text. `lines`: code, in which spaces count. */
export type CutAt = "words" | "lines";

const GAPS: Record<CutAt, string[]> = { words: ["\n\n", "\n", " "], lines: ["\n"] };

export function splitText(text: string, limit: number, cutAt: CutAt): Stretch[] {
  const stretches: Stretch[] = [];
  for (let from = 0; from < text.length;) {
    const { to, next } = nextCut(text, from, limit, cutAt);
    stretches.push({ from, to });
    from = next;
  }
  return stretches;
}

function nextCut(text: string, from: number, limit: number, cutAt: CutAt): { to: number; next: number } {
  if (text.length - from <= limit) return { to: text.length, next: text.length };
  for (const gap of GAPS[cutAt]) {
    const to = text.lastIndexOf(gap, from + limit);
    // A gap near the beginning would leave the piece nearly empty.
    if (to >= from + limit / 2) return { to, next: to + gap.length };
  }
  const to = from + letterEnd(text.slice(from, from + limit + 64), limit);
  return { to, next: to };
}

/** Fills groups in order. `sizesOf`: what one item takes of each limit. An item over a limit is a group of its own. */
export function packGroups<T>(items: T[], limits: number[], sizesOf: (item: T) => number[]): T[][] {
  const groups: T[][] = [];
  let taken: number[] = [];
  for (const item of items) {
    const sizes = sizesOf(item);
    const together = sizes.map((size, i) => size + (taken[i] ?? 0));
    const last = groups.at(-1);
    if (last && together.every((size, i) => size <= (limits[i] ?? Infinity))) {
      last.push(item);
      taken = together;
    } else {
      groups.push([item]);
      taken = sizes;
    }
  }
  return groups;
}
