/** How is Teams called? One request, to one address, once; what went wrong is told as a ConnectorFailure. */
import { ConnectorFailure } from "./connector";

export type Ask = { path: string; body?: object; signal: AbortSignal };

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** Undefined: no token, and none is sent. */
export type Token = () => Promise<string | undefined>;

/** The answer's JSON; undefined when there is none that can be read. */
export type RestCall = (method: Method, ask: Ask) => Promise<unknown>;

export function createRestCall(serviceUrl: string, token: Token): RestCall {
  const base = serviceUrl.replace(/\/+$/, "");

  return async (method, { path, body, signal }) => {
    const bearer = await untilAborted(token(), signal);
    const response = await send(`${base}/v3/${path}`, {
      method,
      headers: {
        ...(body && { "content-type": "application/json" }),
        ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal,
      // The token is for this address, not for one that it names.
      redirect: "manual",
    });
    if (response.ok) return readAnswer(response);
    throw await refusal(response);
  };
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    throw new ConnectorFailure(wasSent(error) ? "lost" : "unreachable");
  }
}

/** It was done, but what came of it did not arrive whole. */
async function readAnswer(response: Response): Promise<unknown> {
  try {
    return parse(await response.text());
  } catch {
    throw new ConnectorFailure("lost", response.status);
  }
}

async function refusal(response: Response): Promise<ConnectorFailure> {
  const body = parse(await response.text().catch(() => ""));
  return new ConnectorFailure("answered", response.status, codeOf(body), retryAfter(response));
}

/** While there is no token, nothing is sent: a deadline that ends then leaves nothing in doubt. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(new ConnectorFailure("unreachable"));
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
  });
  try {
    return await Promise.race([aborted, work]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** Failures that come before a request is sent: of its address, of the name, of the connection, of its certificate. */
const BEFORE_SENDING =
  /^(?:ERR_INVALID_URL|ENOTFOUND|EAI_|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT|ERR_TLS_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/;

/** Several addresses tried in vain are an AggregateError. */
function wasSent(error: unknown): boolean {
  const cause = fieldOf(error, "cause");
  if (fieldOf(cause, "syscall") === "connect" || fieldOf(cause, "name") === "AggregateError") return false;
  const code = fieldOf(cause, "code");
  return typeof code !== "string" || !BEFORE_SENDING.test(code);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `{ error: { code, message, innerHttpError } }`, and how older parts of Teams say it: `{ errorCode, message: '{"subCode": …}' }`. */
function codeOf(body: unknown): string | undefined {
  const error = fieldOf(body, "error");
  const message = fieldOf(body, "message");
  const codes = [
    fieldOf(error, "code"),
    fieldOf(fieldOf(fieldOf(fieldOf(error, "innerHttpError"), "body"), "error"), "code"),
    typeof message === "string" ? fieldOf(parse(message), "subCode") : undefined,
  ];
  return codes.find((code): code is string => typeof code === "string" && /^\w{1,80}$/.test(code));
}

export const fieldOf = (of: unknown, name: string): unknown =>
  typeof of === "object" && of !== null ? (of as Record<string, unknown>)[name] : undefined;

/** Seconds, or a date. */
function retryAfter({ headers }: Response): number | undefined {
  const value = headers.get("retry-after") ?? "";
  const seconds = /^\s*\d/.test(value) && !Number.isNaN(Number(value)) ? Number(value) : undefined;
  if (seconds !== undefined) return Math.ceil(seconds * 1000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}
