/** An event was not taken: is it sent again, and when? */
import type { Answer } from "./sending";

const minuteMs = 60_000;
export const backoff = { firstMs: 5000, longestMs: 10 * minuteMs };
/** Long enough for a weekend. */
export const keptForMs = 3 * 24 * 60 * minuteMs;
/** Each within the first minutes: a refusal may be a mistake that somebody is mending, but it holds up all others. */
const mostRefusals = 5;

/** Milliseconds until the next try; undefined: given up. `attempts` counts the one that has just failed; `ageMs`: of the event. */
export function retryAfter(
  { outcome, afterMs }: Exclude<Answer, { outcome: "taken" }>,
  attempts: number,
  ageMs: number,
  random = Math.random,
): number | undefined {
  if (outcome === "refused" && attempts >= mostRefusals) return undefined;
  if (ageMs >= keptForMs) return undefined;
  const usual = Math.min(backoff.longestMs, backoff.firstMs * 2 ** Math.min(attempts - 1, 20));
  return Math.max(afterMs ?? 0, usual * (0.75 + random() / 2));
}
