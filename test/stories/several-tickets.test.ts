/** Two tickets in one chat that has no threads: everybody knows which one is meant. */
import type { DeskEvent } from "../../src/desk/events";
import { onEveryStage } from "../support/stages";
import { beginStory } from "../support/story";
import type { Story } from "../support/story";

const BELL = "The school bell rings ten minutes too early since Monday";
const GATE = "open a ticket: the gate does not open for deliveries";

/** In Slack a direct chat has threads, and each ticket one of its own. */
const withoutThreads = onEveryStage.filter(([name]) => !name.startsWith("Slack"));

describe.each(withoutThreads)("on %s", (_name, stage) => {
  let story: Story;
  beforeEach(async () => {
    story = await beginStory(stage);
    await story.post("ana", ana(), BELL);
    await story.post("ana", ana(), GATE);
  });
  afterEach(() => story.end());

  const ana = () => story.direct("ana");
  const last = () => story.texts("ana", ana()).at(-1);
  const inThread = async (ticket: number) => story.texts("dana", await story.threadOf(ticket)).join("\n");

  async function reply(ticket: number, text: string): Promise<void> {
    await story.post("dana", await story.threadOf(ticket), text);
    await story.pass(5_000);
  }

  /** As a platform tells it, where a message can be quoted. */
  async function quote(words: string, text: string): Promise<void> {
    const quoted = story.see("ana", ana()).find((m) => m.text.includes(words))?.messageId ?? "";
    const said = story.received.findLast((e) => e.type === "message_posted" && e.replyIn.kind === "direct");
    if (said?.type !== "message_posted") throw new Error("Nobody has said anything yet.");
    const message = { ...said.message, messageId: `${said.message.messageId}9` };
    const quotes = { in: ana(), messageId: quoted };
    const event: DeskEvent = { ...said, id: `${said.id}/quoting`, message, text, quotes };
    await story.receive(event);
    await story.settle();
  }

  test("Ana is asked on two tickets at once, and each answer goes where it belongs", async () => {
    await reply(1, "Which building are you in?");
    expect(last()).toContain("Dana Brooks, Lakeside Help Desk · HD-1");
    await reply(2, "Which gate is it?");
    expect(last()).toContain("Dana Brooks, Lakeside Help Desk · HD-2");

    await story.submit("ana", ana(), "Reply to HD-1…", { text: "The main building" });
    expect(last()).toMatch(/Added to\s+HD-1[\s\S]*The main building/);
    expect(await inThread(1)).toContain("The main building");

    await story.pass(60_000);
    await reply(2, "Is it the one at the gym?");
    await story.post("ana", ana(), "The one behind the kitchen");
    expect(last()).toContain("something new?");
    await story.press("ana", ana(), "HD-2 the gate does not open for deliveries");
    expect(await inThread(2)).toContain("The one behind the kitchen");
    expect(await inThread(1)).not.toContain("kitchen");

    await story.pass(12 * 60_000);
    await reply(2, "Does it hum?");
    await story.post("ana", ana(), "It only clicks");
    expect(last()).toMatch(/Added to\s+HD-2/);
    expect(await inThread(2)).toContain("It only clicks");

    await reply(1, "I set its clock tonight");
    await quote("Does it hum?", "no");
    expect(await inThread(2)).toMatch(/Ana Lopez[\s\S]*\bno\b/);
    await story.post("ana", ana(), "HD-1 thank you, that would be great");
    expect(await inThread(1)).toContain("that would be great");
  });

  test("a reply to a ticket that has ended meanwhile says so, and gives the words back", async () => {
    await reply(1, "Which building are you in?");
    await story.post("ana", ana(), "cancel HD-1");
    await story.submit("ana", ana(), "Reply to HD-1…", { text: "The main building" });
    expect(last()).toMatch(/HD-1 is closed by now[\s\S]*The main building/);
    expect(await inThread(1)).not.toContain("The main building");
  });
});
