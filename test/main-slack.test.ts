// Does the whole program start with Slack, as it is started for real, and what does it refuse?
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Config } from "../src/config";
import { startTierdesk, type Tierdesk } from "../src/main";
import { parsePlan } from "../src/plan/parse";
import { startSlackSimulator, type SlackSimulator } from "./support/slack/simulator";
import { channelId, TEAM, userId, workspaceOfPlan } from "./support/slack-workspace";
import { createBareDatabase } from "./support/database";
import { quietLog } from "./support/database-server";

const ROOT = resolve(__dirname, "..");
const SIGNING_SECRET = "a-signing-secret-of-no-worth";
const log = { ...quietLog, warn: () => {}, error: () => {} };
const example = readFileSync(join(ROOT, "helpdesk.yaml"), "utf8");
const onSlack = example.replace(
  "channels: { sandbox: service-desk }",
  `channels: { slack: ${channelId("service-desk")} }`,
);

let folder: string;
let slack: SlackSimulator;
let database: Awaited<ReturnType<typeof createBareDatabase>>;
let running: Tierdesk | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "tierdesk-slack-"));
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, "helpdesk.yaml"), onSlack);
  const { plan } = parsePlan("helpdesk.yaml", onSlack);
  if (!plan) throw new Error("The example plan has errors.");
  database = await createBareDatabase();
  slack = await startSlackSimulator({
    manifest: JSON.parse(readFileSync(join(ROOT, "manifest.json"), "utf8")),
    signingSecret: SIGNING_SECRET,
    workspaces: [workspaceOfPlan(plan)],
  });
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await slack.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const config = (changes: Partial<Config> = {}): Config => ({
  host: "127.0.0.1",
  port: 0,
  dataDir: folder,
  databaseUrl: database.url,
  knowledgeBase: join(ROOT, "knowledge-base"),
  plan: join(folder, "helpdesk.yaml"),
  logLevel: "silent",
  slack: {
    access: { botToken: "xoxb-lakeside-no-worth" },
    signingSecret: SIGNING_SECRET,
    apiUrl: slack.apiUrl,
  },
  ...changes,
});

async function start(changes: Partial<Config> = {}): Promise<Tierdesk> {
  running = await startTierdesk(config(changes), log);
  slack.pointTo(`${running.url.replace("localhost", "127.0.0.1")}/slack/events`);
  return running;
}

/** What Ana reads in her chat, once it holds `words`. */
async function anaReads(words: string): Promise<void> {
  const ana = userId("ana");
  for (let tries = 0; tries < 400; tries++) {
    if (slack.messages(TEAM, ana, ana).some(({ text }) => text.includes(words))) return;
    await new Promise((wait) => setTimeout(wait, 25));
  }
  throw new Error(`Ana never read "${words}".`);
}

test("a question in Slack is answered, by the example plan and knowledge base", async () => {
  const { url, platforms } = await start();
  expect(platforms).toEqual(["slack"]);
  slack.as(TEAM).post(userId("ana"), { dm: true }, "I forgot my password");
  await anaReads("forgot-password.md");
  expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ ok: true });
  expect((await fetch(`${url}/sandbox`)).status).toBe(404);
});

test("questions are offered in an empty chat; the page of the app has its line to ask in", async () => {
  await start();
  const people = slack.as(TEAM);
  people.openMessages(userId("ana"));
  people.openHome(userId("ana"));
  for (let tries = 0; tries < 200 && !people.home(userId("ana")); tries++)
    await new Promise((wait) => setTimeout(wait, 25));
  expect(people.prompts(userId("ana")).length).toBeGreaterThan(0);
  expect(people.home(userId("ana"))?.text).toContain("You have no open tickets.");
  await people.enterOnHome(userId("ana"), "What do you need help with?", "I forgot my password");
  await anaReads("forgot-password.md");
});

test("a plan without a channel on Slack is refused, with what to write", async () => {
  await expect(start({ plan: join(ROOT, "helpdesk.yaml") })).rejects.toThrow("{ slack: C0123ABCD }");
});

test("a token that Slack refuses is told before anything is promised", async () => {
  slack.admin(TEAM).revokeToken();
  await expect(start()).rejects.toThrow(/token/i);
});

describe("with a file of workspaces", () => {
  const desks = (workspaces: string) =>
    `desks:\n  lake: { plan: helpdesk.yaml, knowledge_base: ${join(ROOT, "knowledge-base")}, workspaces: [${workspaces}] }\n`;

  test("a workspace that it names is served by its desk", async () => {
    writeFileSync(join(folder, "workspaces.yaml"), desks(TEAM));
    await start({ workspaces: join(folder, "workspaces.yaml"), plan: "/nowhere.yaml" });
    slack.as(TEAM).post(userId("ana"), { dm: true }, "I forgot my password");
    await anaReads("forgot-password.md");
  });

  test("a workspace that it does not name gets no word", async () => {
    writeFileSync(join(folder, "workspaces.yaml"), desks("T0ELSEWHERE"));
    await start({ workspaces: join(folder, "workspaces.yaml") });
    slack.as(TEAM).post(userId("ana"), { dm: true }, "I forgot my password");
    await slack.idle();
    const ana = userId("ana");
    expect(slack.messages(TEAM, ana, ana).map(({ by }) => by)).toEqual(["person"]);
    expect(slack.calls.some(({ method }) => method === "chat.postMessage")).toBe(false);
  });

  test.each([
    ["no file", undefined, /cannot be read/],
    ["no desk", "desks: {}\n", /names no desk/],
    ["an unknown key", "desks:\n  lake: { plam: x }\n", /workspaces\.yaml:2: `desks\.lake/],
    [
      "two desks for one workspace",
      "desks:\n  a: { plan: x, knowledge_base: y, workspaces: [T1] }\n  b: { plan: x, knowledge_base: y, workspaces: [T1] }\n",
      /`T1` is named by `a` and `b`/,
    ],
  ])("%s: refused with file and line", async (_what, text, words) => {
    if (text !== undefined) writeFileSync(join(folder, "workspaces.yaml"), text);
    await expect(start({ workspaces: join(folder, "workspaces.yaml") })).rejects.toThrow(words);
  });
});
