// Does `teams check` find what would not work, say what to do about it, and leave everything as it is?
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { teamsCheck } from "../../src/cli/teams-check";
import { createGate } from "../../src/platforms/teams/gate";
import { checkEndpoint } from "../../src/platforms/teams/installing/check-endpoint";
import type { Ways } from "../../src/platforms/teams/installing/check";
import { createHttp } from "../../src/platforms/teams/receiving/http";
import { createConversationReferences } from "../../src/store/conversation-references";
import { changed } from "../plan/samples";
import { answerJson, listen, type Listening } from "../platforms/teams/rest-server";
import { createTestDatabase } from "../support/database";

const APP = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
const TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47";
const DANA = "9d3e08f9-a7ae-43aa-a4d3-de3f319a8a9c";
const MIRA = "11111111-a7ae-43aa-a4d3-de3f319a8a9c";
const KOFI = "22222222-a7ae-43aa-a4d3-de3f319a8a9c";
const DESK = "19:desk1@thread.tacv2";
const HELP = "19:help1@thread.tacv2";

const IDS: Record<string, string> = { mira: MIRA, dana: DANA, kofi: KOFI };

type Refusal = { status: number; code?: string };

let teams: Listening;
/** What Teams says about the members of a channel; without an entry everybody is there. */
let refusals: Record<string, Refusal>;
let token: () => Promise<string>;
let dir: string;
let plan: string;

beforeEach(async () => {
  refusals = {};
  token = async () => "s3cret-token";
  teams = await listen((_request, response, { path }) => {
    const [channel = "", user] = decodeURIComponent(path)
      .replace("/v3/conversations/", "")
      .split("/members/");
    const refusal = refusals[`${channel}/${user}`] ?? refusals[channel];
    if (!refusal) return answerJson(response, 200, { id: `29:${user}`, objectId: MIRA });
    answerJson(response, refusal.status, { error: { code: refusal.code, message: "No." } });
  });
  dir = await mkdtemp(join(tmpdir(), "teams-check-"));
  plan = join(dir, "helpdesk.yaml");
  await writeTeamsPlan();
});
afterEach(async () => {
  expect(teams.asked.filter(({ method }) => method !== "GET")).toEqual([]);
  await teams.close();
  await rm(dir, { recursive: true, force: true });
});

/** The small plan, in Teams: a Tier 2 channel, everybody's account, and a watched channel of ours and one of another tenant. */
async function writeTeamsPlan(from = "", to = ""): Promise<void> {
  const text = changed(
    "channels: { sandbox: service-desk }",
    `channels: { sandbox: service-desk, teams: "${DESK}" }`,
  )
    .replaceAll(
      /(\w+)@school.example/g,
      (email, name: string) => `${email}, accounts: { teams: ${IDS[name]} }`,
    )
    .concat(`watched_channels: { teams: ["${HELP}", "other-tenant/19:x@thread.tacv2"] }\n`);
  expect(text).toContain(from);
  await writeFile(plan, text.replace(from, to));
}

const env = (more: Record<string, string | undefined> = {}): Record<string, string | undefined> => ({
  TEAMS_APP_ID: APP,
  TEAMS_TENANT_ID: TENANT,
  TEAMS_APP_PASSWORD: "s3cret",
  TIERDESK_DATA: join(dir, "not-started-yet"),
  ...more,
});

function check(more: Record<string, string | undefined> = {}, url?: string) {
  const access = { kind: "password", appId: APP, tenant: TENANT, password: "s3cret" } as const;
  const ways: Ways = {
    token: () => token(),
    connectorFor: () => createGate(access, { token }).connectorFor(teams.url),
  };
  return teamsCheck({ plan, ...(url !== undefined && { url }) }, env(more), ways);
}

