/** Does our simulated Slack speak Socket Mode as Slack does? Heard by Bolt's own socket receivers. */
import { webApi } from "@slack/bolt";
import { listenOverSockets, silent, type ListeningApp } from "../../support/slack/listening-app";
import { ANA, APP_TOKEN, sampleOptions, TEAM, TIER2, TOM } from "../../support/slack/sample-workspace";
import { startSlackSimulator, type SlackSimulator } from "../../support/slack/simulator";

let slack: SlackSimulator;
let app: ListeningApp | undefined;

beforeEach(async () => {
  slack = await startSlackSimulator(sampleOptions({ appToken: APP_TOKEN, ackTimeoutMs: 300 }));
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
  await slack.close();
});

const post = (text: string) => slack.as(TEAM).post(ANA, { dm: true }, text);

it("a connection is opened with the app's token only", async () => {
  const open = (token: string) =>
    new webApi.WebClient(token, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      logger: silent,
    }).apiCall("apps.connections.open");
  await expect(open("xapp-wrong")).rejects.toMatchObject({ data: { error: "invalid_auth" } });
  await expect(open("xoxb-acme-no-worth")).rejects.toMatchObject({
    data: { error: "not_allowed_token_type" },
  });
  expect(String(((await open(APP_TOKEN)) as { url?: string }).url)).toMatch(/^ws:\/\/127\.0\.0\.1/u);
});

it("several connections share the events, each of which comes once", async () => {
  app = await listenOverSockets(slack, 2);
  expect(slack.sockets.open()).toBe(2);
  const words = ["one", "two", "three", "four"];
  for (const word of words) post(word);
  await slack.idle();
  expect(app.events().map(({ text }) => text)).toEqual(words);
});

it("an event that is not acknowledged comes again, saying so", async () => {
  app = await listenOverSockets(slack);
  let left = 1;
  app.answer(() => {
    if (left-- > 0) throw new Error("The database is away");
  });
  post("Hello?");
  await slack.idle();
  expect(app.heard).toMatchObject([{ retry: 0 }, { retry: 1, reason: "timeout" }]);
});

it("events wait for a connection", async () => {
  post("Anybody?");
  app = await listenOverSockets(slack);
  await slack.idle();
  expect(app.events()).toMatchObject([{ text: "Anybody?" }]);
});

it("while one connection is asked to come again the other takes the events", async () => {
  app = await listenOverSockets(slack, 2);
  slack.sockets.refresh("oldest", "warning");
  expect(slack.sockets.open()).toBe(1);
  post("one");
  post("two");
  await slack.idle();
  expect(app.heard).toMatchObject([{ retry: 0 }, { retry: 0 }]);
});

it("what was on its way when a connection broke comes over the next one", async () => {
  app = await listenOverSockets(slack, 2);
  let broken = false;
  app.answer(() => {
    if (broken) return;
    broken = true;
    slack.sockets.drop("oldest");
    throw new Error("Cut off");
  });
  post("one");
  await slack.idle();
  expect(app.heard).toMatchObject([{ retry: 0 }, { retry: 1, reason: "connection_closed" }]);
});

it("an answer to a form comes with its acknowledgement", async () => {
  app = await listenOverSockets(slack);
  const client = new webApi.WebClient("xoxb-acme-no-worth", { slackApiUrl: slack.apiUrl, logger: silent });
  const plain = (text: string) => ({ type: "plain_text" as const, text });
  const { postMessage } = client.chat;
  const button = { type: "button" as const, action_id: "a", text: plain("Reply") };
  const { ts = "" } = await postMessage({
    channel: TIER2,
    text: "HD-1",
    blocks: [{ type: "actions", elements: [button] }],
  });
  await slack.idle();
  await slack.as(TEAM).press(TOM, TIER2, ts, "Reply");
  const element = { type: "plain_text_input" as const, action_id: "v" };
  await client.views.open({
    trigger_id: String(app.heard.at(-1)?.body["trigger_id"]),
    view: {
      type: "modal",
      title: plain("Reply"),
      submit: plain("Send"),
      blocks: [{ type: "input", block_id: "text", label: plain("Text"), element }],
    },
  });
  app.answer(() => ({ response_action: "errors", errors: { text: "Say more." } }));
  expect(await slack.as(TEAM).submit(TOM, { text: "No" })).toEqual({ errors: { text: "Say more." } });
  app.answer(() => ({ text: "Done" }));
  await slack.as(TEAM).command(TOM, TIER2, "list");
  expect(slack.messages(TEAM, TIER2, TOM).at(-1)).toMatchObject({ text: "Done", ephemeral: true });
});
