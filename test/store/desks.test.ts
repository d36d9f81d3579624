// Does the store keep desks, workspaces and the threads of direct chats apart, and find what belongs together?
import type { DeskEvent } from "../../src/desk/events";
import type { Address, Person } from "../../src/desk/model";
import { loadState } from "../../src/store/load";
import { mostAsked } from "../../src/store/most-asked";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { conversation, decided, emptyState, later, noted, post, posted, ticket } from "./samples";

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
}, 60_000);
afterEach(() => test.drop());

const uma: Person = { platform: "slack", workspace: "T1", account: "U1", name: "Uma North" };
const chat: Address = { platform: "slack", workspace: "T1", kind: "direct", id: "U1" };
const under = (root: string): Address => ({ ...chat, root });

const save = (decision: Parameters<typeof decided>[0]) =>
  inTransaction(test.database, (tx) => saveDecision(tx, decided(decision), emptyState, noted));
const load = (event: DeskEvent, desk?: string) =>
  inTransaction(test.database, (tx) => loadState(tx, event, desk));
const says = (replyIn: Address, by = uma): DeskEvent =>
  posted("m", { by, message: { in: { ...chat, id: by.account }, messageId: "m" }, replyIn });
const sent = (key: string, about: object, messageId: string) =>
  test.database.outboxMessage.create({
    data: {
      key,
      about,
      message: {},
      lane: key,
      verb: "post",
      platform: "slack",
      status: "sent",
      nextAttemptAt: noted,
      delivered: { message: { in: chat, messageId } },
      deliveredKey: `slack/direct/T1/U1#${messageId}`,
    },
  });

const asked = (id: string, changes: object = {}) =>
  conversation({ id, requester: uma, origin: under(id), ...changes });

describe("in a direct chat with threads", () => {
  it("a message under the question belongs to that conversation, whichever is the latest", async () => {
    await save({ conversations: [asked("q1"), asked("q2", { lastMessageAt: later(1_000) })] });
    const state = await load(says(under("q1")), "main");
    expect(state.conversation?.id).toBe("q1");
    expect(state.inOwnThread).toBe(true);
  });

  it("a message under one of our messages belongs to what that was about", async () => {
    await save({ conversations: [asked("q1"), asked("q2", { lastMessageAt: later(1_000) })] });
    await sent("ticket-opened", { role: "notice", conversation: "q1" }, "b7");
    const state = await load(says(under("b7")), "main");
    expect(state.conversation?.id).toBe("q1");
    expect(state.inOwnThread).toBe(true);
  });

  it("a message outside the threads belongs to the latest conversation, and is not in its thread", async () => {
    await save({ conversations: [asked("q1"), asked("q2", { lastMessageAt: later(1_000) })] });
    const state = await load(says(under("new")), "main");
    expect(state.conversation?.id).toBe("q2");
    expect(state.inOwnThread).toBeUndefined();
  });

  it("the same account in another workspace is somebody else", async () => {
    await save({ conversations: [asked("q1")], ticket: ticket({ requester: uma, origin: under("q1") }) });
    const other: Person = { ...uma, workspace: "T2" };
    const state = await load(
      posted("m", {
        by: other,
        message: { in: { ...chat, workspace: "T2" }, messageId: "m" },
        replyIn: { ...chat, workspace: "T2", root: "m" },
      }),
      "main",
    );
    expect(state.conversation).toBeUndefined();
    expect(state.openTickets).toEqual([]);
  });
});

