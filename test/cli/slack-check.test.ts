// Does `slack check` find what would not work, say what to do about it, and leave everything as it is?
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../../src/config";
import { askPlatforms } from "../../src/chores/live-check";
import { planCheckLive } from "../../src/cli/plan-check-live";
import { slackCheck } from "../../src/cli/slack-check";
import { checkEventAddress } from "../../src/platforms/slack/installing/check-connection";
import { WANTED_SCOPES } from "../../src/platforms/slack/methods";
import { createReceivers } from "../../src/platforms/slack/receiving/receivers";
import { createInstallations } from "../../src/store/installations";
import { createSealer } from "../../src/store/sealing";
import { changed } from "../plan/samples";
import { createTestDatabase } from "../support/database";
import { startScriptedApi, type Answers, type Call, type ScriptedApi } from "../support/slack/scripted-api";

const refused = (error: string): { ok: false; error: string } => ({ ok: false, error });

const bot = { team: "Lakeside", team_id: "T1", user: "help_desk", user_id: "UBOT", bot_id: "B1" };

/** A workspace in which everything is as it should be. */
const WELL: Answers = {
  "auth.test": { ...bot, scopes: WANTED_SCOPES.join(",") },
  "bots.info": { bot: { app_id: "A1" } },
  "apps.connections.open": { url: "wss://slack.example/link" },
  "conversations.info": ({ args }: Call) => ({
    channel: { id: args["channel"], name: "service-desk", is_member: true, is_archived: false },
  }),
  "usergroups.users.list": { users: ["U1", "U2"] },
  "users.info": ({ args }: Call) => ({ user: { id: args["user"], deleted: false } }),
  "users.lookupByEmail": ({ args }: Call) => ({ user: { id: "U9", name: args["email"] } }),
};

/** Reads only: a check must not post, join, invite or change anything. */
const READING =
  /^(?:auth\.test|bots\.info|apps\.connections\.open|conversations\.info|usergroups\.users\.list|users\.(?:info|lookupByEmail))$/;

let slack: ScriptedApi;
let dir: string;
let plan: string;

beforeEach(async () => {
  slack = await startScriptedApi({ ...WELL });
  dir = await mkdtemp(join(tmpdir(), "slack-check-"));
  plan = join(dir, "helpdesk.yaml");
  await writeSlackPlan();
});
afterEach(async () => {
  expect(slack.calls.map(({ method }) => method).filter((method) => !READING.test(method))).toEqual([]);
  await slack.close();
  await rm(dir, { recursive: true, force: true });
});

/** The small plan, in Slack: a Tier 2 channel, a user group, one account, and a watched channel. */
async function writeSlackPlan(from = "", to = ""): Promise<void> {
  const text = changed(
    "channels: { sandbox: service-desk }",
    "channels: { sandbox: service-desk, slack: C0DESK }\n    groups: { slack: S0TECHS }",
  )
    .replace("email: dana@school.example", "email: dana@school.example, accounts: { slack: U0DANA }")
    .concat("watched_channels: { slack: [C0HELP, T2/C0OTHER] }\n");
  expect(text).toContain(from);
  await writeFile(plan, text.replace(from, to));
}

const env = (more: Record<string, string | undefined> = {}): Record<string, string | undefined> => ({
  SLACK_BOT_TOKEN: "xoxb-secret",
  SLACK_SIGNING_SECRET: "s3cret",
  SLACK_APP_TOKEN: "xapp-1-A1-2-secret",
  SLACK_API_URL: slack.apiUrl,
  TIERDESK_DATA: dir,
  ...more,
});

const check = (more: Record<string, string | undefined> = {}, url?: string) =>
  slackCheck({ plan, ...(url !== undefined && { url }) }, env(more));

