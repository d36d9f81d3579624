/** Does our simulated Slack tell an app what Slack tells it? Heard by Bolt's own HTTP receiver. */
import { webApi } from "@slack/bolt";
import { listenOverHttp, silent, type ListeningApp } from "../../support/slack/listening-app";
import {
  ANA,
  BOT,
  EVE,
  GENERAL,
  QUIET,
  sampleOptions,
  SHARED,
  SUE,
  TEAM,
  TIER2,
  TOM,
} from "../../support/slack/sample-workspace";
import { startSlackSimulator, type SlackSimulator } from "../../support/slack/simulator";
import type { People } from "../../support/slack/people";

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

const say = (message: webApi.ChatPostMessageArguments) => {
  const { postMessage } = client.chat;
  return postMessage(message);
};

const kinds = () => app.events().map(({ type, subtype }) => (subtype === undefined ? type : subtype));

describe("what the app hears of messages", () => {
  it("a direct message, in a full envelope", async () => {
    const ts = people.post(ANA, { dm: true }, "My <b>mouse</b> is dead");
    await slack.idle();
    expect(app.heard).toMatchObject([
      {
        body: {
          type: "event_callback",
          team_id: TEAM,
          authorizations: [{ user_id: BOT, team_id: TEAM, is_bot: true }],
          is_ext_shared_channel: false,
          event: {
            type: "message",
            channel_type: "im",
            channel: people.direct(ANA),
            user: ANA,
            ts,
            event_ts: ts,
            text: "My &lt;b&gt;mouse&lt;/b&gt; is dead",
            blocks: [
              {
                type: "rich_text",
                elements: [{ elements: [{ type: "text", text: "My <b>mouse</b> is dead" }] }],
              },
            ],
          },
        },
      },
    ]);
    expect(app.heard[0]).not.toHaveProperty("retry");
  });

  it("a mention of the bot twice, by its message and by app_mention", async () => {
    const ts = people.post(
      ANA,
      { channel: GENERAL },
      `<@${BOT}> <@${TOM}> <@U0000000XXX> @here jane@acme.com`,
    );
    await slack.idle();
    expect(app.events().map(({ type }) => type)).toEqual(expect.arrayContaining(["message", "app_mention"]));
    expect(app.events()).toHaveLength(2);
    for (const event of app.events())
      expect(event).toMatchObject({
        ts,
        text: `<@${BOT}> <@${TOM}> &lt;@U0000000XXX&gt; <!here> <mailto:jane@acme.com|jane@acme.com>`,
      });
  });

  it("nothing of channels that its bot is not in", async () => {
    people.post(ANA, { channel: QUIET }, `<@${BOT}> are you there?`);
    slack.admin(TEAM).kick(GENERAL, BOT);
    people.post(ANA, { channel: GENERAL }, "And here?");
    await slack.idle();
    expect(kinds()).toEqual(["channel_left"]);
  });

  it("its own posts and updates, as a bot's", async () => {
    const { ts = "" } = await say({ channel: TIER2, text: "Card" });
    await client.chat.update({ channel: TIER2, ts, text: "Card, taken" });
    await slack.idle();
    expect(app.events()).toMatchObject([
      { type: "message", bot_id: "B0000000B0T", user: BOT, ts },
      {
        subtype: "message_changed",
        hidden: true,
        message: { ts, text: "Card, taken", bot_id: "B0000000B0T", edited: { user: "B0000000B0T" } },
        previous_message: { text: "Card" },
      },
    ]);
  });

  it("a reply in a thread, and that its root has one more", async () => {
    const root = people.post(TOM, { channel: TIER2 }, "Root");
    const ts = people.post(TOM, { thread: [TIER2, root] }, "Reply");
    await slack.idle();
    expect(app.events().slice(1)).toMatchObject([
      { ts, thread_ts: root, parent_user_id: TOM, channel_type: "group" },
      { subtype: "message_changed", message: { ts: root, text: "Root", reply_count: 1 } },
    ]);
    expect(app.events()[2]?.["message"]).not.toHaveProperty("edited");
  });

  it("a page shown for a link, which changes nothing of the text", async () => {
    people.post(ANA, { channel: GENERAL }, "See https://help.example/a?b=1&c=2");
    await slack.idle();
    expect(app.events()).toMatchObject([
      { text: "See <https://help.example/a?b=1&amp;c=2>" },
      {
        subtype: "message_changed",
        message: { text: "See <https://help.example/a?b=1&amp;c=2>", attachments: [{}] },
      },
    ]);
  });

  it("edits and deletions, and a tombstone where there are replies", async () => {
    const ts = people.post(ANA, { channel: GENERAL }, "one");
    people.edit(ANA, GENERAL, ts, "two");
    const reply = people.post(ANA, { thread: [GENERAL, ts] }, "three");
    people.remove(ANA, GENERAL, ts);
    people.remove(ANA, GENERAL, reply);
    await slack.idle();
    expect(app.events()).toMatchObject([
      { text: "one" },
      { subtype: "message_changed", message: { ts, text: "two", edited: { user: ANA } } },
      { ts: reply },
      { subtype: "message_changed", message: { reply_count: 1 } },
      {
        subtype: "message_changed",
        message: { subtype: "tombstone", ts },
        previous_message: { text: "two" },
      },
      { subtype: "message_deleted", deleted_ts: reply, previous_message: { text: "three" } },
    ]);
    expect(slack.messages(TEAM, GENERAL, TOM).map(({ text, deleted }) => [text, deleted])).toEqual([
      ["", true],
      ["", true],
    ]);
  });

  it("files, replies shown in the channel too, and what somebody does", async () => {
    people.post(ANA, { dm: true }, "", { files: [{ name: "a.png", data: Buffer.from("xyz") }] });
    const root = people.post(TOM, { channel: TIER2 }, "Root");
    people.post(TOM, { thread: [TIER2, root] }, "All of you", { subtype: "thread_broadcast" });
    people.post(TOM, { channel: TIER2 }, "waves", { subtype: "me_message" });
    await slack.idle();
    const of = (subtype: string) => app.events().find((event) => event["subtype"] === subtype);
    expect(of("file_share")).toMatchObject({ text: "", files: [{ name: "a.png", size: 3, mode: "hosted" }] });
    expect(of("thread_broadcast")).toMatchObject({ thread_ts: root, root: { ts: root, text: "Root" } });
    expect(of("me_message")).toMatchObject({ text: "waves", user: TOM });
  });

  it("another app's bot as such", async () => {
    const bot = "U00000000B9";
    await slack.close();
    const [workspace] = sampleOptions().workspaces;
    if (!workspace) throw new Error("No workspace");
    const everybody = [...workspace.people, { id: bot, name: "alarms", realName: "Alarms", isBot: true }];
    const channels = [{ id: GENERAL, name: "general", members: [BOT, bot] }];
    slack = await startSlackSimulator(
      sampleOptions({ workspaces: [{ ...workspace, people: everybody, channels }] }),
    );
    await app.stop();
    app = await listenOverHttp(slack);
    slack.as(TEAM).post(bot, { channel: GENERAL }, "Disk full");
    await slack.idle();
    expect(app.events()).toMatchObject([{ user: bot, bot_id: "B00000000B9", text: "Disk full" }]);
  });

  it("a stranger's message with their own team", async () => {
    people.post(EVE, { channel: SHARED }, "Hello from outside");
    await slack.idle();
    expect(app.heard[0]?.body).toMatchObject({
      team_id: TEAM,
      is_ext_shared_channel: true,
      event: { user: EVE, user_team: "T0000000099", team: "T0000000099" },
    });
  });
});

