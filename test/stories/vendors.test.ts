// Does a vendor's silence reach the liaison, and the vendor's answer the requester, on every platform?
import type { Address } from "../../src/desk/model";
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
  const ana = () => story.direct("ana");
  const desk = () => story.channel("service-desk");

  /** Where somebody sees a button; a private word stands in the thread, or in their chat where a platform has no such words. */
  async function placeOf(who: string, label: string): Promise<Address> {
    const places = [await story.threadOf(1), desk(), story.direct(who)];
    const place = places.find((at) => story.see(who, at).some((m) => m.buttons.includes(label) && !m.gone));
    if (!place) throw new Error(`${who} sees no button "${label}".`);
    return place;
  }

  async function toVendor(): Promise<Address> {
    await story.post("ana", ana(), "open a ticket: the wifi in the gym is gone, call Ana Lopez on 555-0123");
    await story.submit("dana", desk(), "Escalate…", { text: "The access point looks fine from here." });
    await story.submit("dana", desk(), "Escalate…", { text: "The line itself drops." });
    return story.threadOf(1);
  }

  test("a vendor's silence: the liaison is told with the contacts, the vendor answers, the requester reads of it", async () => {
    const thread = await toVendor();
    await story.submit("dana", desk(), "Case number…", { number: "ML-4102233" });
    expect(story.texts("dana", desk()).at(-1)).toContain("MetroLink Business Internet, ML-4102233");
    await story.submit("dana", desk(), "Priority…", { priority: "urgent" });
    await story.pass(1.25 * HOUR);
    const told = story.texts("dana", thread).filter((text) => text.includes("has not answered"));
    expect(told.map((text) => text.includes("Kofi Mensah"))).toEqual([true, true]);
    expect(told.join()).toContain("555-0180");
    expect(story.texts("ana", ana()).join()).not.toContain("longer than we promised");
    await story.submit("dana", desk(), "Vendor answered…", { text: "They reset the port at noon." });
    expect(story.texts("dana", desk()).at(-1)).toContain("Open");
    await story.post("kofi", thread, "The provider has mended the line.");
    await story.pass(6_000);
    const read = story.texts("ana", ana());
    expect(read.at(-1)).toContain("The provider has mended the line.");
    expect(read.join()).not.toContain("reset the port");
  });

  test("a packet for the vendor is shown to whoever asked for it, and noted once it was sent", async () => {
    const thread = await toVendor();
    await story.press("dana", desk(), "Vendor packet");
    const place = await placeOf("dana", "I have sent this");
    const draft = story.texts("dana", place).find((text) => text.includes("Our reference: HD-1")) ?? "";
    expect(draft).toContain("the wifi in the gym is gone, call [name] on [phone]");
    expect(story.texts("eli", thread).join()).not.toContain("Our reference");
    await story.press("dana", place, "I have sent this");
    expect(story.texts("eli", thread).join()).toContain("Our reference: HD-1");
  });

  test("a student's reply: it waits for the mentor, who puts it right, and goes out after that", async () => {
    const eli = story.plan.people.find(({ key }) => key === "eli");
    if (eli) eli.traineeOf = "dana";
    await story.post("ana", ana(), "The school bell rings ten minutes too early since Monday");
    const thread = await story.threadOf(1);
    const message = await story.post("eli", thread, "I set the clok.");
    await story.pass(6_000);
    expect(story.texts("ana", ana()).join()).not.toContain("clok");
    expect(story.texts("dana", thread).at(-1)).toContain("Dana Brooks");
    await story.submit("dana", thread, "Edit…", { text: "I set the clock." });
    await story.pass(6_000);
    const read = story.texts("ana", ana()).at(-1);
    expect(read).toContain("I set the clock.");
    expect(read).toContain("Eli Novak");
    await story.remove("eli", message);
    const rows = await story.database.database.outboxMessage.findMany();
    expect(JSON.stringify(rows.map((row) => row.message))).not.toMatch(/I set the clo/);
    expect(story.texts("dana", thread).join()).not.toMatch(/I set the clo/);
  });
});
