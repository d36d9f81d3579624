import {
  closeSession,
  closeSessionsOf,
  findSession,
  listSessions,
  openSession,
  revokeSessions,
} from "../../src/store/dashboard-sessions";
import { saveDecision } from "../../src/store/save";
import { findLink, takeLink } from "../../src/store/sign-in-links";
import { inTransaction } from "../../src/store/transaction";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { ana, dana, decided, emptyState, later, noted } from "./samples";

const HOUR = 3_600_000;
let test_: TestDatabase;
beforeEach(async () => {
  test_ = await createTestDatabase();
});
afterEach(() => test_.drop());

const giveLink = (code: string, person = dana) => {
  const signIn = { code, person, expiresAt: later(600_000) };
  return inTransaction(test_.database, (tx) => saveDecision(tx, decided({ signIn }), emptyState, noted));
};

test("a link signs in its person once, also when two use it at once, and its code is not kept", async () => {
  await giveLink("secret-code");
  const [row] = await test_.database.dashboardLink.findMany();
  expect(JSON.stringify(row)).not.toContain("secret-code");
  expect(await findLink(test_.database, "secret-code", noted)).toMatchObject({ desk: "main" });
  const both = await Promise.all([1, 2].map(() => takeLink(test_.database, "secret-code", noted)));
  expect(both.filter((one) => one !== undefined)).toEqual([{ desk: "main", person: dana }]);
  expect(await findLink(test_.database, "secret-code", noted)).toBeUndefined();
});

test("a link is good for its time only; one that nobody gave is good for nothing", async () => {
  await giveLink("one");
  expect(await takeLink(test_.database, "one", later(600_000))).toBeUndefined();
  expect(await takeLink(test_.database, "another", noted)).toBeUndefined();
});

test("a session is found by its cookie, which is not kept, for twelve hours after it was last used", async () => {
  const { database } = test_;
  const value = await openSession(database, { desk: "main", person: dana }, noted);
  expect(JSON.stringify(await database.dashboardSession.findMany())).not.toContain(value);
  expect(await findSession(database, value, later(11 * HOUR))).toEqual({ desk: "main", person: dana });
  expect(await findSession(database, value, later(22 * HOUR))).toBeDefined();
  expect(await findSession(database, value, later(35 * HOUR))).toBeUndefined();
  expect(await findSession(database, `${value}x`, noted)).toBeUndefined();
});

test("a session ends after seven days, however often it is used", async () => {
  const { database } = test_;
  const value = await openSession(database, { desk: "main", person: dana }, noted);
  for (let hour = 10; hour <= 160; hour += 10)
    expect(await findSession(database, value, later(hour * HOUR))).toBeDefined();
  expect(await findSession(database, value, later(169 * HOUR))).toBeUndefined();
});

test("signing out ends one session; everywhere: all of that desk's, and the links that are out", async () => {
  const { database } = test_;
  const open = (desk: string, person = dana) => openSession(database, { desk, person }, noted);
  const [first, second, elsewhere, anas] = [
    await open("main"),
    await open("main"),
    await open("other"),
    await open("main", ana),
  ];
  await giveLink("still-out");
  await closeSession(database, first);
  expect(await findSession(database, first, noted)).toBeUndefined();
  expect(await closeSessionsOf(database, "main", dana)).toBe(1);
  expect(await findSession(database, second, noted)).toBeUndefined();
  expect(await takeLink(database, "still-out", noted)).toBeUndefined();
  expect(await findSession(database, elsewhere, noted)).toBeDefined();
  expect(await findSession(database, anas, noted)).toBeDefined();
});

test("the operator sees who is signed in, and ends one person's sessions or all", async () => {
  const { database } = test_;
  await openSession(database, { desk: "main", person: dana }, noted);
  await openSession(database, { desk: "other", person: ana }, later(1));
  expect((await listSessions(database, later(2))).map(({ personId }) => personId)).toEqual([
    "sandbox/U-ana",
    "sandbox/U-dana",
  ]);
  expect(await revokeSessions(database, "sandbox/U-dana")).toEqual([{ desk: "main", person: dana }]);
  expect(await revokeSessions(database)).toHaveLength(1);
  expect(await listSessions(database, later(2))).toEqual([]);
});
