// Does the store tell, in a direct chat without threads, what a message quotes, and that it stands nowhere else?
import type { MessageRef, Person } from "../../src/desk/model";
import { loadState } from "../../src/store/load";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { conversation, decided, direct, emptyState, later, noted, posted } from "./samples";

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
  await save({
    conversations: [asked("c-bell", ana), asked("c-gate", ana, 1_000), asked("c-of-ben", ben)],
    history: [{ conversation: "c-bell", type: "asked", by: ana, source: inChat("m1") }],
  });
  await sent("c-bell", "b7", ["b7", "b8"]);
  await sent("c-of-ben", "b9", []);
}, 60_000);
afterEach(() => test.drop());

const somebody = (account: string): Person => ({ platform: "sandbox", account, name: account });
const ana = somebody("ana");
const ben = somebody("ben");
const inChat = (messageId: string): MessageRef => ({ in: direct("ana"), messageId });

const asked = (id: string, requester: Person, ms = 0) =>
  conversation({ id, requester, origin: direct(requester.account), lastMessageAt: later(ms) });

const save = (decision: Parameters<typeof decided>[0]) =>
  inTransaction(test.database, (tx) => saveDecision(tx, decided(decision), emptyState, noted));

/** A message of ours in Ana's chat, in several parts. */
const sent = (about: string, messageId: string, parts: string[]) =>
  test.database.outboxMessage.create({
    data: {
      key: `word/${messageId}`,
      about: { role: "notice", conversation: about },
      message: {},
      lane: messageId,
      verb: "post",
      platform: "sandbox",
      status: "sent",
      nextAttemptAt: noted,
      deliveredKey: `sandbox/direct/ana#${messageId}`,
      partKeys: parts.map((part) => `sandbox/direct/ana#${part}`),
    },
  });

const said = (quotes?: MessageRef) =>
  inTransaction(test.database, (tx) =>
    loadState(tx, posted("m9", { by: ana, message: inChat("m9"), ...(quotes && { quotes }) })),
  );

it("a message belongs to the latest conversation, and is in no thread of its own", async () => {
  const state = await said();
  expect(state.conversation?.id).toBe("c-gate");
  expect(state.inOwnThread).toBeUndefined();
});

it.each([
  ["a word of ours", "b7"],
  ["a later part of it", "b8"],
  ["one's own words", "m1"],
])("a message that quotes %s belongs to what that was about", async (_, messageId) => {
  const state = await said(inChat(messageId));
  expect(state.conversation?.id).toBe("c-bell");
  expect(state.inOwnThread).toBe(true);
});

it.each([
  ["what is not known", "b99"],
  ["a word about somebody else's matter", "b9"],
])("a message that quotes %s belongs where it would without", async (_, messageId) => {
  const state = await said(inChat(messageId));
  expect(state.conversation?.id).toBe("c-gate");
  expect(state.inOwnThread).toBeUndefined();
});
