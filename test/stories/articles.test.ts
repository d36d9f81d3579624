import { onEveryStage } from "../support/stages";
import { beginStory } from "../support/story";
import type { Story } from "../support/story";

const DAY = 86_400_000;

describe.each(onEveryStage)("the owners of articles, on %s", (_, stage) => {
  let story: Story;
  beforeEach(async () => {
    story = await beginStory(stage);
  });
  afterEach(() => story.end());

  async function starts(): Promise<void> {
    await story.receive({
      id: "start",
      at: story.clock.now(),
      type: "plan_read",
      desk: "main",
      errors: [],
    });
    await story.settle();
  }
  /** In one step: nothing else is due on the way. */
  async function pass(days: number): Promise<void> {
    story.clock.forward(days * DAY);
    await story.settle();
  }
  const told = (who: string): string[] =>
    story
      .see(who, story.direct(who))
      .map(({ text }) => text)
      .filter((text) => text.includes("that need you"));

  test("hear on Monday what needs them, once, and nothing more when it is done", async () => {
    const same = (body: string) => body;
    // It is Tuesday, 12 January 2027.
    story.mend("network/vpn-connect", same, { owner: "kofi", reviewBy: "2027-01-15" });
    await starts();
    await pass(5);
    expect(told("kofi")).toEqual([]);
    await pass(1);
    expect(told("kofi")).toHaveLength(1);
    expect(told("kofi")[0]).toContain("network/vpn-connect.md");
    expect(told("kofi")[0]).toContain("its review was due on 2027-01-15");
    expect(told("mira")).toEqual([]);

    story.mend("network/vpn-connect", same, { reviewBy: "2028-01-15" });
    await pass(7);
    expect(told("kofi")).toHaveLength(1);
  });

  test("one whom nobody can write to is passed over for the owner of the plan", async () => {
    story.mend("network/vpn-connect", (body) => body, { owner: "kofi", reviewBy: "2027-01-15" });
    story.refuse(story.direct("kofi"), "never");
    await starts();
    await pass(6);
    expect(told("mira").join()).toContain("network/vpn-connect.md");
  });
});
