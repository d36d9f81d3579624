import {
  Conflict,
  errorName,
  inTransaction,
  isConflict,
  isDatabaseTrouble,
} from "../../src/store/transaction";
import { createTestDatabase, type TestDatabase } from "../support/database";

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
}, 60_000);
afterEach(() => test.drop());

const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

it("knows a lost connection as trouble of the database", async () => {
  const error = await errorOf(
    inTransaction(test.database, async (tx) => {
      const [row] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
      await test.pool.query("SELECT pg_terminate_backend($1, 5000)", [row?.pid]);
      await tx.$queryRaw`SELECT 1`;
    }),
  );
  expect(isDatabaseTrouble(error)).toBe(true);
  expect(isConflict(error)).toBe(false);
});

it("knows a statement that cannot work as nobody's trouble but its own", async () => {
  const error = await errorOf(test.database.$queryRaw`SELECT 1 / ${0}::int`);
  expect(isDatabaseTrouble(error)).toBe(false);
  expect(isConflict(error)).toBe(false);
  expect(errorName(error)).toBe("PrismaClientKnownRequestError 22012");
});

it("knows a key that is taken, and a stale version, as a conflict", async () => {
  const person = { id: "p", platform: "sandbox", account: "a", name: "Ana" };
  await test.database.person.create({ data: person });
  expect(isConflict(await errorOf(test.database.person.create({ data: person })))).toBe(true);
  expect(
    isConflict(
      await errorOf(
        test.database
          .$executeRaw`INSERT INTO "Person" (id, platform, account, name) VALUES ('p', '', '', '')`,
      ),
    ),
  ).toBe(true);
  expect(isConflict(new Conflict("The ticket has changed meanwhile"))).toBe(true);
});

it("names an error without repeating what it says", () => {
  expect(errorName(new TypeError("cannot read 'my secret'"))).toBe("TypeError");
  expect(errorName("my secret")).toBe("Unknown");
});
