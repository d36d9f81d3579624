/** What did Slack's Web API say when it refused a call, and may it be otherwise in a moment? */
import { TOKEN_FAILURES } from "./delivering/failure-table";

/** Slack's own word for it: `channel_not_found`. Undefined: no answer, a 429, a 5xx. */
export function refusalOf(error: unknown): string | undefined {
  const name = dataOf(error)?.error;
  return typeof name === "string" ? name : undefined;
}

/** The right that the token lacks, when that is why. */
export function missingRight(error: unknown): string | undefined {
  const needed = dataOf(error)?.needed;
  return refusalOf(error) === "missing_scope" && typeof needed === "string" ? needed : undefined;
}

/** Nothing final was said: the same call may work later. */
export function isPassing(error: unknown): boolean {
  const name = refusalOf(error);
  return name === undefined || PASSING.has(name);
}

/** The token is of no use any more. */
export const isTokenRefused = (error: unknown): boolean => TOKEN_FAILURES.includes(refusalOf(error) ?? "");

const PASSING = new Set([
  "ratelimited",
  "rate_limited",
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "team_added_to_org",
]);

/** For a log: Slack's word, or what kind of failure it was. Never its message, which may quote. */
export const failureName = (error: unknown): string =>
  refusalOf(error) ?? (error instanceof Error ? error.name : typeof error);

function dataOf(error: unknown): { error?: unknown; needed?: unknown } | undefined {
  if (!(error instanceof Error) || !("data" in error)) return undefined;
  return typeof error.data === "object" && error.data !== null ? error.data : undefined;
}
