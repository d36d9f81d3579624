/** Can people click, fill in forms and give commands on our simulated Slack, as far as Slack lets them? */
import { webApi } from "@slack/bolt";
import { listenOverHttp, silent, type ListeningApp } from "../../support/slack/listening-app";
import {
  ANA,
  BOT,
  GENERAL,
  QUIET,
  sampleOptions,
  TEAM,
  TIER2,
  TOM,
} from "../../support/slack/sample-workspace";
import type { People } from "../../support/slack/people";
import { startSlackSimulator, type SlackSimulator } from "../../support/slack/simulator";
import type { Json } from "../../support/slack/world";

let slack: SlackSimulator;
let app: ListeningApp;
let people: People;
let client: webApi.WebClient;

beforeEach(async () => {
  slack = await startSlackSimulator(sampleOptions());
  app = await listenOverHttp(slack);
  people = slack.as(TEAM);
  client = new webApi.WebClient("xoxb-acme-no-worth", {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    logger: silent,
  });
});
afterEach(async () => {
  await slack.close();
  await app.stop();
});

const plain = (text: string) => ({ type: "plain_text" as const, text });
const card = [
  { type: "section", text: { type: "mrkdwn", text: `*HD-1* for <@${ANA}> &amp; others` } },
  {
    type: "actions",
    block_id: "do",
    elements: [
      { type: "button", action_id: "take", text: plain("Take"), value: "t1" },
      {
        type: "overflow",
        action_id: "more",
        options: [
          { text: plain("Merge"), value: "m1" },
          { text: plain("Close"), value: "c1" },
        ],
      },
    ],
  },
];

async function postCard(): Promise<string> {
  const { postMessage } = client.chat;
  const { ts = "" } = await postMessage({ channel: TIER2, text: "HD-1", blocks: card });
  return ts;
}

const interactions = () => app.heard.map(({ body }) => body).filter((body) => body["event"] === undefined);
const lastTrigger = () => String(interactions().at(-1)?.["trigger_id"]);

const form = {
  type: "modal" as const,
  title: plain("Reply"),
  submit: plain("Send"),
  blocks: [
    {
      type: "input",
      block_id: "text",
      label: plain("Your reply"),
      element: { type: "plain_text_input", action_id: "v", multiline: true, max_length: 20 },
    },
    {
      type: "input",
      block_id: "kind",
      optional: true,
      label: plain("Kind"),
      element: {
        type: "static_select",
        action_id: "v",
        options: [
          { text: plain("Fast"), value: "f" },
          { text: plain("Slow"), value: "s" },
        ],
      },
    },
  ],
};

describe("clicks", () => {
  it("are seen as words, and told with all that is around them", async () => {
    const ts = await postCard();
    expect(slack.messages(TEAM, TIER2, TOM)).toMatchObject([
      { text: "*HD-1* for @ana & others", buttons: ["Take", "Merge", "Close"], pings: [ANA] },
    ]);
    expect(await people.press(TOM, TIER2, ts, "Take", { actionTs: "5.000001" })).toEqual({});
    await people.press(TOM, TIER2, ts, "Close");
    expect(interactions()).toMatchObject([
      {
        type: "block_actions",
        user: { id: TOM, team_id: TEAM },
        container: { type: "message", message_ts: ts, channel_id: TIER2, is_ephemeral: false },
        channel: { id: TIER2, name: "privategroup" },
        message: { ts, bot_id: "B0000000B0T" },
        actions: [{ type: "button", action_id: "take", block_id: "do", value: "t1", action_ts: "5.000001" }],
      },
      { actions: [{ type: "overflow", action_id: "more", selected_option: { value: "c1" } }] },
    ]);
  });

  it("are not possible for those who do not see the button", async () => {
    const ts = await postCard();
    await expect(people.press(ANA, TIER2, ts, "Take")).rejects.toThrow("is not in");
    await expect(people.press(TOM, TIER2, ts, "Delete")).rejects.toThrow("sees no button");
    await client.chat.update({ channel: TIER2, ts, text: "Taken" });
    await expect(people.press(TOM, TIER2, ts, "Take")).rejects.toThrow("sees no button");
  });

  it("that the app does not take are told to the person as failed", async () => {
    app.answer(() => {
      throw new Error("The database is away");
    });
    expect(await people.press(TOM, TIER2, await postCard(), "Take")).toEqual({ failed: "http_error" });
  });

  it("let the app answer five times, to that person alone or in place of the message", async () => {
    const ts = await postCard();
    await people.press(TOM, TIER2, ts, "Take");
    const url = String(interactions()[0]?.["response_url"]);
    const respond = (body: object) => fetch(url, { method: "POST", body: JSON.stringify(body) });
    await respond({ text: "Only for you", response_type: "ephemeral" });
    await respond({ text: "Taken by Tom", replace_original: true });
    expect(slack.messages(TEAM, TIER2, TOM)).toMatchObject([
      { ts, text: "Taken by Tom", buttons: [] },
      { text: "Only for you", ephemeral: true },
    ]);
    for (let i = 0; i < 3; i++) await respond({ text: "More" });
    expect((await respond({ text: "Too much" })).status).toBe(404);
  });
});

