/** How does a call reach the simulator? One HTTP server on 127.0.0.1: the Web API, files, response URLs. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerCall, spoilTransfer, type Answer } from "./answering";
import { readArguments, textOf } from "./arguments";
import { serveFile, takeUpload } from "./file-server";
import { Refusal } from "./refusal";
import { takeResponse } from "./response-urls";
import type { World } from "./world";

export async function serveWorld(world: World): Promise<Server> {
  const server = createServer((request, response) => {
    route(world, request, response).catch((error: unknown) => {
      const isBadBody = error instanceof Refusal;
      response.writeHead(isBadBody ? 200 : 500, { "content-type": "application/json" });
      response.end(JSON.stringify({ ok: false, error: isBadBody ? error.error : String(error) }));
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return server;
}

async function route(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const [, room, ...rest] = pathname.split("/");
  const body = await readBody(request);
  const token = bearerOf(request);
  if (room === "api") return answerApi(world, rest.join("/"), token, request, body, response);
  if (room === "upload" || room === "files-pri") {
    const isUpload = room === "upload";
    const spoilt = spoilTransfer(world, isUpload ? "upload" : "download", pathname);
    if (spoilt) return answerWith(spoilt, request, response);
    if (isUpload) return send(response, takeUpload(world, rest.at(-1) ?? "", request, body));
    return send(response, serveFile(world, rest, token));
  }
  if (room === "response") return send(response, takeResponse(world, rest[0] ?? "", body.toString()));
  return send(response, { status: 404, headers: {}, body: "not_found" });
}

function answerApi(
  world: World,
  method: string,
  token: string | undefined,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): void {
  const args = readArguments(request.headers["content-type"] ?? "", body.toString());
  const query = new URL(request.url ?? "/", "http://localhost").searchParams;
  const all = { ...Object.fromEntries(query), ...args };
  const answer: Answer = answerCall(world, method, token ?? textOf(all, "token"), all);
  answerWith(answer, request, response);
}

function answerWith(answer: Answer, request: IncomingMessage, response: ServerResponse): void {
  if (answer === "hang") return;
  if (answer === "reset") void request.socket.resetAndDestroy();
  else send(response, answer);
}

export type Reply = { status: number; headers: Record<string, string>; body: string | Buffer };

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, headers);
  response.end(body);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const bearerOf = ({ headers }: IncomingMessage): string | undefined =>
  /^Bearer (.+)$/u.exec(headers.authorization ?? "")?.[1];
