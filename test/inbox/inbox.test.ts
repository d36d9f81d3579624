import type { Decision } from "../../src/desk/decision";
import type { DeskEvent } from "../../src/desk/events";
import { createHandle, type Decide } from "../../src/handle";
import { createInbox, type Inbox } from "../../src/inbox/inbox";
import { listInbox, retryInbox, storeEvent } from "../../src/store/inbox";
import { ana, conversation, decided, direct, noted, posted, postedIn, thread } from "../store/samples";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createMovableClock, type MovableClock } from "../support/movable-clock";

let test: TestDatabase;
let clock: MovableClock;
let inboxes: Inbox[];
let logged: string[];

beforeEach(async () => {
  test = await createTestDatabase();
  clock = createMovableClock();
  inboxes = [];
  logged = [];
}, 60_000);
afterEach(async () => {
  await Promise.all(inboxes.map((inbox) => inbox.stop()));
  await test.drop();
});

function open(decide: Decide): Inbox {
  const note = (event: string, facts: object): void =>
    void logged.push(`${event} ${JSON.stringify(facts, replacer)}`);
  const inbox = createInbox({
    database: test.database,
    handleNext: createHandle({ database: test.database, decide, now: clock.now }),
    now: clock.now,
    log: { info: note, warn: note, error: note },
  });
  inboxes.push(inbox);
  return inbox;
}
const replacer = (_key: string, value: unknown): unknown =>
  typeof value === "bigint" ? Number(value) : value;

/** Writes each message into the story of a conversation that needs no row of its own. */
const tell = (event: DeskEvent): Decision =>
  decided({
    history:
      event.type === "message_posted"
        ? [{ conversation: event.message.in.id, type: "asked", text: event.text }]
        : [],
  });

const told = async (): Promise<(string | null)[]> =>
  (await test.database.historyEntry.findMany({ orderBy: { id: "asc" } })).map(({ text }) => text);

const statuses = async (): Promise<string[]> =>
  (await test.database.inboxEvent.findMany({ orderBy: { seq: "asc" } })).map(({ status }) => status);

it("handles an event that is delivered eleven times once", async () => {
  const inbox = open(tell);
  await Promise.all(Array.from({ length: 11 }, () => inbox.receive(posted("m"))));
  await inbox.idle();
  await inbox.receive(posted("m"));
  await inbox.idle();
  expect(await told()).toEqual(["text of m"]);
});

it("handles what one place says in the order in which it came, and other places meanwhile", async () => {
  const inbox = open(tell);
  const numbers = Array.from({ length: 12 }, (_, index) => index);
  for (const number of numbers) {
    for (const place of ["a", "b", "c"]) await inbox.receive(postedIn(direct(place), `${place}${number}`));
  }
  await inbox.idle();
  const texts = await told();
  for (const place of ["a", "b", "c"]) {
    const own = texts.filter((text) => text?.startsWith(`text of ${place}`));
    expect(own).toEqual(numbers.map((number) => `text of ${place}${number}`));
  }
});

it("keeps the order of what comes in all at once", async () => {
  const inbox = open(tell);
  const ids = Array.from({ length: 30 }, (_, index) => `m${index}`);
  await Promise.all(ids.map((id) => inbox.receive(posted(id))));
  await inbox.idle();
  expect(await told()).toEqual(ids.map((id) => `text of ${id}`));
});

it("strips NUL and half an emoji, which PostgreSQL refuses, wherever they stand", async () => {
  const inbox = open((event) => {
    if (event.type !== "message_posted") throw new Error("Another event");
    return decided({ history: [{ conversation: event.by.name, type: "asked", text: event.text }] });
  });
  await inbox.receive(posted("m\0", { text: "a\0b\uD83D", by: { ...ana, name: "A\0na" } }));
  await inbox.idle();
  expect(await test.database.historyEntry.findMany()).toMatchObject([
    { conversationId: "Ana", text: "ab\uFFFD" },
  ]);
});

it("goes on elsewhere when one place floods it while its first event waits to be tried again", async () => {
  const inbox = open((event) => {
    if (event.id === "f0") throw new Error("Not yet");
    return tell(event);
  });
  await inbox.receive(postedIn(direct("flood"), "f0"));
  await inbox.idle();
  for (let index = 1; index <= 250; index++) {
    await storeEvent(test.database, postedIn(direct("flood"), `f${index}`), clock.now());
  }
  await inbox.receive(postedIn(direct("ben"), "other"));
  await inbox.idle();
  expect(await told()).toEqual(["text of other"]);
});

it("stores a message of a million characters", async () => {
  const inbox = open(tell);
  await inbox.receive(posted("m", { text: "ä".repeat(1_000_000) }));
  await inbox.idle();
  expect((await told())[0]).toHaveLength(1_000_000);
});

it("keeps the id of what it has handled, not the words", async () => {
  const inbox = open(() => decided());
  await inbox.receive(posted("m", { text: "my secret" }));
  await inbox.idle();
  const rows = await test.database.inboxEvent.findMany();
  expect(rows).toMatchObject([{ id: "m", status: "handled", event: { type: "message_posted" } }]);
});

