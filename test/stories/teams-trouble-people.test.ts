// What goes wrong at other help desk bots for the people in the rooms, and must not here (product.md, 11 to 14).
import type { EscalationPlan } from "../../src/plan/plan";
import { channelPlace, threadUnder } from "../../src/platforms/teams/address";
import type { TenantOptions } from "../support/teams/options";
import { cardsOf, entitiesOf } from "../support/teams/reading";
import { channelId, STAFF_TEAM, TENANT, tenantOfPlan } from "../support/teams-tenant";
import { beginTeamsStory, DAY, UNKNOWN, type TeamsStory } from "../support/teams-story";

const HELP = "19:helproom000000000000000000000000@thread.tacv2";

/** A help channel in which every new message is a question. */
const withHelpRoom = (plan: EscalationPlan): TenantOptions => {
  const tenant = tenantOfPlan(plan);
  const teams = tenant.teams.map((team) =>
    team.id === STAFF_TEAM ? { ...team, channels: [...team.channels, { id: HELP, name: "help" }] } : team,
  );
  return { ...tenant, teams };
};

let story: TeamsStory;
beforeEach(async () => {
  story = await beginTeamsStory({
    plan: (plan) => ({ ...plan, watchedChannels: { teams: [HELP] } }),
    tenant: withHelpRoom,
  });
});
afterEach(() => story.end());

const help = () => channelPlace(TENANT, HELP);
const under = (root: string) => threadUnder(TENANT, HELP, root);

test("11. Listing all channels or users on a user's path: never", async () => {
  await story.post("ana", story.ana, "open a ticket: the wifi in the gym is gone every noon");
  await story.post("ben", story.room, `${story.stage.mention} I forgot my password`);
  await story.post("grace", help(), "the wifi in the gym is gone every noon");
  await story.post("ana", story.ana, "list");
  await story.press("dana", story.desk, "Take");
  await story.post("dana", await story.threadOf(1), "<at>Eli Novak</at> look at this");
  await story.submit("dana", story.desk, "Escalate…", { text: "Please look." });
  await story.pass(2 * DAY);
  await story.restart();
  // Lists of members, of channels and of conversations are none of the calls that the simulator knows.
  expect(story.teams.calls.filter(({ call }) => call === "other")).toEqual([]);
  const asked = story.teams.calls.filter(({ call }) => call === "member").length;
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThan(20);
});

describe("12. The clock runs while the requester is silent, so technicians close early: it pauses", () => {
  test("nothing is due while we wait for the requester", async () => {
    await story.post("ana", story.ana, UNKNOWN);
    await story.submit("dana", story.desk, "Ask for more…", { text: "Which room exactly?" });
    expect(story.card()).toMatch(/Waiting for the requester[\s\S]*Paused while waiting/);
    await story.pass(4 * DAY);
    expect(await story.inThread()).not.toMatch(/is due|is late/);
    await story.post("ana", story.ana, "room 21");
    expect(story.card()).toContain("Status: Open");
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
  const told = (key: string) =>
    story.said(key, story.direct(key)).map(({ text }) => text.replaceAll(/HD-\d+/g, "HD-n"));
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

  test("the specialist is called into the thread, and answers the requester from there", async () => {
    await story.post("ana", story.ana, "open a ticket: the wifi in the gym is gone every noon");
    await story.submit("dana", story.desk, "Escalate…", { text: "The access point looks fine from here." });
    const thread = await story.threadOf(1);
    const mentioned = story
      .all("kofi", story.desk)
      .flatMap(({ raw }) => cardsOf(raw).flatMap(entitiesOf))
      .filter((entity) => entity.mentioned?.name === "Kofi Mensah");
    expect(mentioned).toHaveLength(1);
    await story.post("kofi", thread, "A timer switched it off. Mended.");
    await story.pass(6_000);
    expect(story.saidTo("ana")).toContain("A timer switched it off. Mended.");
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
    expect(story.saidTo("ana")).toContain("Hello!");
  });

  test("what people say to each other is not ours, consent or not: nothing is stored, nothing said", async () => {
    const root = await story.post("ana", story.room, "lunch? the projector in room 3 is broken anyway");
    await story.edit("ana", root, "lunch? the projector in room 4 is broken anyway");
    await story.post("ben", story.room, "write to jane@acme.com or helpdesk@lakeside.example");
    await story.post("ben", story.room, "@Lakeside Help Desk <at>all</at> <at>Dana Brooks</at> hi");
    await story.remove("ana", root);
    expect(story.received.filter(({ type }) => type !== "message_deleted")).toEqual([]);
    expect(await story.database.database.historyEntry.count()).toBe(0);
    expect(story.said("ana", story.room)).toEqual([]);
  });

  test("an address at the start of a reply is no colleague who is addressed", async () => {
    await story.post("ana", story.ana, UNKNOWN);
    await story.post("dana", await story.threadOf(1), "eli@lakeside.example is who looks after the bell");
    await story.pass(6_000);
    expect(story.saidTo("ana")).toContain("eli@lakeside.example is who");
  });

  test("other apps are not answered: in a help channel, with a mention, in a ticket's thread", async () => {
    await story.post("ana", story.ana, UNKNOWN);
    const connector = (conversation: string, text: string) => ({
      type: "message",
      id: "1799766000999",
      channelId: "msteams",
      serviceUrl: story.teams.serviceUrl,
      text,
      from: { id: "28:another-app", name: "Monitor" },
      recipient: { id: "28:bot" },
      conversation: { id: conversation, conversationType: "channel", tenantId: TENANT, isGroup: true },
      channelData: { tenant: { id: TENANT }, channel: { id: channelId("service-desk") } },
    });
    story.teams.tell(connector(`${HELP};messageid=1799766000999`, "The printer on floor 2 is jammed"));
    story.teams.tell(connector((await story.threadOf(1)).id, "The bell is silent again"));
    await story.settle();
    await story.pass(6_000);
    expect(story.said("ana", help())).toEqual([]);
    expect(story.said("ana", story.ana)).toHaveLength(1);
    expect(await ticketsOpened()).toBe(1);
  });

  test("in a help channel each question is answered in its thread: the channel itself stays the people's", async () => {
    const questions = [
      await story.post("ana", help(), "I forgot my password"),
      await story.post("ben", help(), UNKNOWN),
    ];
    for (const root of questions) {
      await story.post("grace", under(root), "same here!");
      expect(story.said("grace", under(root))).toHaveLength(1);
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