it("the app hears of reactions, members, its home, and of its own end", async () => {
  const ts = people.post(ANA, { channel: GENERAL }, "Thanks!");
  people.react(TOM, GENERAL, ts, "heart");
  await client.conversations.invite({ channel: TIER2, users: SUE });
  people.openHome(ANA);
  people.openMessages(ANA);
  slack.admin(TEAM).archive(GENERAL);
  slack.admin(TEAM).rename(TIER2, "tier-two");
  slack.admin(TEAM).changePerson(ANA, { realName: "Ana Lopez-Reyes" });
  slack.admin(TEAM).uninstall();
  people.post(ANA, { dm: true }, "Still there?");
  await slack.idle();
  const told = [
    "message reaction_added channel_join member_joined_channel app_home_opened app_home_opened",
    "channel_archive user_change tokens_revoked app_uninstalled", // group_rename is not in the manifest
  ].flatMap((line) => line.split(" "));
  expect(kinds()).toEqual(expect.arrayContaining(told));
  expect(kinds()).toHaveLength(told.length);
});

describe("deliveries", () => {
  it("come again until they are acknowledged, each time saying so", async () => {
    let left = 2;
    app.answer(() => {
      if (left-- > 0) throw new Error("The database is away");
    });
    people.post(ANA, { dm: true }, "Hello?");
    await slack.idle();
    expect(app.heard.map(({ retry }) => retry)).toEqual([undefined, 1, 2]);
    expect(new Set(app.heard.map(({ body }) => body["event_id"])).size).toBe(1);
    expect(app.heard[1]?.reason).toBe("http_error");
  });

  it("are given up after three repetitions, and sent once more when a test asks for it", async () => {
    app.answer(() => {
      throw new Error("The database is away");
    });
    people.post(ANA, { dm: true }, "one");
    people.post(ANA, { dm: true }, "two");
    await slack.idle();
    expect([app.heard.length, slack.lost.length]).toEqual([8, 2]);
    app.answer(() => undefined);
    slack.sendLost();
    await slack.idle();
    expect(app.events().slice(8)).toMatchObject([{ text: "one" }, { text: "two" }]);
  });

  it("come again when the app's answer was too late", async () => {
    slack.faults.lateAcks(1);
    people.post(ANA, { dm: true }, "Slow");
    await slack.idle();
    expect(app.heard.map(({ reason }) => reason)).toEqual([undefined, "http_timeout"]);
  });

  it("come many times under other ids, with no word that they are repetitions", async () => {
    slack.faults.duplicate({ copies: 10 });
    people.post(ANA, { dm: true }, "Once");
    await slack.idle();
    expect(new Set(app.heard.map(({ body }) => body["event_id"])).size).toBe(11);
    expect(app.heard.filter(({ retry }) => retry !== undefined)).toEqual([]);
  });

  it("come in another order", async () => {
    slack.faults.disorder(3);
    for (const word of ["one", "two", "three"]) people.post(ANA, { dm: true }, word);
    await slack.idle();
    expect(app.events().map(({ text }) => text)).toEqual(["three", "two", "one"]);
  });

  it("of people who write one after the other keep their order", async () => {
    const words = Array.from({ length: 30 }, (_, index) => `word ${index}`);
    for (const word of words) people.post(ANA, { dm: true }, word);
    await slack.idle();
    expect(app.events().map(({ text }) => text)).toEqual(words);
  });
});