it("says of a tenant in which everything is right what it looked at", async () => {
  expect(await check()).toEqual({
    text: [
      `ok: Microsoft gives the app ${APP} a token in the tenant ${TENANT}.`,
      `ok: The app is in the channel ${DESK} (tiers.2.channels.teams).`,
      "ok: 2 of the 2 people of tiers.2.channels.teams are in it.",
      `ok: The app is in the channel ${HELP} (watched_channels.teams).`,
      "warning: Whether Teams reaches the help desk was not tried.",
      "    Set PUBLIC_URL (or check with --url). The Azure Bot's messaging endpoint is that address with /api/messages: https://helpdesk.example.com/api/messages",
      "0 problems, 1 warning.",
    ].join("\n"),
    exitCode: 0,
  });
});

it("asks for people one by one, by Entra id or by the name they sign in with, and lists nothing", async () => {
  await writeTeamsPlan(`, accounts: { teams: ${MIRA} }`, "");
  await check();
  expect(teams.asked.map(({ path }) => decodeURIComponent(path))).toEqual([
    `/v3/conversations/${DESK}/members/mira@school.example`,
    `/v3/conversations/${DESK}/members/${DANA}`,
    `/v3/conversations/${HELP}/members/00000000-0000-0000-0000-000000000001`,
  ]);
});

const found: [string, Refusal, string, string][] = [
  ["a team without the app", { status: 403, code: "BotNotInConversationRoster" }, `The app is not in the channel ${DESK} (tiers.2.channels.teams), or there is no such channel (BotNotInConversationRoster)`, "Add the app to that team"],
  ["a channel that is not there", { status: 404, code: "ConversationNotFound" }, `The app is not in the channel ${DESK} (tiers.2.channels.teams), or there is no such channel`, "compare the id with the channel's link"],
  ["an app that is blocked", { status: 403, code: "BotDisabledByAdmin" }, "An administrator has blocked the app", "Teams admin centre"],
  ["a token that Teams does not take", { status: 401, code: "BotNotRegistered" }, "Teams does not take the app's token (401 BotNotRegistered)", "Channels must list Microsoft Teams"],
  ["trouble at Teams", { status: 503 }, `Teams did not answer about the channel ${DESK} (tiers.2.channels.teams): 503`, "Check again in a minute"],
]; // prettier-ignore

it.each(found)("finds %s", async (_what, refusal, what, fix) => {
  refusals[DESK] = refusal;
  const { text, exitCode } = await check();
  expect(text).toMatch(/^problem: /m);
  expect(text).toContain(what);
  expect(text).toContain(fix);
  expect(exitCode).toBe(1);
});

it("people who are not in the channel are one warning, and no failure", async () => {
  refusals[`${DESK}/${DANA}`] = { status: 404, code: "MemberNotFoundInConversation" };
  const { text, exitCode } = await check();
  expect(text).toContain(`warning: dana cannot be found in the channel ${DESK} (tiers.2.channels.teams)`);
  expect(text).toContain("ok: 1 of the 2 people of tiers.2.channels.teams are in it.");
  expect(exitCode).toBe(0);
});

it("who works on tickets without an account in the plan is one warning, with the id that Teams has", async () => {
  await writeTeamsPlan(`, accounts: { teams: ${MIRA} }`, "");
  const { text, exitCode } = await check();
  expect(text).toContain("warning: mira works on tickets without an account of Teams in the plan");
  expect(text).toContain(`    mira: { accounts: { teams: ${MIRA} } }`);
  expect(exitCode).toBe(0);
});

it("that nobody is like the one it asks for shows that the app is there", async () => {
  refusals[HELP] = { status: 404, code: "MemberNotFoundInConversation" };
  expect((await check()).text).toContain(`ok: The app is in the channel ${HELP}`);
});

const signIn: [string, string, string][] = [
  ["AADSTS7000215", "The app's secret is not right (AADSTS7000215).", "its Value, not its ID"],
  ["AADSTS7000222", "The app's secret has expired (AADSTS7000222).", "Make a new one"],
  ["AADSTS700016", "There is no such app in the tenant (AADSTS700016).", "Overview page"],
  ["AADSTS90002", "There is no such tenant (AADSTS90002).", "TEAMS_TENANT_ID"],
  ["AADSTS50000", "Microsoft gives the app no token (AADSTS50000).", "login.microsoftonline.com/error"],
];

