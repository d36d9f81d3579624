import { channelPlace, directChat, threadUnder } from "../../../src/platforms/slack/address";
import { createWorkspaces } from "../../../src/platforms/slack/create-workspaces";
import { createDelivering } from "../../../src/platforms/slack/delivering/deliver";
import type { Installation, Installations } from "../../../src/platforms/slack/options";
import { paceOf } from "../../../src/platforms/slack/delivering/pace";
import type { Delivery } from "../../../src/platforms/platform";
import { startFake, TOKEN, type Fake } from "./delivering-fake";
import { CHANNEL, failureOf, saying, TEAM } from "./delivering-setup";

let fake: Fake;
beforeEach(async () => {
  fake = await startFake();
});
afterEach(() => fake.close());

const log = { info: () => {}, warn: () => {}, error: () => {} };
const postTo = (to = CHANNEL): Delivery => ({
  key: "k",
  verb: "post",
  to,
  content: saying("Hello"),
  opensThread: false,
});

describe("one workspace", () => {
  const open = () => createWorkspaces({ access: { botToken: TOKEN }, apiUrl: fake.apiUrl }, 1);

  it("tells where and who the bot is", async () => {
    const workspaces = open();
    await workspaces.start();
    expect(workspaces.only()).toMatchObject({ team: "T1", botUser: "UBOT" });
    expect(await workspaces.of("T2")).toBeUndefined();
  });

  it("does not start with a token that Slack refuses, and says what to do without showing it", async () => {
    fake.script("auth.test", { ok: false, error: "invalid_auth" });
    const starting = open().start();
    await expect(starting).rejects.toMatchObject({
      name: "SlackStartError",
      message: expect.stringMatching(/SLACK_BOT_TOKEN \(invalid_auth\)\. Copy the Bot User OAuth Token/),
    });
    await expect(starting).rejects.not.toMatchObject({ message: expect.stringContaining(TOKEN) });
    expect(fake.callsOf("auth.test")).toHaveLength(1);
  });

  it("starts when Slack can be reached at the third try", async () => {
    fake.script("auth.test", "reset", { status: 503 });
    await open().start();
    expect(fake.callsOf("auth.test")).toHaveLength(3);
  });

  it("gives up after the third, and says so", async () => {
    fake.script("auth.test", "reset", "reset", "reset");
    await expect(open().start()).rejects.toThrow(/cannot be reached\. Check this machine's network/);
  });

  it("is still the only one while its token does not hold, and is asked again", async () => {
    const workspaces = open();
    await workspaces.start();
    workspaces.forget("T1");
    expect(workspaces.only()?.team).toBe("T1");
    fake.script("auth.test", { ok: false, error: "token_revoked" });
    await expect(workspaces.of("T1")).rejects.toThrow("token_revoked");
    expect(await workspaces.of("T1")).toMatchObject({ team: "T1" });
  });
});

describe("many workspaces", () => {
  const stored = new Map<string, Installation>();
  const installations: Installations = {
    save: async (installation) => void stored.set(installation.team, installation),
    find: async (team) => stored.get(team),
    remove: async (team) => void stored.delete(team),
  };
  const installed = (team: string, token: string): Installation => ({
    team,
    teamName: team,
    token,
    user: `UBOT-${team}`,
    scopes: [],
  });
  const access = { clientId: "1.2", clientSecret: "c", stateSecret: "s", installations };
  const open = () => createWorkspaces({ access, apiUrl: fake.apiUrl });
  beforeEach(() => {
    stored.clear();
    stored.set("T1", installed("T1", "xoxb-one"));
    stored.set("T2", installed("T2", "xoxb-two"));
  });

  it("each speak with their own token", async () => {
    const workspaces = open();
    expect((await workspaces.of("T1"))?.client.token).toBe("xoxb-one");
    expect((await workspaces.of("T2"))?.client.token).toBe("xoxb-two");
    expect(await workspaces.of("T3")).toBeUndefined();
    expect(workspaces.only()).toBeUndefined();
  });

  it("take the new token of one that was installed again", async () => {
    const workspaces = open();
    const deliver = createDelivering({ apiUrl: fake.apiUrl, log, now: () => new Date() }, workspaces);
    await workspaces.of("T1");
    stored.set("T1", installed("T1", "xoxb-new"));
    fake.script("chat.postMessage", { ok: false, error: "token_revoked" });
    expect(await failureOf(deliver(postTo()))).toMatchObject({ retry: "later" });
    await deliver(postTo());
    expect((await workspaces.of("T1"))?.client.token).toBe("xoxb-new");
  });

  it("need the workspace in each place of the plan", async () => {
    const deliver = createDelivering({ apiUrl: fake.apiUrl, log, now: () => new Date() }, open());
    const { workspace: _, ...bare } = CHANNEL;
    const failure = await failureOf(deliver(postTo(bare)));
    expect(failure).toMatchObject({ retry: "never", reason: expect.stringContaining("T…/C… in the plan") });
    expect(fake.calls).toEqual([]);
  });

  it("are asked for again when they could not be looked up", async () => {
    const broken = { ...installations, find: () => Promise.reject(new Error("password=hunter2")) };
    const workspaces = createWorkspaces({ access: { ...access, installations: broken } });
    const failure = await failureOf(createDelivering({ log, now: () => new Date() }, workspaces)(postTo()));
    expect(failure.retry).toBe("later");
    expect(failure.reason).not.toContain("hunter2");
  });
});

describe("the pace", () => {
  const { workspace: _, ...bare } = CHANNEL;
  const message = { in: CHANNEL, messageId: "1.1+1.2" };
  const content = saying("Hi");

  it.each<[string, Delivery, string | undefined]>([
    ["a post in a channel", postTo(), "T1/C1"],
    ["a post in its thread", postTo(threadUnder(TEAM, "C1", "1.1")), "T1/C1"],
    ["a post in another channel", postTo(channelPlace(TEAM, "C2")), "T1/C2"],
    ["a post in a place that names no workspace", postTo(bare), "T1/C1"],
    ["a post in a direct chat", postTo(directChat(TEAM, "U1")), undefined],
    ["an update", { key: "k", verb: "update", message, content }, "T1/C1/1.1"],
    ["a withdrawal", { key: "k", verb: "withdraw", message }, undefined],
    ["a mark", { key: "k", verb: "mark", message, mark: { state: "held" } }, undefined],
    ["a home page", { key: "k", verb: "home", to: directChat(TEAM, "U1"), content }, undefined],
  ])("of %s", (_name, delivery, place) => {
    expect(paceOf(delivery, undefined, TEAM)).toEqual(
      place === undefined ? undefined : { place, everyMs: 1_000 },
    );
  });
});
