/** How does a call reach the simulator? One HTTP server on 127.0.0.1: the Bot Connector, and files to be downloaded. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerCall, type Answer } from "./answering";
import { FILES, serveFile } from "./file-server";
import { readAll } from "./post-json";
import type { Json, World } from "./world";

export async function serveWorld(world: World): Promise<Server> {
  const server = createServer((request, response) => {
    route(world, request, response).catch((error: unknown) => {
      response.writeHead(500, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { code: "ServiceError", message: String(error) } }));
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return server;
}

async function route(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", world.origin);
  const body = await readAll(request);
  if (pathname.startsWith(FILES))
    return answerWith(serveFile(world, pathname.slice(FILES.length)), request, response);
  const [, path = ""] = pathname.split("/v3/");
  const answer = await answerCall(world, {
    method: request.method ?? "GET",
    path: path.split("/").map(decodeURIComponent),
    targeted: searchParams.get("isTargetedActivity") === "true",
    bearer: /^Bearer (.+)$/u.exec(request.headers.authorization ?? "")?.[1],
    size: Buffer.byteLength(body, "utf16le"),
    body: body === "" ? {} : (JSON.parse(body) as Json),
  });
  return answerWith(answer, request, response);
}

async function answerWith(answer: Answer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (answer === "hang") return;
  if (answer === "reset") return void request.socket.resetAndDestroy();
  if (answer.afterMs !== undefined) await new Promise((wait) => setTimeout(wait, answer.afterMs).unref());
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}