it("says of a workspace in which everything is right what it looked at", async () => {
  expect(await check()).toEqual({
    text: [
      "ok: The token is taken: @help_desk in Lakeside (T1).",
      "ok: It has every right that the help desk needs.",
      "ok: #service-desk (C0DESK, tiers.2.channels.slack) is there, and the bot is in it.",
      "ok: #service-desk (C0HELP, watched_channels.slack) is there, and the bot is in it.",
      "ok: The user group S0TECHS (tiers.2.groups.slack) has 2 members.",
      "ok: 3 of the 3 people of the plan are in the workspace.",
      "ok: Socket Mode is on, and the app's token opens it.",
      "0 problems, 0 warnings.",
    ].join("\n"),
    exitCode: 0,
  });
});

it("is what `plan check --live` asks of Slack", async () => {
  slack.answers["conversations.info"] = refused("channel_not_found");
  const { text, exitCode } = await planCheckLive({ file: plan, today: "2026-11-24" }, env());
  expect(text).toContain("3 people, 2 tiers");
  expect(text).toContain("\n\nSlack\nok: The token is taken");
  expect(text).toContain("problem: There is no channel C0DESK (tiers.2.channels.slack)");
  expect(exitCode).toBe(1);
});

it("asks for what the plan names by id, and lists nothing", async () => {
  await check();
  expect(slack.calls.map(({ method, args }) => [method, ...Object.values(args)].join(" "))).toEqual([
    "auth.test",
    "bots.info B1",
    "conversations.info C0DESK",
    "conversations.info C0HELP",
    "usergroups.users.list S0TECHS",
    "users.lookupByEmail mira@school.example",
    "users.info U0DANA",
    "users.lookupByEmail kofi@school.example",
    "apps.connections.open",
  ]);
});

const found: [string, Answers, string, string][] = [
  ["a token that Slack does not know", { "auth.test": refused("invalid_auth") }, "Slack refuses the bot's token (invalid_auth)", "copy the Bot User OAuth Token into SLACK_BOT_TOKEN"],
  ["an app that was removed", { "auth.test": refused("account_inactive") }, "(account_inactive)", "Install the app to the workspace again"],
  ["a channel in the archive", { "conversations.info": { channel: { name: "old", is_archived: true, is_member: true } } }, "#old (C0DESK, tiers.2.channels.slack) is archived", "Take it out of the archive"],
  ["a channel without the bot", { "conversations.info": { channel: { name: "desk", is_member: false } } }, "The bot is not in #desk", "Write `/invite @help_desk`"],
  ["a channel that is not there", { "conversations.info": refused("channel_not_found") }, "There is no channel C0DESK (tiers.2.channels.slack), or it is private", "Compare the id"],
  ["a user group that is not there", { "usergroups.users.list": refused("no_such_subteam") }, "There is no user group S0TECHS", "Copy the id"],
  ["a user group without members", { "usergroups.users.list": { users: [] } }, "has no members", "Put the technicians into it"],
  ["an account that is not there", { "users.info": refused("user_not_found") }, "There is no account U0DANA (people.dana)", "Copy member ID"],
  ["an account that is deactivated", { "users.info": { user: { deleted: true } } }, "The account of people.dana is deactivated", "Name somebody else"],
  ["an account of a bot", { "users.info": { user: { is_bot: true } } }, "The account of people.dana is a bot's", "member id"],
  ["an app token that is not taken", { "apps.connections.open": refused("invalid_auth") }, "does not open Socket Mode (invalid_auth)", "Make a new one"],
  ["Socket Mode that is off", { "apps.connections.open": refused("not_allowed") }, "does not open Socket Mode (not_allowed)", "Switch Socket Mode on"],
]; // prettier-ignore

it.each(found)("finds %s", async (_what, answers, what, fix) => {
  Object.assign(slack.answers, answers);
  const { text, exitCode } = await check();
  expect(text).toMatch(/^problem: /m);
  expect(text).toContain(what);
  expect(text).toContain(fix);
  expect(exitCode).toBe(1);
});

