/** From which day on does a command look? */

/** A sentence when it is no day. */
export function readSince(written: string): Date | string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(written) ? new Date(`${written}T00:00:00Z`) : undefined;
  const isDay = day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written);
  return isDay ? day : `"${written}" is no day. Write it as 2026-09-01.`;
}
