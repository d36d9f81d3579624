// What comes first of many things that each have their moment?

export type Heap<T> = { push(at: number, what: T): void; first(): number | undefined; pop(): T | undefined };

/** Of two at one moment, the one that was put in first. */
export function createHeap<T>(): Heap<T> {
  type Entry = { at: number; place: number; what: T };
  const entries: Entry[] = [];
  let pushed = 0;
  const isBefore = (a: number, b: number): boolean => {
    const [one, other] = [entries[a], entries[b]];
    if (!one || !other) return one !== undefined;
    return one.at < other.at || (one.at === other.at && one.place < other.place);
  };
  const swap = (a: number, b: number): void => {
    const [one, other] = [entries[a], entries[b]];
    if (one && other) [entries[a], entries[b]] = [other, one];
  };

  function sink(i: number): void {
    const left = 2 * i + 1;
    const child = isBefore(left + 1, left) ? left + 1 : left;
    if (!isBefore(child, i)) return;
    swap(child, i);
    sink(child);
  }

  return {
    push(at, what) {
      entries.push({ at, place: pushed++, what });
      for (let i = entries.length - 1; i > 0 && isBefore(i, (i - 1) >> 1); i = (i - 1) >> 1)
        swap(i, (i - 1) >> 1);
    },
    first: () => entries[0]?.at,
    pop() {
      swap(0, entries.length - 1);
      const first = entries.pop();
      sink(0);
      return first?.what;
    },
  };
}
