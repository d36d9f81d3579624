// Which of many values are the highest?

/** So many that hardly more are sorted than are wanted. */
const BUCKETS = 4096;

/** The numbers of the highest values above zero, highest first; of equal ones the first. */
export function topNumbers(values: Float32Array, most: number): number[] {
  const floor = floorOf(values, most);
  const kept: number[] = [];
  for (let number = 0; number < values.length; number++) {
    const value = values[number] ?? 0;
    if (value > 0 && value >= floor) kept.push(number);
  }
  return kept.toSorted((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b).slice(0, most);
}

/** A value that surely leaves at least `most` numbers, where there are so many: sorting 50,000 for each question takes too long. */
function floorOf(values: Float32Array, most: number): number {
  const buckets = new Int32Array(BUCKETS);
  for (let number = 0; number < values.length; number++) {
    const value = values[number] ?? 0;
    if (value > 0) buckets[bucketOf(value)] = (buckets[bucketOf(value)] ?? 0) + 1;
  }
  let kept = 0;
  for (let bucket = BUCKETS - 1; bucket > 0; bucket--) {
    kept += buckets[bucket] ?? 0;
    if (kept >= most) return (bucket - 0.5) / (BUCKETS - 1);
  }
  return 0;
}

const bucketOf = (value: number): number => Math.min(BUCKETS - 1, Math.floor(value * (BUCKETS - 1)));
