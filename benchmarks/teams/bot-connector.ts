/** What does Teams answer to the few calls that a message leads to? Who somebody is, that they are no technician, and to "is typing". */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { TECHNICIANS } from "./load";

export async function startBotConnector(): Promise<{ serviceUrl: string; close(): void }> {
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      const { status, body } = answerTo(decodeURIComponent(request.url ?? ""));
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function answerTo(path: string): { status: number; body: object } {
  const [, place, user] = /\/v3\/conversations\/([^/]+)\/members\/(.+)$/.exec(path) ?? [];
  if (place === undefined || user === undefined) return { status: 201, body: { id: "1800000000000" } };
  if (place === TECHNICIANS)
    return { status: 404, body: { error: { code: "MemberNotFoundInConversation", message: "not in it" } } };
  const person = { id: user, aadObjectId: user, name: "Ana Lopez", email: "ana@lakeside.example" };
  return { status: 200, body: { ...person, userPrincipalName: person.email, userRole: "user" } };
}
