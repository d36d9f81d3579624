import { onEveryStage } from "../support/stages";
import { beginStory } from "../support/story";
import type { Story } from "../support/story";

describe.each(onEveryStage)("on %s", (_name, stage) => {
  let story: Story;
  beforeEach(async () => {
    story = await beginStory(stage);
  });
  afterEach(() => story.end());

  const ana = () => story.direct("ana");
  const desk = () => story.channel("service-desk");

  test("Ana asks what the knowledge base holds, and it solves her problem", async () => {
    await story.post("ana", ana(), "Hi! I forgot my password, what now?");
    expect(story.texts("ana", ana()).at(-1)).toContain("Forgot your password");
    expect(story.texts("ana", ana()).at(-1)).toContain("passwords-and-mfa/forgot-password.md");

    await story.press("ana", ana(), "That solved it");

    expect(story.texts("ana", ana()).at(-1)).toContain("Good to hear");
    expect(story.texts("dana", desk())).toEqual([]);
  });

  test("Ana asks what the knowledge base does not hold: the whole way to done", async () => {
    await story.post("ana", ana(), "The school bell rings ten minutes too early since Monday");
    expect(story.texts("ana", ana()).at(-1)).toMatch(/ticket HD-1.*Service Desk.*today at/s);

    // The card stands in the Tier 2 channel, the packet below it.
    expect(story.texts("dana", desk()).at(-1)).toContain("Ana Lopez");
    const thread = await story.threadOf(1);
    expect(story.texts("dana", thread).join()).toContain("What the bot offered");

    await story.press("dana", desk(), "Take");
    expect(story.texts("dana", desk()).at(-1)).toContain("Assignee: Dana Brooks");
    expect(story.texts("ana", ana()).at(-1)).toContain("Dana Brooks is working on");

    const reply = await story.post("dana", thread, "Which building are you in?");
    expect(story.texts("ana", ana()).at(-1)).not.toContain("Which building");
    await story.pass(5_000);
    expect(story.texts("ana", ana()).at(-1)).toContain("Which building are you in?");
    const { mark } = story.see("dana", thread).find((m) => m.messageId === reply) ?? {};
    expect(mark).toBe(story.stage.hidesMarks ? undefined : "delivered");

    await story.post("dana", thread, "note: she is new here, be kind");
    await story.pass(60_000);
    expect(story.texts("ana", ana()).join()).not.toContain("be kind");

    await story.post("ana", ana(), "The main building", [
      { name: "board.png", data: Buffer.from("a picture") },
    ]);
    expect(story.texts("dana", thread).slice(-2).join()).toContain("The main building");

    await story.submit("dana", desk(), "Resolve…", {
      text: "Set the clock of the bell.",
      kind: "solved",
      confirmation: "ask",
    });
    expect(story.texts("ana", ana()).at(-1)).toContain("Set the clock of the bell.");

    await story.press("ana", ana(), "Yes, it is solved");
    await story.press("ana", ana(), "5 Very good");
    expect(story.texts("dana", desk()).at(-1)).toMatch(/Closed[\s\S]*Rating: 5 of 5/);
  });

  test("asked too vaguely, it offers candidates; the chosen one is the answer", async () => {
    await story.post("ana", ana(), "vpn");
    const offer = story.see("ana", ana()).at(-1);
    expect(offer?.buttons.at(-1)).toBe("None of these");
    expect(offer?.buttons.length).toBeLessThanOrEqual(4);
    const [first = ""] = offer?.buttons ?? [];
    await story.press("ana", ana(), first);
    expect(story.texts("ana", ana()).at(-1)).toContain(first.replace(/^\d\. /, ""));
  });

  test("a greeting gets a short word and no ticket", async () => {
    await story.post("ana", ana(), "good morning!");
    expect(story.texts("ana", ana()).at(-1)).toContain("Hello!");
    expect(story.texts("dana", desk())).toEqual([]);
  });

  test("a clicked phishing link gets its safety text at once, and an urgent ticket", async () => {
    await story.post("ana", ana(), "I clicked a phishing link in an email, what should I do?");
    expect(story.texts("ana", ana()).join()).toContain("HD-1");
    expect(story.texts("dana", desk()).at(-1)).toContain("Urgent");
  });

  test("a mention in the staff room is answered in a thread below it", async () => {
    const room = story.channel("staff-room");
    const id = await story.post("ana", room, `${story.stage.mention} I forgot my password`);
    expect(story.texts("ben", story.threadUnder("staff-room", id)).at(-1)).toContain("Forgot your password");
  });

  test("what was masked is nowhere in the database", async () => {
    await story.post(
      "ana",
      ana(),
      "The school bell rings too early, my password is Sunflower77! and room 12 is cold",
    );
    const [row] = await story.database.database.$queryRaw<{ found: bigint }[]>`
    SELECT (SELECT count(*) FROM "InboxEvent" WHERE event::text LIKE '%Sunflower77%')
         + (SELECT count(*) FROM "HistoryEntry" WHERE text LIKE '%Sunflower77%')
         + (SELECT count(*) FROM "OutboxMessage" WHERE message::text LIKE '%Sunflower77%') AS found`;
    expect(row?.found).toBe(0n);
  });
});
