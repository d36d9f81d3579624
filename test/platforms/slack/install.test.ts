// Does somebody who installs the app end up with it, and everybody else with a page that says why not?
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createInstallPages } from "../../../src/platforms/slack/installing/install";
import { WANTED_SCOPES } from "../../../src/platforms/slack/methods";
import type { Installation, SlackAccess, SlackOptions } from "../../../src/platforms/slack/options";
import { startScriptedApi, type ScriptedApi } from "../../support/slack/scripted-api";

type OAuth = Exclude<SlackAccess, { botToken: string }>;

const granted = {
  access_token: "xoxb-granted",
  token_type: "bot",
  scope: "chat:write,commands",
  bot_user_id: "UBOT",
  app_id: "A1",
  team: { id: "T1", name: "Lakeside" },
  enterprise: null,
  is_enterprise_install: false,
  authed_user: { id: "U1" },
};

let slack: ScriptedApi;
let kept: Map<string, Installation>;
let renewed: string[];
let logged: string[];
let closes: (() => Promise<void>)[];

beforeEach(async () => {
  slack = await startScriptedApi({
    "oauth.v2.access": granted,
    "auth.test": { bot_id: "B1", url: "https://lakeside.slack.com/" },
    "auth.revoke": { revoked: true },
  });
  kept = new Map();
  renewed = [];
  logged = [];
  closes = [slack.close];
});
afterEach(async () => {
  for (const close of closes) await close();
});

const log = (event: string, facts: object) => void logged.push(`${event} ${JSON.stringify(facts)}`);

