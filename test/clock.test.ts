import { readFileSync } from "node:fs";
import { Prisma } from "../src/generated/prisma/client";
import { createClock } from "../src/clock";
import type { DeskEvent } from "../src/desk/events";
import { saveDecision } from "../src/store/save";
import { storeEvent } from "../src/store/inbox";
import { inTransaction } from "../src/store/transaction";
import { conversation, decided, emptyState, later, noted, posted, ticket } from "./store/samples";
import { createTestDatabase, type TestDatabase } from "./support/database";
import { createMovableClock, type MovableClock } from "./support/movable-clock";

let test: TestDatabase;
let clock: MovableClock;
let told: DeskEvent[];
beforeEach(async () => {
  test = await createTestDatabase();
  clock = createMovableClock(noted.toISOString());
  told = [];
}, 60_000);
afterEach(() => test.drop());

const dayMs = 86_400_000;

const create = (
  receive = async (event: DeskEvent): Promise<void> => void told.push(event),
  desks?: readonly string[],
) =>
  createClock({
    database: test.database,
    receive,
    now: clock.now,
    everyMs: 60_000,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    ...(desks && { desks }),
  });

const save = (decision: Parameters<typeof decided>[0]): Promise<void> =>
  inTransaction(test.database, (tx) => saveDecision(tx, decided(decision), emptyState, noted));

it("tells a deadline when it has come, not before", async () => {
  await save({ conversations: [conversation()], ticket: ticket({ wakeAt: later(1000) }) });
  clock.forward(999);
  await create().tick();
  expect(told).toEqual([]);
  clock.forward(1);
  await create().tick();
  expect(told).toEqual([
    {
      id: "deadline/ticket/1/2026-03-02T15:00:01.000Z/1",
      type: "deadline_reached",
      at: later(1000),
      subject: { ticket: 1 },
      dueAt: later(1000),
    },
  ]);
});

it("tells the same moment again once the ticket has changed: what is due then is due again", async () => {
  await save({ conversations: [conversation()], ticket: ticket({ wakeAt: later(1000) }) });
  clock.forward(1000);
  await create().tick();
  await test.database.ticket.update({ where: { number: 1 }, data: { version: { increment: 1 } } });
  await create().tick();
  expect(new Set(told.map(({ id }) => id)).size).toBe(2);
});

it("tells conversations' deadlines too, the earliest first", async () => {
  await save({
    conversations: [conversation({ wakeAt: later(2) }), conversation({ id: "c-2", wakeAt: later(1) })],
    ticket: ticket({ wakeAt: later(3) }),
  });
  clock.forward(10);
  await create().tick();
  expect(told.map(({ id }) => id.split("/").slice(1, 3).join(" "))).toEqual([
    "conversation c-2",
    "conversation c-1",
    "ticket 1",
  ]);
});

it("makes one event of a deadline, told twice by two processes", async () => {
  await save({ conversations: [conversation()], ticket: ticket({ wakeAt: later(1) }) });
  clock.forward(10);
  const receive = async (event: DeskEvent): Promise<void> =>
    void (await storeEvent(test.database, event, clock.now()));
  await Promise.all([create(receive).tick(), create(receive).tick()]);
  expect(await test.database.inboxEvent.count()).toBe(1);
});

it("tells nothing of a desk that is not served any more, however much is due there: the others' clocks go on", async () => {
  await save({ conversations: [conversation()], ticket: ticket({ wakeAt: later(1000) }) });
  await test.database.$executeRaw`
    INSERT INTO "Conversation" (id, desk, "requesterId", origin, "originKey", "chatKey", status, question, files, parts, offers,
                                "askedAt", "lastMessageAt", "wakeAt", version)
    SELECT 'gone-' || n, 'gone', "requesterId", origin, "originKey", "chatKey", status, question, files, parts, offers,
           "askedAt", "lastMessageAt", ${later(1)}, 1
      FROM "Conversation", generate_series(1, 150) n`;
  clock.forward(1000);
  await create(undefined, ["main"]).tick();
  expect(told.map((event) => "subject" in event && event.subject)).toEqual([{ ticket: 1 }]);
});

it("looks once at tickets of an earlier version that no clock would look at any more", async () => {
  const statuses = ["open", "waiting", "resolved", "closed"] as const;
  for (const [i, status] of statuses.entries()) {
    const [number, id, thread] = [i + 1, `c-${i + 1}`, `t-${i + 1}`];
    await save({
      conversations: [conversation({ id })],
      ticket: ticket({ number, conversation: id, thread, status }),
    });
  }
  const sql = readFileSync("prisma/migrations/20261126120000_no_ticket_forgotten/migration.sql", "utf8");
  await test.database.$executeRaw(Prisma.raw(sql));
  clock.forward(Date.now() - noted.getTime() + dayMs);
  await create().tick();
  expect(told.map((event) => "subject" in event && event.subject)).toEqual([{ ticket: 1 }, { ticket: 2 }]);
});

it("wakes at the moment itself, long before its regular look", async () => {
  await save({ conversations: [conversation()], ticket: ticket({ wakeAt: later(20) }) });
  let hear: (event: DeskEvent) => void;
  const heard = new Promise<DeskEvent>((resolve) => (hear = resolve));
  const running = create(async (event) => hear(event));
  running.start();
  setTimeout(() => clock.forward(20), 1);
  expect(await heard).toMatchObject({ subject: { ticket: 1 } });
  await running.stop();
});

it("forgets handled events after thirty days, and only those", async () => {
  for (const id of ["old", "recent", "waiting"]) await storeEvent(test.database, posted(id), noted);
  const handledAt = async (id: string, at: Date): Promise<void> =>
    void (await test.database.inboxEvent.update({
      where: { id },
      data: { status: "handled", handledAt: at },
    }));
  clock.forward(31 * dayMs);
  await handledAt("old", noted);
  await handledAt("recent", new Date(clock.now().getTime() - 29 * dayMs));
  await create().tick();
  const left = (await test.database.inboxEvent.findMany({ orderBy: { seq: "asc" } })).map(({ id }) => id);
  expect(left).toEqual(["recent", "waiting"]);
});
