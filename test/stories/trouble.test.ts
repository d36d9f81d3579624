import { onEveryStage } from "../support/stages";
import { beginStory } from "../support/story";
import type { Story } from "../support/story";

describe.each(onEveryStage)("on %s", (name, stage) => {
  let story: Story;
  beforeEach(async () => {
    story = await beginStory(stage);
  });
  afterEach(() => story.end());

  const UNKNOWN = "The school bell rings ten minutes too early since Monday";
  const ana = () => story.direct("ana");
  const desk = () => story.channel("service-desk");
  const card = () => story.texts("dana", desk()).at(-1) ?? "";

  test("one message delivered eleven times: one answer, one ticket", async () => {
    await story.post("ana", ana(), UNKNOWN);
    const [event] = story.received;
    if (!event) throw new Error("The message was never told.");
    await Promise.all(Array.from({ length: 10 }, () => story.receive(event)));
    await story.settle();
    expect(story.texts("dana", desk())).toHaveLength(1);
    expect(story.texts("ana", ana())).toHaveLength(2);
  });

  test("two technicians click Take at once: one assignee, and the other is told who", async () => {
    await story.post("ana", ana(), UNKNOWN);
    const message = story.messageWith("dana", desk(), "Take");
    await Promise.all([
      story.stage.press("dana", desk(), message, "Take"),
      story.stage.press("eli", desk(), message, "Take"),
    ]);
    await story.settle();
    expect(card()).toMatch(/Assignee: (Dana Brooks|Eli Novak)/);
    const loser = card().includes("Dana Brooks") ? "eli" : "dana";
    // Beside the card, or below it where the service takes a press for one in its thread.
    const told = [...story.texts(loser, desk()), ...story.texts(loser, await story.threadOf(1))];
    expect(told.join()).toContain("has taken HD-1 already");
  });

  test("a slip is undone before the requester sees it", async () => {
    await story.post("ana", ana(), UNKNOWN);
    const thread = await story.threadOf(1);
    await story.post("dana", thread, "sorry, wrong window");
    await story.press("dana", thread, "Undo");
    await story.pass(60_000);
    expect(story.texts("ana", ana()).join()).not.toContain("wrong window");
  });

  test("edits are edited in the copy, deletions withdraw it", async () => {
    await story.post("ana", ana(), UNKNOWN);
    const thread = await story.threadOf(1);
    const reply = await story.post("dana", thread, "I come at tne");
    await story.pass(6_000);
    await story.edit("dana", reply, "I come at ten");
    expect(story.texts("ana", ana()).at(-1)).toContain("I come at ten");
    await story.remove("dana", reply);
    expect(story.texts("ana", ana()).join()).not.toContain("I come at ten");
  });

  test("a reply that cannot be delivered does not look sent", async () => {
    await story.post("ana", ana(), UNKNOWN);
    const thread = await story.threadOf(1);
    story.refuse(ana(), "never");
    const reply = await story.post("dana", thread, "are you there?");
    await story.pass(10_000);
    const { mark } = story.see("dana", thread).find((m) => m.messageId === reply) ?? {};
    expect(mark).toBe(story.stage.hidesMarks ? undefined : "failed");
    expect(story.texts("dana", thread).join()).toContain("did not reach the requester");
  });

  test("a room that refuses for a while gets everything later, in order", async () => {
    await story.post("ana", ana(), UNKNOWN);
    const thread = await story.threadOf(1);
    story.refuse(ana(), "later");
    await story.post("dana", thread, "first");
    await story.post("dana", thread, "second");
    await story.pass(20_000);
    story.refuse(ana(), "fine");
    await story.pass(30 * 60_000);
    const said = story.texts("ana", ana()).filter((text) => /first|second/.test(text));
    expect(said.map((text) => (text.includes("first") ? 1 : 2))).toEqual([1, 2]);
  });

  test("a restart in the middle loses nothing: threads, holds and clocks go on", async () => {
    await story.post("ana", ana(), UNKNOWN);
    const thread = await story.threadOf(1);
    await story.post("dana", thread, "back in a minute");
    await story.restart();
    await story.pass(6_000);
    expect(story.texts("ana", ana()).at(-1)).toContain("back in a minute");
    await story.post("ana", ana(), "thank you, I wait");
    expect(story.texts("dana", thread).join()).toContain("thank you, I wait");
  });

  test("text that would ping or pretend arrives as plain text", async () => {
    const nasty =
      "<!channel> <at>all</at> **bold** [click](javascript:alert(1)) <script>x</script> the bell rings too early";
    await story.post("ana", ana(), nasty);
    expect(card()).toContain(nasty);
  });

  test("somebody who is no technician can ask, but not work on tickets, whatever is pressed", async () => {
    await story.post("ana", ana(), UNKNOWN);
    const message = story.messageWith("dana", desk(), "Take");
    const pressing = story.stage.press("omar", desk(), message, "Take");
    // In Slack everybody can read a public channel, and press what stands there. In Teams only who is in the team.
    if (name === "the sandbox" || name === "Teams") await expect(pressing).rejects.toThrow();
    else await pressing;
    await story.settle();
    expect(card()).toContain("Assignee: Nobody yet");
    // As a forged request would: past the platform's own check.
    const omar = story.stage.person("omar");
    const press = { action: "take", ticket: 1 } as const;
    const at = story.clock.now();
    await story.receive({
      type: "button_pressed",
      id: "forged",
      at,
      by: omar,
      in: story.direct("omar"),
      press,
    });
    await story.settle();
    expect(card()).toContain("Assignee: Nobody yet");
    expect(story.texts("omar", story.direct("omar")).at(-1)).toContain("Only technicians");
    await story.post("omar", story.direct("omar"), "the clock in the gym runs backwards since monday");
    expect(story.texts("omar", story.direct("omar")).at(-1)).toContain("HD-2");
  });

  test("the database drops every connection in the middle of the day: nothing is lost", async () => {
    const { database } = story.database;
    const drop = () =>
      database.$queryRaw`SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid()`.catch(
        () => undefined,
      );
    const sent = Array.from({ length: 10 }, (_, n) =>
      story.stage.post("ana", ana(), `open a ticket: bell number ${n} is silent`),
    );
    await drop();
    await Promise.all(sent);
    await drop();
    for (let tries = 0; (await database.ticket.count().catch(() => 0)) < 10; tries++) {
      if (tries > 400) throw new Error("Not every message became a ticket.");
      await new Promise((wait) => setTimeout(wait, 50));
    }
    await story.settle();
    expect(await database.ticket.count()).toBe(10);
    expect(story.texts("dana", desk())).toHaveLength(10);
  });

  test("a question that its author deletes is nowhere any more", async () => {
    const question = await story.post(
      "ana",
      ana(),
      "The school bell rings too early, and my neighbour is Walter Wobblejaw",
    );
    expect(card()).toContain("Wobblejaw");
    await story.remove("ana", question);
    expect(card()).not.toContain("Wobblejaw");
    expect(story.texts("dana", await story.threadOf(1)).join()).not.toContain("Wobblejaw");
    const [row] = await story.database.database.$queryRaw<{ found: bigint }[]>`
    SELECT (SELECT count(*) FROM "InboxEvent" WHERE event::text ILIKE '%Wobblejaw%')
         + (SELECT count(*) FROM "HistoryEntry" WHERE text ILIKE '%Wobblejaw%')
         + (SELECT count(*) FROM "Conversation" c WHERE to_jsonb(c)::text ILIKE '%Wobblejaw%')
         + (SELECT count(*) FROM "Ticket" t WHERE to_jsonb(t)::text ILIKE '%Wobblejaw%')
         + (SELECT count(*) FROM "OutboxMessage" WHERE message::text ILIKE '%Wobblejaw%') AS found`;
    expect(row?.found).toBe(0n);
  });
});
