/** Does the dashboard work in a real browser, and is it fit to be looked at? After half a year of a busy help desk. */
import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { parsePlan } from "../../src/plan/parse";
import { connectStore } from "../../src/store/connect";
import { fillBusyMonths } from "../support/busy-months";
import { quietLog } from "../support/database-server";
import { exampleKnowledge } from "../support/example-knowledge";
import { PICTURES, startBrowser } from "./chromium";

const ROOT = resolve(__dirname, "..", "..");
const PAGES = ["", "times", "people", "trends", "tier-1", "knowledge", "audit"];
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

jest.setTimeout(240_000);

let dataDir: string;
let program: { child: ChildProcess; url: string };
let browser: Browser;
let ticket: number;

/** Resolves with the address that the program prints when it is ready. */
function startProgram(): Promise<typeof program> {
  const env = {
    ...process.env,
    PORT: "0",
    TIERDESK_DATA: dataDir,
    TIERDESK_MEANING: "off",
    NODE_ENV: "production",
  };
  const child = spawn(process.execPath, [join(ROOT, "bin", "tierdesk.mjs"), "start"], { cwd: ROOT, env });
  return new Promise((ready, failed) => {
    let said = "";
    const hear = (data: Buffer) => {
      said += data.toString();
      const url = /ready: (http\S+)/.exec(said)?.[1];
      if (url) ready({ child, url });
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => failed(new Error(`It ended with ${code}: ${said}`)));
  });
}

async function fill(): Promise<number> {
  const { plan } = parsePlan("helpdesk.yaml", readFileSync(join(ROOT, "helpdesk.yaml"), "utf8"));
  if (!plan) throw new Error("The example plan has errors.");
  const store = await connectStore({ dataDir }, quietLog);
  try {
    const { articles } = await exampleKnowledge();
    // Saved one by one, as the desk does it: some seconds a thousand, and this is not about them.
    const made = await fillBusyMonths(store.db, {
      plan,
      articles,
      now: new Date(),
      tickets: 700,
      questions: 700,
    });
    // Somebody always leans on a key: as long as a cell shows, and without a place to break it.
    const [longest] = made.filter(({ status }) => status === "open");
    await store.db
      .$executeRaw`UPDATE "Ticket" SET question = ${"x".repeat(300)} WHERE number = ${longest?.number ?? 0}::int`;
    const shown = made.find(({ status, component }) => status === "closed" && component === "devices");
    return shown?.number ?? 1;
  } finally {
    await store.close();
  }
}

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  dataDir = mkdtempSync(join(tmpdir(), "tierdesk-dashboard-"));
  chmodSync(dataDir, 0o755); // as root, the database runs as another user
  program = await startProgram();
  ticket = await fill();
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await new Promise((done) => {
    program.child.once("exit", done);
    program.child.kill("SIGTERM");
  });
  rmSync(dataDir, { recursive: true, force: true });
});

type Look = { scheme?: "light" | "dark"; size?: keyof typeof SIZES };

const newContext = ({ scheme = "light", size = "desktop" }: Look = {}): Promise<BrowserContext> =>
  browser.newContext({ viewport: SIZES[size], colorScheme: scheme, locale: "en-US" });

const used = new Set<string>();

/** Those of earlier tests stand above it in the same chat, and may be all there is for a moment. */
async function freshLink(pane: Locator): Promise<string> {
  for (;;) {
    const links = await pane.getByRole("link", { name: "Sign in to the dashboard" }).all();
    const hrefs = await Promise.all(links.map((link) => link.getAttribute("href")));
    const fresh = hrefs.find((href) => href !== null && !used.has(href));
    if (fresh) {
      used.add(fresh);
      return fresh;
    }
    await pane.page().waitForTimeout(100);
  }
}

/** As the person does it: types a word to the bot, follows its link, and presses the button there. */
async function signIn(context: BrowserContext, account: string): Promise<Page> {
  const chat = await context.newPage();
  await chat.setViewportSize(SIZES.desktop);
  await chat.goto(program.url);
  const pane = chat.locator("#left");
  await pane.getByLabel("You are").selectOption(account);
  await pane.locator(`[data-place="direct/${account}"]`).click();
  await pane.getByRole("textbox").last().fill("dashboard");
  await pane.getByRole("textbox").last().press("Enter");
  const address = await freshLink(pane);
  await chat.close();
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(address);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Now", level: 1 }).waitFor();
  return page;
}

