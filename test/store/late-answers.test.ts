// Are the questions that got nothing found, their late answers handed out one by one, and is what people wish kept?
import type { Decision, HistoryEntry } from "../../src/desk/decision";
import type { Conversation, Person, Ticket } from "../../src/desk/model";
import {
  keepEditions,
  loadKnownEditions,
  loadLate,
  loadUnanswered,
  nextLateAnswer,
  removeUntold,
  saveKnownEditions,
  saveLateFinds,
} from "../../src/store/late-answers";
import { emptyConversations } from "../../src/store/emptying";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { ana, conversation, dana, decided, emptyState, later, noted, ticket } from "./samples";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
}, 120_000);
afterAll(() => test.drop());
afterEach(async () => {
  const { database } = test;
  await database.historyEntry.deleteMany();
  await database.ticket.deleteMany();
  await database.conversation.deleteMany();
  await database.knownEdition.deleteMany();
  await database.noLateAnswers.deleteMany();
  await database.person.deleteMany();
});

const MINUTE = 60_000;
const DAY = 86_400_000;

const save = (decision: Partial<Decision>, desk = "main"): Promise<void> =>
  inTransaction(test.database, (tx) => saveDecision(tx, decided(decision), { ...emptyState, desk }, noted));

type More = {
  conversation?: Partial<Conversation>;
  ticket?: Partial<Ticket>;
  type?: HistoryEntry["type"];
  desk?: string;
};

/** Asked, and there is a ticket. */
async function asked(number: number, more: More = {}): Promise<string> {
  const id = `c-${number}`;
  const desk = more.desk ?? "main";
  await save(
    {
      conversations: [
        conversation({ id, desk, offers: [], ticket: number, askedAt: noted, ...more.conversation }),
      ],
      ticket: ticket({ number, desk, conversation: id, thread: `t-${number}`, ...more.ticket }),
      history: [{ conversation: id, ticket: number, type: more.type ?? "not_found" }],
    },
    desk,
  );
  return id;
}

const unanswered = async (since = later(-DAY), desk = "main") =>
  (await loadUnanswered(test.database, { desk, since, after: "", limit: 50 })).map(({ id }) => id);

const resolved = (kind: NonNullable<Ticket["resolution"]>["kind"]): Partial<Ticket> => ({
  status: "closed",
  resolution: { kind, note: "So.", by: dana, at: noted },
});

describe("questions that got nothing", () => {
  it("are those that were not found or not helped, and are not solved; others are left out", async () => {
    await asked(1);
    await asked(2, { type: "failed" });
    await asked(3, { type: "asked" });
    await asked(4, { ticket: resolved("solved") });
    await asked(5, { ticket: resolved("no_response") });
    await asked(6, { ticket: { incident: 9 } });
    await asked(7, { conversation: { question: "" } });
    await asked(8, { conversation: { askedAt: later(-2 * DAY) } });
    await asked(9, { desk: "other" });
    expect(await unanswered()).toEqual(["c-1", "c-2", "c-5"]);
    expect(await unanswered(later(-DAY), "other")).toEqual(["c-9"]);
  });

  it("are those too where several were offered and nothing was said on any", async () => {
    const offer = (
      kind: "answer" | "suggestion",
      outcome?: "silent" | "failed",
    ): Conversation["offers"][number] => ({
      article: "wifi",
      title: "Wi-Fi",
      kind,
      confidence: 0.5,
      at: noted,
      ...(outcome && { outcome }),
    });
    const offered = (
      id: string,
      offers: Conversation["offers"],
      status: Conversation["status"] = "ended",
    ) => {
      const { ticket: _none, ...rest } = conversation({ id, offers, status, askedAt: noted });
      return save({ conversations: [rest] });
    };
    await offered("unchosen", [offer("suggestion", "silent"), offer("suggestion", "silent")]);
    await offered("read", [offer("suggestion", "silent"), offer("answer", "silent")]);
    await offered("open", [offer("suggestion")], "offering");
    await offered("helped", [offer("suggestion", "failed")]);
    await offered("nothing", []);
    expect(await unanswered()).toEqual(["open", "unchosen"]);
  });

  it("come in parts, each once, with who asked", async () => {
    for (const number of [1, 2, 3]) await asked(number);
    const part = (after: string) =>
      loadUnanswered(test.database, { desk: "main", since: later(-DAY), after, limit: 2 });
    expect((await part("")).map(({ id }) => id)).toEqual(["c-1", "c-2"]);
    expect(await part("c-2")).toEqual([
      {
        id: "c-3",
        question: conversation().question,
        requester: expect.objectContaining({ account: ana.account }),
        got: [],
      },
    ]);
    expect(await part("c-3")).toEqual([]);
  });
});

