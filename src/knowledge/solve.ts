// What x makes A x = b, for a small symmetric positive definite A?

/** Cholesky. `rows[i]` holds the lower triangle (i + 1 numbers) and is overwritten with the factor. */
export function solve(rows: Float64Array[], right: Float64Array): Float64Array {
  factorise(rows);
  const x = right.slice();
  rows.forEach((row, i) => {
    let sum = x[i] ?? 0;
    for (let j = 0; j < i; j++) sum -= (row[j] ?? 0) * (x[j] ?? 0);
    x[i] = sum / (row[i] ?? 1);
  });
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i];
    if (!row) continue;
    const value = (x[i] ?? 0) / (row[i] ?? 1);
    x[i] = value;
    for (let j = 0; j < i; j++) x[j] = (x[j] ?? 0) - (row[j] ?? 0) * value;
  }
  return x;
}

function factorise(rows: Float64Array[]): void {
  rows.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      const other = rows[j] ?? row;
      let sum = row[j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (row[k] ?? 0) * (other[k] ?? 0);
      row[j] = i === j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / (other[j] ?? 1);
    }
  });
}