it.each(signIn)(
  "finds what sign-in refuses with %s, tells no more of it, and asks Teams nothing",
  async (code, what, fix) => {
    token = () =>
      Promise.reject(new Error(`invalid_client: 1 - [time]: ${code}: Not so, s3cret. Trace ID: 0-1`));
    const { text, exitCode } = await check();
    expect(text).toContain(`problem: ${what}`);
    expect(text).toContain(fix);
    expect(text).not.toMatch(/s3cret|Trace/);
    expect(teams.asked).toEqual([]);
    expect(exitCode).toBe(1);
  },
);

it("says so when Microsoft's sign-in, or Teams, cannot be reached", async () => {
  token = () => Promise.reject(Object.assign(new Error("No."), { errorCode: "network_error" }));
  expect((await check()).text).toContain(
    "problem: Microsoft's sign-in service cannot be reached (network_error).",
  );
  token = async () => "t";
  await teams.close();
  expect((await check()).text).toContain("problem: Teams cannot be reached (unreachable).");
});

it.each([
  [DESK, "General", "`General` (tiers.2.channels.teams) is not the id of a channel.", "Get link to channel"],
  [DESK, "19%3adesk1%40thread.tacv2", "is not the id of a channel.", `Write it decoded: ${DESK}`],
  [DESK, "https://teams.microsoft.com/l/channel/19%3Adesk1%40thread.tacv2/Desk", "is not the id of a channel.", `Write it decoded: ${DESK}`],
  [DANA, "dana", "`dana` (people.dana) is not the id of a person.", "Object ID"],
  [DANA, DANA.toUpperCase(), "is not the id of a person.", `Write it as Teams does: ${DANA}`],
])("finds what stands where an id must: %s as %s", async (id, written, what, fix) => {
  await writeTeamsPlan(id, written);
  const { text, exitCode } = await check();
  expect(text).toContain(what);
  expect(text).toContain(fix);
  expect(exitCode).toBe(1);
}); // prettier-ignore

it("misses a Tier 2 channel, and says how one is written", async () => {
  await writeTeamsPlan(`, teams: "${DESK}"`, `, teams: "other-tenant/${DESK}"`);
  const { text, exitCode } = await check();
  expect(text).toContain(`problem: The plan names no Tier 2 channel for the tenant ${TENANT}`);
  expect(exitCode).toBe(1);
});

it("a Tier 2 channel in Slack will do, where Slack is connected", async () => {
  await writeTeamsPlan(`teams: "${DESK}"`, "slack: C0DESK");
  const slack = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "s", SLACK_APP_TOKEN: "xapp-1-A1-2-s" };
  expect((await check(slack)).text).toContain("ok: Tickets go to the Tier 2 channel in Slack.");
  expect((await check()).text).toContain("problem: The plan names no Tier 2 channel");
});

it("says where everybody is a technician, because the plan names none", async () => {
  expect((await check()).text).not.toContain("Everybody in it");
  await writeTeamsPlan("    members: [dana]\n", "");
  expect((await check()).text).toContain(
    `ok: The app is in the channel ${DESK} (tiers.2.channels.teams). Everybody in it is a technician.`,
  );
});

it("a plan with errors is a problem; the token is looked at all the same", async () => {
  await writeFile(plan, "organisation: [");
  const { text, exitCode } = await check();
  expect(text).toContain(`problem: The plan ${plan} has errors.`);
  expect(text).toContain("ok: Microsoft gives the app");
  expect(exitCode).toBe(1);
});

