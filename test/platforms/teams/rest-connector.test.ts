import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { ConnectorFailure, type Connector } from "../../../src/platforms/teams/connector";
import { createConnector } from "../../../src/platforms/teams/rest-connector";
import { selfSigned } from "../../support/self-signed";
import { answerJson, listen, type Asked, type Listening } from "./rest-server";

const CHANNEL = "19:ab/c?d@thread.tacv2";
const THREAD = `${CHANNEL};messageid=1700`;
const IN_THREAD = "/v3/conversations/19%3Aab%2Fc%3Fd%40thread.tacv2%3Bmessageid%3D1700/activities";
const MESSAGE = { type: "message", text: "Hello" } as const;
const call = { signal: AbortSignal.timeout(60_000) };

/** The calls of a test go to a server that answers each with `answer`. */
type Answer = Parameters<typeof listen>[0];
const open: Listening[] = [];
afterEach(() => Promise.all(open.splice(0).map(({ close }) => close())));

async function answering(answer: Answer): Promise<Listening> {
  const server = await listen(answer);
  open.push(server);
  return server;
}

async function teams(answer: Answer, path = "", token: () => Promise<string | undefined> = async () => "t") {
  const server = await answering(answer);
  return { asked: server.asked, connector: createConnector(`${server.url}${path}`, token, "28:app") };
}

const saying =
  (status: number, body: object, headers = {}): Answer =>
  (_request, response) =>
    void response
      .writeHead(status, { "content-type": "application/json", ...headers })
      .end(JSON.stringify(body));

const failureOf = (work: Promise<unknown>): Promise<ConnectorFailure> =>
  work.then(
    () => Promise.reject(new Error("It did not fail.")),
    (failure: ConnectorFailure) => failure,
  );

const short = ({ method, path, body }: Asked) => ({ method, path, body });

// Fault 4 of the SDK: it repeats calls by itself, and posts twice.
describe("each call is one request to its address", () => {
  const cases: [string, (to: Connector) => Promise<unknown>, object][] = [
    ["a message", (to) => to.send(THREAD, MESSAGE, call), { method: "POST", path: IN_THREAD, body: MESSAGE }],
    [
      "a message for one person",
      (to) => to.send(THREAD, { ...MESSAGE, recipient: { id: "29:1" } }, { ...call, targeted: true }),
      {
        method: "POST",
        path: `${IN_THREAD}?isTargetedActivity=true`,
        body: { ...MESSAGE, recipient: { id: "29:1" } },
      },
    ],
    [
      "an update",
      (to) => to.update(THREAD, "1/7", MESSAGE, call),
      { method: "PUT", path: `${IN_THREAD}/1%2F7`, body: { ...MESSAGE, id: "1/7" } },
    ],
    [
      "an update for one person",
      (to) => to.update(THREAD, "17", MESSAGE, { ...call, targeted: true }),
      { method: "PUT", path: `${IN_THREAD}/17?isTargetedActivity=true`, body: { ...MESSAGE, id: "17" } },
    ],
    ["a deletion", (to) => to.remove(THREAD, "17", call), { method: "DELETE", path: `${IN_THREAD}/17` }],
    [
      "a deletion for one person",
      (to) => to.remove(THREAD, "17", { ...call, targeted: true }),
      { method: "DELETE", path: `${IN_THREAD}/17?isTargetedActivity=true` },
    ],
    [
      "a reaction",
      (to) => to.react(THREAD, "17", "2705_whiteheavycheckmark", call),
      { method: "PUT", path: `${IN_THREAD}/17/reactions/2705_whiteheavycheckmark` },
    ],
    [
      "a reaction taken back",
      (to) => to.unreact(THREAD, "17", "like", call),
      { method: "DELETE", path: `${IN_THREAD}/17/reactions/like` },
    ],
    [
      "a post",
      (to) => to.createThread(CHANNEL, MESSAGE, "tenant", call),
      {
        method: "POST",
        path: "/v3/conversations",
        body: {
          isGroup: true,
          tenantId: "tenant",
          channelData: { channel: { id: CHANNEL } },
          activity: MESSAGE,
        },
      },
    ],
    [
      "a direct chat",
      (to) => to.createChat("29:1", "tenant", call),
      {
        method: "POST",
        path: "/v3/conversations",
        body: {
          isGroup: false,
          bot: { id: "28:app" },
          members: [{ id: "29:1" }],
          tenantId: "tenant",
          channelData: { tenant: { id: "tenant" } },
        },
      },
    ],
    [
      "a member of a thread's channel",
      (to) => to.member(THREAD, "29:1/2", call),
      { method: "GET", path: "/v3/conversations/19%3Aab%2Fc%3Fd%40thread.tacv2/members/29%3A1%2F2" },
    ],
  ];

  test.each(cases)("%s", async (_what, ask, expected) => {
    const { connector, asked } = await teams(saying(200, { id: "a:1", activityId: "17" }));
    await ask(connector);
    expect(asked.map(short)).toEqual([expected]);
    expect(asked[0]?.headers.authorization).toBe("Bearer t");
  });

  test.each(cases)("%s is not repeated when Teams answers 500", async (_what, ask) => {
    const { connector, asked } = await teams(saying(500, {}));
    expect(await failureOf(ask(connector))).toMatchObject({ kind: "answered", status: 500 });
    expect(asked).toHaveLength(1);
  });

  test.each(cases)("%s is not repeated when the connection breaks", async (_what, ask) => {
    const { connector, asked } = await teams((request) => request.socket.destroy());
    expect(await failureOf(ask(connector))).toMatchObject({ kind: "lost" });
    expect(asked).toHaveLength(1);
  });

  test.each(cases)("%s is not repeated when a connection that was kept breaks", async (_what, ask) => {
    let calls = 0;
    const { connector, asked } = await teams((request, response) => {
      if (calls++ === 0) answerJson(response, 200, { id: "a:1", activityId: "17" });
      else request.socket.destroy();
    });
    await ask(connector);
    expect(await failureOf(ask(connector))).toMatchObject({ kind: "lost" });
    expect(asked).toHaveLength(2);
  });

  test("under the service's own path, however it ends", async () => {
    const { connector, asked } = await teams(saying(200, { id: "1" }), "/_connector//");
    await connector.send("a:1", MESSAGE, call);
    expect(asked.map(({ path }) => path)).toEqual(["/_connector/v3/conversations/a%3A1/activities"]);
  });

  test.each(["", ".", ".."])("an id %j would name something else, and asks nothing", async (id) => {
    const { connector, asked } = await teams(saying(200, {}));
    expect(await failureOf(connector.remove("a:1", id, call))).toMatchObject({
      status: 400,
      code: "invalid_id",
    });
    expect(asked).toEqual([]);
  });
});

