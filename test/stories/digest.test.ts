import { onEveryStage } from "../support/stages";
import { beginStory } from "../support/story";
import type { Story } from "../support/story";

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;

describe.each(onEveryStage)("on %s", (_name, stage) => {
  let story: Story;
  beforeEach(async () => {
    story = await beginStory(stage, { changes: (plan) => ({ ...plan, digest: MONDAYS }) });
  });
  afterEach(() => story.end());

  const MONDAYS = { weekday: 1, hour: 9, minute: 0, channels: {} };
  const chat = (who: string) => story.texts(who, story.direct(who)).join("\n");
  const desk = () => story.texts("dana", story.channel("service-desk")).join("\n");
  const files = (who: string) => story.stage.see(who, story.direct(who)).flatMap((shown) => shown.files);

  /** Asked on Tuesday at nine; answered half an hour later, solved within the hour. */
  async function oneTicket(): Promise<void> {
    await story.post("ana", story.direct("ana"), "open a ticket: the document camera has no picture");
    const thread = await story.threadOf(1);
    await story.pass(30 * MINUTE);
    await story.post("dana", thread, "Please press its blue button.");
    await story.pass(30 * MINUTE);
    await story.submit("dana", story.channel("service-desk"), "Resolve…", {
      text: "The blue button turns it on.",
      kind: "solved",
      confirmation: "ask",
    });
  }

  test("a technician types `digest` and gets the last seven days, with a picture; a requester does not", async () => {
    await oneTicket();
    await story.pass(WEEK - 2 * 60 * MINUTE);
    await story.post("dana", story.direct("dana"), "digest");
    await story.pass(MINUTE);
    expect(chat("dana")).toContain("Tickets opened: 1");
    expect(chat("dana")).toMatch(/First response, half of them within: \d\d min/);
    expect(files("dana")).toEqual(["Tickets a week.png"]);

    await story.post("ana", story.direct("ana"), "digest");
    await story.pass(MINUTE);
    expect(chat("ana")).toContain("for the technicians");
    expect(chat("ana")).not.toContain("Tickets opened");
  });

  test("it stands in the service desk's channel on Monday morning, once, also after a restart", async () => {
    const at = story.clock.now();
    await story.receive({ id: "read/1", at, type: "plan_read", desk: "main", errors: [] });
    await oneTicket();
    await story.pass(6 * 24 * 60 * MINUTE);
    expect(desk().match(/Tickets opened: 1/g)).toHaveLength(1);
    await story.restart();
    await story.pass(60 * MINUTE);
    expect(desk().match(/Tickets opened: 1/g)).toHaveLength(1);
  });
});
