import { onEveryStage } from "../support/stages";
import { beginStory } from "../support/story";
import type { Story } from "../support/story";

const HOUR = 3_600_000;
/** As people of different rooms ask it. */
const asks = (room: string) => `The laminator in room ${room} leaves bubbles`;

const article = (body: string) => `---
title: The laminator leaves bubbles
questions:
  - the laminator leaves bubbles
  - the laminator in my room leaves bubbles
---
${body}`;

const HEAT = "Turn the heat to **2** and feed a sheet of paper.";

describe.each(onEveryStage)("an answer that comes later, on %s", (_name, stage) => {
  let story: Story;
  beforeEach(async () => {
    story = await beginStory(stage);
  }, 60_000);
  afterEach(() => story.end());

  const ask = async (who: string, question: string) => {
    await story.pass(60_000);
    await story.post(who, story.direct(who), question);
  };
  /** Nothing of it is looked at on the way. */
  const sleep = async (ms: number) => {
    story.clock.forward(ms);
    await story.settle();
  };
  const late = (who: string) =>
    story.texts(who, story.direct(who)).filter((text) => text.includes("feed a sheet of paper"));

  test("reaches those who asked before, once and one by one, but not whoever wants none", async () => {
    await ask("ben", asks("12"));
    await ask("ana", asks("14"));
    await ask("ana", "no more late answers");
    await ask("grace", "My chair squeaks when I lean back");
    await story.pass(2 * HOUR);

    story.write("laminator.md", article("Turn down the heat."));
    await story.pass(HOUR / 6);
    // Still being written: it is not told of before its text has stood for a while.
    story.mend("laminator", () => HEAT);
    await story.pass(HOUR / 6);
    expect(story.texts("ben", story.direct("ben")).join()).not.toContain("heat");
    await story.pass(HOUR);

    expect(late("ben")).toHaveLength(1);
    expect(story.texts("ben", story.direct("ben")).join("\n")).toContain("Earlier today you asked:");
    expect(late("ana")).toEqual([]);
    expect(late("grace")).toEqual([]);
    expect(story.texts("dana", await story.threadOf(1)).join("\n")).toContain("Ben Carter hears of it.");
    expect(story.texts("dana", await story.threadOf(2)).join("\n")).toContain("wants no late answers");

    // Mended again, and the program is started anew: nobody is told twice.
    story.mend("laminator", (body) => `${body} Ask for a new one in May.`);
    await story.restart();
    await story.pass(HOUR);
    expect(late("ben")).toHaveLength(1);

    await story.press("ben", story.direct("ben"), "That solved it");
    expect(story.texts("ben", story.direct("ben")).join("\n")).toContain("is closed. Thank you!");
    expect(story.texts("dana", await story.threadOf(1)).join("\n")).toContain("has solved this");
  }, 120_000);

  test("is told where nobody reads along, in the working hours, and does not end what it does not solve", async () => {
    const question = await story.post(
      "ben",
      story.channel("staff-room"),
      `${story.stage.mention} ${asks("12")}`,
    );
    const place = story.threadUnder("staff-room", question);
    await sleep(8 * HOUR);
    story.write("laminator.md", article(HEAT));
    await story.pass(HOUR);
    expect(late("ben")).toEqual([]);
    await sleep(14 * HOUR);
    await story.pass(HOUR);

    expect(late("ben")).toHaveLength(1);
    expect(story.texts("ben", place).join("\n")).not.toContain("feed a sheet");
    await story.press("ben", story.direct("ben"), "I still need help");
    expect(story.texts("ben", story.direct("ben")).join("\n")).toContain(
      "stays open, and the technicians know",
    );
    expect(story.texts("dana", await story.threadOf(1)).join("\n")).toContain(
      "did not help. They still need you.",
    );
  }, 120_000);
});
