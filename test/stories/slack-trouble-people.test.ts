// What goes wrong at other help desk bots for the people in the rooms, and must not here (product.md, 11 to 14).
import type { EscalationPlan } from "../../src/plan/plan";
import { BOT, channelId, userId, workspaceOfPlan } from "../support/slack-workspace";
import { beginSlackStory, UNKNOWN, type SlackStory } from "../support/slack-story";

const HELP = "C0HELPROOM1";
const MONITOR = "U0MONITOR00";
const DAY = 24 * 3_600_000;

/** A help channel in which every new message is a question, with an app of somebody else's in it. */
const withHelpRoom = (plan: EscalationPlan) => {
  const workspace = workspaceOfPlan(plan);
  const monitor = { id: MONITOR, name: "monitor", realName: "Monitor", isBot: true };
  const people = [...workspace.people, monitor];
  const room = { id: HELP, name: "help", members: [BOT, ...people.map(({ id }) => id)] };
  return { ...workspace, people, channels: [...workspace.channels, room] };
};

let story: SlackStory;
beforeEach(async () => {
  story = await beginSlackStory("http", {
    plan: (plan) => ({ ...plan, watchedChannels: { slack: [HELP] } }),
    workspace: withHelpRoom,
  });
});
afterEach(() => story.end());

const room = () => story.channel("staff-room");
const help = () => ({ ...story.desk, id: HELP });
const saidTo = (key: string) => story.said(key, story.direct(key)).map(({ text }) => text);

test("11. Listing all channels or users on a user's path: never", async () => {
  await story.post("ana", story.ana, "open a ticket: the wifi in the gym is gone every noon");
  await story.post("ben", room(), `${story.stage.mention} I forgot my password`);
  await story.post("grace", help(), "the wifi in the gym is gone every noon");
  story.people.openHome(userId("dana"));
  story.people.openMessages(userId("ana"));
  await story.people.command(userId("ana"), room().id, "list");
  await story.press("dana", story.desk, "Take");
  await story.post(
    "dana",
    await story.threadOf(1),
    `<@${userId("eli")}> look at <#${channelId("staff-room")}>`,
  );
  await story.submit("dana", story.desk, "Escalate…", { text: "Please look." });
  await story.pass(2 * DAY);
  await story.restart();
  const called = new Set(story.slack.calls.map(({ method }) => method));
  expect([...called].filter((method) => /\.list$|^users\.conversations$|^search\./.test(method))).toEqual([]);
  expect(story.slack.calls.filter(({ args }) => "cursor" in args)).toEqual([]);
  expect(called).toContain("views.publish");
  expect(called).toContain("conversations.invite");
});

describe("12. The clock runs while the requester is silent, so technicians close early: it pauses", () => {
  const resolutionDue = async (): Promise<number> => {
    const ticket = await story.database.database.ticket.findFirstOrThrow({ where: { number: 1 } });
    const { targets } = ticket.detail as { targets: { kind: string; due: string }[] };
    return Date.parse(targets.find(({ kind }) => kind === "resolution")?.due ?? "");
  };

  test("nothing is due while we wait for the requester, and what was promised moves by the wait", async () => {
    await story.post("ana", story.ana, UNKNOWN);
    const before = await resolutionDue();
    await story.submit("dana", story.desk, "Ask for more…", { text: "Which room exactly?" });
    expect(story.card()).toMatch(/Waiting for the requester[\s\S]*Paused while waiting/);
    await story.pass(4 * DAY);
    expect(story.texts("dana", await story.threadOf(1)).join()).not.toMatch(/is due|is late/);
    expect(saidTo("ana").join()).not.toContain("longer than we promised");
    await story.post("ana", story.ana, "room 21");
    expect(story.card()).toContain("Status: Open");
    expect((await resolutionDue()) - before).toBeGreaterThanOrEqual(4 * DAY);
  });

  test("the same silence with nobody asked is ours: it is late, and people are told", async () => {
    await story.post("ana", story.ana, UNKNOWN);
    await story.pass(4 * DAY);
    expect(story.texts("dana", await story.threadOf(1)).join()).toMatch(/is due[\s\S]*is late/);
  });
});

