import { readFileSync } from "node:fs";
import { parseKnowledgeBase } from "../../src/knowledge/parse";
import { onEveryStage } from "../support/stages";
import { beginStory } from "../support/story";
import type { Story } from "../support/story";

describe.each(onEveryStage)("on %s", (_name, stage) => {
  let story: Story;
  beforeEach(async () => {
    story = await beginStory(stage);
    await story.post("ana", ana(), "There is no internet on my laptop");
  });
  afterEach(() => story.end());

  const ana = () => story.direct("ana");
  const press = (label: string) => story.press("ana", ana(), label);
  const type = (text: string) => story.post("ana", ana(), text);
  const last = () => story.texts("ana", ana()).at(-1);
  /** What the desk says to Ana, without her own words. */
  const guides = () => story.texts("ana", ana()).filter((text) => text.includes("No internet on my laptop"));
  const ticket = async () => story.texts("dana", await story.threadOf(1)).join("\n");

  test("Ana walks through it with buttons, changes her mind, and the technicians read her way", async () => {
    expect(last()).toContain("Look at the network icon");
    expect(last()).not.toContain("Restart your home router");

    await press("Lakeside-Staff, or a cable");
    expect(last()).toMatch(/You said:.*Lakeside-Staff, or a cable[\s\S]*Ask your neighbour/);
    await press("One step back");
    expect(last()).toContain("Look at the network icon");
    await press("I am at home or on the road");
    await press("The phone is offline too");
    expect(last()).toContain("Restart your home router");
    expect(guides()).toHaveLength(1);

    await press("I still need help");
    expect(await ticket()).toMatch(
      /Look at the network icon:?.*I am at home or on the road[\s\S]*Check your home connection:?.*The phone is offline too[\s\S]*Restart your home router/,
    );
    expect(await ticket()).not.toContain("Ask your neighbour");
  });

  test("she types her choices, and it solves it", async () => {
    await type("I'm at home or on the road");
    await type("the frist");
    expect(last()).toContain("Restart your home router");
    await type("back");
    expect(last()).toContain("Check your home connection");
    await type("the phone is onlien, the laptop is not");
    expect(last()).toContain("Restart the laptop");
    await type("I am online now!");
    expect(last()).toContain("You are online");
    await press("That solved it");
    expect(last()).toContain("Good to hear");
    expect(story.texts("dana", story.channel("service-desk"))).toEqual([]);
  });

  test("she asks something else in between, and comes back to where she was", async () => {
    await press("Lakeside-Staff, or a cable");
    await type("I forgot my password, what now?");
    expect(last()).toContain("Forgot your password");
    await story.pass(60_000);
    await press("Back to the guide");
    expect(last()).toContain("Ask your neighbour");
    await type("I forgot my password, what now?");
    await story.pass(60_000);
    await type("back to the guide");
    expect(last()).toContain("Ask your neighbour");
    await press("Others are offline too");
    expect(await ticket()).toMatch(/Ask your neighbour:?.*Others are offline too/);
  });

  test("the guide is edited and a day goes by: she goes on at the last step that it still has", async () => {
    await press("I am at home or on the road");
    await press("The phone is offline too");
    const path = "network/no-internet.md";
    const text = readFileSync(`knowledge-base/${path}`, "utf8")
      .replaceAll("#restart-your-home-router", "#unplug-the-router")
      .replace("## Restart your home router", "## Unplug the router");
    const [article] = parseKnowledgeBase([{ path, text }]).articles;
    story.mend("network/no-internet", () => article?.body ?? "", { guide: article?.guide ?? [] });
    await story.pass(26 * 3_600_000);
    await press("Still offline");
    expect(guides()).toHaveLength(1);
    expect(last()).toMatch(/changed meanwhile[\s\S]*Check your home connection/);
    await press("The phone is offline too");
    expect(last()).toContain("Unplug the router");
  });

  test("a way leads on into another article, and back", async () => {
    await press("Another network than Lakeside-Staff");
    await press("It asks for a password, or refuses me");
    expect(last()).toContain("Connect your district laptop to the Wi-Fi");
    expect(last()).toContain("network/staff-wifi.md");
    await press("One step back");
    expect(last()).toContain("Choose the right network");
  });

  test("a press that comes late, or twice, leads nowhere by itself", async () => {
    await press("I am at home or on the road");
    const pressed = story.received.findLast((event) => event.type === "button_pressed");
    if (pressed?.type !== "button_pressed") throw new Error("Nothing was pressed.");
    await story.receive({ ...pressed, id: `${pressed.id}/again` });
    await story.settle();
    expect(guides()).toHaveLength(1);
    expect(last()).toContain("Check your home connection");

    const other = {
      ...pressed.press,
      argument: pressed.press.argument?.replace(/ \d+ [^ ]+$/, " 2 ask-your-neighbour"),
    };
    await story.receive({ ...pressed, id: `${pressed.id}/late`, press: other as typeof pressed.press });
    await story.settle();
    expect(last()).toContain("another step of this guide by now");
    expect(guides().at(-1)).toContain("Check your home connection");
  });
});

describe.each(onEveryStage)("in the staff room on %s", (_name, stage) => {
  let story: Story;
  beforeEach(async () => {
    story = await beginStory(stage);
  });
  afterEach(() => story.end());

  test("only Ana walks through what Ana has asked, step by step in one message", async () => {
    const id = await story.post(
      "ana",
      story.channel("staff-room"),
      `${story.stage.mention} I cannot sign in`,
    );
    const thread = story.threadUnder("staff-room", id);
    await story.press("ben", thread, "On the laptop, before the desktop").catch(() => undefined);
    expect(story.texts("ana", thread).join("\n")).toContain("Where does it stop you?");
    await story.press("ana", thread, "On the laptop, before the desktop");
    await story.press("ana", thread, "It says the account is locked");
    expect(story.texts("ben", thread).join("\n")).toContain("Wait a quarter of an hour");
    expect(
      story.texts("ben", thread).filter((text) => text.includes("I cannot sign in") && text.includes("From")),
    ).toHaveLength(1);
  });
});
