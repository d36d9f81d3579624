// Which texts are run together, so that a question in between need not wait long?

/** Takes about 12 ms. One text that is longer than this runs alone (96 tokens: 35 ms). */
const MOST_TOKENS = 32;
/** So many texts are looked at together: tokenizing them takes about 5 ms. */
const WINDOW = 64;

/** Texts of as many tokens as each other: `at` says where they stand in the list, `tokens` what the network reads. */
export type Chunk = { at: number[]; tokens: number[][] };

/** `undefined` after tokenizing: a moment in which something else may be done. */
export function* chunksOf(
  texts: string[],
  tokensOf: (text: string) => number[],
): Generator<Chunk | undefined> {
  for (let start = 0; start < texts.length; start += WINDOW) {
    const window = texts.slice(start, start + WINDOW).map(tokensOf);
    yield undefined;
    for (const [length, at] of byLength(window)) {
      const size = Math.max(1, Math.floor(MOST_TOKENS / length));
      for (let i = 0; i < at.length; i += size) {
        const together = at.slice(i, i + size);
        yield { at: together.map((n) => start + n), tokens: together.map((n) => window[n] ?? []) };
      }
    }
  }
}

function byLength(texts: number[][]): Map<number, number[]> {
  const found = new Map<number, number[]>();
  texts.forEach(({ length }, i) => found.set(length, [...(found.get(length) ?? []), i]));
  return found;
}
