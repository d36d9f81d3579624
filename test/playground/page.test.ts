/** Does it look right in a Teams client? Dana's day at the Agents Playground's own page, in a real browser. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { PICTURES, startBrowser } from "../browser/chromium";
import { playgroundStage, type PlaygroundStage } from "../support/playground-stage";
import { beginStory, type StoryOn } from "../support/story";

const program = process.env["PLAYGROUND"] ?? "";

jest.setTimeout(120_000);

let browser: Browser;
let story: StoryOn<PlaygroundStage>;
let page: Page;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  story = await beginStory((backstage) => playgroundStage(program, backstage, "dana"));
  browser = await startBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 1000 }, locale: "en-US" });
  page.setDefaultTimeout(15_000);
});
afterAll(async () => {
  await browser.close();
  await story.end();
});

const picture = (name: string) => page.screenshot({ path: join(PICTURES, `teams-${name}.png`) });

async function say(text: string): Promise<void> {
  const heard = story.settle;
  await page.getByRole("textbox").last().fill(text);
  await page.getByRole("button", { name: "Send Message" }).click();
  await heard();
}

test("question and answer, the ticket's card in the channel, Take, resolved", async () => {
  await page.goto(story.stage.pageUrl);
  await page.getByRole("treeitem", { name: "Personal Chat" }).click();
  await say("I forgot my password");
  await page.getByRole("button", { name: "That solved it" }).waitFor();
  await picture("1-answer");
  await page.getByRole("button", { name: "That solved it" }).click();
  await page.getByText("Good to hear").waitFor();

  await say("The school bell rings ten minutes too early since Monday");
  await page.getByText("HD-1").first().waitFor();
  await picture("2-ticket");

  await page.getByRole("treeitem", { name: /service-desk/ }).click();
  await page.getByRole("button", { name: "Take" }).waitFor();
  await picture("3-card");
  await page.getByRole("button", { name: "Take" }).click();
  await page.getByRole("button", { name: "Release" }).waitFor();
  await picture("4-taken");

  // The page itself crashes over a dialog that a card opens: the form is filled in beside it.
  await story.submit("dana", story.channel("service-desk"), "Resolve…", {
    text: "Set the clock of the bell.",
    kind: "solved",
    confirmation: "ask",
  });
  await page.getByText("Resolved").first().waitFor();
  await picture("5-resolved");
});