describe("forms", () => {
  const open = async () => {
    await people.press(TOM, TIER2, await postCard(), "Take");
    return client.views.open({ trigger_id: lastTrigger(), view: form });
  };

  it("open within three seconds of a click, once", async () => {
    await open();
    expect(people.modal(TOM)).toMatchObject({
      title: "Reply",
      submit: "Send",
      fields: [
        { id: "text", label: "Your reply" },
        { id: "kind", options: ["Fast", "Slow"] },
      ],
    });
    const again = () => client.views.open({ trigger_id: lastTrigger(), view: form });
    await expect(again()).rejects.toMatchObject({ data: { error: "exchanged_trigger_id" } });
    await people.press(TOM, TIER2, await postCard(), "Take");
    slack.expireTriggers();
    await expect(again()).rejects.toMatchObject({ data: { error: "expired_trigger_id" } });
  });

  it("are not sent while a field is empty or too long", async () => {
    await open();
    expect(Object.keys((await people.submit(TOM, {})).errors ?? {})).toEqual(["text"]);
    expect(Object.keys((await people.submit(TOM, { text: "x".repeat(21) })).errors ?? {})).toEqual(["text"]);
    expect(interactions().map(({ type }) => type)).toEqual(["block_actions"]);
  });

  it("keep what was typed while the app finds something wrong, and close when it does not", async () => {
    await open();
    app.answer(() => ({ response_action: "errors", errors: { text: "Say more." } }));
    const values = { text: "Restart it", kind: "s" };
    expect(await people.submit(TOM, values)).toEqual({ errors: { text: "Say more." } });
    expect(people.modal(TOM)?.fields).toMatchObject([
      { value: "Restart it", error: "Say more." },
      { value: "s" },
    ]);
    app.answer(() => undefined);
    expect(await people.submit(TOM, { text: "Restart it, please" })).toEqual({});
    expect(people.modal(TOM)).toBeUndefined();
    const { view } = interactions().at(-1) ?? {};
    expect(view).toMatchObject({
      state: {
        values: {
          text: { v: { type: "plain_text_input", value: "Restart it, please" } },
          kind: { v: { type: "static_select", selected_option: { value: "s" } } },
        },
      },
    });
  });

  it("stay open when the app does not take them", async () => {
    await open();
    app.answer(() => {
      throw new Error("The database is away");
    });
    expect(await people.submit(TOM, { text: "Hello" })).toEqual({ failed: "http_error" });
    expect(people.modal(TOM)?.fields[0]?.value).toBe("Hello");
  });

  it("are refused when they break a limit", async () => {
    await people.press(TOM, TIER2, await postCard(), "Take");
    const view = { ...form, title: plain("A title that is much too long") };
    const opening = client.views.open({ trigger_id: lastTrigger(), view });
    await expect(opening).rejects.toMatchObject({ data: { error: "invalid_arguments" } });
  });
});

describe("commands and shortcuts", () => {
  it("a command works anywhere, and is answered to its person alone", async () => {
    app.answer(() => ({ response_type: "ephemeral", text: "Your tickets: none" }));
    await people.command(ANA, QUIET, `status of <@${TOM}> & me`);
    expect(interactions()[0]).toMatchObject({
      command: "/helpdesk",
      text: `status of <@${TOM}|tom> &amp; me`,
      channel_id: QUIET,
      user_id: ANA,
      team_id: TEAM,
    });
    expect(slack.messages(TEAM, QUIET, ANA)).toMatchObject([{ text: "Your tickets: none", ephemeral: true }]);
    expect(slack.messages(TEAM, QUIET, TOM)).toEqual([]);
    await expect(people.command(ANA, GENERAL, "x", "/other")).rejects.toThrow("no command");
  });

  it("shortcuts bring their message, when the manifest has them", async () => {
    const ts = people.post(TOM, { channel: QUIET }, "The printer is on fire");
    await people.messageShortcut(ANA, QUIET, ts, "from_message");
    await people.globalShortcut(ANA, "ask");
    expect(interactions()).toMatchObject([
      {
        type: "message_action",
        callback_id: "from_message",
        channel: { id: QUIET },
        message: { ts, user: TOM, text: "The printer is on fire" },
      },
      { type: "shortcut", callback_id: "ask", user: { id: ANA } },
    ]);
    await expect(people.globalShortcut(ANA, "from_message")).rejects.toThrow("no global shortcut");
  });
});

it("a home page has buttons, and a line to type into", async () => {
  const blocks: Json[] = [
    ...card,
    {
      type: "input",
      block_id: "ask",
      dispatch_action: true,
      label: plain("Ask"),
      element: { type: "plain_text_input", action_id: "question" },
    },
  ];
  await client.apiCall("views.publish", { user_id: ANA, view: { type: "home", blocks } });
  expect(people.home(ANA)).toMatchObject({ buttons: ["Take", "Merge", "Close"], fields: [{ label: "Ask" }] });
  await people.pressOnHome(ANA, "Take");
  await people.enterOnHome(ANA, "Ask", "No wifi");
  expect(interactions()).toMatchObject([
    { container: { type: "view" }, view: { type: "home" }, actions: [{ value: "t1" }] },
    { actions: [{ type: "plain_text_input", action_id: "question", value: "No wifi" }] },
  ]);
});

it("a chat shows what the app is doing until it has said something, and what can be asked", async () => {
  const ts = people.post(ANA, { dm: true }, "No wifi");
  const channel = people.direct(ANA);
  const prompts = [{ title: "Wifi", message: "How do I get on the wifi?" }];
  await client.assistant.threads.setSuggestedPrompts({ channel_id: channel, thread_ts: ts, prompts });
  await client.assistant.threads.setStatus({ channel_id: channel, thread_ts: ts, status: "is looking" });
  expect(people.prompts(ANA)).toEqual(prompts);
  expect(people.status(ANA, ts)).toBe("is looking");
  const { postMessage } = client.chat;
  await postMessage({ channel: ANA, thread_ts: ts, text: "Turn it off and on." });
  expect(people.status(ANA, ts)).toBeUndefined();
  expect(slack.messages(TEAM, ANA, ANA)).toMatchObject([
    { user: ANA, by: "person", text: "No wifi" },
    { user: BOT, by: "app", thread: ts },
  ]);
});
