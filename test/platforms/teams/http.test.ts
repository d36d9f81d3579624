import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from "botbuilder";
import type { Activity } from "../../../src/platforms/teams/activity";
import { createGate } from "../../../src/platforms/teams/gate";
import { createHttp, type HttpOptions } from "../../../src/platforms/teams/receiving/http";
import { startIssuer } from "../../support/teams-issuer";

const SAID = "my password is hunter2";
const ACTIVITY = { type: "message", text: SAID };

let close: (() => Promise<void>) | undefined;
afterEach(() => {
  jest.restoreAllMocks();
  return close?.();
});

/** Our listener on a real server; what reached the desk, and what was logged. */
async function reached(options: Partial<HttpOptions> = {}) {
  const taken: Activity[] = [];
  const logged: [string, object][] = [];
  const write = (event: string, facts: object) => void logged.push([event, facts]);
  const server = createServer(
    createHttp({
      admits: async () => true,
      async take(activity) {
        taken.push(activity);
        return undefined;
      },
      log: { info: write, warn: write, error: write },
      ...options,
    }),
  );
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  close = () =>
    new Promise((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    taken,
    logged,
    url,
    async post(body: unknown = ACTIVITY, headers: Record<string, string> = {}, path = "/api/messages") {
      const text = typeof body === "string" ? body : JSON.stringify(body);
      const answer = await fetch(`${url}${path}`, { method: "POST", body: text, headers });
      return { status: answer.status, type: answer.headers.get("content-type"), text: await answer.text() };
    },
  };
}

const EMPTY = { type: null, text: "" };

test("an activity is answered 200, with nothing, once it is taken", async () => {
  const { post, taken } = await reached();
  expect(await post()).toEqual({ status: 200, ...EMPTY });
  expect(taken).toEqual([ACTIVITY]);
});

test("an invoke is answered with its own status and JSON", async () => {
  const { post } = await reached({
    take: async () => ({ status: 202, body: { task: { type: "continue" } } }),
  });
  expect(await post()).toEqual({
    status: 202,
    type: "application/json; charset=utf-8",
    text: '{"task":{"type":"continue"}}',
  });
});

test("an invoke's answer may have no body", async () => {
  const { post } = await reached({ take: async () => ({ status: 412 }) });
  expect(await post()).toEqual({ status: 412, ...EMPTY });
});

test("nothing is answered before it is taken", async () => {
  const order: string[] = [];
  const { post } = await reached({
    async take() {
      await new Promise((later) => setImmediate(later));
      order.push("taken");
      return undefined;
    },
  });
  await post();
  order.push("answered");
  expect(order).toEqual(["taken", "answered"]);
});

describe("fault 1: what is no activity is answered 400, and ends nothing", () => {
  test.each([
    "{}",
    "",
    "null",
    "[]",
    '"message"',
    "7",
    '{"type":7}',
    '{"type":null}',
    "{",
    '[{"type":"message"}]',
  ])("%j", async (body) => {
    const admits = jest.fn(async () => true);
    const { post, taken } = await reached({ admits });
    expect(await post(body)).toEqual({ status: 400, ...EMPTY });
    expect((await post()).status).toBe(200);
    expect(admits).toHaveBeenCalledTimes(1);
    expect(taken).toHaveLength(1);
  });

  test("the SDK rejects at it, and its caller with it", async () => {
    const request = { body: {}, headers: {}, method: "POST" };
    await expect(
      new CloudAdapter().process(request, sdkResponse().response, async () => {}),
    ).rejects.toThrow();
  });
});

describe("fault 5: no text of a failure goes out, and nothing is lost by it", () => {
  const failing = () => Promise.reject(new Error(SAID));

  test("what cannot be taken is answered 500, so that Teams sends it again", async () => {
    const { post, logged } = await reached({ take: failing });
    expect(await post()).toEqual({ status: 500, ...EMPTY });
    expect(logged).toEqual([["teams.request_failed", { error: "Error" }]]);
  });

  test("even when it fails before it promises anything", async () => {
    const { post } = await reached({
      take() {
        throw new Error(SAID);
      },
    });
    expect(await post()).toEqual({ status: 500, ...EMPTY });
  });

  test("an answer that is no JSON ends the connection, not the process", async () => {
    const round: { self?: unknown } = {};
    round.self = round;
    const { post } = await reached({ take: async () => ({ status: 200, body: round }) });
    await expect(post()).rejects.toThrow();
    await expect(post()).rejects.toThrow();
  });

  test("the SDK sends the failure's text", async () => {
    const { response, sent } = sdkResponse();
    const request = { body: { ...ACTIVITY, serviceUrl: "http://127.0.0.1:9" }, headers: {}, method: "POST" };
    jest.spyOn(console, "error").mockImplementation(() => {});
    const anonymous = new ConfigurationBotFrameworkAuthentication({});
    await new CloudAdapter(anonymous).process(request, response, failing);
    expect(sent()).toContain("hunter2");
  });
});

describe("who is not let in", () => {
  test("gets 401, and does not reach the desk", async () => {
    const { post, taken } = await reached({ admits: async () => false });
    expect(await post()).toEqual({ status: 401, ...EMPTY });
    expect(taken).toEqual([]);
  });

  test("is spoken of once, not at each knock", async () => {
    const { post, logged } = await reached({ admits: async () => false });
    await post();
    await post();
    expect(logged.map(([event]) => event)).toEqual(["teams.not_let_in"]);
  });

  test("comes again when it cannot be told now", async () => {
    const { post, taken, logged } = await reached({ admits: () => Promise.reject(new TypeError(SAID)) });
    expect(await post()).toEqual({ status: 503, ...EMPTY });
    expect(taken).toEqual([]);
    expect(logged).toEqual([["teams.signature_not_checked", { error: "TypeError" }]]);
  });

  test("is asked with the header as it came", async () => {
    const admits = jest.fn(async () => true);
    const { post } = await reached({ admits });
    await post(ACTIVITY, { authorization: "Bearer x" });
    await post();
    expect(admits.mock.calls).toEqual([
      [ACTIVITY, "Bearer x"],
      [ACTIVITY, undefined],
    ]);
  });
});

describe("one path, one method, and not too much", () => {
  test.each(["/api/messages/", "/api/messages/x", "/api", "/API/messages"])(
    "%s is not found",
    async (path) => {
      const { post, taken } = await reached();
      expect((await post(ACTIVITY, {}, path)).status).toBe(404);
      expect(taken).toEqual([]);
    },
  );

  test("a query does not matter", async () => {
    const { post } = await reached();
    expect((await post(ACTIVITY, {}, "/api/messages?x=1")).status).toBe(200);
  });

  test.each(["GET", "PUT", "DELETE", "OPTIONS"])("%s is not allowed", async (method) => {
    const { url } = await reached();
    const answer = await fetch(`${url}/api/messages`, { method });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
  });

  test("256 KiB are taken, and not one byte more", async () => {
    const { post, taken } = await reached();
    const filled = (size: number) => {
      const empty = JSON.stringify({ type: "message", text: "" }).length;
      return JSON.stringify({ type: "message", text: "x".repeat(size - empty) });
    };
    expect((await post(filled(256 * 1024))).status).toBe(200);
    expect(await post(filled(256 * 1024 + 1))).toEqual({ status: 413, ...EMPTY });
    expect(taken).toHaveLength(1);
  });

  test("what says no size is too much as well, before it has ended", async () => {
    const { url, taken } = await reached();
    const status = await new Promise((answered, reject) => {
      const request = httpRequest(`${url}/api/messages`, { method: "POST" }, ({ statusCode }) =>
        answered(statusCode),
      );
      request.on("error", reject);
      request.write("x".repeat(300 * 1024));
    });
    expect(status).toBe(413);
    expect(taken).toEqual([]);
  });

  test("who hangs up before the end is not taken", async () => {
    const { url, taken, logged } = await reached();
    const request = httpRequest(`${url}/api/messages`, { method: "POST" });
    request.on("error", () => {});
    request.write('{"type":"message"');
    await new Promise((later) => setTimeout(later, 50));
    request.destroy();
    while (logged.length === 0) await new Promise((later) => setTimeout(later, 10));
    expect(taken).toEqual([]);
  });
});

test("with the real gate: a signed request is taken, a forged one is not", async () => {
  const issuer = await startIssuer();
  const forger = await startIssuer();
  const access = { kind: "password", appId: "app", tenant: "tenant", password: "p" } as const;
  const gate = createGate(access, { openIdMetadataUrl: issuer.metadataUrl });
  const { post, taken } = await reached({ admits: gate.admits });
  const body = {
    ...ACTIVITY,
    channelId: "msteams",
    serviceUrl: "http://127.0.0.1:9",
    conversation: { id: "a:1", tenantId: "tenant" },
  };
  const claims = { audience: "app", serviceUrl: "http://127.0.0.1:9" };
  jest.spyOn(console, "error").mockImplementation(() => {});
  const forged = await post(body, { authorization: `Bearer ${forger.sign(claims)}` });
  const unsigned = await post(body);
  expect([forged.status, unsigned.status, taken]).toEqual([401, 401, []]);
  expect((await post(body, { authorization: `Bearer ${issuer.sign(claims)}` })).status).toBe(200);
  expect(taken).toEqual([body]);
  await Promise.all([issuer.close(), forger.close()]);
});

/** What the SDK's own adapter writes its answer to. */
function sdkResponse() {
  const sent: unknown[] = [];
  const response = {
    socket: undefined as never,
    status: () => response,
    header: () => response,
    end: () => response,
    send(body: unknown) {
      sent.push(body);
      return response;
    },
  };
  return { response, sent: () => sent.map(String).join("") };
}