/** Wider than the screen: a phone would have to be pushed from side to side. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

const nameOf = (path: string) => (path === "" ? "now" : path.replace("/", "-"));

describe.each([
  { scheme: "light", size: "desktop" },
  { scheme: "dark", size: "desktop" },
  { scheme: "light", size: "phone" },
  { scheme: "dark", size: "phone" },
] as const)("in $scheme on a $size", (look) => {
  let context: BrowserContext;
  let page: Page;
  const said: string[] = [];
  beforeAll(async () => {
    context = await newContext(look);
    page = await signIn(context, "mira");
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) said.push(message.text());
    });
    page.on("pageerror", (error) => said.push(error.message));
    page.on("requestfailed", (request) => said.push(`${request.url()} failed`));
  });
  afterAll(() => context.close());

  test.each([...PAGES, "tickets", "people?names=show"])(
    "/%s is whole, fits, and says no error",
    async (path) => {
      const address = path === "tickets" ? `tickets/${ticket}` : path;
      const answered = await page.goto(`${program.url}/dashboard/${address}`);
      expect(answered?.status()).toBe(200);
      expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
      expect(await overflow(page)).toBe(0);
      const file = `dashboard-${nameOf(path).replace("?names=show", "-names")}-${look.size}-${look.scheme}.png`;
      await page.screenshot({ path: join(PICTURES, file), fullPage: true });
      expect(said).toEqual([]);
    },
  );
});

test("by keyboard alone: past the head at once, into a table, and on to another page", async () => {
  const context = await newContext();
  const page = await signIn(context, "mira");
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the figures");
  await page.keyboard.press("Enter");
  expect(await page.evaluate("document.activeElement.id")).toBe("main");
  const table = page.locator("#by-age-heading").locator("xpath=ancestor::section").locator("summary");
  await table.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("rowheader", { name: "Under 1 day" }).waitFor();
  await page.getByRole("link", { name: "Trends" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Trends", level: 1 }).waitFor();
  await context.close();
});

test("nothing is pushed off a screen of 320, which is one of 1280 enlarged four times", async () => {
  const context = await newContext();
  const page = await signIn(context, "mira");
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of [...PAGES, `tickets/${ticket}`, "people?names=show"]) {
    await page.goto(`${program.url}/dashboard/${path}`);
    expect([path, await overflow(page)]).toEqual([path, 0]);
    for (const link of await page.locator("nav a").all()) {
      const box = await link.boundingBox();
      expect((box?.x ?? 999) + (box?.width ?? 999)).toBeLessThanOrEqual(320);
    }
  }
  await context.close();
});

test("a word without end leaves room for the other columns", async () => {
  const context = await newContext();
  const page = await signIn(context, "mira");
  const cells = page.locator("td", { hasText: "xxxxxxxxxx" });
  for (const cell of await cells.all())
    expect((await cell.boundingBox())?.width ?? 0).toBeLessThanOrEqual(320);
  expect(await cells.count()).toBeGreaterThan(0);
  await context.close();
});

test("every chart has a name, and a table and a file with its numbers", async () => {
  const context = await newContext();
  const page = await signIn(context, "mira");
  for (const path of PAGES) {
    await page.goto(`${program.url}/dashboard/${path}`);
    const charts = await page.locator("section.figure:has(svg)").all();
    for (const chart of charts) {
      expect(await chart.getByRole("img").count()).toBe(1);
      expect(await chart.locator("table caption").count()).toBe(1);
      expect(await chart.getByRole("link", { name: /^CSV of / }).count()).toBe(1);
    }
  }
  await page.goto(`${program.url}/dashboard/trends`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "CSV of Kinds" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^kinds-.*\.csv$/);
  await context.close();
});

test("the filter works without a script, and is kept from page to page", async () => {
  const context = await newContext({ size: "phone" });
  const page = await signIn(context, "mira");
  await page.goto(`${program.url}/dashboard/times`);
  await page.locator('select[name="component"]').selectOption("network");
  await page.getByRole("button", { name: "Show" }).click();
  await page.getByRole("link", { name: "Trends" }).click();
  expect(await page.locator('select[name="component"]').inputValue()).toBe("network");
  await context.close();
});

test("a technician has their own queue, no audit, and signs out", async () => {
  const context = await newContext();
  const page = await signIn(context, "dana");
  await page.getByRole("heading", { name: "Yours, and what nobody has taken" }).waitFor();
  expect(await page.getByRole("link", { name: "Audit" }).count()).toBe(0);
  await page.screenshot({ path: join(PICTURES, "dashboard-technician.png"), fullPage: true });
  await page.getByText("Dana Brooks", { exact: true }).first().click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.getByRole("heading", { name: "You are signed out" }).waitFor();
  expect((await page.goto(`${program.url}/dashboard/`))?.status()).toBe(401);
  await context.close();
});
