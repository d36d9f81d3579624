// Does the check agree with the simulated Slack, which knows nothing of our tables?
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { checkSocketMode } from "../../../src/platforms/slack/installing/check-connection";
import type { PlanNames } from "../../../src/platforms/slack/installing/check-plan";
import { checkWorkspace } from "../../../src/platforms/slack/installing/check";
import {
  ANA,
  APP_TOKEN,
  GENERAL,
  OLD,
  QUIET,
  sampleWorkspace,
  SIGNING_SECRET,
  TEAM,
  TECHNICIANS,
  TIER2,
} from "../../support/slack/sample-workspace";
import { startSlackSimulator, type SlackSimulator } from "../../support/slack/simulator";

const manifest: unknown = JSON.parse(
  readFileSync(resolve(__dirname, "..", "..", "..", "manifest.json"), "utf8"),
);
const workspace = sampleWorkspace();

let slack: SlackSimulator;
beforeEach(async () => {
  slack = await startSlackSimulator({
    manifest,
    signingSecret: SIGNING_SECRET,
    appToken: APP_TOKEN,
    workspaces: [workspace],
  });
});
afterEach(() => slack.close());

const at = (id: string) => ({ id, where: "plan" });
const levels = async (names: PlanNames): Promise<string[]> => {
  const asked = { token: workspace.botToken, apiUrl: slack.apiUrl };
  const { findings, team } = await checkWorkspace(asked, async () => names);
  expect(team).toBe(TEAM);
  return findings.map(({ level, what }) => `${level}: ${what}`);
};

it("finds nothing wrong with the rights of manifest.json, in public and private channels and groups", async () => {
  const found = await levels({
    channels: [at(GENERAL), at(TIER2)],
    groups: [at(TECHNICIANS)],
    people: [
      { key: "ana", email: "ana@acme.example" },
      { key: "ana-by-id", email: "", account: ANA },
    ],
  });
  expect(found.filter((line) => !line.startsWith("ok: "))).toEqual([]);
  expect(found).toHaveLength(6);
});

it("warns of a public channel that makes technicians of those who join, and of no private one", async () => {
  const found = await levels({
    channels: [GENERAL, TIER2].map((id) => ({ ...at(id), makesTechnicians: true })),
    groups: [],
    people: [],
  });
  expect(found.filter((line) => !line.startsWith("ok: "))).toEqual([
    `warning: Anybody who joins #general (${GENERAL}, plan) becomes a technician: it is public.`,
  ]);
});

it("finds what is wrong there", async () => {
  const found = await levels({
    channels: [at(QUIET), at("C0NOWHERE")],
    groups: [at("S0NOBODY")],
    people: [
      { key: "olga", email: "", account: OLD },
      { key: "zoe", email: "zoe@acme.example" },
    ],
  });
  expect(found.filter((line) => !line.startsWith("ok: "))).toEqual([
    expect.stringContaining("problem: The bot is not in #quiet"),
    expect.stringContaining("problem: There is no channel C0NOWHERE"),
    expect.stringContaining("problem: There is no user group S0NOBODY"),
    expect.stringContaining("problem: The account of people.olga is deactivated"),
    expect.stringContaining("warning: Nobody in the workspace has the e-mail address of zoe"),
  ]);
});

it("opens Socket Mode with the app's token, and not with another", async () => {
  const where = { app: undefined, apiUrl: slack.apiUrl };
  expect(await checkSocketMode(APP_TOKEN, where)).toMatchObject({ level: "ok" });
  expect(await checkSocketMode("xapp-1-A1-1-other", where)).toMatchObject({ level: "problem" });
});
