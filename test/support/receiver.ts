/** Another system that hears of tickets: it keeps what it was sent, and answers as the test says. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { webcrypto } from "node:crypto";
import type { Payload } from "../../src/api/event-fields";

export type Received = { headers: Record<string, string>; body: string; event: Payload };

/** `with`: how it answers this request. */
export type Answering = (response: ServerResponse, received: Received, count: number) => void;

export const yes: Answering = (response) => response.writeHead(204).end();
export const status =
  (code: number, headers = {}): Answering =>
  (response) =>
    response.writeHead(code, headers).end("something that nobody reads");

export async function openReceiver(port = 0) {
  const all: Received[] = [];
  let answering = yes;
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const received = {
      headers: request.headers as Record<string, string>,
      body,
      event: JSON.parse(body) as Payload,
    };
    all.push(received);
    answering(response, received, all.length);
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    port: address.port,
    all,
    answer(how: Answering): void {
      answering = how;
    },
    /** Type and number of the ticket. */
    told: () => all.map(({ event }) => `${event.type} ${event.data.ticket.number}`),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** As the specification says it, with another library than ours. */
export async function isSigned({ headers, body }: Received, secret: string): Promise<boolean> {
  const bytes = Uint8Array.from(atob(secret.replace("whsec_", "")), (c) => c.charCodeAt(0));
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await webcrypto.subtle.importKey("raw", bytes, algorithm, false, ["verify"]);
  const signed = new TextEncoder().encode(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`);
  const verified = (headers["webhook-signature"] ?? "").split(" ").map(async (signature) => {
    const [version, value = ""] = signature.split(",");
    const given = Uint8Array.from(atob(value), (c) => c.charCodeAt(0));
    return version === "v1" && webcrypto.subtle.verify(algorithm, key, given, signed);
  });
  return (await Promise.all(verified)).includes(true);
}
