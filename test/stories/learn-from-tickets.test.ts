// Does what one person's ticket taught reach the next who asked the same, from the question to the answer?
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { onEveryStage } from "../support/stages";
import { beginStory } from "../support/story";
import type { Story } from "../support/story";

const HOUR = 3_600_000;
const HELPED = "Turn the heat to **2** and feed a sheet of paper.";

describe.each(onEveryStage)("on %s", (_name, stage) => {
  let story: Story;
  beforeEach(async () => {
    story = await beginStory(stage);
  }, 60_000);
  afterEach(() => story.end());

  const chat = (who: string) => story.texts(who, story.direct(who)).join("\n");
  const ask = (who: string, question: string) => story.post(who, story.direct(who), question);

  function draft(): { file: string; text: string } {
    const [file = ""] = readdirSync(join(story.kb, "drafts"));
    return { file, text: readFileSync(join(story.kb, "drafts", file), "utf8") };
  }

  /** An admin works it up: what people said is quoted in it, and goes. */
  const workedUp = (text: string): string =>
    text
      .slice(0, text.indexOf("This is a draft"))
      .replace(
        "questions:",
        "questions:\n  - the laminator leaves bubbles\n  - the laminator in my room leaves bubbles",
      ) + HELPED;

  test("a question without an answer becomes a ticket, its solution a draft, the draft an article, and whoever asked meanwhile hears of it", async () => {
    await ask("ana", "The laminator leaves bubbles everywhere");
    expect(chat("ana")).toContain("HD-1");
    await story.submit("dana", story.channel("service-desk"), "Resolve…", {
      text: "Turned the heat down, as Ana Lopez does now.",
      kind: "solved",
      confirmation: "done",
    });
    await story.press("dana", story.channel("service-desk"), "Draft an article");
    const { file, text } = draft();
    expect(text).not.toMatch(/\bAna\b|Lopez/);

    // A draft is nobody's answer, however long it lies there.
    story.write(`drafts/${file}`, workedUp(text));
    await story.pass(HOUR / 2);
    await ask("ben", "The laminator in room 12 leaves bubbles");
    expect(chat("ben")).toContain("HD-2");
    await story.pass(2 * HOUR);
    expect(chat("ben")).not.toContain("feed a sheet of paper");

    story.write(file, workedUp(text));
    await story.pass(HOUR);
    expect(chat("ben")).toContain("Earlier today you asked:");
    expect(chat("ben")).toContain("feed a sheet of paper");
    expect(story.texts("dana", await story.threadOf(2)).join("\n")).toContain("An article answers this now");
    // Hers is solved already.
    expect(chat("ana")).not.toContain("you asked:");

    await ask("grace", "The laminator in room 14 leaves bubbles");
    expect(chat("grace")).toContain("feed a sheet of paper");
    await story.press("ben", story.direct("ben"), "That solved it");
    expect(chat("ben")).toContain("is closed. Thank you!");
  }, 120_000);
});
