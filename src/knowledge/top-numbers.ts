// Which of many values are the highest?

/** The numbers of the highest values above zero, highest first; of equal ones the first. */
export function topNumbers(values: Float32Array, most: number): number[] {
  const above: number[] = [];
  for (let number = 0; number < values.length; number++) if ((values[number] ?? 0) > 0) above.push(number);
  const floor = above.length > most * 4 ? sampledFloor(values, above, most) : 0;
  const kept = floor > 0 ? above.filter((number) => (values[number] ?? 0) >= floor) : above;
  return kept.toSorted((a, b) => (values[b] ?? 0) - (values[a] ?? 0)).slice(0, most);
}

/** A value that surely leaves at least `most` numbers: sorting 50,000 for each question takes too long. */
function sampledFloor(values: Float32Array, numbers: number[], most: number): number {
  const buckets = new Int32Array(256);
  for (const number of numbers) {
    const bucket = Math.min(255, Math.floor((values[number] ?? 0) * 255));
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
  let kept = 0;
  let bucket = 255;
  for (; bucket > 0 && kept < most; bucket--) kept += buckets[bucket] ?? 0;
  return (bucket + 1) / 255;
}
