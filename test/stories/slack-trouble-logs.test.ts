// What goes wrong at other help desk bots in their logs, and must not here (product.md, 17).
import { inspect } from "node:util";
import { beginSlackStory, type SlackStory } from "../support/slack-story";
import { TEAM, userId } from "../support/slack-workspace";

let story: SlackStory;

describe("17. Message text in logs: never", () => {
  const logged: string[] = [];
  const write = (level: string) => (event: string, facts: object) =>
    void logged.push(`${level} ${event} ${inspect(facts, { depth: 9 })}`);
  const log = { info: write("info"), warn: write("warn"), error: write("error") };
  /** In all that people write, nowhere else. */
  const WORD = "Zanzibarwort";
  const spies: jest.SpyInstance[] = [];

  beforeEach(async () => {
    logged.length = 0;
    for (const stream of [process.stdout, process.stderr])
      spies.push(jest.spyOn(stream, "write").mockImplementation((text) => logged.push(String(text)) > 0));
    for (const method of ["log", "info", "warn", "error", "debug"] as const)
      spies.push(
        jest.spyOn(console, method).mockImplementation((...words) => void logged.push(words.join(" "))),
      );
  });
  afterEach(async () => {
    for (const spy of spies.splice(0)) spy.mockRestore();
    await story.end();
  });

  async function errorsKept(): Promise<string> {
    const { database } = story.database;
    const outbox = await database.outboxMessage.findMany({ select: { error: true } });
    const inbox = await database.inboxEvent.findMany({ select: { error: true } });
    return JSON.stringify([outbox, inbox]);
  }

  const file = [{ name: `${WORD}.png`, data: Buffer.from("x") }];

  async function everythingIsSaid(): Promise<void> {
    await story.post("ana", story.ana, `The school bell of ${WORD} rings too early`, file);
    await story.people.command(userId("ben"), story.desk.id, `open a ticket: the gate of ${WORD} squeaks`);
    await story.settle();
    await story.submit("dana", story.desk, "Ask for more…", { text: `Which ${WORD}?` });
    await story.post("ana", story.ana, `the ${WORD} in the gym`);
  }

  async function slackFails(): Promise<void> {
    const { faults } = story.slack;
    const reply = await story.post("dana", await story.threadOf(1), `the ${WORD} is mended`);
    for (const error of ["invalid_blocks", "msg_too_long", "internal_error", "surprise_error"])
      faults.error("chat.postMessage", error);
    faults.fail("chat.postMessage", { status: 500 });
    faults.reset("chat.postMessage", { afterEffect: true });
    faults.error("download", "a sign-in page");
    faults.fail("users.info", { status: 500 });
    await story.edit("dana", reply, `the ${WORD} is mended now`);
    await story.post("eli", await story.threadOf(1), `another ${WORD}`, file);
    await story.pass(10 * 60_000);
    story.admin.archive(story.desk.id);
    await story.post("ana", story.ana, `${WORD} again`);
    story.slack.tell(TEAM, { type: "message", text: WORD, channel: "C1", user: 5, ts: WORD, blocks: WORD });
    await story.pass(10 * 60_000);
  }

  async function databaseFails(): Promise<void> {
    const { database } = story.database;
    await database.$executeRaw`ALTER TABLE "HistoryEntry" RENAME TO "Away"`;
    await story.stage.post("ben", story.direct("ben"), `the light of ${WORD} is out`);
    while (!logged.some((line) => line.includes("inbox.failed")))
      await new Promise((wait) => setTimeout(wait, 5));
    await database.$executeRaw`ALTER TABLE "Away" RENAME TO "HistoryEntry"`;
    await story.pass(60_000);
  }

  test.each(["http", "socket"] as const)(
    "%s: neither when all goes well nor when it does not",
    async (mode) => {
      story = await beginSlackStory(mode, { log });
      await everythingIsSaid();
      await slackFails();
      await databaseFails();
      const names = logged.map((line) => line.split(" ")[1]);
      const expected = ["inbox.handled", "outbox.sent", "outbox.not_delivered", "inbox.failed"];
      expect(names).toEqual(expect.arrayContaining(expected));
      expect(logged.filter((line) => line.includes(WORD))).toEqual([]);
      const kept = await errorsKept();
      expect(kept).toContain("is archived");
      expect(kept).not.toContain(WORD);
    },
  );
});
