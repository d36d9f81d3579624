/** From which day on does a command look? */

const dayMs = 86_400_000;

/** `2026-09-01`, or `30d`: so many days back from `now`. A sentence when it is neither. */
export function readSince(written: string, now?: Date): Date | string {
  const days = now && /^(\d{1,4})d$/.exec(written)?.[1];
  if (now && days !== undefined) return new Date(now.getTime() - Number(days) * dayMs);
  const day = /^\d{4}-\d{2}-\d{2}$/.test(written) ? new Date(`${written}T00:00:00Z`) : undefined;
  const isDay = day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written);
  const also = now ? ", or 30d for the last 30 days" : "";
  return isDay ? day : `"${written}" is no day. Write it as 2026-09-01${also}.`;
}
