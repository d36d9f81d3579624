/** Who gets in, what does everybody see, and what is written down of it? Over HTTP, on a real database. */
import { request as httpRequest } from "node:http";
import type { Gap } from "../../src/knowledge/gaps";
import type { Person, Ticket } from "../../src/desk/model";
import { loadAudit } from "../../src/store/audit";
import { emptyTickets } from "../../src/store/emptying";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { createDashboard } from "../../src/web/dashboard/dashboard";
import { startWebServer, type WebServer } from "../../src/web/server";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { quietLog } from "../support/database-server";
import { ana, dana, eli } from "../support/people";
import { guidedRules } from "../support/guided";
import { aPlan, theRules } from "../support/rules";
import { conversation, decided, emptyState, ticket } from "../store/samples";

const somebody = (account: string): Person => ({
  platform: "sandbox",
  account,
  name: `Name of ${account}`,
  email: `${account}@school.example`,
});
const [mira, priya] = [somebody("mira"), somebody("priya")];
const START = new Date("2026-11-24T15:00:00Z");
const MINUTE = 60_000;

const GAP: Gap = {
  id: 7,
  questions: 5,
  people: 4,
  firstAt: START,
  lastAt: START,
  sites: [],
  examples: ["=how do I book the <gym>"],
  tickets: [7],
};
const LINK = {
  file: "printing/badge.md",
  line: 12,
  target: "gone.md",
  why: "There is none.",
  fix: "Mend it.",
};

let database: TestDatabase;
let server: WebServer;
let now: Date;
let plan = aPlan();
let rules = theRules();
let publicUrl: string | undefined;
let codes = 0;

beforeEach(async () => {
  database = await createTestDatabase();
  [now, plan, publicUrl, rules] = [START, aPlan(), undefined, theRules()];
  const dashboard = createDashboard({
    database: database.database,
    rulesOf: (desk) => {
      if (desk !== "main") throw new Error(`No desk ${desk}`);
      return { ...rules, plan, gaps: [GAP], brokenLinks: [LINK] };
    },
    now: () => now,
    publicUrl: () => publicUrl,
    log: quietLog,
  });
  server = await startWebServer({
    host: "127.0.0.1",
    port: 0,
    platforms: [{ http: dashboard }],
    health: async () => ({ ok: true }),
  });
});
afterEach(async () => {
  await server.close();
  await database.drop();
});

async function giveLink(person: Person, desk = "main"): Promise<string> {
  const code = `00000000-0000-4000-8000-${String(++codes).padStart(12, "0")}`;
  const link = { code, person, expiresAt: new Date(now.getTime() + 10 * MINUTE) };
  await inTransaction(database.database, (tx) =>
    saveDecision(tx, decided({ signIn: link }), { ...emptyState, desk }, now),
  );
  return code;
}

type Sent = { cookie?: string; origin?: string | null; body?: string; passedOn?: string };

const get = (path: string, { cookie, passedOn }: Sent = {}) =>
  fetch(`${server.url}/dashboard${path}`, {
    redirect: "manual",
    headers: { ...(cookie && { cookie }), ...(passedOn && { "x-forwarded-for": passedOn }) },
  });

/** As a browser sends a form of a page of ours, unless another origin is said. */
const post = (path: string, { cookie, origin = server.url, body = "" }: Sent = {}) =>
  fetch(`${server.url}/dashboard${path}`, {
    method: "POST",
    redirect: "manual",
    body,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      ...(cookie && { cookie }),
      ...(origin !== null && { origin }),
    },
  });

