// Does the store tell which copy of a message counts, and which words wait for a thread?
import type { DeskEvent } from "../../src/desk/events";
import { loadState } from "../../src/store/load";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { ana, conversation, decided, direct, emptyState, later, noted, post, ticket } from "./samples";

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
  await save({ conversations: [conversation({ ticket: 1 })], ticket: ticket(), history: [wrote] });
}, 60_000);
afterEach(() => test.drop());

const source = { in: direct(), messageId: "m-7" };
const KEY = "relay:sandbox/direct/ana#m-7";
const wrote = { conversation: "c-1", ticket: 1, type: "requester_wrote" as const, source, by: ana };
const edit: DeskEvent = {
  id: "e",
  at: noted,
  type: "message_edited",
  by: ana,
  message: source,
  text: "as before",
  files: [],
  mentions: [],
};
const about = { role: "follow_up" as const, ticket: 1, conversation: "c-1" };
const withdrawal = { key: "w", about, verb: "withdraw" as const, to: direct(), of: KEY };

const save = (decision: Parameters<typeof decided>[0]) =>
  inTransaction(test.database, (tx) => saveDecision(tx, decided(decision), emptyState, noted));
const copyNow = async () => (await inTransaction(test.database, (tx) => loadState(tx, edit))).copy;
const become = (key: string, status: string) =>
  test.database.outboxMessage.updateMany({ where: { key }, data: { status } });
const statuses = async () => {
  const rows = await test.database.outboxMessage.findMany({ orderBy: { seq: "asc" } });
  return Object.fromEntries(rows.map(({ key, status }) => [key, status]));
};

it("a copy that stands is not taken back", async () => {
  await save({ messages: [post(KEY, { about })] });
  await become(KEY, "sent");
  expect(await copyNow()).toEqual({ key: KEY, status: "sent", about });
});

it("a copy that was deleted is taken back, already while its withdrawal is on its way", async () => {
  await save({ messages: [post(KEY, { about })] });
  await become(KEY, "sent");
  await save({ messages: [withdrawal] });
  expect(await copyNow()).toMatchObject({ key: KEY, isTakenBack: true });
  await become("w", "sent");
  expect(await copyNow()).toMatchObject({ key: KEY, isTakenBack: true });
});

it("a copy whose withdrawal failed stands still", async () => {
  await save({ messages: [post(KEY, { about })] });
  await become(KEY, "sent");
  await save({ messages: [withdrawal] });
  await become("w", "failed");
  expect(await copyNow()).toEqual({ key: KEY, status: "sent", about });
});

it("a copy that was deleted before it went out is taken back; one that was undone is not", async () => {
  await save({ messages: [post(KEY, { about, holdUntil: later(5_000) })] });
  await save({ messages: [withdrawal] });
  expect(await copyNow()).toMatchObject({ status: "cancelled", isTakenBack: true });
  await save({ history: [{ conversation: "c-1", ticket: 1, type: "undone", source, by: ana }] });
  expect(await copyNow()).toEqual({ key: KEY, status: "cancelled", about });
});

it("of several copies the latest counts, and a deletion forgets the words of all", async () => {
  await save({ messages: [post(KEY, { about }), post(`${KEY}/again-1`, { about })] });
  await become(KEY, "sent");
  await become(`${KEY}/again-1`, "sent");
  expect((await copyNow())?.key).toBe(`${KEY}/again-1`);
  await save({ forgets: [source] });
  const rows = await test.database.outboxMessage.findMany();
  expect(rows.map(({ message }) => "content" in (message as object))).toEqual([false, false]);
});

it("what the requester said, and could not be shown in a thread, is sent again: nothing else, and nowhere else", async () => {
  const to = { thread: "t-1" };
  await save({
    messages: [
      post("said", { about, to }),
      post("notice", { about: { ...about, role: "notice" }, to }),
      post("elsewhere", { about, to: { thread: "t-2" } }),
      post("gone out", { about, to }),
    ],
  });
  await test.database.outboxMessage.updateMany({ data: { status: "failed" } });
  await become("gone out", "sent");
  await save({ retries: [{ thread: "t-1" }] });
  expect(await statuses()).toEqual({
    said: "pending",
    notice: "failed",
    elsewhere: "failed",
    "gone out": "sent",
  });
});
