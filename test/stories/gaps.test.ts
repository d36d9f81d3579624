// Does what several people ask in vain become a draft by the button under it, on every platform, and is it no gap once it is answered?
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beginSlackStory, BOTH_WAYS } from "../support/slack-story";
import type { SlackStory } from "../support/slack-story";
import { userId } from "../support/slack-workspace";
import { onEveryStage } from "../support/stages";
import { beginStory } from "../support/story";
import type { Story } from "../support/story";

describe.each(onEveryStage)("on %s", (_name, stage) => {
  let story: Story;
  beforeEach(async () => {
    story = await beginStory(stage);
  }, 60_000);
  afterEach(() => story.end());

  const chat = (who: string) => story.texts(who, story.direct(who)).join("\n");
  const say = (who: string, text: string) => story.post(who, story.direct(who), text);

  test("a technician types `gaps`, has one drafted, and it is gone when an article answers it", async () => {
    await say("ana", "The laminator in room 12 leaves bubbles, says Ana Lopez");
    await say("ben", "the laminator in room 14 leaves bubbles");
    await say("grace", "the laminator leaves bubbles");
    await story.findGaps();

    await say("dana", "gaps");
    expect(chat("dana")).toContain("laminator");
    expect(chat("dana")).toMatch(/\d\W* questions? of \W*\d\W* (?:people|person) in the last 30 days/);
    expect(chat("dana")).not.toContain("Lopez");
    await story.press("dana", story.direct("dana"), "Draft an article");
    const [file = ""] = readdirSync(join(story.kb, "drafts"));
    expect(chat("dana")).toContain(`drafts/${file}`);
    const text = readFileSync(join(story.kb, "drafts", file), "utf8");
    expect(text).toContain("leaves bubbles");
    expect(text).toMatch(/source: "\d questions? of \d (?:people|person) \(HD-\d\), 2027-01-12"/);
    expect(text).not.toMatch(/\bAna\b|Lopez/);

    // Pressed again: there is this draft already, and no second one.
    await story.press("dana", story.direct("dana"), "Draft an article");
    expect(readdirSync(join(story.kb, "drafts"))).toEqual([file]);

    await say("ana", "gaps");
    expect(chat("ana")).toContain("for the technicians");

    story.write("laminator.md", LAMINATOR);
    await story.findGaps();
    await say("dana", "gaps");
    expect(chat("dana")).toContain("No gap is known");
  }, 120_000);
});

describe.each(BOTH_WAYS)("in Slack %s", (_name, mode) => {
  let story: SlackStory;
  beforeEach(async () => {
    story = await beginSlackStory(mode);
  }, 60_000);
  afterEach(() => story.end());

  test("the plan's owner has it on their page, and the draft is told in their chat", async () => {
    const mira = userId("mira");
    await story.post("ana", story.ana, "The laminator leaves bubbles");
    await story.post("ben", story.direct("ben"), "the laminator leaves bubbles!");
    await story.findGaps();
    story.people.openHome(mira);
    await story.settle();
    expect(story.people.home(mira)?.text).toContain("Missing in the knowledge base");
    expect(story.people.home(mira)?.text).toContain("2 questions of 2 people");

    await story.people.pressOnHome(mira, "Draft an article");
    await story.settle();
    expect(readdirSync(join(story.kb, "drafts"))).toEqual(["the-laminator-leaves-bubbles.md"]);
    expect(story.texts("mira", story.direct("mira")).join()).toContain("the-laminator-leaves-bubbles.md");

    // What it says there is of ten minutes ago: an article came meanwhile.
    story.write("laminator.md", LAMINATOR);
    await story.findGaps();
    await story.people.pressOnHome(mira, "Draft an article");
    await story.settle();
    expect(story.texts("mira", story.direct("mira")).at(-1)).toContain("not there any more");
    story.people.openHome(mira);
    await story.settle();
    expect(story.people.home(mira)?.text).not.toContain("Missing in the knowledge base");
  }, 120_000);
});

const LAMINATOR = `---
title: The laminator leaves bubbles
questions: [the laminator leaves bubbles, the laminator in my room leaves bubbles]
---
Turn the heat to **2**.`;