it("names a right that is missing, with what needs it; and one that is there for nothing", async () => {
  const scopes = [...WANTED_SCOPES.filter((scope) => scope !== "groups:history"), "admin"].join(",");
  slack.answers["auth.test"] = { ...bot, scopes };
  const { text, exitCode } = await check();
  expect(text).toContain(
    "problem: The token lacks the right groups:history, which conversations.history, conversations.replies, message.groups need.",
  );
  expect(text).toContain("warning: It has rights that the help desk does not use: admin.");
  expect(text).toContain("1 problem, 1 warning.");
  expect(exitCode).toBe(1);
});

it("people whose address nobody has are one warning, and no failure", async () => {
  slack.answers["users.lookupByEmail"] = refused("users_not_found");
  const { text, exitCode } = await check();
  expect(text).toContain("warning: Nobody in the workspace has the e-mail address of mira, kofi.");
  expect(text).toContain("ok: 1 of the 3 people of the plan are in the workspace.");
  expect(exitCode).toBe(0);
});

it.each([
  ["C0DESK", '"#service-desk"', "`#service-desk` (tiers.2.channels.slack) is not the id of a channel"],
  ["S0TECHS", "techs", "`techs` (tiers.2.groups.slack) is not the id of a user group"],
  ["U0DANA", "dana", "`dana` (people.dana) is not the id of a person"],
])("finds a name where an id must stand: %s", async (id, name, what) => {
  await writeSlackPlan(id, name);
  expect((await check()).text).toContain(what);
});

it("misses a Tier 2 channel, and says how one is written", async () => {
  await writeSlackPlan(", slack: C0DESK", ", slack: T2/C0DESK");
  const { text, exitCode } = await check();
  expect(text).toContain("problem: The plan names no Tier 2 channel for T1");
  expect(exitCode).toBe(1);
});

it("warns of a Tier 2 channel whose members become technicians while it is public", async () => {
  const warned = async () => (await check()).text.split("\n").filter((line) => line.startsWith("warning"));
  expect(await warned()).toEqual([]);
  await writeSlackPlan("    groups: { slack: S0TECHS }\n    members: [dana]\n", "");
  expect(await warned()).toEqual([
    "warning: Anybody who joins #service-desk (C0DESK, tiers.2.channels.slack) becomes a technician: it is public.",
  ]);
  const desk = { name: "service-desk", is_member: true, is_private: true };
  slack.answers["conversations.info"] = { channel: desk };
  expect(await warned()).toEqual([]);
});

it("a plan with errors is a problem; what does not need it is looked at all the same", async () => {
  await writeFile(plan, "organisation: [");
  const { text, exitCode } = await check();
  expect(text).toContain(`problem: The plan ${plan} has errors.`);
  expect(text).toContain("ok: The token is taken");
  expect(text).toContain("ok: Socket Mode is on");
  expect(exitCode).toBe(1);
});

it("finds tokens of two apps", async () => {
  const { text } = await check({ SLACK_APP_TOKEN: "xapp-1-A2-2-secret" });
  expect(text).toContain("problem: SLACK_APP_TOKEN belongs to the app A2, the bot's token to A1.");
});

describe("with a file of workspaces", () => {
  async function checkWith(text: string): Promise<string> {
    const file = join(dir, "workspaces.yaml");
    await writeFile(file, text);
    return (await check({ TIERDESK_WORKSPACES: file })).text;
  }
  const desk = (plan_: string, team: string): string =>
    `desks: { lake: { plan: ${plan_}, knowledge_base: kb, workspaces: [${team}] } }`;

  it("the plan of the workspace's own desk is looked at", async () => {
    expect(await checkWith(desk("helpdesk.yaml", "T1"))).toContain("0 problems, 0 warnings.");
    expect(await checkWith(desk("other.yaml", "T1"))).toContain(
      `problem: The plan ${join(dir, "other.yaml")} has errors.`,
    );
  });

  it("a workspace that no desk serves is a problem", async () => {
    expect(await checkWith(desk("helpdesk.yaml", "T2"))).toContain(
      "names no desk for T1: nobody is answered there.",
    );
  });

  it("a file with errors is a problem", async () => {
    expect(await checkWith("desks: 1")).toContain("workspaces.yaml has errors.");
  });
});

