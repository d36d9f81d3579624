// What goes wrong at other help desk bots with what people write and with secrets, and must not here (product.md, 15 and 16).
import { createSlack } from "../../src/platforms/slack";
import { ConfigError, readConfig } from "../../src/config";
import { BOT, TEAM, userId, workspaceOfPlan } from "../support/slack-workspace";
import { beginSlackStory, UNKNOWN, type SlackStory } from "../support/slack-story";
import { signedHeaders } from "../support/slack/http-transport";
import type { SeenMessage } from "../support/slack/seeing";

let story: SlackStory;

describe("15. Relayed text that pings everyone: escaped in both directions", () => {
  /** What Slack's clients make real mentions of is among it. */
  const NASTY = [
    "<!channel> <!here|x> @channel @here @everyone",
    `<@${userId("priya")}> <!subteam^S0000000001|it> <#C0STAFFROOM|staff>`,
    "<https://evil.example|https://bank.example> [bank](https://evil.example) ![p](https://evil.example/p.png)",
    "<at>Dana</at> **bold** `code` &lt;!channel&gt; <script>alert(1)</script>",
  ].join("\n");

  beforeEach(async () => {
    story = await beginSlackStory("http", {
      workspace: (plan) => {
        const workspace = workspaceOfPlan(plan);
        const people = workspace.people.map((one) =>
          one.id === userId("ana")
            ? { ...one, realName: "<!channel> *Ana* <https://evil.example|Lopez>" }
            : one,
        );
        return { ...workspace, people };
      },
    });
  });
  afterEach(() => story.end());

  const everywhere = (): SeenMessage[] =>
    [story.desk.id, "C0STAFFROOM", ...["ana", "ben", "dana"].map(userId)].flatMap((where) =>
      story.all(where, where.startsWith("U") ? where : userId("dana")).filter(({ by }) => by === "app"),
    );

  /** Neither in blocks nor in what notifications show. */
  function expectHarmless(): void {
    const said = everywhere();
    expect(said.length).toBeGreaterThan(3);
    for (const { pings, links, raw } of said) {
      expect(pings).toEqual([]);
      expect(links.filter(({ url, text }) => url !== text)).toEqual([]);
      expect(raw.text).not.toMatch(/<[!@#]|<https?:/);
    }
  }

  test("from the requester to the technicians: question, follow-up, name, file", async () => {
    // With so many words an article seems to come near, and the bot asks which it is.
    await story.post("ana", story.ana, `${UNKNOWN} ${NASTY}`);
    await story.press("ana", story.ana, "None of these");
    await story.post("ana", story.ana, NASTY, [
      { name: "<!channel> [x](https://evil.example).png", data: Buffer.from("x") },
    ]);
    await story.post("ana", story.channel("staff-room"), `<@${BOT}> new: ${UNKNOWN} ${NASTY}`);
    expect(story.texts("dana", await story.threadOf(1)).join()).toContain("**bold** `code`");
    expectHarmless();
  });

  test("from a technician to the requester: reply, question, resolution", async () => {
    await story.post("ana", story.ana, UNKNOWN);
    await story.post("dana", await story.threadOf(1), `Well. ${NASTY}`);
    await story.pass(6_000);
    await story.submit("dana", story.desk, "Ask for more…", { text: NASTY });
    await story.post("ana", story.ana, "room 21");
    await story.submit("dana", story.desk, "Resolve…", { text: NASTY, kind: "solved", confirmation: "ask" });
    expect(story.texts("ana", story.ana).filter((text) => text.includes("**bold** `code`"))).toHaveLength(3);
    expectHarmless();
  });

  test("nor in the edit of either, nor where it goes on in private", async () => {
    const question = await story.post("ana", story.ana, UNKNOWN);
    await story.edit("ana", question, `${UNKNOWN} ${NASTY}`);
    const more = await story.post("ana", story.ana, "room 21");
    await story.edit("ana", more, NASTY);
    const reply = await story.post("dana", await story.threadOf(1), "on my way");
    await story.pass(6_000);
    await story.edit("dana", reply, NASTY);
    await story.post("ben", story.channel("staff-room"), `<@${BOT}> ${UNKNOWN} ${NASTY}`);
    const root = story.received.at(-1);
    if (root?.type !== "message_posted") throw new Error("Ben's question was not heard.");
    await story.press("ben", root.replyIn, "None of these");
    await story.press("ben", root.replyIn, "Go on in private");
    expect(
      story
        .said("ben", story.direct("ben"))
        .map(({ text }) => text)
        .join(),
    ).toContain("**bold** `code`");
    expectHarmless();
  });
});

describe("16. Signature checks that are skipped when the secret is blank: refuse to start", () => {
  const ENV = {
    SLACK_BOT_TOKEN: "xoxb-1",
    SLACK_SIGNING_SECRET: "a-secret",
    SLACK_APP_TOKEN: "xapp-1",
  };

  test.each(Object.keys(ENV))("%s is blank, or only blanks", (name) => {
    expect(readConfig(ENV).slack).toBeDefined();
    for (const blank of ["", "  "])
      expect(() => readConfig({ ...ENV, [name]: blank })).toThrow(new RegExp(`${name} is set but blank`));
  });

  test("the signing secret is missing, also in Socket Mode", () => {
    const { SLACK_SIGNING_SECRET: _, ...without } = ENV;
    expect(() => readConfig(without)).toThrow(ConfigError);
    expect(() => readConfig(without)).toThrow(/SLACK_SIGNING_SECRET is missing/);
  });

  test("nor can Slack be made without one", () => {
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const planFor = () => ({ watched: [], memberships: { channels: [], groups: [] } });
    const rest = {
      formFor: () => undefined,
      planFor,
      promptsFor: async () => [],
      now: () => new Date(),
      log,
    };
    const make = (signingSecret: string) =>
      createSlack({ access: { botToken: "xoxb-1" }, signingSecret, ...rest });
    expect(() => make(" ")).toThrow("SLACK_SIGNING_SECRET is blank");
    expect(make("a-secret").name).toBe("slack");
  });

  describe("and a request that Slack has not signed", () => {
    beforeEach(async () => {
      story = await beginSlackStory("http");
    });
    afterEach(() => story.end());

    const body = JSON.stringify({
      type: "event_callback",
      team_id: TEAM,
      event: {
        type: "message",
        channel: "D0000000001",
        channel_type: "im",
        user: userId("ana"),
        ts: "1799766000.000100",
        text: UNKNOWN,
      },
    });

    test.each<[string, Record<string, string>]>([
      ["has no signature", {}],
      ["is signed with nothing", signedHeaders("", body)],
      ["is signed with another secret", signedHeaders("another", body)],
      ["is signed for another text", signedHeaders("a-signing-secret-of-no-worth", `${body} `)],
      [
        "is ten minutes old",
        signedHeaders("a-signing-secret-of-no-worth", body, Math.floor(Date.now() / 1000) - 600),
      ],
    ])("%s: refused, and nothing happens", async (_what, signed) => {
      const headers = { "content-type": "application/json", ...signed };
      const answer = await fetch(story.stage.url, { method: "POST", body, headers });
      expect(answer.status).toBe(401);
      await story.settle();
      expect(story.received).toEqual([]);
    });

    test("the same request, signed, is taken", async () => {
      const headers = {
        "content-type": "application/json",
        ...signedHeaders("a-signing-secret-of-no-worth", body),
      };
      expect((await fetch(story.stage.url, { method: "POST", body, headers })).status).toBe(200);
      await story.settle();
      expect(story.received).toHaveLength(1);
    });
  });
});
