import { auditedAs, loadAudit, OPERATOR, recordAudit } from "../../src/store/audit";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { ana, dana, later, noted } from "./samples";

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await createTestDatabase();
});
afterAll(() => test_.drop());

test("what was seen and changed is read back by its desk, the newest first, and within the days asked for", async () => {
  const { database } = test_;
  const record = (desk: string, line: Parameters<typeof recordAudit>[2]) => recordAudit(database, desk, line);
  await record("main", { at: noted, ...auditedAs(dana), action: "saw_ticket", subject: "ticket 12" });
  await record("other", { at: noted, ...auditedAs(ana), action: "saw_ticket", subject: "ticket 13" });
  await record("main", { at: later(1000), ...OPERATOR, action: "person_erased", subject: "sandbox/U-ana" });

  const lines = await loadAudit(database, "main");
  expect(lines.map(({ seq: _seq, ...line }) => line)).toEqual([
    { at: later(1000), ...OPERATOR, action: "person_erased", subject: "sandbox/U-ana" },
    { at: noted, byId: "sandbox/U-dana", byName: "Dana Brooks", action: "saw_ticket", subject: "ticket 12" },
  ]);
  expect(await loadAudit(database, "main", { from: later(1) })).toHaveLength(1);
  expect(await loadAudit(database, "main", { to: later(1) })).toHaveLength(1);
  expect(await loadAudit(database, "main", { before: lines[0]?.seq ?? 0n })).toHaveLength(1);
});
