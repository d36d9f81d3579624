// Does the whole program start with Teams, alone and beside Slack, and what does it refuse?
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readyText } from "../src/cli/start";
import type { Config } from "../src/config";
import { startTierdesk, type Tierdesk } from "../src/main";
import { parsePlan } from "../src/plan/parse";
import { createBareDatabase } from "./support/database";
import { quietLog } from "./support/database-server";
import { startSlackSimulator, type SlackSimulator } from "./support/slack/simulator";
import { channelId, TEAM, userId, workspaceOfPlan } from "./support/slack-workspace";
import { startTeamsSimulator, type TeamsSimulator } from "./support/teams/simulator";

const ROOT = resolve(__dirname, "..");
const APP = "11111111-2222-3333-4444-55555555aaaa";
const TENANT = "99999999-8888-7777-6666-55555555bbbb";
const DESK = "19:servicedesk@thread.tacv2";
const SIGNING_SECRET = "a-signing-secret-of-no-worth";
const example = readFileSync(join(ROOT, "helpdesk.yaml"), "utf8");
const withChannels = (channels: string): string =>
  example.replace("channels: { sandbox: service-desk }", `channels: { ${channels} }`);
const ON_TEAMS = `teams: "${DESK}"`;
const ON_SLACK = `slack: ${channelId("service-desk")}`;

let folder: string;
let database: Awaited<ReturnType<typeof createBareDatabase>>;
let slack: SlackSimulator | undefined;
let teams: TeamsSimulator | undefined;
let running: Tierdesk | undefined;
let told: string[];

const log = {
  ...quietLog,
  error: (event: string) => void told.push(event),
  warn: (event: string) => void told.push(event),
};