describe("what a desk has looked at", () => {
  it("is kept, each edition once; another desk's is its own", async () => {
    await saveKnownEditions(test.database, "main", ["a", "b"], noted);
    await saveKnownEditions(test.database, "main", ["b", "c"], later(5));
    await saveKnownEditions(test.database, "other", ["d"], noted);
    expect(await loadKnownEditions(test.database, "main")).toEqual(new Set(["a", "b", "c"]));
    expect(await loadKnownEditions(test.database, "none")).toEqual(new Set());
  });

  it("is forgotten when it has long stood nowhere; what stands is not, nor what another desk looked at", async () => {
    await saveKnownEditions(test.database, "main", ["old", "stands"], noted);
    await saveKnownEditions(test.database, "other", ["old"], noted);
    const keep = (days: number) =>
      keepEditions(test.database, "main", {
        editions: ["stands", "new"],
        now: later(days * DAY),
        goneSince: later((days - 90) * DAY),
      });
    expect(await keep(90)).toEqual([]);
    expect(await keep(91)).toEqual(["old"]);
    expect(await loadKnownEditions(test.database, "main")).toEqual(new Set(["stands"]));
    expect(await loadKnownEditions(test.database, "other")).toEqual(new Set(["old"]));
  });
});

describe("late answers", () => {
  const pace = (changes: object = {}) => ({
    now: noted,
    dayBegan: later(-6 * 3_600_000),
    aDay: 50,
    spaceMs: MINUTE,
    standing: ["e1", "e2"],
    ...changes,
  });
  const next = async (changes: object = {}, desk = "main") =>
    (await nextLateAnswer(test.database, desk, pace(changes)))?.conversation;
  const found = (id: string, edition = "e1") =>
    saveLateFinds(test.database, "main", [{ conversation: id, article: "wifi", edition }], noted);
  const step = (id: string, status: "told" | "over") =>
    save({ late: { conversation: id, article: "wifi", status } });

  it("are handed out one by one: open tickets first, then the newest question; another desk's are its own", async () => {
    await asked(1, { conversation: { askedAt: later(-3000) } });
    await asked(2, { conversation: { askedAt: later(-1000) }, ticket: resolved("no_response") });
    await asked(3, { conversation: { askedAt: later(-2000) } });
    for (const number of [1, 2, 3]) await found(`c-${number}`);
    expect(await next({}, "other")).toBeUndefined();
    const order: (string | undefined)[] = [];
    for (let turn = 0; turn < 4; turn++) {
      const whose = await next();
      order.push(whose);
      if (whose !== undefined) await step(whose, "over");
    }
    expect(order).toEqual(["c-3", "c-1", "c-2", undefined]);
  });

  it("are the same until the desk has decided, and wait when it says so", async () => {
    await asked(1);
    await found("c-1");
    expect(await next()).toBe("c-1");
    expect(await next()).toBe("c-1");
    await save({
      late: { conversation: "c-1", article: "wifi", status: "waiting", until: later(3_600_000) },
    });
    expect(await next()).toBeUndefined();
    expect(await next({ now: later(3_600_000) })).toBe("c-1");
  });

  it("wait while their article does not stand there as it was found", async () => {
    await asked(1);
    await found("c-1");
    expect(await next({ standing: [] })).toBeUndefined();
    expect(await next({ standing: ["e2"] })).toBeUndefined();
    expect(await next()).toBe("c-1");
  });

  it("keep their distance, and their number a day; the rest come the next day", async () => {
    for (const number of [1, 2, 3]) await asked(number);
    for (const number of [1, 2, 3]) await found(`c-${number}`);
    await step("c-1", "told");
    expect(await next({ now: later(MINUTE - 1) })).toBeUndefined();
    expect(await next({ now: later(MINUTE) })).toBe("c-2");
    expect(await next({ now: later(MINUTE), aDay: 1 })).toBeUndefined();
    expect(await next({ now: later(DAY), dayBegan: later(DAY / 2), aDay: 1 })).toBe("c-2");
    // Just after midnight, too.
    expect(await next({ now: later(MINUTE - 1), dayBegan: later(1) })).toBeUndefined();
  });

  it("are found anew in a mended article, unless they were told", async () => {
    await asked(1);
    await asked(2);
    await found("c-1");
    await found("c-2");
    await step("c-1", "told");
    await step("c-2", "over");
    await found("c-2");
    expect(await next({ now: later(MINUTE) })).toBeUndefined();
    await found("c-1", "e2");
    await found("c-2", "e2");
    expect(await next({ now: later(MINUTE) })).toBe("c-2");
    await step("c-2", "over");
    expect(await next({ now: later(MINUTE) })).toBeUndefined();
  });

  it("do not wait for one that cannot be handled", async () => {
    await asked(1);
    await asked(2, { conversation: { askedAt: later(-1000) } });
    await found("c-1");
    await found("c-2");
    expect(await next()).toBe("c-1");
    const event = { type: "late_answer_due", conversation: "c-1", article: "wifi" };
    await test.database.inboxEvent.create({
      data: { id: "late/c-1", lane: "c-1", event, receivedAt: noted, nextAttemptAt: noted, status: "stuck" },
    });
    expect(await next()).toBe("c-2");
    await test.database.inboxEvent.deleteMany();
    expect(await next()).toBe("c-1");
  });

  it("leave the article's name in the history when people's words go", async () => {
    await asked(1);
    const line = { conversation: "c-1", ticket: 1, type: "answered_late" as const, text: "wifi" };
    await save({ history: [line, { ...line, type: "requester_wrote", text: "it is the attic" }] });
    await inTransaction(test.database, (tx) => emptyConversations(tx, ["c-1"], noted));
    const history = await test.database.historyEntry.findMany({ orderBy: { id: "asc" } });
    expect(history.map(({ text }) => text).filter((text) => text !== null)).toEqual(["wifi"]);
  });

  it("of which nobody was told go when it is too late for them, a few at a time; what was told stays", async () => {
    for (const number of [1, 2, 3, 4]) await asked(number);
    for (const number of [1, 2, 3, 4]) await found(`c-${number}`);
    await step("c-1", "told");
    await step("c-2", "over");
    await asked(5);
    await saveLateFinds(
      test.database,
      "main",
      [{ conversation: "c-5", article: "wifi", edition: "e1" }],
      later(DAY),
    );
    const due = { before: later(1), limit: 2 };
    expect(await removeUntold(test.database, { desk: "other", ...due })).toBe(0);
    expect(await removeUntold(test.database, { desk: "main", ...due })).toBe(2);
    expect(await removeUntold(test.database, { desk: "main", ...due })).toBe(1);
    const left = await test.database.lateAnswer.findMany({ orderBy: { conversationId: "asc" } });
    expect(left.map(({ conversationId }) => conversationId)).toEqual(["c-1", "c-5"]);
  });

  it("go with their conversation", async () => {
    await asked(1);
    await found("c-1");
    await test.database.ticket.deleteMany();
    await test.database.conversation.deleteMany();
    expect(await test.database.lateAnswer.count()).toBe(0);
  });
});

