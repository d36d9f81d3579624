// What goes wrong at other help desk bots when Teams tells them something, and must not here (product.md, 1 to 3).
import { accountId, TENANT } from "../support/teams-tenant";
import { beginTeamsStory, UNKNOWN, type TeamsStory } from "../support/teams-story";

let story: TeamsStory;
beforeEach(async () => {
  // The last try waits for a slow start.
  story = await beginTeamsStory({ resendAfterMs: [0, 200, 5_000] });
});
afterEach(() => story.end());

const told = (type = "message_posted") =>
  story.received.filter((event) => event.type === type).map(({ id }) => id);
const tickets = () => story.database.database.ticket.count();

describe("1. One message delivered up to 11 times: one answer, one ticket", () => {
  test("a message that becomes a ticket", async () => {
    story.faults.duplicate({ copies: 10 });
    await story.post("ana", story.ana, UNKNOWN);
    expect(new Set(told()).size).toBe(1);
    expect(story.cards()).toHaveLength(1);
    expect(await tickets()).toBe(1);
    expect(story.said("ana", story.ana)).toHaveLength(1);
  });

  test("a message that the knowledge base answers", async () => {
    story.faults.duplicate({ copies: 10 });
    await story.post("ana", story.ana, "I forgot my password");
    expect(story.said("ana", story.ana)).toHaveLength(1);
  });

  test("also when the copies come after a restart", async () => {
    await story.post("ana", story.ana, UNKNOWN);
    const [event] = story.received;
    await story.restart();
    if (event) await story.receive(event);
    await story.settle();
    expect(story.cards()).toHaveLength(1);
    expect(story.said("ana", story.ana)).toHaveLength(1);
  });

  test("answered too late for Teams, which sends it again: taken once", async () => {
    story.faults.lateAnswers(2);
    await story.post("ana", story.ana, UNKNOWN);
    expect(told()).not.toEqual([]);
    expect(new Set(told()).size).toBe(1);
    expect(await tickets()).toBe(1);
  });

  test.each<[string, { old: boolean }]>([
    ["an invoke that comes again under another id", { old: false }],
    ["an older client's press that comes again", { old: true }],
  ])("%s: one press", async (_what, options) => {
    await story.post("ana", story.ana, "I forgot my password");
    const answer = story.messageWith("ana", story.ana, "I still need help");
    story.faults.duplicate({ copies: 3 });
    story.faults.lateAnswers(1);
    await story.people.press(accountId("ana"), accountId("ana"), answer, "I still need help", options);
    await story.settle();
    expect(new Set(told("button_pressed")).size).toBe(1);
    expect(await tickets()).toBe(1);
    expect(story.cards()).toHaveLength(1);
  });

  test("a dialog that is sent again: one reply", async () => {
    await story.post("ana", story.ana, UNKNOWN);
    const card = story.messageWith("dana", story.desk, "Reply…");
    await story.stage.press("dana", story.desk, card, "Reply…");
    story.faults.duplicate({ copies: 2 });
    story.faults.lateAnswers(1);
    await story.people.submit(accountId("dana"), { text: "on my way" });
    await story.settle();
    await story.pass(6_000);
    expect(story.saidTo("ana").match(/on my way/g)).toHaveLength(1);
  });
});

describe("2. Retries thrown away, so a message that arrives during a restart is lost", () => {
  test("what comes while the program is stopped is taken when Teams sends it again", async () => {
    await story.stop();
    const posting = story.stage.post("ana", story.ana, UNKNOWN);
    await story.startAgain();
    await posting;
    await story.settle();
    expect(story.teams.lost).toEqual([]);
    expect(story.cards()).toHaveLength(1);
  });

  test("while the database refuses nothing is acknowledged, and it is taken on the retry", async () => {
    const { database } = story.database;
    await database.$executeRaw`ALTER TABLE "InboxEvent" RENAME TO "Away"`;
    await story.stage.post("ana", story.ana, UNKNOWN);
    while (told().length < 2) await new Promise((wait) => setTimeout(wait, 5));
    await database.$executeRaw`ALTER TABLE "Away" RENAME TO "InboxEvent"`;
    await story.settle();
    expect(new Set(told()).size).toBe(1);
    expect(story.teams.lost).toEqual([]);
    expect(story.cards()).toHaveLength(1);
  });

  test("persist, then acknowledge, then work: what is acknowledged is done after the next start", async () => {
    await story.inbox().stop();
    await story.stage.post("ana", story.ana, UNKNOWN);
    await story.teams.idle();
    expect(told()).toHaveLength(1); // acknowledged at once: Teams did not send it again
    expect(await story.database.database.inboxEvent.count({ where: { status: "waiting" } })).toBe(1);
    expect(story.cards()).toEqual([]);
    await story.restart();
    expect(story.cards()).toHaveLength(1);
    expect(story.said("ana", story.ana)).toHaveLength(1);
  });
});

describe("3. One text told twice over, and changes that change nothing: one reaction, or none", () => {
  const answers = (root: string) => story.said("ben", story.threadUnder("staff-room", root));

  test("an edit that changes no word: the ticket's card stays as it is", async () => {
    const question = await story.post("ana", story.ana, UNKNOWN);
    const before = story.card();
    await story.edit("ana", question, UNKNOWN);
    expect(story.card()).toBe(before);
    expect(story.said("ana", story.ana)).toHaveLength(1);
  });

  test("an update that Teams tells for a link preview is no edit", async () => {
    const root = await story.post("ana", story.room, `${story.stage.mention} I forgot my password`);
    story.teams.tell({
      type: "messageUpdate",
      id: root,
      channelId: "msteams",
      serviceUrl: story.teams.serviceUrl,
      text: "I forgot my password",
      from: { id: story.teams.idOf(accountId("ana")), aadObjectId: accountId("ana") },
      recipient: { id: "28:bot" },
      conversation: {
        id: `${story.room.id};messageid=${root}`,
        conversationType: "channel",
        tenantId: TENANT,
      },
      channelData: { tenant: { id: TENANT } },
    });
    await story.settle();
    expect(told("message_edited")).toEqual([]);
    expect(answers(root)).toHaveLength(1);
  });

  test("a new reply in the thread of what was asked: none to what was asked", async () => {
    const root = await story.post("ana", story.room, `${story.stage.mention} I forgot my password`);
    await story.post("ben", story.threadUnder("staff-room", root), "that happened to me too");
    expect(answers(root)).toHaveLength(1);
    expect(story.cards()).toEqual([]);
    expect(story.teams.calls.filter(({ call }) => call === "update")).toEqual([]);
  });
});
