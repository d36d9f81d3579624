// Are the gaps of each desk known without asking the database, and do they hold on while something is wrong?
import { createGapFinding } from "../../src/chores/gap-finding";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { conversation, decided, emptyState, later, noted, ticket } from "../store/samples";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { quietLog } from "../support/database-server";
import { staff } from "../support/people";
import { theRules } from "../support/rules";

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
}, 60_000);
afterEach(() => test.drop());

async function asked(number: number, question: string, desk = "main"): Promise<void> {
  const id = `c-${number}`;
  const requester = staff(number);
  await inTransaction(test.database, (tx) =>
    saveDecision(
      tx,
      decided({
        conversations: [conversation({ id, desk, requester, question, offers: [], ticket: number })],
        ticket: ticket({ number, desk, conversation: id, requester, question, thread: `t-${number}` }),
        history: [{ conversation: id, ticket: number, type: "not_found" }],
      }),
      { ...emptyState, desk },
      noted,
    ),
  );
}

const broken = new Set<string>();
const finding = (desks: string[], warned: unknown[] = []) =>
  createGapFinding({
    database: test.database,
    desks,
    rulesOf: (desk) => {
      if (broken.has(desk)) throw new Error("not readable");
      return theRules();
    },
    now: () => later(60_000),
    everyMs: 3_600_000,
    log: { ...quietLog, warn: (what: string, about: unknown) => void warned.push([what, about]) },
  });
beforeEach(() => broken.clear());

it("finds each desk's own, those that most people have first", async () => {
  await asked(1, "who waters the plants");
  await asked(2, "the gatekeeper gargles");
  await asked(3, "the gatekeeper gargles again");
  await asked(4, "where is the sauna", "other");
  const { gaps, refresh } = finding(["main", "other"]);
  expect(gaps("main")).toEqual([]);
  await refresh();
  expect(gaps("main").map(({ people, tickets }) => [people, tickets])).toEqual([
    [2, [3, 2]],
    [1, [1]],
  ]);
  expect(gaps("other").map(({ examples }) => examples)).toEqual([["where is the sauna"]]);
});

it("keeps what it knew of a desk that something is wrong with, and finds the others'", async () => {
  await asked(1, "the gatekeeper gargles");
  const warned: unknown[] = [];
  const { gaps, refresh } = finding(["main", "other"], warned);
  await refresh();
  await asked(2, "where is the sauna", "other");
  broken.add("main");
  await refresh();
  expect(gaps("main")).toHaveLength(1);
  expect(gaps("other")).toHaveLength(1);
  expect(warned).toEqual([["gaps.trouble", { desk: "main", error: "Error" }]]);
});
