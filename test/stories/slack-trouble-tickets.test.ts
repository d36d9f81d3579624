// What goes wrong at other help desk bots between a requester and a ticket, and must not here (product.md, 4 to 6).
import { userId } from "../support/slack-workspace";
import { beginSlackStory, BOTH_WAYS, UNKNOWN, type SlackStory } from "../support/slack-story";

let story: SlackStory;
afterEach(() => story.end());

describe("4. Edits and deletions that never reach the ticket. Attachments that vanish; a sign-in page stored as the file", () => {
  beforeEach(async () => {
    story = await beginSlackStory("http");
  });

  const inThread = async () => story.texts("dana", await story.threadOf(1)).join("\n");
  const filesInThread = async () => {
    const thread = await story.threadOf(1);
    return story
      .all(story.desk.id, userId("dana"))
      .filter((message) => thread.id.endsWith(`/${message.thread}`))
      .flatMap(({ files }) => files);
  };

  test("an edited question changes the card", async () => {
    const question = await story.post("ana", story.ana, UNKNOWN);
    await story.edit("ana", question, "The school bell in the gym rings ten minutes too late");
    expect(story.card()).toContain("in the gym rings ten minutes too late");
    expect(`${story.card()}${await inThread()}`).not.toContain("since Monday");
  });

  test("what is added in the thread of the question is edited and withdrawn in the ticket's thread", async () => {
    const question = await story.post("ana", story.ana, UNKNOWN);
    const thread = { ...story.ana, root: question };
    const more = await story.post("ana", thread, "It is in room 21");
    expect(await inThread()).toContain("It is in room 21");
    await story.edit("ana", more, "It is in room 12");
    expect(await inThread()).toContain("It is in room 12");
    expect(await inThread()).not.toContain("room 21");
    await story.remove("ana", more);
    expect(await inThread()).not.toContain("room 12");
  });

  test("a technician's reply is edited and withdrawn at the requester's side", async () => {
    await story.post("ana", story.ana, UNKNOWN);
    const reply = await story.post("dana", await story.threadOf(1), "I come at tne");
    await story.pass(6_000);
    await story.edit("dana", reply, "I come at ten");
    expect(story.texts("ana", story.ana).join()).toContain("I come at ten");
    expect(story.texts("ana", story.ana).join()).not.toContain("tne");
    await story.remove("dana", reply);
    expect(story.texts("ana", story.ana).join()).not.toContain("I come at ten");
  });

  test("an edit that Slack tells before the message itself is not lost", async () => {
    story.slack.faults.disorder(2);
    const question = await story.stage.post("ana", story.ana, "the clok in the gym runs backwards");
    await story.edit("ana", question, "the clock in the gym runs backwards");
    expect(story.cards()).toEqual([expect.stringContaining("the clock in the gym")]);
  });

  test("of two edits that Slack tells the wrong way round the newer one holds", async () => {
    const question = await story.post("ana", story.ana, "the clok in the gym runs backwards");
    story.clock.forward(2_000);
    story.slack.faults.disorder(2);
    await story.stage.edit("ana", question, "the clock in the gim runs backwards");
    story.clock.forward(2_000);
    await story.edit("ana", question, "the clock in the gym runs backwards");
    expect(story.card()).toContain("the clock in the gym");
  });

  test("what is deleted before Slack tells of it is never shown to anybody", async () => {
    story.slack.faults.disorder(2);
    const slip = await story.stage.post("ana", story.ana, "the gate of Walter Wobblejaw squeaks");
    await story.remove("ana", slip);
    expect(story.received.map(({ type }) => type)).toContain("message_posted");
    expect(story.cards()).toEqual([]);
    expect(story.said("ana", story.ana)).toEqual([]);
  });

  test("attachments arrive whole, in both directions, also without a word", async () => {
    const picture = Buffer.from("a picture of the bell");
    const plan = Buffer.from("a plan of the building");
    await story.post("ana", story.ana, UNKNOWN, [{ name: "bell.png", data: picture }]);
    expect(await filesInThread()).toMatchObject([{ name: "bell.png", data: picture }]);
    await story.post("ana", story.ana, "", [{ name: "again.png", data: picture }]);
    expect((await filesInThread()).map(({ name }) => name)).toEqual(["bell.png", "again.png"]);
    await story.post("dana", await story.threadOf(1), "here is the plan", [{ name: "plan.pdf", data: plan }]);
    await story.pass(6_000);
    const files = story
      .all(userId("ana"), userId("ana"))
      .flatMap((message) => (message.by === "app" ? message.files : []));
    expect(files).toMatchObject([{ name: "plan.pdf", data: plan }]);
  });

  test("a sign-in page instead of the file is not taken for it: where the file is, and why, is said", async () => {
    story.slack.faults.error("download", "a sign-in page");
    await story.post("ana", story.ana, UNKNOWN, [{ name: "bell.png", data: Buffer.from("a picture") }]);
    expect(await filesInThread()).toEqual([]);
    expect(await inThread()).toMatch(/“bell\.png” could not be copied here.*sign in/);
    const thread = await story.threadOf(1);
    const line = story
      .all(story.desk.id, userId("dana"))
      .find(
        (message) => thread.id.endsWith(`/${message.thread}`) && message.text.includes("bell.png” could"),
      );
    expect(line?.links.map(({ text }) => text)).toEqual(["Open it in Slack"]);
  });
});