describe("what is known of a requester", () => {
  const onSlack: Person = {
    platform: "slack",
    workspace: "T1",
    account: "U1",
    name: "Ana Lopez",
    email: "ana@lakeside.example",
  };
  const known = async (article = "wifi", edition = "e1") =>
    loadLate(test.database, "main", conversation({ id: "c-1" }), { article, edition });

  it("is that they were told, and when they were last spoken with, on any of their accounts", async () => {
    await asked(1, { conversation: { lastMessageAt: later(-DAY) }, ticket: { lastSpokenAt: later(-DAY) } });
    expect(await known()).toEqual({ isOff: false, heard: false, spokenAt: later(-DAY) });
    await asked(2, {
      conversation: { requester: onSlack, lastMessageAt: later(-2000) },
      ticket: { requester: onSlack, lastSpokenAt: later(-1000) },
    });
    await saveLateFinds(
      test.database,
      "main",
      [{ conversation: "c-2", article: "wifi", edition: "e0" }],
      noted,
    );
    expect((await known()).heard).toBe(false);
    await save({ late: { conversation: "c-2", article: "wifi", status: "told" } });
    expect(await known()).toEqual({ isOff: false, heard: true, spokenAt: later(-1000), toldAt: noted });
    expect((await known("vpn")).heard).toBe(false);
  });

  it("is that they got the article as it is now as an answer", async () => {
    await asked(1);
    const offer = {
      article: "wifi",
      title: "Wi-Fi",
      kind: "answer" as const,
      confidence: 0.9,
      at: noted,
      edition: "e1",
    };
    await asked(2, { conversation: { offers: [offer] } });
    expect((await known("wifi", "e1")).heard).toBe(true);
    const all = { desk: "main", since: later(-DAY), after: "", limit: 50 };
    expect((await loadUnanswered(test.database, all)).map(({ got }) => got)).toEqual([[], ["e1"]]);
    // As it is called since its file was moved.
    expect((await known("rooms/wifi", "e1")).heard).toBe(true);
    expect((await known("wifi", "e2")).heard).toBe(false);
  });

  it("is that they want none, said on any account and taken back on any; each desk has its own", async () => {
    await asked(1);
    await asked(2, { conversation: { requester: onSlack }, ticket: { requester: onSlack } });
    await save({ lateWish: { person: onSlack, isWanted: false } });
    await save({ lateWish: { person: onSlack, isWanted: false } });
    expect((await known()).isOff).toBe(true);
    await save({ lateWish: { person: ana, isWanted: true } }, "other");
    expect((await known()).isOff).toBe(true);
    await save({ lateWish: { person: ana, isWanted: true } });
    expect((await known()).isOff).toBe(false);
  });
});