beforeEach(async () => {
  told = [];
  folder = mkdtempSync(join(tmpdir(), "tierdesk-teams-"));
  chmodSync(folder, 0o755);
  database = await createBareDatabase();
});
afterEach(async () => {
  await running?.stop();
  await slack?.close();
  await teams?.close();
  [running, slack, teams] = [undefined, undefined, undefined];
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const app: Config["teams"] = {
  access: { kind: "password", appId: APP, tenant: TENANT, password: "of-no-worth" },
};
const playground: Config["teams"] = { access: { kind: "anonymous" } };

async function start(channels: string, changes: Partial<Config>): Promise<Tierdesk> {
  writeFileSync(join(folder, "helpdesk.yaml"), withChannels(channels));
  running = await startTierdesk(
    {
      host: "127.0.0.1",
      port: 0,
      dataDir: folder,
      databaseUrl: database.url,
      knowledgeBase: join(ROOT, "knowledge-base"),
      plan: join(folder, "helpdesk.yaml"),
      logLevel: "silent",
      ...changes,
    },
    log,
  );
  return running;
}

const addressOf = ({ url }: Tierdesk, path: string): string =>
  `${url.replace("localhost", "127.0.0.1")}${path}`;

async function startSlack(): Promise<NonNullable<Config["slack"]>> {
  const { plan } = parsePlan("helpdesk.yaml", example);
  if (!plan) throw new Error("The example plan has errors.");
  slack = await startSlackSimulator({
    manifest: JSON.parse(readFileSync(join(ROOT, "manifest.json"), "utf8")),
    signingSecret: SIGNING_SECRET,
    workspaces: [workspaceOfPlan(plan)],
  });
  return {
    access: { botToken: "xoxb-lakeside-no-worth" },
    signingSecret: SIGNING_SECRET,
    apiUrl: slack.apiUrl,
  };
}

async function startTeams(): Promise<TeamsSimulator> {
  return (teams = await startTeamsSimulator({
    tenant: TENANT,
    appId: APP,
    botName: "Help desk",
    people: [{ account: "ana", name: "Ana Torres", email: "ana@example.com" }],
    teams: [
      { id: "19:it@thread.tacv2", name: "IT", members: ["ana"], channels: [{ id: DESK, name: "Desk" }] },
    ],
  }));
}

async function until(isSo: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (isSo()) return;
    await new Promise((wait) => setTimeout(wait, 25));
  }
  throw new Error(`Not in time: ${what}.`);
}

const anaIsAnsweredInTeams = () =>
  until(
    () =>
      teams?.messages("ana", "ana").some(({ by, text }) => by === "app" && /password/i.test(text)) === true,
    "Ana is answered in Teams",
  );

const anaIsAnsweredInSlack = () =>
  until(
    () =>
      slack?.messages(TEAM, userId("ana"), userId("ana")).some(({ text }) => /forgot-password/.test(text)) ===
      true,
    "Ana is answered in Slack",
  );

test("a question from the playground is answered, and the operator is warned that it was not signed", async () => {
  const { people, pointTo } = await startTeams();
  const tierdesk = await start(ON_TEAMS, { teams: playground });
  pointTo(addressOf(tierdesk, "/api/messages"));
  expect(tierdesk.platforms).toEqual(["teams"]);
  expect(told).toContain("teams.anonymous");
  people.post("ana", { in: "ana" }, "I forgot my password");
  await anaIsAnsweredInTeams();
  expect((await fetch(addressOf(tierdesk, "/sandbox"))).status).toBe(404);
  expect(await (await fetch(addressOf(tierdesk, "/health"))).json()).toMatchObject({ ok: true });
});

test("Slack and Teams are connected at once, each at its own address", async () => {
  const { people, pointTo } = await startTeams();
  const tierdesk = await start(ON_SLACK, { slack: await startSlack(), teams: playground });
  expect(tierdesk.platforms).toEqual(["slack", "teams"]);
  slack?.pointTo(addressOf(tierdesk, "/slack/events"));
  pointTo(addressOf(tierdesk, "/api/messages"));
  slack?.as(TEAM).post(userId("ana"), { dm: true }, "I forgot my password");
  people.post("ana", { in: "ana" }, "I forgot my password");
  await Promise.all([anaIsAnsweredInSlack(), anaIsAnsweredInTeams()]);
});

test("with a real app nothing unsigned is taken, and nobody is told that it would be", async () => {
  const { people, pointTo, lost, idle } = await startTeams();
  const tierdesk = await start(ON_TEAMS, { teams: app });
  pointTo(addressOf(tierdesk, "/api/messages"));
  people.post("ana", { in: "ana" }, "I forgot my password");
  await idle();
  expect(lost).toHaveLength(1);
  expect(told).not.toContain("teams.anonymous");
  expect(await (await fetch(addressOf(tierdesk, "/health"))).json()).toMatchObject({
    inbox: { waiting: 0, stuck: 0 },
  });
});

describe("Tier 2 needs a channel on one of what is connected", () => {
  test("none on Teams: refused, with what to write", async () => {
    await expect(start(ON_SLACK, { teams: app })).rejects.toThrow(
      /The escalation plan gives Tier 2 no channel on Microsoft Teams[^]*\{ teams: "19:/,
    );
  });

  test("none on either: refused, with both ways", async () => {
    const config = { slack: await startSlack(), teams: app };
    await expect(start("sandbox: service-desk", config)).rejects.toThrow(
      /no channel on Slack or Microsoft Teams[^]*\{ slack: C0123ABCD \} or \{ teams: "19:/,
    );
  });

  test("one on Teams is enough for both", async () => {
    const { platforms } = await start(ON_TEAMS, { slack: await startSlack(), teams: app });
    expect(platforms).toEqual(["slack", "teams"]);
  });
});

describe("with a file of workspaces", () => {
  const served = (workspace: string): Partial<Config> => {
    const desk = `{ plan: helpdesk.yaml, knowledge_base: ${join(ROOT, "knowledge-base")}, workspaces: [${workspace}] }`;
    writeFileSync(join(folder, "workspaces.yaml"), `desks:\n  lake: ${desk}\n`);
    return { workspaces: join(folder, "workspaces.yaml") };
  };

  test("the tenant is listed like a workspace", async () => {
    expect((await start(ON_TEAMS, { teams: app, ...served(TENANT) })).platforms).toEqual(["teams"]);
  });

  test("a tenant that no desk serves is told at the start, without its id", async () => {
    const starting = start(ON_TEAMS, { teams: app, ...served("T0ELSEWHERE") });
    await expect(starting).rejects.toThrow(/No desk of .*workspaces\.yaml serves your organisation in Teams/);
    await expect(starting).rejects.not.toThrow(TENANT);
  });
});

describe("at the terminal", () => {
  const config: Config = {
    host: "127.0.0.1",
    port: 3000,
    dataDir: "/data",
    knowledgeBase: "kb",
    plan: "helpdesk.yaml",
    logLevel: "warn",
  };
  const ready = { url: "http://localhost:3000", articles: 3 };

  test("everything that is connected is named", () => {
    const text = readyText({ ...ready, platforms: ["slack", "teams"] }, { ...config, teams: app });
    expect(text).toContain("Connected to Slack.");
    expect(text).toContain("Connected to Microsoft Teams.");
    expect(text).not.toContain("WARNING");
  });

  test("an open door is a loud line", () => {
    const text = readyText({ ...ready, platforms: ["teams"] }, { ...config, teams: playground });
    expect(text).toMatch(/WARNING: .*UNSIGNED.*http:\/\/localhost:3000\/api\/messages/);
    expect(text).not.toContain("Connected to Microsoft Teams");
  });
});