describe.each(BOTH_WAYS)(
  "5. Two people click at once: one ticket, one assignee, and the loser is told (%s)",
  (_name, mode) => {
    beforeEach(async () => {
      story = await beginSlackStory(mode);
    });

    test("two technicians press Take", async () => {
      await story.post("ana", story.ana, UNKNOWN);
      const card = story.messageWith("dana", story.desk, "Take");
      await Promise.all(
        ["dana", "eli", "sam"].map((key) => story.stage.press(key, story.desk, card, "Take")),
      );
      await story.settle();
      const winner = /Assignee: (Dana Brooks|Eli Novak|Sam Whitfield)/.exec(story.card())?.[1] ?? "nobody";
      const told = story.texts("ana", story.ana).filter((text) => text.includes("is working on your ticket"));
      expect(told).toEqual([expect.stringContaining(winner)]);
      const names = { dana: "Dana Brooks", eli: "Eli Novak", sam: "Sam Whitfield" };
      for (const [key, name] of Object.entries(names)) {
        const losers = story
          .texts(key, story.desk)
          .filter((text) => text.includes(`${winner} has taken HD-1 already`));
        expect([name, losers.length]).toEqual([name, name === winner ? 0 : 1]);
      }
    });

    test("somebody presses twice, and Slack sends one of the clicks twice: one ticket", async () => {
      await story.post("ana", story.ana, "I forgot my password");
      const answer = story.messageWith("ana", story.ana, "I still need help");
      const click = (actionTs: string) =>
        story.people.press(userId("ana"), userId("ana"), answer, "I still need help", { actionTs });
      await Promise.all([click("1800000000.000100"), click("1800000000.000100"), click("1800000000.000200")]);
      await story.settle();
      expect(story.cards()).toHaveLength(1);
      expect(await story.database.database.ticket.count()).toBe(1);
      expect(
        story.texts("ana", story.ana).filter((text) => text.includes("I've opened ticket")),
      ).toHaveLength(1);
    });

    test("two technicians resolve: the second is told that it is done", async () => {
      await story.post("ana", story.ana, UNKNOWN);
      const values = { text: "Turned it.", kind: "solved", confirmation: "ask" };
      const card = story.messageWith("dana", story.desk, "Resolve…");
      await Promise.all(
        ["dana", "eli"].map((key) => story.stage.submit(key, story.desk, card, "Resolve…", values)),
      );
      await story.settle();
      expect(
        story.texts("ana", story.ana).filter((text) => text.includes("is marked as resolved")),
      ).toHaveLength(1);
      const refused = ["dana", "eli"].filter((key) =>
        story.texts(key, story.desk).join().includes("HD-1 is resolved by now"),
      );
      expect(refused).toHaveLength(1);
    });
  },
);

describe("6. A text over a platform's limit makes the bot go silent: split it, always", () => {
  beforeEach(async () => {
    story = await beginSlackStory("http");
  });

  /** Numbered words, so that a missing one is seen. */
  const words = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => `word${from + n}`).join(" ");
  const wordsIn = (texts: string[]) => texts.join(" ").match(/word\d+/g) ?? [];

  test("a question of 30,000 characters is answered, and technicians can read all of it", async () => {
    const question = words(10_000, 3_000);
    await story.post("ana", story.ana, `open a ticket: the bell ${question}`);
    expect(story.said("ana", story.ana).at(-1)?.text).toContain("I've opened ticket HD-1");
    const read = new Set(wordsIn(story.texts("dana", await story.threadOf(1))));
    expect(question.split(" ").filter((word) => !read.has(word))).toEqual([]);
  });

  test("a reply of 20,000 characters arrives whole, in order, once; its edit and its deletion too", async () => {
    await story.post("ana", story.ana, UNKNOWN);
    const long = words(10_000, 2_000);
    const reply = await story.post("dana", await story.threadOf(1), long);
    await story.pass(6_000);
    expect(wordsIn(story.texts("ana", story.ana))).toEqual(long.split(" "));
    const longer = words(50_000, 2_500);
    await story.edit("dana", reply, longer);
    expect(wordsIn(story.texts("ana", story.ana))).toEqual(longer.split(" "));
    await story.remove("dana", reply);
    expect(wordsIn(story.texts("ana", story.ana))).toEqual([]);
  });

  test("a resolution note of 3,000 characters, 40 lines of quotes and a word of 5,000 letters", async () => {
    await story.post("ana", story.ana, UNKNOWN);
    const thread = await story.threadOf(1);
    const texts = [
      Array.from({ length: 400 }, (_, n) => `> line${n}`).join("\n"),
      "x".repeat(5_000),
      "&<>".repeat(2_000),
    ];
    for (const text of texts) await story.post("dana", thread, text);
    await story.pass(10_000);
    const read = story.texts("ana", story.ana).join("");
    expect(read).toContain("line399");
    expect(read.match(/x/g)?.length).toBeGreaterThanOrEqual(5_000);
    expect(read.match(/&<>/g)?.length ?? 0).toBeGreaterThan(1_990); // a split may part a few
    await story.submit("dana", story.desk, "Resolve…", {
      text: words(1_000, 330),
      kind: "solved",
      confirmation: "ask",
    });
    expect(wordsIn(story.texts("ana", story.ana))).toHaveLength(330);
  });
});
