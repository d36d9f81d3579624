/** Does somebody try links that nobody gave them? A code cannot be guessed; this keeps the trying from costing anything. */

const MINUTE = 60_000;
/** In a minute, from one address. A building may share one, and a few old links are nobody's attack. */
const MOST = 30;

/** Kept in memory: each process counts for itself. */
export function createGuesses(now: () => Date) {
  let since = 0;
  let counts = new Map<string, number>();
  const fresh = (): void => {
    if (now().getTime() - since < MINUTE) return;
    since = now().getTime();
    counts = new Map();
  };
  return {
    isTooMany(address: string): boolean {
      fresh();
      return (counts.get(address) ?? 0) >= MOST;
    },
    missed(address: string): void {
      fresh();
      counts.set(address, (counts.get(address) ?? 0) + 1);
    },
  };
}
