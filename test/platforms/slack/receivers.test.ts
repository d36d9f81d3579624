// Does what Slack sends arrive, over HTTP and over sockets, and only what Slack has signed?
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { ReceiverEvent } from "@slack/bolt";
import {
  createReceivers,
  type ProcessEvent,
  type Receivers,
} from "../../../src/platforms/slack/receiving/receivers";
import { ANA, APP_TOKEN, SIGNING_SECRET, TEAM, sampleOptions } from "../../support/slack/sample-workspace";
import { startSlackSimulator, type SlackSimulator } from "../../support/slack/simulator";
import { eventually } from "../contract-bench";
import { payload, testOptions } from "./receiving-setup";

const acknowledge: ProcessEvent = ({ ack }) => ack();
const refuse: ProcessEvent = () => Promise.reject(new Error("Secret words were not stored"));

describe("over HTTP", () => {
  let receivers: Receivers;
  let server: Server;
  let heard: ReceiverEvent["body"][];
  let take: ProcessEvent;
  let options: ReturnType<typeof testOptions>;

  beforeEach(async () => {
    heard = [];
    take = acknowledge;
    options = testOptions({ signingSecret: SIGNING_SECRET });
    receivers = createReceivers(options, (event) => {
      heard.push(event.body);
      return take(event);
    });
    await receivers.start();
    server = createServer((request, response) => receivers.http?.(request, response)).listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterEach(async () => {
    await receivers.stop();
    server.closeAllConnections();
    server.close();
  });

  const url = (path = "/slack/events") => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

  function sign(body: string, { at = Date.now() / 1000, secret = SIGNING_SECRET } = {}) {
    const timestamp = String(Math.floor(at));
    const hash = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
    return { "x-slack-request-timestamp": timestamp, "x-slack-signature": `v0=${hash}` };
  }

  const send = (body: string, signed: Record<string, string> = sign(body), type = "application/json") =>
    fetch(url(), { method: "POST", body, headers: { "content-type": type, ...signed } });

  const question = () => JSON.stringify(payload("direct-message"));

  test("an event is acknowledged when it is taken", async () => {
    expect((await send(question())).status).toBe(200);
    expect(heard).toEqual([payload("direct-message")]);
  });

  test("an event that is not taken is answered 500 without a word, so that Slack sends it again", async () => {
    take = refuse;
    const answer = await send(question());
    expect(answer.status).toBe(500);
    expect(await answer.text()).toBe("");
    expect(JSON.stringify(options.logged)).not.toMatch(/Secret|projector/);
  });

  test("a form and a command are read", async () => {
    const form = new URLSearchParams({ payload: JSON.stringify(payload("form-sent")) }).toString();
    take = ({ ack }) => ack({ response_action: "errors", errors: { text: "No." } });
    const type = "application/x-www-form-urlencoded";
    const answer = await send(form, sign(form), type);
    expect(await answer.json()).toEqual({ response_action: "errors", errors: { text: "No." } });
    const command = new URLSearchParams(payload("command-in-channel")).toString();
    await send(command, sign(command), type);
    expect(heard.map((body) => body["type"] ?? body["command"])).toEqual(["view_submission", "/helpdesk"]);
  });

  test("Slack's question whether we are there is answered", async () => {
    const challenge = JSON.stringify({ type: "url_verification", challenge: "3eZbrw1a" });
    expect(await (await send(challenge)).json()).toEqual({ challenge: "3eZbrw1a" });
  });

  test.each([
    ["no signature", {}],
    ["a signature by somebody else", { secret: "guessed" }],
    ["an old request, played again", { at: Date.now() / 1000 - 3_600 }],
  ])("%s is refused", async (name, how) => {
    const signed = name === "no signature" ? {} : sign(question(), how);
    expect((await send(question(), signed)).status).toBe(401);
    expect(heard).toEqual([]);
  });

  test("what is too large or no JSON is refused, and not a word of it gets into the log", async () => {
    const large = JSON.stringify({ ...payload("direct-message"), filler: "x".repeat(2_000_000) });
    expect((await send(large)).status).toBe(413);
    const broken = "projector {";
    expect((await send(broken)).status).toBe(400);
    expect(heard).toEqual([]);
    expect(options.logged.length).toBeGreaterThan(0);
    expect(JSON.stringify(options.logged)).not.toContain("projector");
  });

  test.each([
    ["GET", "/slack/events"],
    ["POST", "/slack/other"],
  ])("there is nothing at %s %s", async (method, path) => {
    expect((await fetch(url(path), { method })).status).toBe(404);
  });

  test("a stop waits for what is half taken, and takes nothing new", async () => {
    let finish = () => {};
    const finished = new Promise<void>((resolve) => (finish = resolve));
    take = async ({ ack }) => {
      await finished;
      await ack();
    };
    const first = send(question());
    await eventually(() => heard[0]);
    let isStopped = false;
    const stopping = receivers.stop().then(() => (isStopped = true));
    expect((await send(question())).status).toBe(503);
    expect(isStopped).toBe(false);
    finish();
    await stopping;
    expect((await first).status).toBe(200);
    expect(heard).toHaveLength(1);
  });
});

test.each(["", "  "])("no receiver is made with the signing secret %j", (signingSecret) => {
  expect(() => createReceivers(testOptions({ signingSecret }), acknowledge)).toThrow(/SLACK_SIGNING_SECRET/);
});

describe("over sockets", () => {
  let slack: SlackSimulator;
  let receivers: Receivers;
  let texts: string[];
  let take: ProcessEvent;

  beforeEach(async () => {
    texts = [];
    take = acknowledge;
    slack = await startSlackSimulator(sampleOptions({ appToken: APP_TOKEN, ackTimeoutMs: 1_000 }));
    receivers = receiversWith(APP_TOKEN);
  });
  afterEach(async () => {
    await receivers.stop();
    await slack.close();
  });

  const receiversWith = (appToken: string) =>
    createReceivers(testOptions({ appToken, apiUrl: slack.apiUrl }), async (event) => {
      await take(event);
      texts.push((event.body["event"] as { text: string }).text);
    });
  const ask = (text: string) => slack.as(TEAM).post(ANA, { dm: true }, text);

  test("two are open, and an event over either is acknowledged", async () => {
    await receivers.start();
    expect(receivers.http).toBeUndefined();
    expect(slack.sockets.open()).toBe(2);
    for (const text of ["one", "two", "three"]) ask(text);
    await slack.idle();
    expect(texts.toSorted()).toEqual(["one", "three", "two"]);
    expect(slack.lost).toEqual([]);
  });

  test("an event that is not taken is not acknowledged, and comes again", async () => {
    await receivers.start();
    let failures = 0;
    take = (event) => (failures++ === 0 ? refuse(event) : acknowledge(event));
    ask("again");
    await slack.idle();
    expect(texts).toEqual(["again"]);
  });

  test.each(["refresh", "drop"] as const)(
    "after a %s both are open again, and nothing is lost",
    async (how) => {
      await receivers.start();
      slack.sockets[how]();
      ask("in between");
      await eventually(() => slack.sockets.open() === 2 || undefined);
      ask("afterwards");
      await slack.idle();
      expect(new Set(texts)).toEqual(new Set(["in between", "afterwards"]));
      expect(slack.lost).toEqual([]);
    },
  );

  test("Slack's trouble at the start is no failure: it is tried again", async () => {
    slack.faults.fail("apps.connections.open", { status: 500, times: 2 });
    await receivers.start();
    await eventually(() => slack.sockets.open() === 2 || undefined);
  });

  test("a refused app token is told at once", async () => {
    await expect(receiversWith("xapp-wrong").start()).rejects.toThrow(/SLACK_APP_TOKEN \(invalid_auth\)/);
  });

  test("a stop ends both, after what is half taken is acknowledged", async () => {
    await receivers.start();
    let begun = false;
    take = async ({ ack }) => {
      begun = true;
      await new Promise((resolve) => setTimeout(resolve, 20));
      await ack();
    };
    ask("wait for me");
    await eventually(() => begun || undefined);
    await receivers.stop();
    expect(texts).toEqual(["wait for me"]);
    await slack.idle();
    await eventually(() => slack.sockets.open() === 0 || undefined);
    expect(slack.lost).toEqual([]);
  });
});
