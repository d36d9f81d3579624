// What goes wrong at other help desk bots when Slack tells them something, and must not here (product.md, 1 to 3).
import { userId, TEAM } from "../support/slack-workspace";
import { beginSlackStory, BOTH_WAYS, UNKNOWN, type SlackStory } from "../support/slack-story";

describe.each(BOTH_WAYS)("%s", (_name, mode) => {
  let story: SlackStory;
  beforeEach(async () => {
    // The last try waits for a slow start.
    story = await beginSlackStory(mode, { retryDelaysMs: [0, 200, 5_000] });
  });
  afterEach(() => story.end());

  const room = () => story.channel("staff-room");
  const eventIds = () => story.received.filter(({ type }) => type === "message_posted").map(({ id }) => id);

  describe("1. One message delivered up to 11 times with different event ids and no retry header", () => {
    test("one answer, one ticket: a message that becomes a ticket", async () => {
      story.slack.faults.duplicate({ copies: 10 });
      await story.post("ana", story.ana, UNKNOWN);
      expect(eventIds()).toHaveLength(11);
      expect(story.cards()).toHaveLength(1);
      expect(await story.database.database.ticket.count()).toBe(1);
      expect(story.said("ana", story.ana)).toHaveLength(1);
    });

    test("one answer: a message that the knowledge base answers", async () => {
      story.slack.faults.duplicate({ copies: 10 });
      await story.post("ana", story.ana, "I forgot my password");
      expect(eventIds()).toHaveLength(11);
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
  });

  describe("2. Retries thrown away, so a message that arrives during a restart is lost", () => {
    test("what comes while the program is stopped is taken when Slack sends it again", async () => {
      await story.stop();
      const posting = story.stage.post("ana", story.ana, UNKNOWN);
      await story.startAgain();
      await posting;
      await story.settle();
      expect(story.slack.lost).toEqual([]);
      expect(story.cards()).toHaveLength(1);
    });

    test("while the database refuses nothing is acknowledged, and it is taken on the retry", async () => {
      const { database } = story.database;
      await database.$executeRaw`ALTER TABLE "InboxEvent" RENAME TO "Away"`;
      await story.stage.post("ana", story.ana, UNKNOWN);
      while (eventIds().length < 2) await new Promise((wait) => setTimeout(wait, 5));
      await database.$executeRaw`ALTER TABLE "Away" RENAME TO "InboxEvent"`;
      await story.settle();
      expect(new Set(eventIds()).size).toBe(1);
      expect(story.slack.lost).toEqual([]);
      expect(story.cards()).toHaveLength(1);
    });

    test("persist, then acknowledge, then work: what is acknowledged is done after the next start", async () => {
      await story.inbox().stop();
      await story.stage.post("ana", story.ana, UNKNOWN);
      await story.slack.idle();
      expect(eventIds()).toHaveLength(1); // acknowledged at once: Slack did not send it again
      expect(await story.database.database.inboxEvent.count({ where: { status: "waiting" } })).toBe(1);
      expect(story.cards()).toEqual([]);
      await story.restart();
      expect(story.cards()).toHaveLength(1);
      expect(story.said("ana", story.ana)).toHaveLength(1);
    });
  });

  describe("3. `message` and `app_mention` for one text, `message_changed` for a link preview or a new thread reply", () => {
    const answers = (root: string) => story.said("ben", story.threadUnder("staff-room", root));

    test("`message` and `app_mention`: one reaction", async () => {
      const root = await story.post("ana", room(), `${story.stage.mention} I forgot my password`);
      expect(eventIds()).toHaveLength(2);
      expect(new Set(eventIds()).size).toBe(1);
      expect(answers(root)).toHaveLength(1);
    });

    test("a link preview: none", async () => {
      const text = `${story.stage.mention} I forgot my password, see https://portal.example/reset`;
      const root = await story.post("ana", room(), text);
      expect(story.all(room().id, userId("ben")).find(({ ts }) => ts === root)?.edited).toBe(false);
      expect(story.received.map(({ type }) => type)).not.toContain("message_edited");
      expect(answers(root)).toHaveLength(1);
      await story.post("ana", story.ana, "The bell https://bell.example/log rings ten minutes too early");
      expect(story.said("ana", story.ana)).toHaveLength(1);
      expect(story.received.map(({ type }) => type)).not.toContain("message_edited");
    });

    test("a new reply in the thread of what was asked: none to what was asked", async () => {
      const root = await story.post("ana", room(), `${story.stage.mention} I forgot my password`);
      await story.post("ben", story.threadUnder("staff-room", root), "that happened to me too");
      expect(answers(root)).toHaveLength(1);
      expect(story.cards()).toEqual([]);
      expect(story.received.map(({ type }) => type)).not.toContain("message_edited");
      expect(
        story.slack.calls.filter(({ team, method }) => team === TEAM && method === "chat.update"),
      ).toEqual([]);
    });
  });
});