describe("another desk's", () => {
  const press = (number: number, values: Record<string, string> = {}): DeskEvent => ({
    id: "p",
    at: noted,
    type: "form_submitted",
    by: uma,
    in: chat,
    press: { action: "merge", ticket: number },
    values,
  });

  beforeEach(async () => {
    await save({
      conversations: [asked("c-1", { desk: "north" })],
      ticket: ticket({ desk: "north", requester: uma, question: "The purple projector flickers" }),
      history: [{ conversation: "c-1", type: "answered", text: "beamers/flicker" }],
    });
  });

  it("ticket is unknown, by its number as well as by a form that names it", async () => {
    expect((await load(press(1), "south")).ticket).toBeUndefined();
    expect((await load(press(1), "north")).ticket?.number).toBe(1);
    expect((await load(press(9, { ticket: "HD-1" }), "south")).otherTicket).toBeUndefined();
    expect((await load(press(9, { ticket: "HD-1" }), "north")).otherTicket?.number).toBe(1);
  });

  it("conversation is unknown", async () => {
    const event: DeskEvent = {
      id: "p",
      at: noted,
      type: "button_pressed",
      by: uma,
      in: chat,
      press: { action: "solved", conversation: "c-1" },
    };
    expect((await load(event, "south")).conversation).toBeUndefined();
    expect((await load(event, "north")).conversation?.id).toBe("c-1");
  });

  it("resolved tickets are not like a question of ours", async () => {
    await test.database.ticket.update({
      where: { number: 1 },
      data: { status: "closed", resolution: "A new purple lamp for the projector" },
    });
    await test.database.solvedWord.createMany({
      data: ["purpl", "projector"].map((word) => ({ desk: "north", word, number: 1 })),
    });
    const question = posted("q", { by: { ...uma, account: "U9" }, text: "our purple projector flickers" });
    expect((await load(question, "south")).similar).toEqual([]);
    expect((await load(question, "north")).similar.map(({ number }) => number)).toEqual([1]);
  });

  it("queue, counts and most asked articles are not on our pages", async () => {
    const home: DeskEvent = { id: "h", at: noted, type: "home_opened", by: uma };
    const south = (await load(home, "south")).home;
    expect(south).toMatchObject({ queue: [], mostAsked: [], failedDeliveries: 0 });
    const north = (await load(home, "north")).home;
    expect(north?.queue.map(({ number }) => number)).toEqual([1]);
    expect(await mostAsked(test.database, "north")).toEqual(["beamers/flicker"]);
  });

  it("an event from within belongs to the desk of its ticket", async () => {
    const receipt: DeskEvent = {
      id: "r",
      at: noted,
      type: "message_delivered",
      key: "k",
      about: { role: "card", ticket: 1 },
      delivered: { message: { in: chat, messageId: "b" } },
    };
    expect((await load(receipt)).desk).toBe("north");
  });
});

it("a reaction finds the message it was put on, and its ticket", async () => {
  await save({ conversations: [asked("c-1")], ticket: ticket({ requester: uma }) });
  await sent("relay:1", { role: "reply", ticket: 1, conversation: "c-1" }, "b3");
  const state = await load(
    { id: "t", at: noted, type: "message_thanked", by: uma, message: { in: chat, messageId: "b3" } },
    "main",
  );
  expect(state.copy).toMatchObject({ key: "relay:1", about: { role: "reply" } });
  expect(state.ticket?.number).toBe(1);
});

it("what failed because its place is gone comes with its card, and can be sent again", async () => {
  await save({
    conversations: [asked("c-1")],
    ticket: ticket({ requester: uma, card: "card:1" }),
    messages: [post("card:1"), post("lost")],
  });
  await test.database.outboxMessage.updateMany({ where: { key: "lost" }, data: { status: "failed" } });
  const state = await load({
    id: "f",
    at: noted,
    type: "delivery_failed",
    key: "lost",
    about: { role: "follow_up", ticket: 1 },
    reason: "The channel is archived.",
    gone: { place: { thread: "t-1" }, what: "channel" },
  });
  expect(state.copy).toMatchObject({ key: "card:1", status: "pending" });
  await save({
    retries: [
      { key: "lost", afterMs: 0 },
      { key: "card:1", afterMs: 0 },
    ],
  });
  const rows = await test.database.outboxMessage.findMany({ orderBy: { seq: "asc" } });
  expect(rows.map(({ key, status }) => [key, status])).toEqual([
    ["card:1", "pending"],
    ["lost", "pending"],
  ]);
});

it("a person's organisation is kept while they have another one, and forgotten when they do not", async () => {
  await save({ conversations: [asked("c-1", { requester: { ...uma, outside: "Globex" } })] });
  const outside = async () => (await test.database.person.findFirst())?.outside;
  expect(await outside()).toBe("Globex");
  await save({ conversations: [asked("c-2")] });
  expect(await outside()).toBeNull();
});

describe("a message that may have been seen", () => {
  const rows = () =>
    test.database.outboxMessage.findMany({
      orderBy: { seq: "asc" },
      select: { key: true, status: true, verb: true },
    });

  it("is not taken back or rewritten where it waits: that is a message of its own, which waits for it", async () => {
    await save({ messages: [post("tried", { to: chat })] });
    await test.database.outboxMessage.updateMany({ data: { attempts: 1, error: "The connection broke." } });
    await save({
      messages: [{ key: "gone", about: { role: "reply" }, verb: "withdraw", to: chat, of: "tried" }],
    });
    expect(await rows()).toEqual([
      { key: "tried", status: "pending", verb: "post" },
      { key: "gone", status: "pending", verb: "withdraw" },
    ]);
  });

  it("that nobody can have seen is taken back where it waits", async () => {
    await save({ messages: [post("new", { to: chat })] });
    await save({
      messages: [{ key: "gone", about: { role: "reply" }, verb: "withdraw", to: chat, of: "new" }],
    });
    expect(await rows()).toEqual([{ key: "new", status: "cancelled", verb: "post" }]);
  });
});

