// Unsigned requests are taken for the playground only: who else on the way to this machine could speak as anybody?
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import type { DeskEvent } from "../../../src/desk/events";
import { createTeams, type TeamsAccess } from "../../../src/platforms/teams";
import { payload, testOptions } from "./receiving-setup";

const signed: TeamsAccess = { kind: "password", appId: "app", tenant: "tenant", password: "p" };

/** What a request with these headers is answered, by a help desk with this access; what reached the desk, and what was logged. */
async function ask(headers: Record<string, string>, access: TeamsAccess = { kind: "anonymous" }) {
  const events: DeskEvent[] = [];
  const options = testOptions({ access });
  const teams = createTeams(options);
  await teams.start(async (event) => void events.push(event));
  const server = createServer((came, answer) => teams.http?.handle(came, answer));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const activity = { ...payload("thread-reply-deleted"), serviceUrl: "http://localhost:9/" };
  const status = await new Promise((answered, failed) => {
    const asking = request({ port, host: "127.0.0.1", path: "/api/messages", method: "POST", headers });
    asking.on("response", ({ statusCode }) => answered(statusCode));
    asking.on("error", failed);
    asking.end(JSON.stringify({ ...activity, channelId: "msteams" }));
  });
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  await teams.stop();
  return { status, isHeard: events.length > 0, warnings: options.warnings.map(({ event }) => event) };
}

describe("with anonymous access", () => {
  test.each(["localhost:3978", "127.0.0.1:3978", "[::1]:3978", "LOCALHOST"])(
    "a program on this machine is heard at %s",
    async (host) => expect(await ask({ host })).toMatchObject({ status: 200, isHeard: true, warnings: [] }),
  );

  test.each<[string, Record<string, string>]>([
    ["a tunnel", { host: "localhost:3978", "x-forwarded-for": "203.0.113.7" }],
    ["a tunnel that keeps its name", { host: "abc.tunnel.example" }],
    ["a tunnel that tells its name", { host: "localhost:3978", "X-Forwarded-Host": "abc.tunnel.example" }],
    ["a proxy", { host: "localhost:3978", forwarded: "for=203.0.113.7" }],
    ["a proxy of the older kind", { host: "localhost:3978", via: "1.1 proxy" }],
    ["a page whose name was made to lead here", { host: "evil.example:3978" }],
    ["a page that sends to this machine", { host: "localhost:3978", origin: "https://evil.example" }],
    ["a sandboxed page", { host: "localhost:3978", origin: "null" }],
    ["a name that only begins like this machine's", { host: "localhost.evil.example" }],
    ["another machine of the house", { host: "10.0.0.7:3978" }],
  ])("nobody is heard through %s", async (_, headers) => {
    expect(await ask(headers)).toEqual({ status: 403, isHeard: false, warnings: ["teams.not_from_here"] });
  });
});

test("with a signature it matters to nobody which way a request came", async () => {
  const proxied = {
    host: "helpdesk.example.com",
    "x-forwarded-for": "52.112.0.1",
    forwarded: "for=52.112.0.1",
  };
  // Looked at, and refused for its missing signature.
  expect(await ask(proxied, signed)).toEqual({ status: 401, isHeard: false, warnings: ["teams.not_let_in"] });
});
