/** Can people work in the sandbox's page? In a real browser, with a desk by script. Pictures go to SCREENSHOTS. */
import { createServer, type Server } from "node:http";
import { mkdirSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { PICTURES, startBrowser } from "./chromium";
import { createSandbox, type Sandbox } from "../../src/platforms/sandbox";
import { spitefulText } from "../platforms/contract-content";
import { exampleSetup } from "../platforms/sandbox-setup";
import { createScriptedDesk, formFor, type ScriptedDesk } from "./scripted-desk";

const QUESTION = "The projector in room 12 stays dark, and my class begins at ten.";
const SUGGESTIONS = [
  "How do I connect to the staff Wi-Fi?",
  "I forgot my password",
  "The printer does not print",
];

/** Run in the page, whose types this project does not load. */
const HAS_FOCUS = (element: { ownerDocument: { activeElement: unknown } }): boolean =>
  element.ownerDocument.activeElement === element;

const write = async (screen: Locator, text: string) => {
  await screen.getByRole("textbox").last().fill(text);
  await screen.getByRole("textbox").last().press("Enter");
};
const picture = (page: Page, name: string) =>
  page.screenshot({ path: join(PICTURES, `sandbox-${name}.png`) });
const left = (page: Page) => page.locator("#left");
const right = (page: Page) => page.locator("#right");

/** Ana asks, the desk opens a ticket, Dana has its thread open. */
async function openTicket(page: Page): Promise<Locator> {
  await write(left(page), QUESTION);
  await left(page).getByText("I have opened ticket").waitFor();
  await right(page).getByRole("button", { name: "1 reply" }).click();
  const thread = right(page).locator(".room.thread");
  await thread.getByText("What is known so far").waitFor();
  return thread;
}

jest.setTimeout(30_000);

describe("The sandbox's page", () => {
  let browser: Browser;
  let dataDir: string;
  let sandbox: Sandbox;
  let desk: ScriptedDesk;
  let server: Server;
  let faults: string[];

  const make = () => createSandbox({ ...exampleSetup, dataDir, suggestions: SUGGESTIONS, formFor });
  const listen = (port: number) =>
    new Promise<void>((resolve) => {
      server = createServer((request, response) => sandbox.http?.handle(request, response));
      server.listen(port, "127.0.0.1", resolve);
    });
  const port = () => (server.address() as AddressInfo).port;
  const shutDown = async () => {
    await sandbox.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };

  async function open(options: BrowserContextOptions = {}, query = ""): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: "en-US",
      ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(8_000);
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    page.on("dialog", (dialog) => faults.push(`dialog: ${dialog.message()}`));
    await page.goto(`http://127.0.0.1:${port()}/sandbox/${query}`);
    return page;
  }
  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    faults = [];
    dataDir = await mkdtemp(join(tmpdir(), "sandbox-page-"));
    sandbox = make();
    desk = createScriptedDesk(() => sandbox);
    await sandbox.start(desk.receive);
    await listen(0);
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await shutDown();
    await rm(dataDir, { recursive: true });
  });

  it("offers questions in an empty chat and shows the answer with list, code and link", async () => {
    const page = await open();
    await left(page).getByRole("heading", { name: "Hello Ana, how can we help?" }).waitFor();
    await picture(page, "welcome");
    await left(page)
      .getByRole("button", { name: SUGGESTIONS[0] ?? "" })
      .click();
    const answer = left(page).locator(".from-desk");
    await answer.waitFor();
    expect(await answer.getByRole("listitem").count()).toBe(3);
    expect(await answer.locator("pre code").innerText()).toContain("netsh wlan delete");
    const link = answer.getByRole("link", { name: "Wi-Fi at our schools" });
    expect(await link.getAttribute("rel")).toBe("noopener noreferrer");
    await picture(page, "answer");
    expect(faults).toEqual([]);
  });

  it("brings a technician's reply from the thread to the requester and marks it delivered", async () => {
    const page = await open();
    const thread = await openTicket(page);
    await right(page).getByRole("button", { name: "Take" }).first().click();
    await right(page).locator(".pill", { hasText: "Open" }).first().waitFor();
    await thread.getByText("Dana Brooks", { exact: true }).first().waitFor();
    await write(thread, "On my way with a new cable.");
    await thread.getByText("Delivered").waitFor();
    await left(page).getByText("On my way with a new cable.").waitFor();
    await picture(page, "ticket");
    expect(faults).toEqual([]);
  });

  it("asks again for what a form misses and keeps what was typed", async () => {
    const page = await open();
    await openTicket(page);
    await right(page).getByRole("button", { name: "Resolve" }).first().click();
    const dialog = page.getByRole("dialog", { name: "Resolve HD-1" });
    await dialog.getByLabel("What was done").fill("Changed the HDMI cable.");
    await dialog.getByRole("button", { name: "Resolve" }).click();
    await dialog.getByText("Please choose one.").waitFor();
    expect(await dialog.getByLabel("What was done").inputValue()).toBe("Changed the HDMI cable.");
    expect(await dialog.getByLabel("How did it end?").evaluate(HAS_FOCUS)).toBe(true);
    await picture(page, "form");
    await dialog.getByLabel("How did it end?").selectOption("solved");
    await dialog.getByRole("button", { name: "Resolve" }).click();
    await dialog.waitFor({ state: "detached" });
    await right(page).locator(".pill", { hasText: "Resolved" }).first().waitFor();
    const submitted = desk.events.filter(({ type }) => type === "form_submitted");
    expect(submitted).toMatchObject([{ values: { kind: "solved", note: "Changed the HDMI cable." } }]);
  });

  it("follows the system into dark mode, and shows a specialist the thread they were asked into", async () => {
    const page = await open({ colorScheme: "dark" });
    const thread = await openTicket(page);
    await thread.getByRole("button", { name: "Escalate" }).click();
    await thread.getByText("@Kofi Mensah").waitFor();
    await picture(page, "dark");
    await right(page).getByLabel("You are").selectOption("kofi");
    await right(page).getByText("can you take a look?").waitFor();
    expect(await right(page).getByRole("navigation").getByText("service-desk").count()).toBe(0);
    expect(faults).toEqual([]);
  });

  it("shows one screen at a time where it is narrow, and nothing sticks out", async () => {
    const page = await open({ viewport: { width: 390, height: 780 } });
    await write(left(page), SUGGESTIONS[0] ?? "");
    await left(page).getByRole("button", { name: "That solved it" }).waitFor();
    expect(await right(page).isVisible()).toBe(false);
    const tooWide = await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
    expect(tooWide).toBeLessThanOrEqual(0);
    await picture(page, "narrow");
    await page.getByRole("button", { name: "Dana Brooks" }).click();
    expect(await left(page).isVisible()).toBe(false);
    await right(page).getByText("It is quiet here").waitFor();
  });

  it("works by keyboard alone", async () => {
    const page = await open();
    await left(page).getByRole("textbox").focus();
    await page.keyboard.type("How do I join the Wi-Fi");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("on my phone?");
    await page.keyboard.press("Enter");
    const solved = left(page).getByRole("button", { name: "That solved it" });
    await solved.waitFor();
    for (let step = 0; step < 12; step += 1) {
      if (await solved.evaluate(HAS_FOCUS)) break;
      await page.keyboard.press("Shift+Tab");
    }
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await left(page).getByText("Glad to hear it.").waitFor();
    expect(desk.events.map(({ type }) => type)).toEqual(["message_posted", "button_pressed"]);
    expect(desk.events[0]).toMatchObject({ text: "How do I join the Wi-Fi\non my phone?" });
  });

  it("shows what people write as letters only", async () => {
    const page = await open();
    await write(left(page), spitefulText);
    await right(page).locator(".room.channel blockquote").waitFor();
    expect(await left(page).locator(".words").first().textContent()).toBe(spitefulText);
    expect(await right(page).locator(".room.channel blockquote").textContent()).toBe(spitefulText);
    expect(
      await page
        .locator(".words :is(a, b, strong, em, code, script), blockquote :is(a, strong, img)")
        .count(),
    ).toBe(0);
    expect(faults).toEqual([]);
  });

  it("lets people edit, delete and attach", async () => {
    const page = await open();
    await write(left(page), "Wi-Fi in the gym?");
    const message = left(page).locator(".mine");
    await message.hover();
    await message.getByRole("button", { name: "Edit this message" }).click();
    await message.getByLabel("Edit your message").fill("Wi-Fi in the library?");
    await page.keyboard.press("Enter");
    await message.getByText("edited").waitFor();
    await message.getByRole("button", { name: "Delete this message" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await message.getByText("This message was deleted.").waitFor();

    const file = { name: "screen.txt", mimeType: "text/plain", buffer: Buffer.from("error 0x80") };
    await left(page).locator("input[type=file]").setInputFiles(file);
    await left(page).getByRole("button", { name: "Send" }).click();
    const download = page.waitForEvent("download");
    await left(page)
      .getByRole("link", { name: /screen.txt/u })
      .click();
    expect(await readFile(await (await download).path(), "utf8")).toBe("error 0x80");
    const types = ["message_posted", "message_edited", "message_deleted", "message_posted"];
    expect(desk.events.map(({ type }) => type)).toEqual(types);
  });

  it("keeps a text that is too long and says what the limit is", async () => {
    const page = await open();
    await write(left(page), "x".repeat(40_001));
    await left(page).getByRole("alert").getByText("40,000 is the limit").waitFor();
    expect((await left(page).getByRole("textbox").inputValue()).length).toBe(40_001);
    expect(desk.events).toEqual([]);
  });

  it("says when the connection is lost, comes back by itself and has missed nothing", async () => {
    const page = await open();
    await write(left(page), "Wi-Fi please");
    await left(page).getByRole("button", { name: "That solved it" }).waitFor();
    const before = port();
    await shutDown();
    await page.getByText("Connection lost. Trying again…").waitFor();
    await write(left(page), "Are you there?");
    await left(page).getByRole("alert").getByText("does not answer").waitFor();
    sandbox = make();
    await sandbox.start(desk.receive);
    await sandbox.people.post(
      "ana",
      { platform: "sandbox", kind: "direct", id: "ana" },
      "Sent from elsewhere, Wi-Fi",
    );
    await listen(before);
    await page.getByText("Connected again.").waitFor();
    await left(page).getByText("Sent from elsewhere").waitFor();
    expect(await left(page).getByRole("textbox").inputValue()).toBe("Are you there?");
  });

  it("lets a room refuse messages from the network panel", async () => {
    const page = await open();
    await page.getByRole("button", { name: "Network" }).click();
    await page.getByLabel("Ana Lopez's chat").selectOption("never");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Network: 1 disturbed" }).waitFor();
    const ana = { platform: "sandbox" as const, kind: "direct" as const, id: "ana" };
    const content = { summary: "Hello", blocks: [] };
    const refused = sandbox.deliver({ key: "k", verb: "post", to: ana, content, opensThread: false });
    await expect(refused).rejects.toMatchObject({ retry: "never" });
  });
});
