import { onEveryStage } from "../support/stages";
import { beginStory } from "../support/story";
import type { Story } from "../support/story";

/** Nobody says it in the same words. */
const REPORTS: [who: string, text: string][] = [
  ["ana", "open a ticket: the wifi is down in room 12"],
  ["ben", "open a ticket: wifi down again in my room"],
  ["grace", "open a ticket: the wifi in the gym is down"],
  ["omar", "open a ticket: our wifi went down, the whole office"],
  ["mira", "open a ticket: wifi is down in the library"],
];

describe.each(onEveryStage)("on %s", (_name, stage) => {
  let story: Story;
  beforeEach(async () => {
    story = await beginStory(stage);
  });
  afterEach(() => story.end());

  const desk = () => story.channel("service-desk");
  const chat = (who: string) => story.texts(who, story.direct(who)).join("\n");
  const MINUTE = 60_000;

  test("five people report one outage: one thread, one word to all of them, and each is asked whether it is over", async () => {
    for (const [who, text] of REPORTS) await story.post(who, story.direct(who), text);
    expect(story.texts("dana", desk()).join("\n")).toContain("5 alike reports");

    await story.press("dana", desk(), "One incident");
    const thread = await story.threadOf(6);
    for (const [who] of REPORTS) expect(chat(who)).toContain("it is a known problem now");

    await story.post("dana", thread, "A switch is broken. It is being replaced: back by noon.");
    await story.pass(MINUTE);
    for (const [who] of REPORTS) expect(chat(who)).toContain("back by noon");

    await story.submit("dana", desk(), "Resolve…", {
      text: "The switch was replaced.",
      kind: "solved",
      confirmation: "ask",
    });
    for (const [who] of REPORTS) expect(chat(who)).toContain("Did that solve it?");
    await story.press("ana", story.direct("ana"), "Yes, it is solved");
    expect(chat("ana")).toContain("**HD-1** is closed".replaceAll("*", ""));
  });
});
