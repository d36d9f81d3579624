import { noteUse, listTokens, revokeToken } from "../../src/store/api-tokens";
import { REQUESTS_A_MINUTE } from "../../src/api/rate";
import { later, noted } from "../store/samples";
import { dayMs, openApiDesk, type ApiDesk } from "./setup";

let desk: ApiDesk;
beforeEach(async () => {
  desk = await openApiDesk();
});
afterEach(() => desk.end());

test("without a token nothing can be read, and the way to one is told", async () => {
  for (const path of ["/api/tickets", "/api/tickets/1", "/api/openapi.json"]) {
    const response = await fetch(desk.url + path);
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe('Bearer realm="tierdesk"');
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.text()).toContain("tierdesk token create");
  }
});

test.each([
  ["of another form", "Bearer secret"],
  ["that was never made", `Bearer tdk_${"A".repeat(43)}`],
  ["as a password", `Basic ${Buffer.from("tdk:x").toString("base64")}`],
])("a token %s is refused, and not repeated", async (_, authorization) => {
  const response = await fetch(`${desk.url}/api/tickets`, { headers: { authorization } });
  const text = await response.text();
  expect(response.status).toBe(401);
  expect(text).not.toContain(authorization.split(" ")[1]);
  expect(desk.logged.join()).not.toContain(authorization.split(" ")[1]);
});

test("a token in the address is no token: addresses end up in logs", async () => {
  const token = await desk.tokenOf();
  const response = await fetch(`${desk.url}/api/tickets?access_token=${token}`);
  expect(response.status).toBe(401);
  expect(await desk.refusal(`/api/tickets?access_token=${token}`)).toEqual([
    400,
    expect.stringContaining("There is no parameter `access_token`"),
  ]);
});

test("a token holds until its day, and not after", async () => {
  const token = await desk.tokenOf("main", { expiresAt: later(dayMs) });
  expect((await desk.get("/api/tickets", { token })).status).toBe(200);
  desk.clock.forward(dayMs);
  expect(await desk.refusal("/api/tickets", { token })).toEqual([
    401,
    "This token has expired on 2026-03-03.",
  ]);
});

test("a revoked token holds no longer, while the others do", async () => {
  const [first, second] = [await desk.tokenOf(), await desk.tokenOf("main", { name: "another" })];
  await revokeToken(desk.database.database, 1, noted);
  expect(await desk.refusal("/api/tickets", { token: first })).toEqual([401, "This token was revoked."]);
  expect((await desk.get("/api/tickets", { token: second })).status).toBe(200);
});

test("a token of a desk that is served no more is told so", async () => {
  const token = await desk.tokenOf("closed-down");
  expect(await desk.refusal("/api/tickets", { token })).toEqual([
    403,
    "The desk closed-down is not served here any more.",
  ]);
});

test("when it was used last is known to the minute, and the token itself is nowhere in the database", async () => {
  const token = await desk.tokenOf();
  await desk.get("/api/tickets");
  desk.clock.forward(59_000);
  await desk.get("/api/tickets");
  const used = async () => (await listTokens(desk.database.database))[0]?.lastUsedAt;
  expect(await used()).toEqual(noted);
  desk.clock.forward(1000);
  await desk.get("/api/tickets");
  expect(await used()).toEqual(later(60_000));
  const rows = await desk.database.database.$queryRaw`SELECT * FROM "ApiToken"`;
  expect(JSON.stringify(rows)).not.toContain(token.slice(4));
  await noteUse(desk.database.database, 1, noted);
});

test("a loop gone wild is slowed down, others are not, and after a minute it may go on", async () => {
  const token = await desk.tokenOf();
  for (let i = 0; i < REQUESTS_A_MINUTE; i++) await desk.get("/api/openapi.json", { token });
  desk.clock.forward(20_000);
  const response = await desk.get("/api/openapi.json", { token });
  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "40"]);
  const other = await desk.tokenOf("main", { name: "another" });
  expect((await desk.get("/api/tickets", { token: other })).status).toBe(200);
  desk.clock.forward(40_000);
  expect((await desk.get("/api/tickets", { token })).status).toBe(200);
});

test.each(["POST", "PUT", "PATCH", "DELETE"])("%s is refused: tickets can only be read", async (method) => {
  const body = method === "DELETE" ? {} : { body: "x".repeat(100_000) };
  const response = await desk.get("/api/tickets", { method, ...body });
  expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
});

test("HEAD answers without a body, OPTIONS tells what can be done", async () => {
  const head = await desk.get("/api/tickets", { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
  const options = await fetch(`${desk.url}/api/tickets`, { method: "OPTIONS" });
  expect([options.status, options.headers.get("allow")]).toEqual([204, "GET, HEAD, OPTIONS"]);
});

test("an address that is not there names those that are", async () => {
  expect(await desk.refusal("/api/people")).toEqual([404, expect.stringContaining("/api/tickets/{number}")]);
});
