/** Does the product work as the README promises? `tierdesk start` as a program of its own, in a real browser. */
import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { PICTURES, startBrowser } from "./chromium";

const ROOT = resolve(__dirname, "..", "..");

jest.setTimeout(120_000);

type Program = { child: ChildProcess; url: string };

/** Resolves with the address that the program prints when it is ready. */
function startProgram(dataDir: string): Promise<Program> {
  const env = { ...process.env, PORT: "0", TIERDESK_DATA: dataDir, NODE_ENV: "production" };
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

const stopProgram = ({ child }: Program): Promise<number | null> =>
  new Promise((done) => {
    child.once("exit", done);
    child.kill("SIGTERM");
  });

const write = async (room: Locator, text: string) => {
  await room.getByRole("textbox").last().fill(text);
  await room.getByRole("textbox").last().press("Enter");
};

let browser: Browser;
let program: Program;
let dataDir: string;
let page: Page;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  dataDir = mkdtempSync(join(tmpdir(), "tierdesk-product-"));
  chmodSync(dataDir, 0o755); // as root, the database runs as another user
  program = await startProgram(dataDir);
  browser = await startBrowser();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "en-US" });
  page.setDefaultTimeout(15_000);
});
afterAll(async () => {
  await browser.close();
  await stopProgram(program);
  rmSync(dataDir, { recursive: true, force: true });
});

const left = () => page.locator("#left");
const right = () => page.locator("#right");
const picture = (name: string) => page.screenshot({ path: join(PICTURES, `product-${name}.png`) });

test("from the first question to a confirmed resolution, and a restart in between", async () => {
  await page.goto(program.url);
  await left().getByRole("heading").first().waitFor();
  await picture("1-welcome");

  await write(left(), "I forgot my password");
  await left().getByRole("button", { name: "That solved it" }).waitFor();
  expect(await left().getByRole("listitem").count()).toBeGreaterThan(2);
  await picture("2-answer");
  await left().getByRole("button", { name: "That solved it" }).click();
  await left().getByText("Good to hear").waitFor();

  await write(left(), "The school bell rings ten minutes too early since Monday");
  await left().getByText("HD-1").first().waitFor();
  await right().getByRole("button", { name: "Take" }).first().click();
  await left().getByText("is working on your ticket").waitFor();
  await right()
    .getByRole("button", { name: /\d+ repl/ })
    .first()
    .click();
  const thread = right().locator(".room.thread");
  await thread.getByText("What the bot offered").waitFor();
  await write(thread, "Which building are you in?");
  await thread.getByRole("button", { name: "Undo" }).waitFor();
  await picture("3-reply-on-hold");
  await left().getByText("Which building are you in?").waitFor();
  await thread.getByText("Delivered").first().waitFor();
  await write(left(), "The main building, first floor.");
  await thread.getByText("The main building, first floor.").waitFor();
  await picture("4-both-sides");

  const card = right().locator(".room").first();
  await card.getByText("More", { exact: true }).first().click();
  await card.getByRole("button", { name: "Assign…" }).first().click();
  const assigning = page.getByRole("dialog");
  await assigning.getByRole("combobox").selectOption({ label: "Eli Novak" });
  await assigning.getByRole("button", { name: "Assign" }).click();
  await left().getByText("Eli Novak is working on your ticket").waitFor();
  await picture("6-assigned");

  await stopProgram(program);
  program = await startProgram(dataDir);
  await page.goto(program.url);
  await left().getByText("The main building, first floor.").waitFor();

  await right().getByRole("button", { name: "Resolve…" }).first().click();
  const form = page.getByRole("dialog");
  await form.getByRole("textbox").fill("Set the clock of the bell.");
  for (const choice of await form.getByRole("combobox").all()) await choice.selectOption({ index: 1 });
  await picture("5-resolve-form");
  await form.getByRole("button", { name: "Resolve" }).click();
  await left().getByText("Set the clock of the bell.").waitFor();
});

test("stopping the program ends it cleanly", async () => {
  expect(await stopProgram(program)).toBe(0);
  program = await startProgram(dataDir);
});
