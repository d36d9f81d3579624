// Does `tierdesk report` say the main figures, and nobody's words?
import { resolve } from "node:path";
import { report } from "../../src/cli/report";
import { duration } from "../../src/cli/report-text";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { conversation, dana, decided, emptyState, later, noted, ticket } from "../store/samples";

const HOUR = 3_600_000;
let store: TestDatabase;
beforeEach(async () => {
  store = await createTestDatabase();
}, 60_000);
afterEach(() => store.drop());

const told = (changes: object = {}) =>
  report(
    { plan: resolve("helpdesk.yaml"), desk: "main", since: "7d", ...changes },
    store.database,
    later(24 * HOUR),
  );

async function resolvedOnce(): Promise<void> {
  const done = ticket({
    status: "closed",
    component: "network",
    waits: [],
    firstResponse: { at: later(HOUR / 2), minutes: 30 },
    resolution: {
      kind: "solved",
      note: "secret note",
      by: dana,
      at: later(2 * HOUR),
      confirmed: true,
      minutes: 95,
    },
  });
  await inTransaction(store.database, (tx) =>
    saveDecision(tx, decided({ conversations: [conversation()], ticket: done }), emptyState, noted),
  );
}

test("says how long things take, with a line for each component", async () => {
  await resolvedOnce();
  const { text, exitCode } = await told();
  expect(exitCode).toBe(0);
  expect(text).toContain("Now: 0 unresolved");
  expect(text).toMatch(/first response, half within +30 min +before: -/);
  expect(text).toMatch(/network +30 min \/ 30 min +1 h 35 \/ 1 h 35 +-/);
  expect(text).not.toContain("secret note");
});

test("gives programs all of it, without words or names", async () => {
  await resolvedOnce();
  const { text } = await told({ json: true });
  const { times, now } = JSON.parse(text) as {
    times: { all: { resolution: { work: object } } };
    now: object;
  };
  expect(times.all.resolution.work).toEqual({ count: 1, p50: 95, p90: 95 });
  expect(now).not.toHaveProperty("missed");
  expect(text).not.toMatch(/secret note|printer is jammed|Dana|Ana/);
});

test("says so before anything was asked", async () => {
  const { text, exitCode } = await told();
  expect(exitCode).toBe(0);
  expect(text).toMatch(/promises kept +- +before: -/);
});

test("refuses what it cannot mean, and says what it can", async () => {
  for (const [since, why] of [
    ["0d", "nothing has come since then"],
    ["2126-01-01", "nothing has come since then"],
    ["-3d", "is no day"],
    ["7", "is no day"],
    ["2.5d", "is no day"],
    ["2026-02-30", "is no day"],
    ["99999d", "looks back 3660 days at the most"],
  ])
    expect(await told({ since })).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining(why ?? "") as string,
    });
  expect(await told({ component: "nothing" })).toMatchObject({
    exitCode: 1,
    text: expect.stringMatching(/has no component "nothing". It has: .*network/) as string,
  });
  expect((await told({ plan: "no-plan.yaml" })).exitCode).toBe(1);
});

test("tells minutes as people do", () => {
  expect([0, 59.4, 59.6, 60, 605].map(duration)).toEqual(["0 min", "59 min", "1 h 00", "1 h 00", "10 h 05"]);
});