describe("what goes to another place", () => {
  const open: Address = { platform: "slack", workspace: "T1", kind: "thread", id: "C1/1" };
  const about = { role: "reply" as const, conversation: "c-1" };
  const lanes = async () =>
    (await test.database.outboxMessage.findMany({ orderBy: { seq: "asc" } })).map(({ key, lane, status }) => [
      key,
      lane,
      status,
    ]);

  it("is one message by its key, also when it was given up, under the same key", async () => {
    await save({ messages: [post("a", { to: open, about })] });
    await test.database.outboxMessage.updateMany({ data: { status: "failed", attempts: 3 } });
    await save({ readdresses: [{ key: "a", to: chat }] });
    expect(await lanes()).toEqual([["a", "slack/direct/T1/U1", "pending"]]);
  });

  it("is all that waits there about one conversation, and nothing else", async () => {
    const held = { holdUntil: later(5_000) };
    await save({
      messages: [
        post("a", { to: open, about, ...held }),
        post("b", { to: open, about: { ...about, conversation: "c-2" } }),
        post("c", { to: open, about, onlyFor: "U2" }),
      ],
    });
    await save({ readdresses: [{ from: open, to: chat, conversation: "c-1" }] });
    expect(await lanes()).toEqual([
      ["a", "slack/direct/T1/U1", "held"],
      ["b", "slack/thread/T1/C1/1", "pending"],
      ["c", "slack/thread/T1/C1/1", "pending"],
    ]);
  });
});

it("a page of somebody's own waits in no lane of replies", async () => {
  await save({
    messages: [
      { key: "h", about: { role: "home" }, verb: "home", to: chat, content: { summary: "x", blocks: [] } },
    ],
  });
  expect((await test.database.outboxMessage.findFirst())?.lane).toBe("home/slack/direct/T1/U1");
});

it("a technician's own ticket is in their queue, however many others come first", async () => {
  const dana: Person = { ...uma, account: "U2", name: "Dana" };
  const eli: Person = { ...uma, account: "U3", name: "Eli" };
  const others = Array.from({ length: 120 }, (_, i) => i + 2);
  await save({ conversations: [asked("c-1")], ticket: ticket({ requester: uma, assignee: dana }) });
  for (const number of others)
    await save({
      conversations: [asked(`c-${number}`)],
      ticket: ticket({
        number,
        conversation: `c-${number}`,
        thread: `t-${number}`,
        requester: uma,
        assignee: eli,
        wakeAt: later(number),
      }),
    });
  const state = await load({ id: "h", at: noted, type: "home_opened", by: dana }, "main");
  expect(state.home?.queue.map(({ number }) => number)).toEqual([1]);
});

it("a reaction on any part of a long message finds it, and so does a thread below one", async () => {
  await save({ conversations: [asked("q1"), asked("q2", { lastMessageAt: later(1_000) })] });
  await sent("long", { role: "answer", conversation: "q1" }, "b1+b2");
  await test.database.outboxMessage.updateMany({
    data: { partKeys: ["slack/direct/T1/U1#b1", "slack/direct/T1/U1#b2"] },
  });
  const message = { in: chat, messageId: "b2" };
  const thanked = await load({ id: "t", at: noted, type: "message_thanked", by: uma, message }, "main");
  expect(thanked.copy?.key).toBe("long");
  expect((await load(says(under("b1")), "main")).conversation?.id).toBe("q1");
});

it("a thread that was left for a private one finds its conversation, until another begins there", async () => {
  const open: Address = { platform: "slack", workspace: "T1", kind: "thread", id: "C1/1" };
  await save({ conversations: [asked("q1", { origin: chat, formerly: open })] });
  expect((await load(says(open), "main")).conversation).toMatchObject({ id: "q1", formerly: open });
  await save({ conversations: [asked("q2", { origin: open })] });
  expect((await load(says(open), "main")).conversation?.id).toBe("q2");
});

it("two tickets that are merged into each other at once: one of the two finds the other closed", async () => {
  await save({ conversations: [asked("c-1")], ticket: ticket({ requester: uma }) });
  await save({
    conversations: [asked("c-2")],
    ticket: ticket({ number: 2, conversation: "c-2", thread: "t-2", requester: uma }),
  });
  const merge = (number: number, into: number) =>
    inTransaction(test.database, async (tx) => {
      const event: DeskEvent = {
        id: `m${number}`,
        at: noted,
        type: "form_submitted",
        by: uma,
        in: chat,
        press: { action: "merge", ticket: number },
        values: { ticket: `HD-${into}` },
      };
      const state = await loadState(tx, event, "main");
      if (!state.ticket || state.otherTicket?.status === "closed") return "refused";
      const merged = { ...state.ticket, status: "closed" as const, mergedInto: into };
      await saveDecision(tx, decided({ ticket: merged }), state, noted);
      return "merged";
    });
  expect((await Promise.all([merge(1, 2), merge(2, 1)])).toSorted()).toEqual(["merged", "refused"]);
});
