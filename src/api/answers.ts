/** What does another system read when its request is answered, and when it is not? */
import type { ServerResponse } from "node:http";
import type { z } from "zod";
import type { problemFields } from "./ticket-fields";

/** A request that is not answered as it asked. `detail`: what was wrong, and what to send instead; nothing secret. */
export class Refusal extends Error {
  override name = "Refusal";
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 405 | 429 | 500,
    readonly detail: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(detail);
  }
}

const TITLES: Record<Refusal["status"], string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  429: "Too Many Requests",
  500: "Internal Server Error",
};

const HEADERS = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

/** Problem details, RFC 9457. */
export function refuse(response: ServerResponse, { status, detail, headers }: Refusal): void {
  const problem: z.output<typeof problemFields> = {
    type: "about:blank",
    title: TITLES[status],
    status,
    detail,
  };
  send(response, status, problem, { "content-type": "application/problem+json", ...headers });
}

export function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    ...HEADERS,
    ...headers,
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}

export function beginTable(response: ServerResponse): void {
  response.writeHead(200, {
    "content-type": "text/csv; charset=utf-8; header=present",
    "content-disposition": 'attachment; filename="tickets.csv"',
    ...HEADERS,
  });
}
