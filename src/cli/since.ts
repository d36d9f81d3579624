/** From which moment on does a command look? */

const dayMs = 86_400_000;

export const lastDays = (days: number, now: Date): Date => new Date(now.getTime() - days * dayMs);

/** A day, or so many days before now. `byDefault`: where nothing is written. A sentence when it is neither. */
export function readSince<T>(written: string | undefined, now: Date, byDefault: T): Date | T | string {
  if (written === undefined) return byDefault;
  const days = /^(\d{1,5})d$/.exec(written)?.[1];
  const since = days === undefined ? dayOf(written) : lastDays(Number(days), now);
  if (!since) return `"${written}" is no day. Write it as 2026-09-01, or 30d for the last 30 days.`;
  return since < now
    ? since
    : `--since ${written}: nothing has come since then. Write a day that is past, or 30d.`;
}

function dayOf(written: string): Date | undefined {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(written) ? new Date(`${written}T00:00:00Z`) : undefined;
  const isDay = day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written);
  return isDay ? day : undefined;
}
