/** Why did a call to Teams fail, in the words of the platform contract? */
import type { Address } from "../../../desk/model";
import { DeliveryError, type Delivery } from "../../platform";
import { targetOf } from "../address";
import { ConnectorFailure } from "../connector";
import {
  FAILURES,
  FAILURES_BY_STATUS,
  FAILURES_IN,
  NOT_OFFERED,
  UNKNOWN_FAILURE,
  type FailureRow,
} from "./failure-table";
import { isGroupChat } from "./rooms";

/** Those who were told to wait should not all come back at once. */
const JITTER_MS = 500;

/** Whatever Teams says, or a proxy in its name: nothing waits longer than this for the next try. */
const LONGEST_REST_MS = 3_600_000;

/** Only Teams' code gets into the sentence, nothing else of its answer. */
export function failureOf(error: unknown, delivery: Delivery): unknown {
  if (!(error instanceof ConnectorFailure)) return error;
  const place = "to" in delivery ? delivery.to : delivery.message.in;
  const where = "message" in delivery ? "message" : kindOf(place);
  const code = codeOf(error);
  return fill(rowFor(code, where, error.status), code, place, where, error.retryAfterMs);
}

/** Teams itself has answered no: nothing was done, and asking again is no use. */
export const isRefusal = (error: unknown, ...statuses: number[]): error is ConnectorFailure =>
  error instanceof ConnectorFailure &&
  error.kind === "answered" &&
  error.status !== undefined &&
  statuses.includes(error.status);

/** It may have been done, and nobody knows. */
export const isUnclear = (error: unknown): boolean =>
  error instanceof ConnectorFailure && (error.kind === "lost" || isServerError(error));

const isServerError = ({ kind, status = 500 }: ConnectorFailure): boolean =>
  kind === "answered" && status >= 500 && status !== 501;

/** Undefined when it failed in a way that is as good as success. */
export async function tolerate<T>(statuses: number[], calling: Promise<T>): Promise<T | undefined> {
  try {
    return await calling;
  } catch (error) {
    if (isRefusal(error, ...statuses)) return undefined;
    throw error;
  }
}

type Where = keyof typeof FAILURES_IN;

function kindOf(place: Address): Where {
  if (place.kind === "direct") return "person";
  const target = targetOf(place);
  if ("account" in target) return "person";
  if (isGroupChat(target.channel)) return "chat";
  return target.root === undefined ? "channel" : "thread";
}

const KNOWN = new Map(
  [FAILURES, ...Object.values(FAILURES_IN)]
    .flatMap((table) => Object.keys(table))
    .map((code) => [letters(code), code] as const),
);

/** Teams writes "Bad Argument" as well as "BadArgument". */
function letters(code: string): string {
  return code.replaceAll(/[^a-z_]/giu, "").toLowerCase();
}

function codeOf({ kind, status, code }: ConnectorFailure): string {
  const known = code === undefined ? undefined : KNOWN.get(letters(code));
  if (known !== undefined) return known;
  if (kind !== "answered") return kind;
  return /^[A-Za-z]\w{0,80}$/u.test(code ?? "") ? (code ?? "") : `HTTP ${status ?? "?"}`;
}

function rowFor(code: string, where: Where, status = 0): FailureRow {
  const byStatus = FAILURES_BY_STATUS[status] ?? "";
  for (const known of [code, byStatus]) {
    const row = find(FAILURES_IN[where], known) ?? find(FAILURES, known);
    if (row) return row;
    // A message's place may be refused as a whole.
    if (where === "message" && find(FAILURES_IN.channel, known)) return NO_PLACE;
  }
  if (status === 405 || status === 501) return NOT_OFFERED;
  if (status >= 500) return FAILURES.ServiceError ?? UNKNOWN_FAILURE;
  return UNKNOWN_FAILURE;
}

const NO_PLACE: FailureRow = {
  retry: "never",
  say: "{place} does not let the app in any more ({code}), so its messages there cannot be changed. Install the app there.",
};

const find = (table: Readonly<Record<string, FailureRow>>, code: string): FailureRow | undefined =>
  Object.hasOwn(table, code) ? table[code] : undefined;

function fill(
  row: FailureRow,
  code: string,
  place: Address,
  where: Where,
  retryAfterMs: number | undefined,
): DeliveryError {
  const there = nameOf(place);
  const words = { place: `${there.charAt(0).toUpperCase()}${there.slice(1)}`, there, code };
  const reason = row.say.replaceAll(/\{(place|there|code)\}/gu, (_, name: keyof typeof words) => words[name]);
  const asked = retryAfterMs ?? row.afterMs;
  const waitMs = asked === undefined ? undefined : Math.min(asked, LONGEST_REST_MS);
  const gone = row.gone === "whole" ? "channel" : row.gone;
  return new DeliveryError(row.retry, reason, {
    ...(waitMs !== undefined &&
      row.retry === "later" && { afterMs: Math.round(waitMs + Math.random() * JITTER_MS) }),
    ...(gone && where !== "person" && { gone }),
  });
}

/** Within a sentence. */
export function nameOf(place: Address): string {
  const target = targetOf(place);
  if ("account" in target) return `the direct chat with ${target.account}`;
  return `the ${isGroupChat(target.channel) ? "group chat" : "channel"} ${target.channel}`;
}