it("says so when Slack cannot be reached", async () => {
  const { text, exitCode } = await check({ SLACK_API_URL: "http://127.0.0.1:9/api/" });
  expect(text).toContain("problem: Slack's Web API cannot be reached (");
  expect(exitCode).toBe(1);
});

it("without Slack's settings it says which to set", async () => {
  const nothing = { SLACK_BOT_TOKEN: undefined, SLACK_SIGNING_SECRET: undefined, SLACK_APP_TOKEN: undefined };
  const { text, exitCode } = await check({ ...nothing, SLACK_API_URL: undefined });
  expect(text).toContain("Set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET");
  expect(exitCode).toBe(1);
});

it("tells no secret, whatever is wrong", async () => {
  slack.answers["auth.test"] = refused("invalid_auth");
  slack.answers["apps.connections.open"] = refused("invalid_auth");
  const { text } = await check();
  expect(text).not.toMatch(/secret|s3cret|xoxb|xapp-1/);
});

describe("over HTTP", () => {
  const http = { SLACK_APP_TOKEN: undefined };

  it("warns when nobody has said where Slack reaches the help desk", async () => {
    const { text, exitCode } = await check(http);
    expect(text).toContain("warning: Whether events reach the help desk was not tried.");
    expect(exitCode).toBe(0);
  });

  it("refuses an address that Slack would not call", async () => {
    expect((await check(http, "http://desk.example")).text).toContain("problem: --url is no address");
  });

  it("tries the public address", async () => {
    const { text } = await check({ ...http, PUBLIC_URL: "https://127.0.0.1:9" });
    expect(text).toContain("problem: https://127.0.0.1:9/slack/events does not answer");
  });
});