describe("what Teams answers", () => {
  test("the new message's id", async () => {
    const { connector } = await teams(saying(201, { id: "17" }));
    expect(await connector.send("a:1", MESSAGE, call)).toBe("17");
  });

  test("no id for 'is typing', which needs none", async () => {
    const { connector } = await teams((_request, response) => response.writeHead(202).end());
    expect(await connector.send("a:1", { type: "typing" }, call)).toBe("");
    expect(await failureOf(connector.send("a:1", MESSAGE, call))).toMatchObject({ kind: "lost" });
  });

  test("a thread is named by its conversation, not by its activity", async () => {
    const { connector } = await teams(saying(201, { id: `${CHANNEL};messageid=1700`, activityId: "f0-e1" }));
    expect(await connector.createThread(CHANNEL, MESSAGE, "tenant", call)).toEqual({
      conversation: THREAD,
      id: "f0-e1",
    });
  });

  test.each([
    ["its activity alone", { activityId: "1700" }],
    ["its conversation alone", { id: THREAD }],
    ["the channel and its activity", { id: CHANNEL, activityId: "1700" }],
  ])("a thread is known by %s", async (_what, answer) => {
    const { connector } = await teams(saying(201, answer));
    expect(await connector.createThread(CHANNEL, MESSAGE, "tenant", call)).toEqual({
      conversation: THREAD,
      id: "1700",
    });
  });

  test.each([{}, { id: CHANNEL }, { id: 7 }])("a thread that %j does not name is lost", async (answer) => {
    const { connector } = await teams(saying(201, answer));
    expect(await failureOf(connector.createThread(CHANNEL, MESSAGE, "tenant", call))).toMatchObject({
      kind: "lost",
    });
  });

  test("a member, with the fields that are texts", async () => {
    const answer = { id: "29:1", objectId: "e-1", name: "Dana", email: null, surname: "Reed", more: "x" };
    const { connector } = await teams(saying(200, answer));
    expect(await connector.member(CHANNEL, "29:1", call)).toEqual({
      id: "29:1",
      aadObjectId: "e-1",
      name: "Dana",
      surname: "Reed",
    });
  });

  test("nobody, when there is no such member", async () => {
    const { connector } = await teams(saying(404, { error: { code: "MemberNotFoundInConversation" } }));
    expect(await connector.member(CHANNEL, "29:1", call)).toBeUndefined();
  });

  test("a failure for a member, when it may not be told", async () => {
    const { connector } = await teams(saying(403, { error: { code: "BotNotInConversationRoster" } }));
    expect(await failureOf(connector.member(CHANNEL, "29:1", call))).toMatchObject({ status: 403 });
  });
});

