/** Is anything still on its way? Counts what was begun and not ended, and tells who waits for that. */

export type Underway = {
  count<T>(work: Promise<T>): Promise<T>;
  /** Resolves when nothing is. */
  none(): Promise<void>;
};

export function createUnderway(): Underway {
  let begun = 0;
  const waiting: (() => void)[] = [];
  return {
    count: async (work) => {
      begun++;
      try {
        return await work;
      } finally {
        if (--begun === 0) for (const go of waiting.splice(0)) go();
      }
    },
    none: async () => {
      if (begun > 0) await new Promise<void>((go) => waiting.push(go));
    },
  };
}
