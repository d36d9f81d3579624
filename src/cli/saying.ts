/** How do amounts and days read in a terminal? */

export const counted = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;

export const peopleText = (n: number): string => (n === 1 ? "1 person" : `${n} people`);

/** In UTC, as `--since` is written. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
