import { claimSandbox } from "../../src/store/single-writer";
import { createTestDatabase, type TestDatabase } from "../support/database";

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
});
afterEach(() => test.drop());

it("lets one process keep the sandbox, tells the second, and lets it once the first has ended", async () => {
  const first = await claimSandbox(test.pool);
  await expect(claimSandbox(test.pool)).rejects.toThrow("cannot run twice");
  first.end();
  // The server gives the lock back when it notices that the connection is gone.
  for (let tries = 0; ; tries++) {
    const second = await claimSandbox(test.pool).catch(() => undefined);
    if (second) return second.end();
    if (tries > 200) throw new Error("The claim was never given back.");
    await new Promise((done) => setTimeout(done, 10));
  }
});