describe("13. Only one, wrong answer; buttons that don't do what typing does; the expert has to leave the chat", () => {
  test("not sure: up to three candidates and a way out, not one wrong answer", async () => {
    await story.post("ana", story.ana, "vpn");
    const buttons = story.see("ana", story.ana).at(-1)?.buttons ?? [];
    expect(buttons.length).toBeGreaterThanOrEqual(3);
    expect(buttons.length).toBeLessThanOrEqual(4);
    expect(buttons.at(-1)).toBe("None of these");
  });

  /** Two people of one school, so that what they are told is the same but for the ticket's number. */
  const told = (key: string) => saidTo(key).map((text) => text.replaceAll(/HD-\d+/g, "HD-n"));
  const labelled = (label: string) =>
    story
      .see("ana", story.ana)
      .flatMap(({ buttons }) => buttons)
      .find((one) => one.startsWith(label)) ?? label;

  test.each([
    ["vpn", "2.", "2"],
    ["vpn", "None of these", "none of these"],
    ["I forgot my password", "That solved it", "that solved it"],
    ["I forgot my password", "I still need help", "I still need help"],
    [UNKNOWN, "Cancel this ticket", "cancel"],
  ])("asked %s: pressing “%s” and typing “%s” do the same", async (question, label, typed) => {
    await story.post("ana", story.ana, question);
    await story.press("ana", story.ana, labelled(label));
    await story.post("dana", story.direct("dana"), question);
    await story.post("dana", story.direct("dana"), typed);
    expect(told("dana")).toEqual(told("ana"));
    expect(told("ana").length).toBeGreaterThan(1);
  });

  test("the specialist is brought into the thread, and answers the requester from there", async () => {
    await story.post("ana", story.ana, "open a ticket: the wifi in the gym is gone every noon");
    await story.submit("dana", story.desk, "Escalate…", { text: "The access point looks fine from here." });
    const thread = await story.threadOf(1);
    const called = story
      .all(story.desk.id, userId("kofi"))
      .filter(({ pings }) => pings.includes(userId("kofi")));
    expect(called).toHaveLength(1);
    expect(thread.id).toBe(`${story.desk.id}/${called[0]?.thread}`);
    await story.post("kofi", thread, "A timer switched it off. Mended.");
    await story.pass(6_000);
    expect(saidTo("ana").at(-1)).toContain("A timer switched it off. Mended.");
    await story.post("ana", story.ana, "it works, thank you!");
    expect(story.texts("kofi", thread).join()).toContain("it works, thank you!");
  });
});

describe("14. Noise", () => {
  const ticketsOpened = () => story.database.database.ticket.count();

  test("greetings, thanks and small talk are no tickets", async () => {
    for (const text of ["hi", "Good morning!", "hello there", "thanks", "ok", "👍"])
      await story.post("ana", story.ana, text);
    expect(await ticketsOpened()).toBe(0);
    expect(story.said("dana", story.desk)).toEqual([]);
    expect(saidTo("ana").join()).toContain("Hello!");
  });

  test("what people say to each other is not heard: nothing is stored, nothing asked of Slack, nothing said", async () => {
    const before = story.slack.calls.length;
    const root = await story.post("ana", room(), "lunch? the projector in room 3 is broken anyway");
    await story.edit("ana", root, "lunch? the projector in room 4 is broken anyway");
    await story.post("ben", room(), "write to jane@acme.com or helpdesk@lakeside.example");
    await story.post("ben", room(), "see https://medium.com/@helpdesk/how-i-fixed-my-printer?to=@helpdesk");
    await story.post("ben", room(), `@helpdesk @HelpDesk (and not ${BOT})`);
    await story.remove("ana", root);
    expect(story.received).toEqual([]);
    expect(story.slack.calls).toHaveLength(before);
    expect(story.said("ana", room())).toEqual([]);
  });

  test("an address at the start of a reply is no colleague who is addressed", async () => {
    await story.post("ana", story.ana, UNKNOWN);
    const thread = await story.threadOf(1);
    await story.post("dana", thread, "eli@lakeside.example is who looks after the bell");
    await story.post("dana", thread, "https://portal.example/@eli has the times");
    await story.pass(6_000);
    expect(saidTo("ana").slice(-2).join()).toMatch(
      /eli@lakeside\.example is who[\s\S]*portal\.example\/@eli has/,
    );
  });

  test("other apps are not answered: not in a help channel, not with a mention, not in a ticket's thread", async () => {
    const alarm = story.people.post(MONITOR, { channel: HELP }, "The printer on floor 2 is jammed");
    story.people.post(MONITOR, { channel: HELP }, `<@${BOT}> The printer on floor 2 is jammed`);
    await story.post("ana", story.ana, UNKNOWN);
    const [, root = ""] = (await story.threadOf(1)).id.split("/");
    story.admin.invite(story.desk.id, MONITOR);
    story.people.post(MONITOR, { thread: [story.desk.id, root] }, "The bell is silent again");
    await story.settle();
    await story.pass(6_000);
    expect(story.all(HELP, userId("ana")).filter(({ by }) => by === "app")).toEqual([]);
    expect(story.all(HELP, userId("ana")).find(({ ts }) => ts === alarm)?.reactions).toEqual([]);
    expect(story.said("ana", story.ana)).toHaveLength(1);
  });

  test("in a help channel each question is answered in its thread: the room itself stays the people's", async () => {
    const questions = [
      await story.post("ana", help(), "I forgot my password"),
      await story.post("ben", help(), UNKNOWN),
    ];
    for (const root of questions) {
      await story.post("grace", { ...help(), kind: "thread", id: `${HELP}/${root}` }, "same here!");
      expect(story.said("grace", { ...help(), kind: "thread", id: `${HELP}/${root}` }).length).toBe(1);
    }
    expect(story.said("ana", help())).toEqual([]);
    expect(await ticketsOpened()).toBe(1);
  });

  test("the help desk writes no log into a ticket's thread: a word is there for people, or not there", async () => {
    await story.post("ana", story.ana, UNKNOWN);
    await story.press("dana", story.desk, "Take");
    await story.post("ana", story.ana, "room 21");
    await story.post("dana", await story.threadOf(1), "on my way");
    await story.pass(6_000);
    const said = story.said("eli", await story.threadOf(1)).map(({ text }) => text);
    expect(said).toEqual([
      expect.stringContaining("What the bot offered"),
      expect.stringContaining("room 21"),
    ]);
  });
});
