import { createHandle, type Decide, type Handled } from "../src/handle";
import { storeEvent } from "../src/store/inbox";
import { claimMessage } from "../src/store/outbox";
import { saveDecision } from "../src/store/save";
import { inTransaction } from "../src/store/transaction";
import {
  ana,
  conversation,
  dana,
  decided,
  direct,
  emptyState,
  later,
  noted,
  post,
  posted,
  ticket,
} from "./store/samples";
import { createTestDatabase, type TestDatabase } from "./support/database";

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
}, 60_000);
afterEach(() => test.drop());

const now = (): Date => noted;
const handleWith = (decide: Decide): (() => Promise<Handled>) =>
  createHandle({ database: test.database, decide, now });

it("says that there is nothing to do", async () => {
  expect(await handleWith(() => decided())()).toEqual({ outcome: "nothing" });
});

it("says why an event led to nothing", async () => {
  await storeEvent(test.database, posted("m"), noted);
  expect(await handleWith(() => decided({ ignored: "small talk" }))()).toMatchObject({
    outcome: "handled",
    ignored: "small talk",
  });
});

it("gives everybody a ticket number of their own, however many ask at once", async () => {
  const openTicket: Decide = (event, state) => {
    const id = event.id;
    const number = state.nextTicketNumber;
    return decided({
      conversations: [conversation({ id, origin: direct(id), ticket: number })],
      ticket: ticket({ number, conversation: id, thread: id, card: id }),
      messages: [post(`card:${id}`)],
    });
  };
  const ids = Array.from({ length: 6 }, (_, index) => `e${index}`);
  for (const id of ids)
    await storeEvent(test.database, posted(id, { message: { in: direct(id), messageId: id } }), noted);
  await Promise.all(ids.map(handleWith(openTicket)));
  const numbers = (await test.database.ticket.findMany({ orderBy: { number: "asc" } })).map(
    (row) => row.number,
  );
  expect(numbers).toEqual([1, 2, 3, 4, 5, 6]);
  expect(await test.database.outboxMessage.count()).toBe(6);
});

it("tells one of two who take a ticket at once that the other was faster", async () => {
  const take: Decide = (event, state) => {
    if (event.type !== "button_pressed" || !state.ticket) throw new Error("Not this event");
    if (state.ticket.assignee) return decided({ ignored: "taken" });
    return decided({ ticket: { ...state.ticket, assignee: event.by } });
  };
  await inTransaction(test.database, (tx) =>
    saveDecision(
      tx,
      decided({ conversations: [conversation({ ticket: 1 })], ticket: ticket() }),
      emptyState,
      noted,
    ),
  );
  // Presses of one ticket share a lane; this one comes by way of the conversation, as a second process's might.
  const press = { type: "button_pressed", at: noted, in: direct() } as const;
  await storeEvent(
    test.database,
    { ...press, id: "1", by: ana, press: { action: "take", ticket: 1 } },
    noted,
  );
  await storeEvent(
    test.database,
    { ...press, id: "2", by: dana, press: { action: "take", conversation: "c-1" } },
    noted,
  );
  const handle = handleWith(take);
  const outcomes = await Promise.all([handle(), handle()]);
  expect(outcomes.filter((outcome) => "ignored" in outcome)).toHaveLength(1);
});

it("an undo either comes before the outbox's claim or finds the message on its way", async () => {
  const undo: Decide = (_event, state) =>
    state.copy?.status === "held" ? decided({ cancels: [state.copy.key] }) : decided({ ignored: "too late" });
  const keys = Array.from({ length: 20 }, (_, index) => `r${index}`);
  await inTransaction(test.database, (tx) =>
    saveDecision(
      tx,
      decided({ messages: keys.map((key) => post(key, { to: direct(key), holdUntil: noted })) }),
      emptyState,
      noted,
    ),
  );
  for (const key of keys) {
    const press = { action: "undo_reply", argument: key } as const;
    await storeEvent(
      test.database,
      { id: `undo ${key}`, type: "button_pressed", at: noted, by: dana, in: direct(key), press },
      noted,
    );
  }
  const handle = handleWith(undo);
  const claim = { worker: "lease/1", now: noted, until: later(20_000) };
  const [undone, claimed] = await Promise.all([
    Promise.all(keys.map(handle)),
    Promise.all(keys.map(() => claimMessage(test.database, "sandbox", claim))),
  ]);
  const sent = claimed.flatMap((message) => (message ? [message.key] : []));
  const refused = undone.filter((outcome) => "ignored" in outcome).length;
  const rows = await test.database.outboxMessage.findMany();
  expect(
    rows
      .filter(({ status }) => status === "sending")
      .map(({ key }) => key)
      .toSorted(),
  ).toEqual(sent.toSorted());
  expect(rows.filter(({ status }) => status === "cancelled")).toHaveLength(keys.length - refused);
  expect(rows.some(({ status }) => status === "held")).toBe(false);
});
