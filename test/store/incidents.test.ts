// Does the store know of an incident what the desk is to tell, and of no other desk's?
import type { DeskEvent } from "../../src/desk/events";
import type { Ticket } from "../../src/desk/model";
import { loadState } from "../../src/store/load";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { content, conversation, decided, emptyState, noted, post, posted, ticket } from "./samples";

let store: TestDatabase;
beforeEach(async () => {
  store = await createTestDatabase();
}, 60_000);
afterEach(() => store.drop());

const save = (decision: Parameters<typeof decided>[0]) =>
  inTransaction(store.database, (tx) => saveDecision(tx, decided(decision), emptyState, noted));
const load = (event: DeskEvent, desk?: string) =>
  inTransaction(store.database, (tx) => loadState(tx, event, desk));

async function has(number: number, changes: Partial<Ticket>): Promise<void> {
  const id = `c-${number}`;
  const { desk = "main" } = changes;
  const saved = { ...ticket(), number, conversation: id, thread: `ticket-${number}`, ...changes };
  await save({ conversations: [{ ...conversation(), id, desk }], ticket: saved });
}

it("an incident that is called for is made of its own desk's tickets", async () => {
  await has(1, { desk: "east" });
  await has(2, { desk: "east" });
  await has(3, {});
  const state = await load({ type: "incident_called_for", id: "called", at: noted, ticket: 1 });
  expect(state.desk).toBe("east");
  expect(state.standing.map(({ number }) => number)).toEqual([2, 1]);
});

it("what was taken back from all is not told to whoever reports it later", async () => {
  await has(1, { incident: 1, toldAll: "told" });
  await save({ messages: [post("told", { content: content("Bob broke it") })] });
  await store.database.outboxMessage.updateMany({ data: { status: "sent" } });
  const told = async () => (await load(posted("m"), "main")).incidents[0]?.told?.summary;
  expect(await told()).toBe("Bob broke it");
  const about = { role: "reply" as const };
  await save({ messages: [{ key: "gone", about, verb: "withdraw", to: post("told").to, of: "told" }] });
  expect(await told()).toBeUndefined();
});
