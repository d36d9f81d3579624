// Is what a desk does by itself kept, told to the clock, and are the figures for a review those of its own tickets?
import type { DeskEvent } from "../../src/desk/events";
import type { Target } from "../../src/desk/model";
import type { Duty } from "../../src/desk/state";
import { say } from "../../src/desk/wording";
import { createClock } from "../../src/clock";
import { dueDeadlines, nextDeadlineAt } from "../../src/store/deadlines";
import { loadDuties } from "../../src/store/duties";
import { storeEvent } from "../../src/store/inbox";
import { loadState } from "../../src/store/load";
import { loadReviewFigures } from "../../src/store/review-figures";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { quietLog } from "../support/database-server";
import { conversation, decided, emptyState, later, noted, ticket } from "./samples";

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
}, 60_000);
afterEach(() => test.drop());

const save = (decision: Parameters<typeof decided>[0], desk = "main"): Promise<void> =>
  inTransaction(test.database, (tx) => saveDecision(tx, decided(decision), { ...emptyState, desk }, noted));

const check: Duty = { name: "check", doneAt: noted, wakeAt: later(1000), told: "The channel is gone." };
const review: Duty = { name: "review", doneAt: noted, wakeAt: later(2000) };
const reviewDue: DeskEvent = {
  id: "d",
  type: "deadline_reached",
  at: later(2000),
  subject: { desk: "main", duty: "review" },
  dueAt: later(2000),
};
const loaded = (event: DeskEvent) => inTransaction(test.database, (tx) => loadState(tx, event));

describe("duties", () => {
  it("are kept as they were saved, and changed in place; another desk's are its own", async () => {
    await save({ duties: [check, review] });
    await save({ duties: [{ name: "check", doneAt: later(5) }] }, "other");
    expect(await loadDuties(test.database, "main")).toEqual(expect.arrayContaining([check, review]));
    const done: Duty = { ...check, doneAt: later(1000), wakeAt: later(9000) };
    await save({ duties: [done] });
    expect(await loadDuties(test.database, "main")).toEqual(expect.arrayContaining([done, review]));
    expect(await loadDuties(test.database, "other")).toEqual([{ name: "check", doneAt: later(5) }]);
  });

  it("are known to what the desk does by itself, in its own desk, and to nothing else", async () => {
    await save({ duties: [review] }, "other");
    const read: DeskEvent = { id: "r", type: "plan_read", at: noted, desk: "other", errors: [] };
    expect(await loaded(read)).toMatchObject({ desk: "other", duties: [review] });
    const failed: DeskEvent = {
      id: "f",
      type: "delivery_failed",
      at: noted,
      key: "k",
      about: { role: "notice", desk: "other" },
      reason: "No.",
    };
    expect((await loaded(failed)).desk).toBe("other");
  });

  it("come to the clock among the deadlines", async () => {
    await save({ duties: [check, review] });
    expect(await nextDeadlineAt(test.database, noted)).toEqual(later(1000));
    expect(await dueDeadlines(test.database, later(1500), 10)).toEqual([
      { subject: { desk: "main", duty: "check" }, dueAt: later(1000), version: 0 },
    ]);
  });

  it("make one event of a moment; the check is begun instead, and comes in by itself", async () => {
    await save({ duties: [check, review] });
    const begun: [string, Date][] = [];
    const stored: boolean[] = [];
    const clock = createClock({
      database: test.database,
      receive: async (event) => void stored.push(await storeEvent(test.database, event, noted)),
      now: () => later(5000),
      everyMs: 60_000,
      log: quietLog,
      checkPlan: (desk, dueAt) => void begun.push([desk, dueAt]),
    });
    await clock.tick();
    await clock.tick();
    expect(stored).toEqual([true, false]);
    expect(begun).toEqual([
      ["main", later(1000)],
      ["main", later(1000)],
    ]);
  });
});

it("a desk that is not served any more does nothing by itself", async () => {
  await save({ duties: [review] }, "gone");
  await save({ duties: [review] });
  const told: string[] = [];
  const clock = createClock({
    database: test.database,
    receive: async ({ id }) => void told.push(id),
    now: () => later(5000),
    everyMs: 60_000,
    log: quietLog,
    desks: ["main"],
  });
  await clock.tick();
  expect(told).toEqual(["deadline/desk/main/review/2026-03-02T15:00:02.000Z/0"]);
});

describe("figures for a review", () => {
  const target = (tier: 2 | 3, kind: Target["kind"], state: Target["state"]): Target => ({
    kind,
    tier,
    minutes: 60,
    calendar: "school",
    startedAt: noted,
    due: noted,
    warnAt: noted,
    state,
  });

  async function opened(number: number, targets: Target[], changes: Parameters<typeof ticket>[0] = {}) {
    const id = `c-${number}`;
    await inTransaction(test.database, (tx) =>
      saveDecision(
        tx,
        decided({
          conversations: [conversation({ id })],
          ticket: ticket({ number, conversation: id, thread: `t-${number}`, targets, ...changes }),
          history: [
            { conversation: id, ticket: number, type: "escalated", text: say.movedUp },
            { conversation: id, ticket: number, type: "escalated", text: "I need somebody else." },
          ],
        }),
        { ...emptyState, desk: changes.desk ?? "main" },
        noted,
      ),
    );
  }

  it("count the tickets opened since then: targets by tier and kind, breaches by component", async () => {
    await opened(1, [target(2, "first_response", "met"), target(2, "resolution", "breached")], {
      component: "network",
    });
    await opened(2, [target(2, "first_response", "breached"), target(3, "resolution", "met")], {
      component: "network",
    });
    await opened(3, [target(2, "first_response", "running"), target(2, "resolution", "dropped")]);
    expect(await loadReviewFigures(test.database, "main", later(-1000))).toEqual({
      since: later(-1000),
      opened: 3,
      movedUpByClock: 3,
      targets: [
        { tier: 2, kind: "first_response", met: 1, breached: 1 },
        { tier: 2, kind: "resolution", met: 0, breached: 1 },
        { tier: 3, kind: "resolution", met: 1, breached: 0 },
      ],
      breaches: [{ component: "network", count: 2 }],
    });
  });

  it("leave out earlier tickets and other desks'; without any, all is nothing", async () => {
    await opened(1, [target(2, "resolution", "breached")], { openedAt: later(-5000) });
    await opened(2, [target(2, "resolution", "breached")], { desk: "other" });
    expect(await loadReviewFigures(test.database, "main", later(-1000))).toEqual({
      since: later(-1000),
      opened: 0,
      movedUpByClock: 0,
      targets: [],
      breaches: [],
    });
  });

  it("go back a quarter before the first reminder, and to the last one after it", async () => {
    const dayMs = 86_400_000;
    await save({ duties: [review] });
    expect((await loaded(reviewDue)).figures?.since).toEqual(later(2000 - 90 * dayMs));
    await save({ duties: [{ ...review, told: "2026-03-30" }] });
    expect((await loaded(reviewDue)).figures?.since).toEqual(noted);
  });
});