describe("an event that cannot be handled", () => {
  const failing =
    (ids: string[]): Decide =>
    (event) => {
      if (ids.includes(event.id)) throw new TypeError('cannot read "my secret"');
      return tell(event);
    };
  const exhaust = async (inbox: Inbox): Promise<void> => {
    for (let attempt = 0; attempt < 5; attempt++) {
      inbox.nudge();
      await inbox.idle();
      clock.forward(60_000);
    }
  };

  it("keeps its lane waiting while it is tried again; then it is stuck and the lane goes on", async () => {
    const inbox = open(failing(["bad"]));
    await inbox.receive(posted("bad"));
    await inbox.receive(posted("next"));
    await inbox.idle();
    expect(await told()).toEqual([]);
    await exhaust(inbox);
    expect(await told()).toEqual(["text of next"]);
    expect(await statuses()).toEqual(["stuck", "handled"]);
  });

  it("is shown to the operator with its error, never with what anybody wrote", async () => {
    const inbox = open(failing(["bad"]));
    await inbox.receive(posted("bad", { text: "my secret" }));
    await exhaust(inbox);
    const [line] = await listInbox(test.database, "stuck");
    expect(line).toMatchObject({ lane: "sandbox/direct/ana", type: "message_posted", attempts: 5 });
    expect(line?.error).toMatch(/^TypeError/);
    expect(JSON.stringify([line, logged], replacer)).not.toContain("my secret");
  });

  it("is handled when it is put back after the fix", async () => {
    const bad = ["bad"];
    const inbox = open(failing(bad));
    await inbox.receive(posted("bad"));
    await exhaust(inbox);
    bad.pop();
    expect(await retryInbox(test.database, clock.now())).toBe(1);
    inbox.nudge();
    await inbox.idle();
    expect(await told()).toEqual(["text of bad"]);
  });

  it("saves nothing of what was decided when one part of it cannot be saved", async () => {
    const inbox = open(() =>
      decided({
        history: [{ conversation: "x", type: "asked" }],
        conversations: [conversation({ askedAt: new Date(NaN) })],
      }),
    );
    await inbox.receive(posted("m"));
    await inbox.idle();
    expect(await told()).toEqual([]);
    expect(await test.database.person.count()).toBe(0);
    expect(await listInbox(test.database, "waiting")).toMatchObject([{ attempts: 1 }]);
  });
});

it("is not counted against an event that the database was away", async () => {
  const inbox = open(tell);
  await inbox.receive(posted("m"));
  await inbox.idle();
  const away = createInbox({
    database: test.database,
    handleNext: async () => ({
      outcome: "failed",
      seq: 1n,
      attempts: 0,
      error: Object.assign(new Error("gone"), { code: "ECONNREFUSED" }),
    }),
    now: clock.now,
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  inboxes.push(away);
  await away.receive(posted("n"));
  await away.idle();
  expect(await listInbox(test.database, "waiting")).toMatchObject([{ attempts: 0 }]);
});

it("two processes on one database never handle one event twice, and keep each lane's order", async () => {
  const first = open(tell);
  const second = open(tell);
  const ids = Array.from({ length: 60 }, (_, index) => index);
  await Promise.all(
    ids.map((id) => (id % 2 ? first : second).receive(postedIn(direct(`p${id % 7}`), `${id}`))),
  );
  first.nudge();
  second.nudge();
  await Promise.all([first.idle(), second.idle()]);
  await Promise.all([first.idle(), second.idle()]);
  const texts = await told();
  expect(texts).toHaveLength(60);
  expect(new Set(texts).size).toBe(60);
});

it("counts a conversation that many change at once exactly", async () => {
  // Every event is in a lane of its own and adds an offer to the same conversation: only the versions keep them apart.
  const inbox = open((event, state) => {
    const known = state.conversation ?? conversation({ id: "shared" });
    const offer = { article: event.id, title: "", kind: "answer", confidence: 1, at: noted } as const;
    return decided({ conversations: [{ ...known, offers: [...known.offers, offer] }] });
  });
  const ids = Array.from({ length: 16 }, (_, index) => `e${index}`);
  await Promise.all(
    ids.map((id) =>
      inbox.receive(posted(id, { message: { in: direct(id), messageId: id }, replyIn: direct() })),
    ),
  );
  await inbox.idle();
  const [shared] = await test.database.conversation.findMany();
  expect(((shared?.offers ?? []) as { article: string }[]).map(({ article }) => article).toSorted()).toEqual(
    ids.toSorted(),
  );
});

it("waits a moment for a thread that is just being opened, then takes the message for one of another thread", async () => {
  await test.database.outboxMessage.create({
    data: {
      key: "card",
      lane: "thread/t-1",
      verb: "post",
      platform: "sandbox",
      message: {},
      about: {},
      opens: "t-1",
      status: "sending",
      nextAttemptAt: noted,
    },
  });
  const inbox = open(tell);
  await inbox.receive(postedIn(thread("unknown"), "m"));
  await inbox.idle();
  expect(await told()).toEqual([]);
  for (let times = 0; times < 10; times++) {
    clock.forward(200);
    inbox.nudge();
    await inbox.idle();
  }
  expect(await told()).toEqual(["text of m"]);
});

it("finishes what it has begun before it stops, and takes up the rest at the next start", async () => {
  const inbox = open(tell);
  const ids = Array.from({ length: 30 }, (_, index) => `s${index}`);
  await Promise.all(ids.map((id) => inbox.receive(postedIn(direct(id), id))));
  await inbox.stop();
  const atStop = await statuses();
  expect((await told()).length).toBe(atStop.filter((status) => status === "handled").length);
  const next = open(tell);
  next.start();
  await next.idle();
  await next.idle();
  expect((await told()).length).toBe(30);
});
