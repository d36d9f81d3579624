// Are the questions found that an article answers by now, once, after it has stood for a while, and told one by one?
import type { DeskEvent } from "../../src/desk/events";
import type { DeskRules } from "../../src/desk/situation";
import { editionOf } from "../../src/knowledge/edition";
import { buildIndex } from "../../src/knowledge/matching";
import { parseKnowledgeBase } from "../../src/knowledge/parse";
import { createLateAnswers } from "../../src/chores/late-answers";
import { createRetention } from "../../src/chores/retention";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { conversation, decided, emptyState, noted, ticket } from "../store/samples";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { quietLog } from "../support/database-server";
import { createMovableClock, type MovableClock } from "../support/movable-clock";
import { staff } from "../support/people";
import { aPlan, theRules } from "../support/rules";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const QUESTION = "the smartboard in room 12 is upside down";

let test: TestDatabase;
let clock: MovableClock;
let rules: DeskRules;
let before: DeskRules["knowledge"]["articles"];
beforeEach(async () => {
  test = await createTestDatabase();
  clock = createMovableClock(noted.toISOString());
  rules = theRules(aPlan({ lateAnswers: { days: 14, aDay: 50 } }));
  before = rules.knowledge.articles;
}, 60_000);
afterEach(() => test.drop());

/** An admin saves the article with this text. */
function writes(body = "Hold **Menu**."): void {
  const text = `---
title: Turn the smartboard's picture round
questions: [the smartboard is upside down, the smartboard in my room is upside down]
---
${body}`;
  const { articles } = parseKnowledgeBase([{ path: "smartboard.md", text }]);
  rules.knowledge = buildIndex([...before, ...articles]);
}

/** A program with its own memory, on the one database. */
function open(receive?: (event: DeskEvent) => Promise<void>) {
  const told: DeskEvent[] = [];
  const late = createLateAnswers({
    database: test.database,
    desks: ["main"],
    rulesOf: () => rules,
    receive: receive ?? (async (event) => void told.push(event)),
    now: clock.now,
    everyMs: 3_600_000,
    log: quietLog,
  });
  return {
    told,
    ...late,
    async minutes(count: number) {
      for (let minute = 0; minute < count; minute++) {
        clock.forward(MINUTE);
        await late.tick();
      }
    },
  };
}

async function asked(number: number, question = QUESTION): Promise<void> {
  const id = `c-${number}`;
  const requester = staff(number);
  await inTransaction(test.database, (tx) =>
    saveDecision(
      tx,
      decided({
        conversations: [
          conversation({ id, requester, question, offers: [], ticket: number, askedAt: clock.now() }),
        ],
        ticket: ticket({ number, conversation: id, requester, question, thread: `t-${number}` }),
        history: [{ conversation: id, ticket: number, type: "not_found" }],
      }),
      emptyState,
      clock.now(),
    ),
  );
}

/** They got it as the answer, as it was then. */
const notHelped = (conversationId: string, edition: string) =>
  test.database.articleOffer.create({
    data: { conversationId, place: 0, desk: "main", article: "smartboard", kind: "answer", edition, outcome: "failed", at: noted }, // prettier-ignore
  });

const finds = async (): Promise<string[]> =>
  (await test.database.lateAnswer.findMany({ orderBy: { conversationId: "asc" } })).map(
    (row) => row.conversationId,
  );

it("loses nobody while an article is tried otherwise and put back, taken away for a moment, or moved", async () => {
  const { tick, minutes, told } = open();
  await tick();
  await asked(1);
  writes();
  clock.forward(12 * 60 * MINUTE);
  await minutes(16);
  expect(await finds()).toEqual(["c-1"]);
  // The morning comes, and with it somebody who edits.
  writes("Hold nothing.");
  clock.forward(11 * 60 * MINUTE);
  await minutes(3);
  rules.knowledge = buildIndex(before);
  await minutes(3);
  expect(told).toEqual([]);
  writes();
  rules.knowledge = buildIndex(
    rules.knowledge.articles.map((one) =>
      one.id === "smartboard" ? { ...one, id: "rooms/smartboard" } : one,
    ),
  );
  await tick();
  expect(told).toMatchObject([{ conversation: "c-1", article: "smartboard" }]);
});

it("keeps what it has looked at as long as it stands there, and three months longer", async () => {
  const known = () => test.database.knownEdition.count();
  writes("First.");
  const { tick, minutes } = open();
  await tick();
  const all = await known();
  // Stands for a year, is another one for a day, and comes back: that is no news.
  clock.forward(365 * DAY);
  writes("Second.");
  await tick();
  await minutes(15);
  clock.forward(DAY);
  writes("First.");
  await asked(1);
  await tick();
  await minutes(16);
  expect([await known(), await finds()]).toEqual([all + 1, []]);

  clock.forward(91 * DAY);
  writes("Third.");
  await tick();
  await minutes(15);
  expect(await known()).toBe(all + 1);
});

it("keeps no find of which nobody could be told any more", async () => {
  const { tick, minutes } = open();
  await tick();
  await asked(1);
  writes();
  await minutes(16);
  const retention = createRetention({
    database: test.database,
    desks: ["main"],
    keptFor: () => undefined,
    now: clock.now,
    everyMs: DAY,
    log: quietLog,
  });
  clock.forward(89 * DAY);
  await retention.run();
  expect(await finds()).toEqual(["c-1"]);
  clock.forward(2 * DAY);
  await retention.run();
  expect(await finds()).toEqual([]);
});

