// Which meanings of the knowledge bases are known in this thread, and who waits for more?
import type { Encoded, Request } from "./door";
import { fileFor } from "./meanings-file";
import { DIMENSIONS } from "./minilm";

export type KnownBases = {
  get(text: string): Float32Array | undefined;
  /** See `Meanings.encodeAll`. */
  encodeAll(base: string, texts: string[], adds?: boolean): Promise<number | undefined>;
  /** From the other thread. */
  take(encoded: Encoded): void;
  /** Nothing more will come: whoever waits gets undefined. What is known stays. */
  giveUp(): void;
  isWaiting(): boolean;
};

type Waiting = {
  job: number;
  texts: string[];
  adds: boolean;
  told: ((encoded: number | undefined) => void)[];
};

export function createKnownBases(folder: string | undefined, post: (request: Request) => void): KnownBases {
  const bases = new Map<string, Map<string, Float32Array>>();
  const waiting = new Map<string, Waiting>();
  let jobs = 0;
  return {
    get(text) {
      for (const known of bases.values()) {
        const meaning = known.get(text);
        if (meaning) return meaning;
      }
      return undefined;
    },
    encodeAll: (base, all, more = false) =>
      new Promise((tell) => {
        const before = waiting.get(base);
        const texts = [...new Set(more && before ? [...before.texts, ...all] : all)];
        const adds = more && (before?.adds ?? bases.has(base));
        const job = ++jobs;
        waiting.set(base, { job, texts, adds, told: [...(before?.told ?? []), tell] });
        post({
          kind: "base",
          base,
          job,
          texts,
          adds,
          ...(folder !== undefined && { file: fileFor(folder, base) }),
        });
      }),
    take({ base, job, encoded, meanings }) {
      const newest = waiting.get(base);
      if (newest?.job !== job) return;
      waiting.delete(base);
      const meaningOf = (i: number) => meanings.subarray(i * DIMENSIONS, (i + 1) * DIMENSIONS);
      const known = newest.adds
        ? (bases.get(base) ?? new Map<string, Float32Array>())
        : new Map<string, Float32Array>();
      newest.texts.forEach((text, i) => known.set(text, meaningOf(i)));
      bases.set(base, known);
      for (const tell of newest.told) tell(encoded);
    },
    giveUp() {
      const told = [...waiting.values()].flatMap((one) => one.told);
      waiting.clear();
      for (const tell of told) tell(undefined);
    },
    isWaiting: () => waiting.size > 0,
  };
}
