/** Why did a call to Slack fail, in the words of the platform contract? */
import { webApi } from "@slack/bolt";
import { DeliveryError, type Gone } from "../../platform";
import { FAILURES, UNKNOWN_FAILURE, type FailureRow } from "./failure-table";

/** A DeliveryError that also knows Slack's code, for those who can do something about it. */
export class SlackFailure extends DeliveryError {
  constructor(
    readonly code: string,
    retry: "later" | "never",
    reason: string,
    details: { afterMs?: number; gone?: Gone } = {},
  ) {
    super(retry, reason, details);
  }
}

/** Those who were told to wait should not all come back at once. */
const JITTER_MS = 500;

/** `place` begins a sentence: "The channel C1". Nothing of Slack's answer but its code and scopes gets into the sentence. */
export function failureOf(error: unknown, place: string): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof webApi.WebAPIRateLimitedError)
    return failureFor("ratelimited", place, error.retryAfter);
  if (error instanceof webApi.WebAPIHTTPError) return ofStatus(error.statusCode, place);
  if (error instanceof webApi.WebAPIPlatformError) return ofAnswer(error.data, place);
  return failureFor("unreachable", place);
}

/** One row of the table, filled in. */
export function failureFor(
  code: string,
  place: string,
  retryAfterSeconds?: number,
  needed?: string,
): SlackFailure {
  const row = Object.hasOwn(FAILURES, code) ? (FAILURES[code] ?? UNKNOWN_FAILURE) : UNKNOWN_FAILURE;
  return fill(row, code, { place, code, needed: needed ?? "it needs" }, retryAfterSeconds);
}

export const hasCode = (error: unknown, codes: readonly string[]): error is SlackFailure =>
  error instanceof SlackFailure && codes.includes(error.code);

/** Undefined when it failed in a way that is as good as success. */
export async function tolerate<T>(codes: readonly string[], calling: Promise<T>): Promise<T | undefined> {
  try {
    return await calling;
  } catch (error) {
    if (hasCode(error, codes)) return undefined;
    throw error;
  }
}

function ofStatus(status: number, place: string): SlackFailure {
  const words = { place, code: `HTTP ${status}`, needed: "" };
  return fill(FAILURES.http_error ?? UNKNOWN_FAILURE, "http_error", words);
}

function ofAnswer(data: webApi.WebAPICallResult & { error: string; needed?: unknown }, place: string) {
  const needed = wordIn(data.needed, /^[a-z][\w.:,-]{0,200}$/u);
  // What is no JSON comes as the "error": an error page of a proxy, say.
  const code = wordIn(data.error, /^[a-z][a-z0-9_]{0,80}$/u) ?? "no_json";
  return failureFor(code, place, data.response_metadata?.retryAfter, needed);
}

const wordIn = (value: unknown, shape: RegExp): string | undefined =>
  typeof value === "string" && shape.test(value) ? value : undefined;

function fill(
  row: FailureRow,
  code: string,
  words: Record<"place" | "code" | "needed", string>,
  retryAfterSeconds?: number,
): SlackFailure {
  const reason = row.say.replaceAll(
    /\{(place|code|needed)\}/gu,
    (_, name: keyof typeof words) => words[name],
  );
  const waitMs = retryAfterSeconds === undefined ? row.afterMs : retryAfterSeconds * 1000;
  const afterMs =
    waitMs === undefined || row.retry === "never" ? undefined : waitMs + Math.random() * JITTER_MS;
  return new SlackFailure(code, row.retry, reason, {
    ...(afterMs !== undefined && { afterMs: Math.round(afterMs) }),
    ...(row.gone && { gone: row.gone }),
  });
}