const cookieOf = (response: Response): string =>
  (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";

async function signIn(person: Person): Promise<string> {
  const response = await post("/sign-in", { body: `code=${await giveLink(person)}` });
  expect(response.status).toBe(303);
  return cookieOf(response);
}

const open = (changes: Partial<Ticket> = {}) => {
  const { number = 1, desk = "main" } = changes;
  const own = ticket({
    conversation: `c-${number}`,
    requester: ana,
    thread: `t-${number}`,
    component: "printing",
    openedAt: START,
    ...changes,
  });
  const its = conversation({ id: own.conversation, desk, requester: ana, status: "ticket", ticket: number });
  const history = [
    { conversation: its.id, ticket: number, type: "asked" as const, by: ana, text: own.question },
  ];
  return inTransaction(database.database, (tx) =>
    saveDecision(tx, decided({ conversations: [its], ticket: own, history }), emptyState, START),
  );
};

const audit = async () =>
  (await loadAudit(database.database, "main")).map(({ byName, action, subject }) => [
    byName,
    action,
    subject,
  ]);

describe("the door", () => {
  test.each([
    "/",
    "/times",
    "/people",
    "/trends",
    "/tier-1",
    "/knowledge",
    "/audit",
    "/tickets/1",
    "/nothing",
  ])("%s without a session shows how to get one, and nothing else", async (path) => {
    await open();
    const response = await get(path);
    expect(response.status).toBe(401);
    const text = await response.text();
    expect(text).toContain("<kbd>dashboard</kbd>");
    expect(text).not.toContain("printer");
  });

  test("opening a link uses nothing up, as a chat's preview opens it too; pressing the button signs in, once", async () => {
    const code = await giveLink(mira);
    for (const _again of [1, 2]) {
      const shown = await get(`/sign-in?code=${code}`);
      expect([shown.status, await shown.text()]).toEqual([200, expect.stringContaining("Sign in</button>")]);
    }
    const both = await Promise.all([1, 2].map(() => post("/sign-in", { body: `code=${code}` })));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 410]);
    const cookie = cookieOf(both.find(({ status }) => status === 303) as Response);
    expect((await get("/", { cookie })).status).toBe(200);
    expect((await get(`/sign-in?code=${code}`)).status).toBe(410);
    expect(await audit()).toEqual([["Name of mira", "signed_in", ""]]);
  });

  test("a link that is too old, made up or changed leads to how to get a new one", async () => {
    const code = await giveLink(mira);
    now = new Date(now.getTime() + 10 * MINUTE + 1);
    for (const bad of [code, code.replace(/^0/, "1"), "'; DROP TABLE", ""]) {
      const response = await post("/sign-in", { body: `code=${encodeURIComponent(bad)}` });
      expect(response.status).toBe(410);
      expect(await response.text()).toContain("<kbd>dashboard</kbd>");
      expect(response.headers.get("set-cookie")).toBeNull();
    }
  });

  test("too many bad links are not looked at any more, for a minute", async () => {
    const good = await giveLink(mira);
    for (let tries = 0; tries < 30; tries++) await get("/sign-in?code=x");
    expect((await get(`/sign-in?code=${good}`)).status).toBe(429);
    now = new Date(now.getTime() + MINUTE);
    expect((await get(`/sign-in?code=${good}`)).status).toBe(200);
  });

  test("behind a proxy, whoever tries bad links keeps nobody else out, whatever they say they are", async () => {
    const code = await giveLink(mira);
    for (let tries = 0; tries < 30; tries++)
      await get("/sign-in?code=x", { passedOn: `192.0.2.${tries}, 198.51.100.7` });
    expect((await get("/sign-in?code=x", { passedOn: "192.0.2.99, 198.51.100.7" })).status).toBe(429);
    expect((await get(`/sign-in?code=${code}`, { passedOn: "203.0.113.5" })).status).toBe(200);
  });

  test("a link says whose it is before anybody signs in with it", async () => {
    const text = await (await get(`/sign-in?code=${await giveLink(mira)}`)).text();
    expect(text).toContain("This link is for Name of mira alone");
  });

  test("signing in anew ends the session that the browser had", async () => {
    const [before, elsewhere] = [await signIn(dana), await signIn(dana)];
    const answered = await post("/sign-in", { cookie: before, body: `code=${await giveLink(mira)}` });
    expect(cookieOf(answered)).not.toBe(before);
    expect((await get("/", { cookie: before })).status).toBe(401);
    for (const cookie of [cookieOf(answered), elsewhere])
      expect((await get("/", { cookie })).status).toBe(200);
  });

  test("the cookie is for this page alone, and over TLS where the world comes by TLS", async () => {
    const plain = await post("/sign-in", { body: `code=${await giveLink(mira)}` });
    const cookie = plain.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^tierdesk=[\w-]{43}; Path=\/dashboard; Max-Age=604800; HttpOnly; SameSite=Lax$/);
    publicUrl = "https://desk.example.com/it";
    const secure = await post("/sign-in", {
      body: `code=${await giveLink(mira)}`,
      origin: "https://desk.example.com",
    });
    expect(secure.headers.get("set-cookie")).toContain(
      "Path=/it/dashboard; Max-Age=604800; HttpOnly; SameSite=Lax; Secure",
    );
    expect(secure.headers.get("location")).toBe("/it/dashboard/");
  });

  test("a form from another place changes nothing", async () => {
    const cookie = await signIn(mira);
    const code = await giveLink(mira);
    for (const origin of ["https://evil.example", "null", null]) {
      expect((await post("/sign-in", { origin, body: `code=${code}` })).status).toBe(403);
      expect((await post("/sign-out-everywhere", { origin, cookie })).status).toBe(403);
    }
    expect((await get("/", { cookie })).status).toBe(200);
    expect((await get(`/sign-in?code=${code}`)).status).toBe(200);
  });

  test("signing out ends this session, or all of them", async () => {
    const [first, second, third] = [await signIn(mira), await signIn(mira), await signIn(mira)];
    const out = await post("/sign-out", { cookie: first });
    expect(out.headers.get("set-cookie")).toContain("tierdesk=; Path=/dashboard; Max-Age=0");
    expect((await get("/", { cookie: first })).status).toBe(401);
    expect((await get("/", { cookie: second })).status).toBe(200);
    await post("/sign-out-everywhere", { cookie: second });
    for (const cookie of [second, third]) expect((await get("/", { cookie })).status).toBe(401);
  });

  test("a session ends after twelve hours without a look", async () => {
    const cookie = await signIn(mira);
    now = new Date(now.getTime() + 12 * 60 * MINUTE + 1);
    expect((await get("/", { cookie })).status).toBe(401);
  });

  test("a session ends after seven days, however often its holder looks", async () => {
    const cookie = await signIn(mira);
    for (let hours = 0; hours < 7 * 24; hours += 11) {
      now = new Date(START.getTime() + hours * 60 * MINUTE);
      expect((await get("/audit", { cookie })).status).toBe(200);
    }
    now = new Date(START.getTime() + 7 * 24 * 60 * MINUTE + 1);
    expect((await get("/audit", { cookie })).status).toBe(401);
  });

  test("whoever is lead no more sees at once what a technician sees", async () => {
    const cookie = await signIn(priya);
    expect((await get("/audit", { cookie })).status).toBe(200);
    plan = aPlan({ tiers: plan.tiers.map(({ lead: _lead, ...tier }) => ({ ...tier, members: ["priya"] })) });
    const asked = ["/", "/audit", "/people?names=show&csv=technicians", "/?csv=missed"];
    const statuses = await Promise.all(asked.map(async (path) => (await get(path, { cookie })).status));
    expect(statuses).toEqual([200, 404, 404, 404]);
  });

  test("whoever is taken out of the plan is out at once", async () => {
    const cookie = await signIn(eli);
    expect((await get("/", { cookie })).status).toBe(200);
    plan = aPlan({ tiers: plan.tiers.map((tier) => ({ ...tier, members: [] })) });
    const response = await get("/", { cookie });
    expect([response.status, await response.text()]).toEqual([
      403,
      expect.stringContaining("does not name you now"),
    ]);
  });

  test("a session of a desk that there is none of any more shows nothing", async () => {
    const answered = await post("/sign-in", { body: `code=${await giveLink(mira, "gone")}` });
    expect((await get("/", { cookie: cookieOf(answered) })).status).toBe(403);
  });

  test("a cookie that was changed or is not ours is none", async () => {
    const cookie = await signIn(mira);
    for (const bad of [`${cookie}x`, "tierdesk=", "other=1"])
      expect((await get("/", { cookie: bad })).status).toBe(401);
  });
});

