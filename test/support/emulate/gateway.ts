/**
 * What stands between the help desk and emulate? It passes calls and files on, refuses what a story wants refused, and takes the
 * events. It makes up for what emulate lacks: the rights in `auth.test`, and Slack's word for a method that it does not know
 * (`assistant.threads.*`, `usergroups.*`).
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isObject, parseObject, readArguments } from "../slack/arguments";
import type { Json } from "../slack/world";

export type Behind = {
  emulatorUrl: string;
  scopes: string[];
  /** Slack's word for why this call is refused, if it is. */
  refusalOf(args: Json, method: string): string | undefined;
  /** Before the help desk has the answer of a call that went well. */
  onAnswer(method: string, args: Json, answer: Json): Promise<void>;
  onEvent(event: Json): void;
};

export type Gateway = {
  url: string;
  eventsUrl: string;
  /** What went wrong here, and not at the help desk: a story must not go on over it. */
  failures: unknown[];
  close(): Promise<void>;
};

const EVENTS_PATH = "/events-of-emulate";
const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };

type Reply = { status: number; headers: Record<string, string>; body: string | Buffer };

export async function openGateway(behind: Behind): Promise<Gateway> {
  const failures: unknown[] = [];
  const failed = (error: unknown): Reply => {
    failures.push(error);
    return { status: 502, headers: {}, body: "" };
  };
  const server: Server = createServer((request, response) => {
    answer(behind, request)
      .catch(failed)
      .then((reply) => send(response, reply, behind.emulatorUrl, url))
      .catch(() => response.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    eventsUrl: `${url}${EVENTS_PATH}`,
    failures,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function answer(behind: Behind, request: IncomingMessage): Promise<Reply> {
  const path = request.url ?? "/";
  const body = await readBody(request);
  if (path === EVENTS_PATH) {
    const { event } = parseObject(body.toString(), "invalid_json");
    if (isObject(event)) behind.onEvent(event);
    return { status: 200, headers: {}, body: "" }; // at once: emulate waits for it before it answers a call
  }
  if (!path.startsWith("/api/")) return passOn(behind, request, body);
  const method = path.slice("/api/".length);
  const args = readArguments(request.headers["content-type"] ?? "", body.toString());
  const refusal = behind.refusalOf(args, method);
  if (refusal !== undefined) return refused(refusal);
  const reply = await passOn(behind, request, body);
  if (reply.status === 404) return refused("unknown_method");
  const said = parseObject(reply.body.toString(), "invalid_json");
  if (said["ok"] === true) await behind.onAnswer(method, args, said);
  return { ...reply, headers: { ...JSON_TYPE, "x-oauth-scopes": behind.scopes.join(",") } };
}

const refused = (error: string): Reply => ({
  status: 200,
  headers: JSON_TYPE,
  body: JSON.stringify({ ok: false, error }),
});

async function passOn({ emulatorUrl }: Behind, request: IncomingMessage, body: Buffer): Promise<Reply> {
  const { authorization, "content-type": type } = request.headers;
  const response = await fetch(new URL(request.url ?? "/", emulatorUrl), {
    method: request.method ?? "GET",
    headers: { ...(authorization && { authorization }), ...(type && { "content-type": type }) },
    ...(request.method === "POST" && { body: new Uint8Array(body) }),
  });
  const given = response.headers.get("content-type");
  return {
    status: response.status,
    headers: given === null ? {} : { "content-type": given },
    body: Buffer.from(await response.arrayBuffer()),
  };
}

/** Files are to come and go through here, too: emulate calls itself `localhost`. */
function send(
  response: ServerResponse,
  { status, headers, body }: Reply,
  emulator: string,
  url: string,
): void {
  const isJson = headers["content-type"]?.startsWith("application/json");
  const named = emulator.replace("127.0.0.1", "localhost");
  response.writeHead(status, headers);
  response.end(isJson ? body.toString().replaceAll(named, url) : body);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
