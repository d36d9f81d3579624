/** How is an event handed over to another system, and what does its answer mean? */

/**
 * `taken`: it said yes. `refused`: it has read this event and does not want it. `unreached`: it is away, or something between us; the
 * next event would fare no better. `reason`: for the operator; nothing of what it answered.
 */
export type Answer =
  { outcome: "taken" } | { outcome: "refused" | "unreached"; reason: string; afterMs?: number };

export const answerWithinMs = 10_000;
/** Its own wish for a pause is followed up to an hour. */
const longestWishMs = 3_600_000;

/** Of this event alone: its form, its size, or that its kind is not wanted any more. */
const REFUSALS = new Set([400, 410, 413, 415, 422]);

/** Follows no redirect: what is signed for one address goes to no other. */
export async function sendEvent(
  url: string,
  body: string,
  headers: Record<string, string>,
  withinMs = answerWithinMs,
): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...headers },
      redirect: "manual",
      signal: AbortSignal.timeout(withinMs),
    });
  } catch (error) {
    return { outcome: "unreached", reason: whyUnreached(error, withinMs) };
  }
  // What it says besides is not looked at: it may be anything, of any length.
  await response.body?.cancel().catch(() => undefined);
  return answerOf(response);
}

function answerOf({ status, headers }: Response): Answer {
  if (status >= 200 && status < 300) return { outcome: "taken" };
  if (status >= 300 && status < 400)
    return {
      outcome: "unreached",
      reason: `It answered ${status}: write the address it redirects to into the plan.`,
    };
  const reason = `It answered ${status}.`;
  if (REFUSALS.has(status)) return { outcome: "refused", reason };
  const wish = Number(headers.get("retry-after") ?? Number.NaN) * 1000;
  const isWish = (status === 429 || status === 503) && wish > 0;
  return { outcome: "unreached", reason, ...(isWish && { afterMs: Math.min(wish, longestWishMs) }) };
}

/** The name of the failure alone. */
function whyUnreached(error: unknown, withinMs: number): string {
  if (nameOf(error, "name") === "TimeoutError") return `It did not answer within ${withinMs / 1000} seconds.`;
  const cause = typeof error === "object" && error !== null && "cause" in error ? error.cause : undefined;
  return `It could not be reached (${nameOf(cause, "code") ?? nameOf(error, "name") ?? "unknown"}).`;
}

function nameOf(error: unknown, key: "code" | "name"): string | undefined {
  const name =
    typeof error === "object" && error !== null ? (error as Record<string, unknown>)[key] : undefined;
  return typeof name === "string" ? name : undefined;
}