describe("every answer", () => {
  test.each(["/", "/sign-in?code=x", "/nothing", "/style.css"])("%s keeps to itself", async (path) => {
    const { headers } = await get(path);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    if (path !== "/style.css") expect(headers.get("cache-control")).toBe("no-store");
  });

  test("needs no style or script in its text, which the policy forbids", async () => {
    await open();
    const cookie = await signIn(mira);
    for (const path of ["/", "/times", "/trends", "/tier-1", "/tickets/1"]) {
      const text = await (await get(path, { cookie })).text();
      expect(text).not.toMatch(/<script|<style| style=| on\w+="/);
    }
  });

  test("other ways to ask are refused", async () => {
    const status = await new Promise<number | undefined>((done) =>
      httpRequest(`${server.url}/dashboard/`, { method: "DELETE" }, (response) => {
        response.resume();
        done(response.statusCode);
      }).end(),
    );
    expect(status).toBe(405);
  });
});

describe("who sees what", () => {
  test.each<[string, Person, Record<string, number>]>([
    ["a lead", priya, { "/": 200, "/people": 200, "/audit": 200, "/tickets/1": 200, "/tickets/2": 200, "/tickets/3": 404 }],
    ["the plan's owner", mira, { "/": 200, "/times": 200, "/audit": 200, "/tickets/1": 200, "/tickets/2": 200, "/tickets/3": 404 }],
    ["a technician", dana, { "/": 200, "/times": 200, "/people": 200, "/audit": 404, "/tickets/1": 200, "/tickets/2": 404, "/tickets/3": 404 }],
  ])("%s", async (_who, person, expected) => {
    const security = plan.components.map((one) => (one.key === "security" ? { ...one, private: true, providers: { 2: { applicable: true, members: ["eli"] } } } : one));
    plan = aPlan({ components: security });
    await open();
    await open({ number: 2, assignee: eli });
    await open({ number: 3, component: "security" });
    const cookie = await signIn(person);
    const found = Object.fromEntries(
      await Promise.all(Object.keys(expected).map(async (path) => [path, (await get(path, { cookie })).status])),
    );
    expect(found).toEqual(expected);
  }); // prettier-ignore

  test("the words of a private ticket stand in no list of those who do not work on it, nor in its file", async () => {
    plan = aPlan({
      components: plan.components.map((one) =>
        one.key === "security"
          ? { ...one, private: true, providers: { 2: { applicable: true, members: ["eli"] } } }
          : one,
      ),
    });
    const targets: Ticket["targets"] = [
      {
        kind: "first_response", tier: 2, minutes: 60, calendar: "school", state: "running", startedAt: START,
        due: new Date(START.getTime() + 60 * MINUTE), warnAt: new Date(START.getTime() + 45 * MINUTE),
      },
    ]; // prettier-ignore
    await open({ component: "security", question: "A very secret matter", targets });
    const read = async (person: Person, path: string) =>
      (await get(path, { cookie: await signIn(person) })).text();
    expect(await read(mira, "/")).toContain("HD-1");
    for (const path of ["/", "/?csv=ahead"]) expect(await read(mira, path)).not.toContain("very secret");
    expect(await read(dana, "/")).not.toContain("HD-1");
    expect(await read(eli, "/")).toContain("very secret");
  });

  test("another desk's tickets are nowhere, by their number, in a list, in a figure or in a file", async () => {
    await open({ number: 7, desk: "other", question: "Not for this desk", component: "other-part" });
    const cookie = await signIn(mira);
    for (const path of ["/tickets/7", "/tickets/7?csv=targets", "/tickets/7?csv=messages"])
      expect((await get(path, { cookie })).status).toBe(404);
    for (const path of ["/", "/?csv=ahead", "/trends?csv=components", "/people?names=show", "/people?csv=sites", "/audit"]) {
      const text = await (await get(path, { cookie })).text();
      expect(text).not.toMatch(/HD-7|Not for this desk|other-part/);
    }
    const tier = await (await get("/tier-1?csv=outcomes", { cookie })).text();
    expect(tier).toContain("Straight to a person,0,");
  }); // prettier-ignore

  test.each([
    "/audit?csv=audit",
    "/people?names=show&csv=technicians",
    "/people?names=show&csv=requesters",
    "/?csv=ahead",
    "/?csv=missed",
    "/?csv=failed",
    "/tickets/2?csv=targets",
    "/tickets/2?csv=messages",
  ])("a file is for those alone who see it on the page: %s", async (path) => {
    for (const number of [1, 2, 3]) await open({ number, assignee: eli });
    expect((await get(path)).status).toBe(401);
    expect((await get(path, { cookie: await signIn(dana) })).status).toBe(404);
    expect((await audit()).map(([, action]) => action)).not.toContain("downloaded");
    const taken = await get(path, { cookie: await signIn(mira) });
    expect([taken.status, taken.headers.get("cache-control")]).toEqual([200, "no-store"]);
  });

  test("names stand on the page of people only for those who see all, when they ask, and that is written down", async () => {
    for (const number of [1, 2]) await open({ number, assignee: eli });
    const [lead, technician] = [await signIn(priya), await signIn(dana)];
    const read = async (cookie: string, path: string) => (await get(path, { cookie })).text();
    expect(await read(lead, "/people")).not.toContain("Eli Novak");
    expect(await read(technician, "/people?names=show")).not.toContain("Eli Novak");
    expect(await read(lead, "/people?names=show")).toContain("Eli Novak");
    expect((await audit())[0]?.slice(0, 2)).toEqual(["Name of priya", "saw_people"]);
    expect((await audit()).filter(([, action]) => action === "saw_people")).toHaveLength(1);
    const shown = await read(lead, "/people?names=show");
    expect(shown).toContain('<input type="hidden" name="names" value="show"/>');
    expect(shown).toContain('href="?days=90&amp;names=show"');
  });
});

describe("people's words", () => {
  const nasty = `<img src=x onerror=alert(1)> & "quotes" </blockquote>`;

  test("are shown as text", async () => {
    await open({ question: nasty });
    const cookie = await signIn(mira);
    const text = await (await get("/tickets/1", { cookie })).text();
    expect(text).not.toContain("<img");
    expect(text).toContain("&lt;img src=x onerror=alert(1)> &amp;");
    expect((await audit())[0]).toEqual(["Name of mira", "saw_ticket", "ticket 1"]);
  });

  test("that retention removed are said to be removed", async () => {
    await open({ question: "", status: "closed" });
    const cookie = await signIn(mira);
    const read = async () => (await get("/tickets/1", { cookie })).text();
    expect(await read()).toContain("(no text)");
    await inTransaction(database.database, (tx) => emptyTickets(tx, [1], now));
    expect(await read()).toContain("Removed: the plan keeps what was said only for a time.");
    expect(await read()).not.toContain("(no text)");
  });

  test("are no formula in a file, and that it was taken is written down", async () => {
    await open({ question: '=HYPERLINK("https://evil.example")' });
    const cookie = await signIn(dana);
    const response = await get("/?csv=queue", { cookie });
    expect(response.headers.get("content-type")).toContain("text/csv");
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="queue-[\d-]+\.csv"$/);
    expect(await response.text()).toContain(`,"'=HYPERLINK(""https://evil.example"")",`);
    expect((await audit())[0]).toEqual([
      "Dana Brooks",
      "downloaded",
      "Now: Yours, and what nobody has taken",
    ]);
    expect((await get("/?csv=nothing", { cookie })).status).toBe(404);
  });
});