it("of several desks, the one that serves the tenant is looked at", async () => {
  const file = join(dir, "workspaces.yaml");
  const desk = (tenant: string): Promise<void> =>
    writeFile(file, `desks: { lake: { plan: helpdesk.yaml, knowledge_base: kb, workspaces: [${tenant}] } }`);
  await desk(TENANT);
  expect((await check({ TIERDESK_WORKSPACES: file })).text).toContain(`in the channel ${DESK}`);
  await desk("other");
  expect((await check({ TIERDESK_WORKSPACES: file })).text).toContain(
    `names no desk for ${TENANT}: nobody is answered there.`,
  );
});

it("without the settings of Teams it says which to set", async () => {
  const nothing = { TEAMS_APP_ID: undefined, TEAMS_TENANT_ID: undefined, TEAMS_APP_PASSWORD: undefined };
  const { text, exitCode } = await check(nothing);
  expect(text).toContain("Set TEAMS_APP_ID, TEAMS_TENANT_ID and TEAMS_APP_PASSWORD");
  expect(exitCode).toBe(1);
});

it("of the playground it asks nothing", async () => {
  const { text } = await teamsCheck({ plan }, { TEAMS_ALLOW_ANONYMOUS: "1" });
  expect(text).toContain("warning: TEAMS_ALLOW_ANONYMOUS is set");
  expect(teams.asked).toEqual([]);
});

it("what was heard from Teams tells of the consent, and of who has the app", async () => {
  const { database, url, drop } = await createTestDatabase();
  const references = createConversationReferences(database);
  const heard = { tenant: TENANT, serviceUrl: teams.url };
  await references.save({ ...heard, id: DESK, kind: "channel", hearsAll: true });
  const first = await check({ DATABASE_URL: url });
  await references.save({ ...heard, id: HELP, kind: "channel", hearsAll: true });
  for (const id of [MIRA, DANA]) await references.save({ ...heard, id, kind: "person", conversation: "a:1" });
  await references.save({ ...heard, id: KOFI, kind: "person", user: "29:kofi" });
  const second = await check({ DATABASE_URL: url });
  await drop();
  expect(first.text).toContain("ok: In 1 of the 2 channels the help desk hears messages without a mention.");
  expect(first.text).toContain(`warning: No message without a mention has been heard yet in ${HELP}:`);
  expect(first.text).toContain("warning: Teams has not told us that mira, dana, kofi have the app");
  expect(second.text).toContain("ok: In 2 of the 2 channels");
  expect(second.text).toContain("ok: 2 of the people of the plan have the app.");
  expect(second.text).toContain("warning: Teams has not told us that kofi has the app");
});

describe("the messaging endpoint", () => {
  it("is right where the help desk runs, with its real gate", async () => {
    const gate = createGate({ kind: "password", appId: APP, tenant: TENANT, password: "s3cret" });
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const handle = createHttp({ admits: gate.admits, take: () => Promise.reject(new Error("taken")), log });
    const server = createServer(handle);
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const finding = await checkEndpoint(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await new Promise((closed) => server.close(closed));
    expect(finding).toMatchObject({ level: "ok" });
  });

  it("is looked at when PUBLIC_URL or --url says where", async () => {
    const fails = "problem: https://127.0.0.1:9/api/messages does not answer (";
    expect((await check({ PUBLIC_URL: "https://127.0.0.1:9" })).text).toContain(fails);
    expect((await check({}, "https://127.0.0.1:9/api/messages")).text).toContain(fails);
    expect((await check({}, "http://desk.example")).text).toContain("problem: --url is no address");
  });

  it.each([
    [401, "ok", "answers, and refuses what is not signed"],
    [200, "problem", "takes what nobody signed (200)"],
    [302, "problem", "sends Teams elsewhere (302)"],
    [404, "problem", "There is nothing at"],
    [502, "problem", "does not answer as it should (502)"],
  ] as const)("that answers %i is %s", async (status, level, what) => {
    const server = await listen((_request, response) => {
      response.writeHead(status, { location: "https://elsewhere.example" }).end();
    });
    const finding = await checkEndpoint(server.url);
    await server.close();
    expect(finding.level).toBe(level);
    expect(finding.what).toContain(what);
    expect(server.asked.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /api/messages"]);
  });
});
