/** How does the dashboard answer? With the headers that keep a page to itself, and packed where the browser can unpack. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

export type Answer = {
  status: number;
  type?: string;
  body?: string;
  headers?: Record<string, string>;
};

/** No script at all, no frame around us, styles of our own only. `same-origin`: with `no-referrer` browsers hide where a form came from. */
const GUARDS: Record<string, string> = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "x-frame-options": "DENY",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
  "cache-control": "no-store",
};

export const page = (status: number, body: string, headers: Record<string, string> = {}): Answer => ({
  status,
  type: "text/html; charset=utf-8",
  body,
  headers,
});

export const redirect = (to: string, headers: Record<string, string> = {}): Answer => ({
  status: 303,
  headers: { location: to, ...headers },
});

/** Smaller than this it is not worth packing, in characters. */
const WORTH_PACKING = 1024;

export function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const { status, type, body = "", headers = {} } = answer;
  for (const [name, value] of Object.entries({ ...GUARDS, ...headers })) response.setHeader(name, value);
  if (type !== undefined) response.setHeader("content-type", type);
  const isPacked = body.length > WORTH_PACKING && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
  response.setHeader("vary", "accept-encoding");
  if (isPacked) response.setHeader("content-encoding", "gzip");
  const bytes = isPacked ? gzipSync(body, { level: 6 }) : Buffer.from(body);
  response.setHeader("content-length", bytes.length);
  response.writeHead(status);
  response.end(request.method === "HEAD" ? undefined : bytes);
}