describe("the filter", () => {
  test.each([
    "?component=nonsense&tier=9&from=x&to=2026-99-99&days=-1",
    "?days=365&site=none&component=none",
    "?from=2026-01-01&to=2025-01-01",
    "?from=0001-01-01&to=9999-12-31",
    "?from=9000-01-01&to=9999-12-31",
    "?from=0000-00-00&to=0000-00-00",
    "?from=2026-02-30&to=2026-03-01&component=%00&site=%F0%28",
  ])("%s: what cannot be read is left out, and the page stands", async (query) => {
    const cookie = await signIn(mira);
    for (const path of ["/", "/times", "/trends", "/tier-1", "/people", "/knowledge", "/audit"])
      expect((await get(`${path}${query}`, { cookie })).status).toBe(200);
  });

  test("a component that is chosen leaves the days as they were", async () => {
    const cookie = await signIn(mira);
    const chosen = async (query: string) => {
      const text = await (await get(`/times?${query}&component=network`, { cookie })).text();
      return [...text.matchAll(/href="(\S+)" aria-current="true"/g)].map(([, href]) => href);
    };
    // START is on 24 November 2026.
    expect(await chosen("from=2026-11-18&to=2026-11-24")).toEqual(["?days=7&amp;component=network"]);
    expect(await chosen("from=2026-10-26&to=2026-11-24")).toEqual(["?component=network"]);
    expect(await chosen("from=2026-11-17&to=2026-11-23")).toEqual([]);
  });

  test("what a page does not ask for goes along when it is changed there", async () => {
    const cookie = await signIn(mira);
    const fields = async (path: string) =>
      [
        ...(await (await get(path, { cookie })).text()).matchAll(
          /<input type="hidden" name="(\w+)" value="([^"]*)"/g,
        ),
      ].map(([, name, value]) => `${name}=${value}`);
    expect(await fields("/?days=90&component=network")).toEqual(["days=90"]);
    expect(await fields("/tier-1?component=network&tier=3")).toEqual(["tier=3"]);
    expect(await fields("/knowledge?days=7&site=high&tier=3")).toEqual(["site=high", "tier=3"]);
    expect(await fields("/times?days=7&site=high&tier=3")).toEqual([]);
  });

  test("it goes along to the other pages and into the files", async () => {
    const cookie = await signIn(mira);
    const text = await (await get("/times?days=90&component=network", { cookie })).text();
    expect(text).toContain('href="/dashboard/trends?days=90&amp;component=network"');
  });
});

