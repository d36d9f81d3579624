// What is left of old questions and tickets, and does the help desk go on with what is left?
import { createRetention } from "../../src/chores/retention";
import { similarTickets } from "../../src/store/similar";
import { loadChosen, loadSolved } from "../../src/store/asked-questions";
import { Prisma } from "../../src/generated/prisma/client";
import { quietLog } from "../support/database-server";
import { onEveryStage } from "../support/stages";
import { rowCounts, rowsWith } from "../support/stored-words";
import { beginStory } from "../support/story";
import type { Story } from "../support/story";

const DAY = 86_400_000;
/** In everything that is said here. */
const WORD = "mauve";
const inOrder = { select: { key: true }, orderBy: { seq: "asc" } } as const;

describe.each(onEveryStage)("texts that were kept long enough %s", (_name, makeStage) => {
  let story: Story;
  beforeEach(async () => {
    story = await beginStory(makeStage);
  });
  afterEach(() => story.end());

  const desk = () => story.channel("service-desk");
  const retention = (kept: { questionsDays?: number; ticketsDays?: number }) =>
    createRetention({
      database: story.database.database,
      desks: ["main"],
      keptFor: () => kept,
      now: story.clock.now,
      everyMs: DAY,
      log: quietLog,
    });
  const both = { questionsDays: 180, ticketsDays: 730 };

  /** A ticket with words of both sides, resolved and closed. */
  async function closedTicket(): Promise<void> {
    await story.post(
      "ana",
      story.direct("ana"),
      `human: my ${WORD} plotter in the ${WORD} room makes noises`,
    );
    const thread = await story.threadOf(1);
    await story.press("dana", desk(), "Take");
    await story.post("dana", thread, `which ${WORD} one?`);
    await story.pass(10_000);
    await story.post("ana", story.direct("ana"), `the big ${WORD} one`);
    await story.submit("dana", desk(), "Resolve…", {
      kind: "solved",
      confirmation: "ask",
      text: `Oiled the ${WORD} wheel`,
    });
    await story.press("ana", story.direct("ana"), "Yes, it is solved");
    await story.pass(60_000);
  }

  const figures = async () => {
    const [ticket] = await story.database.database.ticket.findMany();
    const {
      question: _q,
      resolution: _r,
      detail: _d,
      textRemovedAt: _t,
      updatedAt: _u,
      version: _v,
      ...rest
    } = ticket ?? {};
    const counts = await rowCounts(story.database.database);
    // One line says that they were removed; a resolved ticket's words are an index of the text.
    return { rest, counts: { ...counts, AuditEntry: 0, SolvedWord: 0 } };
  };

  test("go; what was counted stays, and so do the messages' keys", async () => {
    await closedTicket();
    await story.post("ben", story.direct("ben"), `I forgot my ${WORD} password`);
    const keys = await story.database.database.outboxMessage.findMany(inOrder);
    story.clock.forward(100 * DAY);
    await story.settle();
    const before = await figures();
    await retention(both).run();
    expect((await rowsWith(story.database.database, WORD)).length).toBeGreaterThan(4);

    story.clock.forward(100 * DAY);
    await retention(both).run();
    const ofTheTicket = await rowsWith(story.database.database, WORD);
    expect(ofTheTicket.length).toBeGreaterThan(4);
    expect(ofTheTicket.filter((row) => row.includes("password"))).toEqual([]);

    story.clock.forward(600 * DAY);
    await retention(both).run();
    expect(await rowsWith(story.database.database, WORD)).toEqual([]);
    expect(await figures()).toEqual(before);
    expect(await story.database.database.outboxMessage.findMany(inOrder)).toEqual(keys);
    const audit = await story.database.database.auditEntry.findMany({ orderBy: { seq: "asc" } });
    expect(audit.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
      "texts_removed 0 tickets, 1 questions",
      "texts_removed 1 tickets, 0 questions",
    ]);
  });

  test("stay where the plan does not say for how long, and on tickets that are not closed", async () => {
    await story.post("ana", story.direct("ana"), `human: my ${WORD} plotter makes noises`);
    story.clock.forward(4000 * DAY);
    const before = await rowsWith(story.database.database, WORD);
    await retention({}).run();
    await retention(both).run();
    expect(await rowsWith(story.database.database, WORD)).toEqual(before);
  });

  test("are missed by nobody: the ticket is rated, reopened, worked on and closed, and goes once more", async () => {
    await closedTicket();
    story.clock.forward(800 * DAY);
    await retention(both).run();
    await story.press("ana", story.direct("ana"), "5 Very good");
    const thread = await story.threadOf(1);
    await story.press("dana", desk(), "Reopen");
    await story.post("dana", thread, `is the ${WORD} one at it again?`);
    await story.pass(10_000);
    expect(story.texts("ana", story.direct("ana")).at(-1)).toContain(`is the ${WORD} one at it again?`);
    await story.post("ana", story.direct("ana"), "yes");
    await story.submit("dana", desk(), "Resolve…", {
      kind: "solved",
      confirmation: "ask",
      text: `Oiled the ${WORD} wheel again`,
    });
    await story.press("ana", story.direct("ana"), "Yes, it is solved");
    expect(await story.database.database.inboxEvent.count({ where: { status: "stuck" } })).toBe(0);
    expect((await rowsWith(story.database.database, WORD)).length).toBeGreaterThan(2);
    story.clock.forward(800 * DAY);
    await retention(both).run();
    expect(await rowsWith(story.database.database, WORD)).toEqual([]);
  });

  test("go once more where a technician adds a note to what is closed and empty", async () => {
    await closedTicket();
    story.clock.forward(800 * DAY);
    await retention(both).run();
    await story.pass(60_000);
    await story.post("dana", await story.threadOf(1), `note: it was the ${WORD} wheel, for the next time`);
    await retention(both).run();
    expect(await rowsWith(story.database.database, WORD)).not.toEqual([]);
    story.clock.forward(800 * DAY);
    await retention(both).run();
    expect(await rowsWith(story.database.database, WORD)).toEqual([]);
    const audit = await story.database.database.auditEntry.count();
    await retention(both).run();
    expect(await story.database.database.auditEntry.count()).toBe(audit);
  });

  test("go on time whatever is wrong with another help desk", async () => {
    await closedTicket();
    story.clock.forward(800 * DAY);
    const told: string[] = [];
    const retained = createRetention({
      database: story.database.database,
      desks: ["gone", "main"],
      keptFor: (whose) => {
        if (whose === "gone") throw new Error("no plan");
        return both;
      },
      now: story.clock.now,
      everyMs: DAY,
      log: { ...quietLog, error: (event, fields) => told.push(`${event} ${JSON.stringify(fields)}`) },
    });
    await retained.run();
    expect(await rowsWith(story.database.database, WORD)).toEqual([]);
    expect(told).toEqual(['retention.trouble {"desk":"gone","error":"Error"}']);
  });

  test("are found by nothing that looks for like tickets, or for words that people use", async () => {
    await closedTicket();
    story.clock.forward(800 * DAY);
    await retention(both).run();
    const { database } = story.database;
    const like = similarTickets(Prisma.sql`${`my ${WORD} plotter makes noises`}::text`, "main");
    const [found] = await database.$queryRaw<{ similar: unknown }[]>`
      WITH t AS (SELECT 1 WHERE false) SELECT ${like} AS similar`;
    expect(found?.similar).toBeNull();
    expect(await loadChosen(database, "main", new Date(0))).toEqual([]);
    expect(await loadSolved(database, "main", new Date(0))).toEqual([]);
  });
});
