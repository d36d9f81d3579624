/** May this request be answered, and what does it carry? The guards of the sandbox's pages, and the reading of bodies. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { TEXT_LIMIT, textTooLong } from "./acting";

/** Anything but ours to answer: an HTTP status and a sentence for the person. */
export class RequestError extends Error {
  override name = "RequestError";
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Bytes: a text of the longest length, each character written as a JSON escape of six, and the rest of an act. */
const JSON_LIMIT = TEXT_LIMIT * 6 + 16_384;

/** Only our own scripts, styles and requests; nothing is framed, nothing comes from elsewhere. */
const SECURITY_HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

export function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
}

/**
 * Everybody who reaches the sandbox may act as anybody in it, so only this machine (or a host the operator named) reaches
 * it: the Host header stops other names that point here, Origin and content type stop other sites' pages. Throws RequestError.
 */
export function checkRequest(request: IncomingMessage, hosts: string[]): void {
  const host = request.headers.host ?? "";
  if (!isAllowedHost(host, hosts))
    throw new RequestError(403, "The sandbox answers on this computer only. Open it as http://localhost.");
  if (request.method === "GET" || request.method === "HEAD") return;
  if (request.method !== "POST") throw new RequestError(405, "The sandbox takes GET and POST.");
  const { origin } = request.headers;
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`)
    throw new RequestError(403, "The sandbox takes requests of its own page only.");
}

function isAllowedHost(header: string, hosts: string[]): boolean {
  const name = header.replace(/:\d{1,5}$/u, "").toLowerCase();
  return ["localhost", "127.0.0.1", "[::1]", ...hosts.map((host) => host.toLowerCase())].includes(name);
}

export function checkType(request: IncomingMessage, type: string): void {
  const sent = (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  if (sent !== type) throw new RequestError(415, `Send this as ${type}.`);
}

/** The body as an object. Throws RequestError. */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  checkType(request, "application/json");
  const text = (await readBody(request)).toString("utf8");
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "object" && body !== null && !Array.isArray(body)) return { ...body };
  } catch {
    // Answered below: what was sent is no JSON.
  }
  throw new RequestError(400, "This is not a JSON object.");
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Read on but keep nothing: a sender who is cut off never sees the answer.
    if (size <= JSON_LIMIT) chunks.push(chunk);
    if (size > JSON_LIMIT * 100) throw new RequestError(413, textTooLong());
  }
  if (size > JSON_LIMIT) throw new RequestError(413, textTooLong());
  return Buffer.concat(chunks);
}

/** A text of a body. Throws RequestError when it is missing or something else. */
export function textOf(body: Record<string, unknown>, name: string): string {
  const value = body[name];
  if (typeof value !== "string") throw new RequestError(400, `"${name}" must be a text.`);
  return value;
}

/** A list of texts of a body; missing is empty. */
export function textsOf(body: Record<string, unknown>, name: string): string[] {
  const value = body[name] ?? [];
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value;
  throw new RequestError(400, `"${name}" must be a list of texts.`);
}

/** An object of texts; missing is empty. */
export function valuesOf(body: Record<string, unknown>, name: string): Record<string, string> {
  const value = body[name] ?? {};
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject || Object.values(value).some((one) => typeof one !== "string"))
    throw new RequestError(400, `"${name}" must be an object of texts.`);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, String(one)]));
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
  });
  response.end(JSON.stringify(body));
}