test("with nothing in the database every page says so", async () => {
  const cookie = await signIn(mira);
  for (const path of ["/times", "/trends", "/tier-1", "/knowledge"])
    expect(await (await get(path, { cookie })).text()).toContain("Not enough data yet");
});

test("a ticket that is open yet is counted where tickets come, and missing only where they end", async () => {
  await open();
  const text = await (await get("/trends", { cookie: await signIn(mira) })).text();
  expect(text).toContain("Not enough data yet: no ticket ended in these days.");
  expect(text).not.toContain("there were no tickets");
});

describe("what there is to do on the knowledge base", () => {
  const wanted = {
    id: "d1",
    by: dana,
    in: { platform: "sandbox", kind: "direct", id: "dana" },
    at: START,
  } as const;

  test("gaps, drafts and broken links stand on its page, people's words as text", async () => {
    const draft = { ...wanted, source: { ticket: 3 } };
    await inTransaction(database.database, (tx) =>
      saveDecision(tx, decided({ drafts: [draft] }), emptyState, now),
    );
    const text = await (await get("/knowledge", { cookie: await signIn(mira) })).text();
    expect(text).toContain("=how do I book the &lt;gym>");
    expect(text).toContain("HD-3");
    expect(text).toContain("being written");
    expect(text).toContain("printing/badge.md");
  });

  test("a spreadsheet takes no question for a formula", async () => {
    const file = await get("/knowledge?csv=gaps", { cookie: await signIn(mira) });
    expect(await file.text()).toContain("'=how do I book the <gym>");
  });

  test("of what was never shown it says which guide leads there", async () => {
    rules = guidedRules();
    const text = await (await get("/knowledge?csv=never-shown", { cookie: await signIn(mira) })).text();
    expect(text).toContain("Connect to the VPN from home,vpn.md,The classroom speaker is silent");
    expect(text).toContain("Reset a forgotten password,password.md,–");
  });

  test("what was only offered to choose from is not called unseen", async () => {
    const told = async () => (await get("/knowledge", { cookie: await signIn(mira) })).text();
    expect(await told()).toContain("no article was shown in these days");
    const offer = {
      article: "vpn",
      edition: "e1",
      title: "Connect to the VPN from home",
      kind: "suggestion",
      confidence: 0.9,
      at: START,
    } as const;
    const offered = conversation({ requester: ana, offers: [offer] });
    await inTransaction(database.database, (tx) =>
      saveDecision(tx, decided({ conversations: [offered] }), emptyState, START),
    );
    expect(await told()).toContain("nobody chose one");
  });

  test("another desk's drafts are not on it", async () => {
    const draft = { ...wanted, source: { ticket: 3 } };
    await inTransaction(database.database, (tx) =>
      saveDecision(tx, decided({ drafts: [draft] }), { ...emptyState, desk: "other" }, now),
    );
    expect(await (await get("/knowledge", { cookie: await signIn(mira) })).text()).not.toContain(
      "being written",
    );
  });
});