it("bothers nobody with a typo whom the article did not help, but with what it says anew; a typo hides it from no other", async () => {
  writes("Hold **Menu** lonnger.");
  const { tick, minutes } = open();
  await tick();
  const shown = rules.knowledge.articles.find(({ id }) => id === "smartboard");
  if (!shown) throw new Error("no article");
  await asked(1);
  await notHelped("c-1", editionOf(shown));
  await asked(2);
  writes("Hold **Menu** longer.");
  await minutes(16);
  expect(await finds()).toEqual(["c-2"]);
  writes("Hold **Menu** longer, for ten seconds.");
  await minutes(16);
  expect(await finds()).toEqual(["c-1", "c-2"]);
});

it("says nothing of articles that are there when it looks for the first time", async () => {
  await asked(1);
  writes();
  const { tick, minutes, told } = open();
  await tick();
  await minutes(30);
  expect(told).toEqual([]);
  expect(await finds()).toEqual([]);
});

it("finds what a new article answers once its text has stood for a quarter of an hour", async () => {
  const { tick, minutes, told } = open();
  await tick();
  await asked(1);
  await asked(2, "the coffee machine is out of beans");
  writes("Hold");
  await minutes(10);
  writes();
  await minutes(15);
  expect(told).toEqual([]);
  await minutes(1);
  const article = rules.knowledge.articles.find(({ id }) => id === "smartboard");
  if (!article) throw new Error("no article");
  expect(told).toEqual([
    {
      id: `late/c-1/smartboard/${editionOf(article)}/${clock.now().toISOString()}`,
      type: "late_answer_due",
      at: clock.now(),
      conversation: "c-1",
      article: "smartboard",
      edition: editionOf(article),
    },
  ]);
  expect(await finds()).toEqual(["c-1"]);
});

it("tells of the same one until the desk has decided, whichever process tells it", async () => {
  const [one, other] = [open(), open()];
  await one.tick();
  await other.tick();
  await asked(1);
  await asked(2);
  writes();
  for (let minute = 0; minute < 20; minute++) {
    clock.forward(MINUTE);
    await one.tick();
    await other.tick();
  }
  const ids = new Set([...one.told, ...other.told].map(({ id }) => id));
  expect(ids.size).toBe(1);
  expect(await finds()).toEqual(["c-1", "c-2"]);
});

it("finds what came while the program stood still", async () => {
  await open().tick();
  await asked(1);
  writes();
  const { tick, minutes, told } = open();
  await tick();
  expect(await finds()).toEqual([]);
  await minutes(15);
  expect(told).toHaveLength(1);
});

it("looks at a text once: neither a move of its file nor a way back to it is news", async () => {
  const { tick, minutes } = open();
  await tick();
  writes();
  await minutes(16);
  writes("Another text.");
  await minutes(16);
  await asked(1);
  writes();
  rules.knowledge = buildIndex(
    rules.knowledge.articles.map((one) =>
      one.id === "smartboard" ? { ...one, id: "rooms/smartboard" } : one,
    ),
  );
  await minutes(30);
  expect(await finds()).toEqual([]);
});

it("tells nobody where it is off, nor of what came meanwhile", async () => {
  const { tick, minutes, told } = open();
  await tick();
  await asked(1);
  const on = rules.plan;
  const { lateAnswers: _off, ...off } = on;
  rules.plan = off;
  writes();
  await minutes(20);
  rules.plan = on;
  await minutes(20);
  expect(told).toEqual([]);
  expect(await finds()).toEqual([]);
});

it("waits for the morning", async () => {
  const { tick, minutes, told } = open();
  await tick();
  await asked(1);
  writes();
  clock.forward(12 * 60 * MINUTE);
  await minutes(30);
  expect(await finds()).toEqual(["c-1"]);
  expect(told).toEqual([]);
  clock.forward(11 * 60 * MINUTE);
  await tick();
  expect(told).toHaveLength(1);
});

it("looks again at the next start when it was stopped in between", async () => {
  await open().tick();
  await asked(1);
  writes();
  const stopped = open();
  await stopped.tick();
  clock.forward(15 * MINUTE);
  await stopped.stop();
  await stopped.tick();
  expect(await finds()).toEqual([]);
  const again = open();
  await again.tick();
  await again.minutes(15);
  expect(await finds()).toEqual(["c-1"]);
});

it("holds up no desk for what is wrong with another", async () => {
  const looked: string[] = [];
  const { tick } = createLateAnswers({
    database: test.database,
    desks: ["broken", "main"],
    rulesOf: (desk) => {
      looked.push(desk);
      if (desk === "broken") throw new Error("not readable");
      return rules;
    },
    receive: async () => {},
    now: clock.now,
    everyMs: 3_600_000,
    log: quietLog,
  });
  await tick();
  expect(looked).toContain("main");
});

it("says in the log that something is wrong, and goes on", async () => {
  const warned: string[] = [];
  const late = createLateAnswers({
    database: test.database,
    desks: ["main"],
    rulesOf: () => {
      throw new Error("not readable");
    },
    receive: async () => {},
    now: clock.now,
    everyMs: 3_600_000,
    log: { ...quietLog, warn: (what: string) => void warned.push(what) },
  });
  late.start();
  await late.stop();
  expect(warned).toEqual(["late_answers.trouble"]);
});