describe("how a call fails", () => {
  test.each([
    [
      "its code",
      { error: { code: "BotNotInConversationRoster", message: "secret" } },
      "BotNotInConversationRoster",
    ],
    [
      "an inner code",
      { error: { innerHttpError: { statusCode: 403, body: { error: { code: "Inner" } } } } },
      "Inner",
    ],
    [
      "an older code",
      { errorCode: 209, message: '{"subCode":"MessageWritesBlocked"}' },
      "MessageWritesBlocked",
    ],
    ["no code", { message: "secret" }, undefined],
    ["a code that is a text", { error: { code: "Dana said hello" } }, undefined],
  ])("with %s", async (_what, body, code) => {
    const { connector } = await teams(saying(403, body));
    const failure = await failureOf(connector.send("a:1", MESSAGE, call));
    expect(failure).toMatchObject({ name: "ConnectorFailure", kind: "answered", status: 403 });
    expect([failure.code, failure.retryAfterMs]).toEqual([code, undefined]);
    expect(failure.message).toBe(code === undefined ? "Teams: 403" : `Teams: 403 ${code}`);
  });

  test("with a body that is no JSON", async () => {
    const { connector } = await teams((_request, response) => response.writeHead(502).end("<html>"));
    expect(await failureOf(connector.send("a:1", MESSAGE, call))).toMatchObject({
      kind: "answered",
      status: 502,
    });
  });

  test.each([
    ["3", 3000],
    ["0.5", 500],
    ["soon", undefined],
    ["Wed, 01 Jan 2020 00:00:00 GMT", 0],
  ])("and may come again after %j", async (value, expected) => {
    const { connector } = await teams(saying(429, {}, { "retry-after": value }));
    const failure = await failureOf(connector.send("a:1", MESSAGE, call));
    expect([failure.status, failure.retryAfterMs]).toEqual([429, expected]);
  });

  test("and may come again after a date to come", async () => {
    const { connector } = await teams(saying(503, {}, { "retry-after": "Fri, 01 Jan 2100 00:00:00 GMT" }));
    const { retryAfterMs } = await failureOf(connector.send("a:1", MESSAGE, call));
    expect(retryAfterMs).toBeGreaterThan(86_400_000);
  });

  test.each(["http://127.0.0.1:PORT", "http://localhost:PORT", "not an address"])(
    "at %s, before anything was sent",
    async (url) => {
      const closed = await listen(() => {});
      await closed.close();
      const connector = createConnector(url.replace("PORT", new URL(closed.url).port), async () => "t");
      expect(await failureOf(connector.send("a:1", MESSAGE, call))).toMatchObject({ kind: "unreachable" });
    },
  );

  test("before anything was sent, when the certificate is not Microsoft's", async () => {
    const { certificate: cert, privateKey: key } = selfSigned();
    let asked = 0;
    const faked = createServer({ cert, key }, () => asked++);
    await new Promise<void>((listening) => faked.listen(0, "127.0.0.1", listening));
    const connector = createConnector(
      `https://127.0.0.1:${(faked.address() as AddressInfo).port}`,
      async () => "t",
    );
    expect(await failureOf(connector.send("a:1", MESSAGE, call))).toMatchObject({ kind: "unreachable" });
    expect(asked).toBe(0);
    await new Promise((closed) => faked.close(closed));
  });

  test("as lost when Teams hangs, at the deadline", async () => {
    const { connector, asked } = await teams(() => {});
    const failure = await failureOf(connector.send("a:1", MESSAGE, { signal: AbortSignal.timeout(50) }));
    expect(failure).toMatchObject({ kind: "lost", status: undefined });
    expect(asked).toHaveLength(1);
  });

  test("as lost when the answer breaks off", async () => {
    const { connector } = await teams((_request, response) => {
      response.writeHead(201, { "content-length": "100" }).write('{"id":');
      setImmediate(() => response.destroy());
    });
    expect(await failureOf(connector.send("a:1", MESSAGE, call))).toMatchObject({
      kind: "lost",
      status: 201,
    });
  });

  test("before anything was sent, when the deadline ends while the token is still awaited", async () => {
    const { connector, asked } = await teams(saying(200, {}), "", () => new Promise(() => {}));
    const failure = await failureOf(connector.send("a:1", MESSAGE, { signal: AbortSignal.timeout(20) }));
    expect(failure).toMatchObject({ kind: "unreachable" });
    expect(asked).toEqual([]);
  });
});

test("the token stays with the service: it does not follow where an answer points", async () => {
  const elsewhere = await answering(saying(200, { id: "1" }));
  for (const status of [302, 307]) {
    const { connector } = await teams(saying(status, {}, { location: elsewhere.url }));
    expect(await failureOf(connector.send("a:1", MESSAGE, call))).toMatchObject({ kind: "answered", status });
  }
  expect(elsewhere.asked).toEqual([]);
});
