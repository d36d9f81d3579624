import { onEveryStage } from "../support/stages";
import { beginStory } from "../support/story";
import type { Story } from "../support/story";

describe.each(onEveryStage)("on %s", (_name, stage) => {
  let story: Story;
  beforeEach(async () => {
    story = await beginStory(stage);
  });
  afterEach(() => story.end());

  const HOUR = 3_600_000;
  const DAY = 24 * HOUR;
  const ana = () => story.direct("ana");
  const desk = () => story.channel("service-desk");
  const ask = () => story.post("ana", ana(), "The school bell rings ten minutes too early since Monday");

  test("nobody answers: a warning, then the lead is told, and the requester too", async () => {
    await ask();
    const thread = await story.threadOf(1);
    await story.pass(9 * HOUR);
    const said = story.texts("dana", thread);
    expect(said.filter((text) => text.includes("first response") && text.includes("is due"))).toHaveLength(1);
    expect(said.filter((text) => text.includes("first response") && text.includes("is late"))).toHaveLength(
      1,
    );
    expect(said.join()).toContain("Priya Raman");
    expect(story.texts("ana", ana()).join()).toContain("longer than we promised");
  });

  test("asked for more and never heard of: two reminders, then closed, and said so", async () => {
    await ask();
    await story.submit("dana", desk(), "Ask for more…", { text: "Which room exactly?" });
    expect(story.texts("dana", desk()).at(-1)).toContain("Waiting for the requester");
    await story.pass(11 * DAY);
    expect(story.texts("ana", ana()).filter((text) => text.includes("waiting for your answer"))).toHaveLength(
      2,
    );
    expect(story.texts("dana", desk()).at(-1)).toContain("Closed");
  });

  test("resolved and no word: closed after some days, not counted as confirmed; a new message is a new matter", async () => {
    await ask();
    await story.submit("dana", desk(), "Resolve…", {
      text: "Turned it.",
      kind: "solved",
      confirmation: "ask",
    });
    await story.pass(4 * DAY);
    expect(story.texts("dana", desk()).at(-1)).toContain("Closed");
    await story.post("ana", ana(), "The clock in the gym runs backwards");
    expect(story.texts("ana", ana()).at(-1)).toContain("HD-2");
  });

  test("Tier 3 is pulled in: the liaison sees the thread, reports back, and the vendor's clock stops ours", async () => {
    await story.post(
      "ana",
      ana(),
      "open a ticket: the wifi in the gym is gone every noon, all of us are cut off",
    );
    await story.submit("dana", desk(), "Escalate…", { text: "The access point looks fine from here." });
    const thread = await story.threadOf(1);
    expect(story.texts("kofi", thread).join()).toContain("The access point looks fine from here.");
    await story.post("kofi", thread, "A timer switched it off. Mended.");
    await story.pass(6_000);
    expect(story.texts("ana", ana()).at(-1)).toContain("A timer switched it off. Mended.");
    await story.submit("dana", desk(), "Escalate…", { text: "The line itself drops." });
    expect(story.texts("dana", desk()).at(-1)).toContain("Waiting for the vendor");
  });

  test("an offer without a word counts as silent", async () => {
    await story.post("ana", ana(), "I forgot my password");
    await story.pass(25 * HOUR);
    const [conversation] = await story.database.database.conversation.findMany();
    expect(JSON.stringify(conversation?.offers)).toContain('"silent"');
  });
});
