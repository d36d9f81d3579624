/** Is anything half done? Counts work, so that a stop can wait for it. */

export type InFlight = {
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves when nothing that was tracked is still going on. */
  idle(): Promise<void>;
};

export function createInFlight(): InFlight {
  const going = new Set<Promise<unknown>>();
  return {
    track(work) {
      going.add(work);
      void work.catch(() => {}).then(() => going.delete(work));
      return work;
    },
    async idle() {
      while (going.size > 0) await Promise.allSettled(going);
    },
  };
}
