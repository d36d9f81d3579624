/** What did the service tell us a moment ago? Answers kept for a while, so that an event costs a call only now and then. */
import { createRecent } from "./recent";

/** `get`: the kept answer, or a new one from `load`; two who ask at once share one call. */
export type Memory<T> = {
  get(key: string, load: () => Promise<T>): Promise<T>;
  forget(key: string): void;
};

/** Rest after a failed call, while the old answer still serves. */
const TRY_AGAIN_MS = 10_000;

/** `most`: answers kept; the one unused for longest goes first. */
export function createMemory<T>(limits: { most: number; forMs: number; now: () => Date }): Memory<T> {
  const kept = createRecent<{ value: T; at: number }>(limits.most);
  const loading = new Map<string, Promise<T>>();

  function reload(key: string, load: () => Promise<T>): Promise<T> {
    const running = load().then(
      (value) => {
        // Forgotten meanwhile: the answer may be older than what made us forget.
        if (loading.get(key) === running) kept.set(key, { value, at: limits.now().getTime() });
        return value;
      },
      (error: unknown) => {
        // Better what was true a while ago than a message lost.
        const last = kept.get(key);
        if (!last) throw error;
        last.at = limits.now().getTime() - limits.forMs + TRY_AGAIN_MS;
        return last.value;
      },
    );
    loading.set(key, running);
    void running.catch(() => {}).then(() => loading.get(key) === running && loading.delete(key));
    return running;
  }

  return {
    async get(key, load) {
      const known = kept.get(key);
      if (!known || limits.now().getTime() - known.at >= limits.forMs)
        return loading.get(key) ?? reload(key, load);
      return known.value;
    },
    forget(key) {
      kept.delete(key);
      loading.delete(key);
    },
  };
}