describe("the address for events", () => {
  const closes: (() => void)[] = [];
  afterEach(() => {
    for (const close of closes.splice(0)) close();
  });

  async function serve(listen: Parameters<typeof createServer>[1]): Promise<string> {
    const server = createServer(listen as never);
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    closes.push(
      () => server.close(),
      () => server.closeAllConnections(),
    );
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** What really runs in the help desk. */
  async function serveEvents(signingSecret: string): Promise<string> {
    const receivers = createReceivers(
      {
        access: { botToken: "xoxb-1" },
        signingSecret,
        formFor: () => undefined,
        planFor: () => ({ watched: [], memberships: { channels: [], groups: [] } }),
        promptsFor: async () => [],
        now: () => new Date(),
        log: { info: () => {}, warn: () => {}, error: () => {} },
      },
      async () => {},
    );
    await receivers.start();
    return serve((request, response) => receivers.http?.(request, response));
  }

  it("is right when the help desk answers the challenge there", async () => {
    expect(await checkEventAddress(await serveEvents("s3cret"), "s3cret", new Date())).toMatchObject({
      level: "ok",
    });
  });

  it("is wrong when the running help desk has another signing secret", async () => {
    const finding = await checkEventAddress(await serveEvents("other"), "s3cret", new Date());
    expect(finding.what).toContain("takes a signed request for a forged one (401)");
    expect(finding.fix).toContain("SLACK_SIGNING_SECRET");
  });

  it.each([
    [404, "There is nothing at"],
    [302, "sends Slack elsewhere (302)"],
    [200, "does not answer as Slack expects (200)"],
    [502, "does not answer as Slack expects (502)"],
  ])("is wrong when something else answers %i", async (status, what) => {
    const address = await serve((_request, response) => {
      response.writeHead(status, { location: "https://elsewhere.example" }).end("Welcome");
    });
    const finding = await checkEventAddress(address, "s3cret", new Date());
    expect(finding).toMatchObject({ level: "problem" });
    expect(finding.what).toContain(what);
  });
});

describe("the nightly check", () => {
  const nightly = (isIts: (team: string | undefined) => boolean = () => true) =>
    askPlatforms(readConfig(env({ TIERDESK_PLAN: plan })), isIts);

  it("finds what the plan names and Slack does not have, with what to do; nothing when all is well", async () => {
    expect(await nightly()).toEqual([]);
    slack.answers["conversations.info"] = refused("channel_not_found");
    const told = await nightly();
    expect(told.map(({ message }) => message).join()).toContain("C0DESK");
    expect(told.every(({ fix }) => fix !== "")).toBe(true);
  });

  it("says nothing of events, which come in while it runs, and nothing of another desk's workspace", async () => {
    slack.answers["conversations.info"] = refused("channel_not_found");
    expect(await nightly((team) => team !== "T1")).toEqual([]);
    await nightly();
    expect(slack.calls.map(({ method }) => method)).not.toContain("apps.connections.open");
  });
});

describe("with many workspaces", () => {
  const key = Buffer.alloc(32, 7);
  beforeEach(() =>
    writeFile(
      join(dir, "workspaces.yaml"),
      "desks:\n  lake: { plan: helpdesk.yaml, knowledge_base: kb, workspaces: [T1, T3] }\n",
    ),
  );
  const many = (url: string): Record<string, string | undefined> => ({
    SLACK_BOT_TOKEN: undefined,
    SLACK_CLIENT_ID: "1.2",
    SLACK_CLIENT_SECRET: "c",
    SLACK_STATE_SECRET: "s".repeat(32),
    TIERDESK_SECRET_KEY: key.toString("base64"),
    TIERDESK_WORKSPACES: join(dir, "workspaces.yaml"),
    DATABASE_URL: url,
  });

  it("looks at each that has installed the app, and names one whose token cannot be read", async () => {
    const { database, url, drop } = await createTestDatabase();
    const one = { team: "T1", teamName: "Lakeside", token: "xoxb-one", user: "UBOT", scopes: [] };
    await createInstallations(database, "slack", createSealer([key])).save(one);
    const lost = createInstallations(database, "slack", createSealer([Buffer.alloc(32, 8)]));
    await lost.save({ ...one, team: "T3", teamName: "Hillside" });
    const { text, exitCode } = await check(many(url));
    await drop();
    expect(text).toContain("ok: The token is taken: @help_desk in Lakeside (T1).");
    expect(text).toContain("problem: The token of Hillside (T3) cannot be read.");
    expect(text).toContain("TIERDESK_SECRET_KEY_OLD");
    expect(slack.calls[0]).toMatchObject({ method: "auth.test", token: "xoxb-one" });
    expect(exitCode).toBe(1);
  });

  it("tells a desk at night of its own workspaces alone, also of those that are no longer taken", async () => {
    const { database, url, drop } = await createTestDatabase();
    const one = { team: "T1", teamName: "Lakeside", token: "xoxb-one", user: "UBOT", scopes: [] };
    await createInstallations(database, "slack", createSealer([key])).save(one);
    const lost = createInstallations(database, "slack", createSealer([Buffer.alloc(32, 8)]));
    await lost.save({ ...one, team: "T3", teamName: "Hillside" });
    slack.answers["auth.test"] = refused("account_inactive");
    const of = async (its: string) =>
      (await askPlatforms(readConfig(env(many(url))), (team) => team === its)).map(({ message }) => message);
    const [lakeside, hillside, others] = [await of("T1"), await of("T3"), await of("T9")];
    await drop();
    expect(lakeside).toEqual(["Slack refuses the bot's token (account_inactive)."]);
    expect(hillside).toEqual(["The token of Hillside (T3) cannot be read."]);
    expect(others).toEqual([]);
    expect(slack.calls).toHaveLength(1);
  });

  it("says where to install when nobody has", async () => {
    const { url, drop } = await createTestDatabase();
    const { text } = await check({ ...many(url), PUBLIC_URL: "https://desk.example" });
    await drop();
    expect(text).toContain("warning: No workspace has installed the app yet.");
    expect(text).toContain("https://desk.example/slack/install");
  });
});
