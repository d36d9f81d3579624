/** A server on this machine that keeps what it was asked, and answers as a test says. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Asked = { method: string; path: string; headers: IncomingMessage["headers"]; body: unknown };

export type Listening = { url: string; asked: Asked[]; close(): Promise<void> };

export async function listen(
  answer: (request: IncomingMessage, response: ServerResponse, asked: Asked) => void,
): Promise<Listening> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const answered = readAsked(request).then((one) => {
      asked.push(one);
      return answer(request, response, one);
    });
    answered.catch(() => response.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

export const answerJson = (response: ServerResponse, status: number, body: object): void =>
  void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));

async function readAsked(request: IncomingMessage): Promise<Asked> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  const { method = "", url = "", headers } = request;
  return { method, path: url, headers, body: text === "" ? undefined : JSON.parse(text) };
}
