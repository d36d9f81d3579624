/** What happens in the chat is in the figures at once. The receipt that a reply has arrived comes from the platform: played on each. */
import { DEFAULT_DESK } from "../../src/desk/model";
import { loadTierOne } from "../../src/store/reports/tier-one";
import { loadTimes } from "../../src/store/reports/times";
import { onEveryStage } from "../support/stages";
import { beginStory, type Story } from "../support/story";

const MINUTE = 60_000;

describe.each(onEveryStage)("on %s", (_name, stage) => {
  let story: Story;
  afterEach(() => story.end());

  test("a ticket is answered, resolved, reopened and resolved again: each figure once, and the first resolution is taken back", async () => {
    story = await beginStory(stage);
    const filter = {
      desk: DEFAULT_DESK,
      from: new Date(story.clock.now().getTime() - MINUTE),
      until: new Date(story.clock.now().getTime() + 600 * MINUTE),
      zone: story.plan.timezone,
    };
    const times = async () => (await loadTimes(story.database.database, filter)).all;
    const resolve = () =>
      story.submit("dana", story.channel("service-desk"), "Resolve…", {
        text: "Turned it around.",
        kind: "solved",
        confirmation: "ask",
      });
    await story.post("ana", story.direct("ana"), "open a ticket: the smartboard in room 12 is upside down");
    await story.pass(20 * MINUTE);
    await story.post("dana", await story.threadOf(1), "On my way.");
    await story.pass(MINUTE);
    expect((await times()).firstResponse.work).toMatchObject({ count: 1 });
    // It was held until the clock moved on: what counts is when it arrived.
    expect((await times()).firstResponse.work.p50).toBeCloseTo(21, 0);
    await story.pass(9 * MINUTE);
    await resolve();
    expect((await times()).resolution.work.p50).toBeCloseTo(30, 0);
    await story.press("ana", story.direct("ana"), "No, reopen it");
    expect((await times()).resolution.work).toEqual({ count: 0, p50: null, p90: null });
    await story.pass(30 * MINUTE);
    await resolve();
    expect((await times()).resolution.work.count).toBe(1);
    expect((await times()).resolution.work.p50).toBeCloseTo(60, 0);
    expect((await times()).firstResponse.work.count).toBe(1);
    const tierOne = await loadTierOne(story.database.database, filter, "day");
    expect(tierOne).toMatchObject({ asked: 1, person: 1, ticket: 1, confirmed: 0, confirmedShare: null });
  });
});