/** The two pages on a server of their own; gives back its address. */
async function serve(access: Partial<OAuth> = {}): Promise<string> {
  const options: SlackOptions = {
    access: {
      clientId: "1.2",
      clientSecret: "client-secret",
      stateSecret: "s".repeat(32),
      installations: {
        save: async (installation) => void kept.set(installation.team, installation),
        find: async (team) => kept.get(team),
        remove: async (team) => void kept.delete(team),
      },
      ...access,
    },
    signingSecret: "secret",
    apiUrl: slack.apiUrl,
    formFor: () => undefined,
    planFor: () => ({ watched: [], memberships: { channels: [], groups: [] } }),
    promptsFor: async () => [],
    now: () => new Date(),
    log: { info: log, warn: log, error: log },
  };
  const pages = createInstallPages(options, (team) => void renewed.push(team));
  const server = createServer((request, response) => void pages(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  closes.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Begins in a browser: where it is sent to at Slack, and the cookie it was given. */
async function begin(desk: string): Promise<{ agree: URL; cookie: string }> {
  const response = await fetch(`${desk}/slack/install`, { redirect: "manual" });
  expect(response.status).toBe(302);
  const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
  return { agree: new URL(response.headers.get("location") ?? ""), cookie };
}

/** Comes back from Slack with a code. */
async function comeBack(desk: string, { agree, cookie }: { agree: URL; cookie: string }): Promise<Response> {
  const state = agree.searchParams.get("state") ?? "";
  const query = new URLSearchParams({ code: "code-of-slack", state });
  return fetch(`${desk}/slack/oauth_redirect?${query}`, { headers: { cookie } });
}

it("sends the browser to Slack to agree to the rights that the manifest names", async () => {
  const { agree } = await begin(await serve({ publicUrl: "https://desk.example" }));
  expect(agree.origin + agree.pathname).toBe(`${new URL(slack.apiUrl).origin}/oauth/v2/authorize`);
  expect(agree.searchParams.get("scope")?.split(",")).toEqual(WANTED_SCOPES);
  expect(agree.searchParams.get("client_id")).toBe("1.2");
  expect(agree.searchParams.get("redirect_uri")).toBe("https://desk.example/slack/oauth_redirect");
  expect(agree.href).not.toContain("client-secret");
});

it("leaves the way back to the app's own settings when it does not know its address", async () => {
  const { agree } = await begin(await serve());
  expect(agree.searchParams.has("redirect_uri")).toBe(false);
});

it("keeps the token of somebody who comes back, and says that it is done", async () => {
  const desk = await serve({ publicUrl: "https://desk.example" });
  const response = await comeBack(desk, await begin(desk));
  expect(response.status).toBe(200);
  expect(await response.text()).toContain("It now works in Lakeside.");
  expect(kept.get("T1")).toEqual({
    team: "T1",
    teamName: "Lakeside",
    token: "xoxb-granted",
    user: "UBOT",
    scopes: ["chat:write", "commands"],
  });
  expect(renewed).toEqual(["T1"]);
  expect(slack.calls[0]).toMatchObject({
    method: "oauth.v2.access",
    args: { code: "code-of-slack", redirect_uri: "https://desk.example/slack/oauth_redirect" },
  });
});

it("shows a workspace's name as text, loads nothing and runs nothing", async () => {
  slack.answers["oauth.v2.access"] = { ...granted, team: { id: "T1", name: "<script>alert('1')</script>" } };
  const desk = await serve();
  const response = await comeBack(desk, await begin(desk));
  const page = await response.text();
  expect(page).toContain("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;");
  expect(page).not.toContain("<script");
  expect(response.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
});

it("takes no code from another browser, without its cookie, or with a state of somebody's own", async () => {
  const desk = await serve();
  const { agree } = await begin(desk);
  const other = await begin(desk);
  for (const tried of [
    { agree, cookie: "" },
    { agree, cookie: other.cookie },
    { agree: new URL("https://slack.example/?state=made-up"), cookie: "tierdesk-install=made-up" },
  ]) {
    const response = await comeBack(desk, tried);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("Begin again");
  }
  expect(slack.calls).toEqual([]);
  expect(kept.size).toBe(0);
});

it("says that nothing was installed to somebody who did not agree", async () => {
  const desk = await serve();
  const { agree, cookie } = await begin(desk);
  const query = `error=access_denied&state=${agree.searchParams.get("state")}`;
  const response = await fetch(`${desk}/slack/oauth_redirect?${query}`, { headers: { cookie } });
  expect(await response.text()).toContain("You did not agree at Slack.");
  expect(kept.size).toBe(0);
});

it("refuses a whole organisation, keeps nothing and gives the token back", async () => {
  slack.answers["oauth.v2.access"] = {
    ...granted,
    team: null,
    enterprise: { id: "E1", name: "District" },
    is_enterprise_install: true,
  };
  const desk = await serve();
  const response = await comeBack(desk, await begin(desk));
  expect(response.status).toBe(403);
  expect(await response.text()).toContain("choose a single workspace");
  expect(kept.size).toBe(0);
  expect(slack.calls.at(-1)).toMatchObject({ method: "auth.revoke", token: "xoxb-granted" });
});

it("refuses a workspace that nobody has named, keeps nothing and gives the token back", async () => {
  const desk = await serve({ admits: (team) => team === "T2" });
  const response = await comeBack(desk, await begin(desk));
  expect(response.status).toBe(403);
  expect(await response.text()).toContain("serves the workspace T1");
  expect(kept.size).toBe(0);
  expect(renewed).toEqual([]);
  expect(slack.calls.at(-1)).toMatchObject({ method: "auth.revoke", token: "xoxb-granted" });
});

it.each([
  [
    "Slack takes the code for wrong",
    () => (slack.answers["oauth.v2.access"] = { ok: false, error: "invalid_code" }),
  ],
  [
    "the token cannot be kept",
    () =>
      jest.spyOn(kept, "set").mockImplementation(() => {
        throw new Error("disk full");
      }),
  ],
])("says that nothing was installed when %s, and no secret in page or log", async (_what, break_) => {
  break_();
  const desk = await serve();
  const response = await comeBack(desk, await begin(desk));
  expect(response.status).toBe(500);
  const told = (await response.text()) + logged.join("\n");
  expect(told).toContain("Nothing was installed");
  expect(told).toContain("slack.install_failed");
  for (const secret of ["client-secret", "code-of-slack", "xoxb-granted", "eyJ"])
    expect(told).not.toContain(secret);
});

it("answers nothing else, and nothing but GET", async () => {
  const desk = await serve();
  expect((await fetch(`${desk}/slack/other`)).status).toBe(404);
  expect((await fetch(`${desk}/slack/install`, { method: "POST" })).status).toBe(405);
});
