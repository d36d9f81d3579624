/** Which of many were used last? Only so many are kept: the one unused for longest goes first. */

export type Recent<T> = {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
};

export function createRecent<T>(most: number): Recent<T> {
  // A Map keeps the order in which its keys came.
  const kept = new Map<string, T>();

  function set(key: string, value: T): void {
    kept.delete(key);
    kept.set(key, value);
    const oldest = kept.size > most ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
  }

  return {
    get(key) {
      const value = kept.get(key);
      if (value !== undefined) set(key, value);
      return value;
    },
    set,
    delete: (key) => void kept.delete(key),
  };
}
