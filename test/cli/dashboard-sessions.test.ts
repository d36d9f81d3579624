import { dashboardRevoke, dashboardSessions } from "../../src/cli/dashboard-sessions";
import { loadAudit } from "../../src/store/audit";
import { openSession } from "../../src/store/dashboard-sessions";
import { ana, dana, noted } from "../store/samples";
import { createTestDatabase, type TestDatabase } from "../support/database";

let test_: TestDatabase;
beforeEach(async () => {
  test_ = await createTestDatabase();
});
afterEach(() => test_.drop());

test("the operator sees who is signed in, ends one person's sessions or all, and that is written down", async () => {
  const { database } = test_;
  expect((await dashboardSessions(database, noted)).text).toBe("Nobody is signed in.");
  await openSession(database, { desk: "main", person: dana }, noted);
  await openSession(database, { desk: "main", person: ana }, noted);
  expect((await dashboardSessions(database, noted)).text).toContain("sandbox/U-dana  Dana Brooks, desk main");
  expect(await dashboardRevoke(database, "sandbox/U-dana", noted)).toEqual({
    text: "1 session ended, and links that nobody has used yet.",
    exitCode: 0,
  });
  expect((await dashboardRevoke(database, "sandbox/U-dana", noted)).exitCode).toBe(1);
  expect((await dashboardRevoke(database, undefined, noted)).text).toContain("1 session ended");
  expect((await dashboardSessions(database, noted)).text).toBe("Nobody is signed in.");
  expect((await loadAudit(database, "main")).map(({ byId, subject }) => [byId, subject])).toEqual([
    ["operator", "everybody"],
    ["operator", "sandbox/U-dana"],
  ]);
});
