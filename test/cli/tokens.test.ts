import { admit } from "../../src/api/tokens";
import { createToken, endToken, tokenList } from "../../src/cli/tokens";
import { createTestDatabase, type TestDatabase } from "../support/database";

const now = new Date("2026-11-24T15:00:00Z");
let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
});
afterEach(() => test.drop());

const create = (changes: Partial<Parameters<typeof createToken>[0]> = {}) =>
  createToken({ name: "BI export", desk: "main", days: "30", ...changes }, test.database, now);
const tokenIn = (text: string): string => text.split("\n")[0] ?? "";
const admitted = (token: string, at = now) => admit(test.database, `Bearer ${token}`, at);

it("makes a token that opens its desk until its day, and shows it once", async () => {
  const { text, exitCode } = await create({ desk: "north" });
  expect(exitCode).toBe(0);
  expect(tokenIn(text)).toMatch(/^tdk_[\w-]{43}$/);
  expect(text).toContain("all tickets of the desk north until 2026-12-24");
  expect(await admitted(tokenIn(text))).toMatchObject({ token: { desk: "north", withText: true } });
  expect((await tokenList({}, test.database, now)).text).not.toContain(tokenIn(text).slice(4, 12));
});

it("makes one for figures only", async () => {
  const { text } = await create({ withoutText: true });
  expect(text).toContain("figures, without words and names,");
  expect(await admitted(tokenIn(text))).toMatchObject({ token: { withText: false } });
});

it.each([
  [{ name: "  " }, "The name must have 1 to 100 characters"],
  [{ name: "x".repeat(101) }, "The name must have 1 to 100 characters"],
  [{ days: "0" }, '"0" is no number of days'],
  [{ days: "3651" }, "Write one from 1 to 3650"],
  [{ days: "soon" }, '"soon" is no number of days'],
])("refuses %p with what to write", async (options, words) => {
  expect(await create(options)).toEqual({ text: expect.stringContaining(words), exitCode: 1 });
});

it("lists what each is for, until when, and when it was used", async () => {
  expect((await tokenList({}, test.database, now)).text).toContain("There is no token yet");
  const token = tokenIn((await create()).text);
  await create({ name: "CRM", withoutText: true });
  await admitted(token);
  await endToken("2", test.database, now);
  expect((await tokenList({}, test.database, now)).text.split("\n")).toEqual([
    "   1  until 2026-12-24, last used 2026-11-24T15:00Z  desk main  BI export",
    "   2  revoked 2026-11-24, never used  desk main, without text  CRM",
  ]);
  const later = new Date("2027-01-01T00:00:00Z");
  expect((await tokenList({}, test.database, later)).text).toContain("   1  expired 2026-12-24");
  expect(JSON.parse((await tokenList({ json: true }, test.database, now)).text)).toHaveLength(2);
});

it("ends a token at once, and says when there is none", async () => {
  const token = tokenIn((await create()).text);
  expect((await endToken("1", test.database, now)).text).toContain('Token 1, "BI export", is revoked');
  expect(await admitted(token)).toEqual({ refused: "This token was revoked." });
  for (const number of ["9", "one", "99999999999"])
    expect(await endToken(number, test.database, now)).toMatchObject({ exitCode: 1 });
});
