import type { DeskEvent, Press } from "../../src/desk/events";
import type { Conversation, Ticket } from "../../src/desk/model";
import { loadState } from "../../src/store/load";
import { saveDecision } from "../../src/store/save";
import { inTransaction, isConflict } from "../../src/store/transaction";
import { createTestDatabase, type TestDatabase } from "../support/database";
import {
  ana,
  channel,
  conversation,
  dana,
  decided,
  direct,
  emptyState,
  later,
  noted,
  post,
  posted,
  postedIn,
  thread,
  ticket,
} from "./samples";

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
}, 60_000);
afterEach(() => test.drop());

const save = (decision: Parameters<typeof decided>[0], state = emptyState) =>
  inTransaction(test.database, (tx) => saveDecision(tx, decided(decision), state, noted));
const load = (event: DeskEvent) => inTransaction(test.database, (tx) => loadState(tx, event));
/** Solved with a new cable. */
const saveSolved = (number: number, question: string) =>
  save({
    conversations: [conversation({ id: `c-${number}` })],
    ticket: ticket({
      number,
      conversation: `c-${number}`,
      thread: `t-${number}`,
      status: "resolved",
      question,
      resolution: { kind: "solved", note: "A cable", by: dana, at: noted },
    }),
  });
const press = (asked: Partial<Press>, by = ana): DeskEvent => ({
  id: "p",
  at: noted,
  type: "button_pressed",
  by,
  in: direct(),
  press: { action: "solved", ...asked },
});

const file = { platform: "sandbox", id: "f1", name: "jam.png", size: 12, mediaType: "image/png" } as const;

const fullConversation: Required<Conversation> = {
  ...conversation(),
  files: [file],
  offers: [
    {
      article: "printing/paper-jam",
      title: "Paper jam",
      kind: "answer",
      confidence: 0.91,
      at: later(10),
      outcome: "failed",
      walk: [
        { step: "look", title: "Look at it", chose: "It is stuck" },
        { step: "", title: "Toner", article: "printing/toner" },
      ],
    },
    { article: "printing/toner", title: "Toner", kind: "suggestion", confidence: 0.4, at: later(20) },
  ],
  parts: [{ messageId: "m-1", text: "The printer is jammed" }],
  shown: "answer:1",
  leftGuide: "c-0",
  component: "printing",
  site: "lakeside-high",
  formerly: thread("staff-room/m1"),
  status: "ticket",
  ticket: 1,
  wakeAt: later(60_000),
};

/** The store alone says when its words were removed: test/store/retention.test.ts. */
const fullTicket: Required<Omit<Ticket, "textRemovedAt">> = {
  ...ticket(),
  waitingOn: "vendor",
  kind: "incident",
  applied: ["down-for-many"],
  reopenings: 2,
  restedMs: 60_000,
  waits: [{ from: later(7), to: later(8) }],
  firstResponse: { at: later(9), minutes: 1.5 },
  component: "printing",
  site: "lakeside-high",
  priority: "urgent",
  assignedAt: later(5000),
  updateSince: later(6000),
  assignedBy: "auto",
  notAssigned: "full",
  called: [{ for: "on_call", people: ["dana"], nextAt: later(900_000) }],
  reasons: ["Printing goes to the Service Desk", '"everybody" raises the priority'],
  assignee: dana,
  targets: [
    {
      kind: "first_response",
      tier: 2,
      minutes: 30,
      calendar: "school",
      startedAt: noted,
      due: later(1),
      warnAt: later(2),
      state: "running",
    },
    {
      kind: "resolution",
      tier: 2,
      minutes: 480,
      calendar: "school",
      startedAt: later(3),
      due: later(4),
      warnAt: later(5),
      state: "paused",
      minutesLeft: 77,
    },
  ],
  waitingSince: later(6),
  plan: "0123456789abcdef",
  remindersSent: 2,
  openedBy: dana,
  movedAt: later(9),
  mergedInto: 7,
  incident: 12,
  founders: [3, 4],
  toldAll: "relay:1",
  apart: true,
  drafted: true,
  nearest: "printing/jam",
  vendorCase: { vendor: "inkwell", number: "INK204417", at: later(10), by: dana },
  packetDraft: { vendor: "metrolink", text: "From: Help Desk", at: later(11) },
  awaiting: [
    {
      id: "e1",
      by: dana,
      text: "It is mended.",
      files: [],
      mentions: [],
      key: "relay:1",
      shown: "e1/approval",
      source: { in: thread("service-desk/m1"), messageId: "m2" },
    },
  ],
  resolution: { kind: "workaround", note: "Used the other tray", by: dana, at: later(7), confirmed: true },
  rating: 4,
  wakeAt: later(8),
};

describe("what the desk decides", () => {
  it("comes back as it was: every field, and moments as moments", async () => {
    await save({ conversations: [fullConversation], ticket: fullTicket });
    const state = await load(press({ ticket: 1 }));
    expect(state.conversation).toEqual(fullConversation);
    expect(state.ticket).toEqual(fullTicket);
    expect(state.openTickets).toEqual([fullTicket]);
    expect(state.nextTicketNumber).toBe(2);
  });

  it("comes back without what it does not have", async () => {
    await save({ conversations: [conversation()], ticket: ticket() });
    const state = await load(press({ conversation: "c-1" }));
    expect(state.conversation).toStrictEqual(conversation());
    expect((await load(press({ ticket: 1 }))).ticket).toStrictEqual(ticket());
  });

  it("is changed in place, and its version counts on", async () => {
    await save({ conversations: [fullConversation], ticket: fullTicket });
    const loaded = await load(press({ ticket: 1 }));
    await save(
      { conversations: [conversation({ status: "ended" })], ticket: ticket({ status: "resolved" }) },
      loaded,
    );
    const state = await load(press({ ticket: 1 }));
    expect(state.conversation).toStrictEqual(conversation({ status: "ended", version: 2 }));
    expect(state.ticket).toStrictEqual(ticket({ status: "resolved", version: 2 }));
  });

  it("changes a ticket that was loaded as one of the requester's own", async () => {
    await save({ conversations: [conversation()], ticket: ticket() });
    const state = await load(postedIn(direct("elsewhere"), "m"));
    await save({ ticket: ticket({ rating: 5 }) }, state);
    expect((await load(press({ ticket: 1 }))).ticket?.rating).toBe(5);
  });

  it("is refused when somebody changed the ticket meanwhile", async () => {
    await save({ conversations: [conversation()], ticket: ticket() });
    const stale = await load(press({ ticket: 1 }));
    await save({ ticket: ticket({ assignee: dana }) }, stale);
    const second = save({ ticket: ticket({ assignee: ana }) }, stale);
    await expect(second).rejects.toThrow("The ticket has changed meanwhile");
    expect((await load(press({ ticket: 1 }))).ticket?.assignee).toEqual(dana);
  });

  it("is refused when the ticket's number is taken, so that it runs again with another", async () => {
    await save({ conversations: [conversation()], ticket: ticket() });
    const refusal: unknown = await save({
      conversations: [conversation({ id: "c-2" })],
      ticket: ticket({ conversation: "c-2" }),
    }).catch((error: unknown) => error);
    expect(isConflict(refusal)).toBe(true);
  });

  it("keeps an e-mail address and a key that the platform does not send this time, and takes a new name", async () => {
    await save({ conversations: [conversation()] });
    const { email: _email, key: _key, ...bare } = ana;
    await save({ conversations: [conversation({ id: "c-2", requester: { ...bare, name: "Ana Diaz" } })] });
    expect((await load(press({ conversation: "c-1" }))).conversation?.requester).toEqual({
      ...ana,
      name: "Ana Diaz",
    });
  });

  it("may hold NUL, half an emoji, quotes and a million characters", async () => {
    const nasty = 'a\0b \uD83D \'; DROP TABLE "Ticket"; --';
    const question = `${nasty}${"x".repeat(1_000_000)}`;
    await save({
      conversations: [conversation({ question, parts: [{ messageId: "1", text: nasty }] })],
      history: [{ conversation: "c-1", type: "asked", text: question }],
      messages: [
        post("k", { content: { summary: nasty, blocks: [{ kind: "quote", from: "Ana", text: question }] } }),
      ],
    });
    const state = await load(press({ conversation: "c-1" }));
    expect(state.conversation?.question).toBe(question.replace("\0", "").replace("\uD83D", "\uFFFD"));
    expect(state.conversation?.parts[0]?.text).toBe('ab \uFFFD \'; DROP TABLE "Ticket"; --');
  });
});

describe("what the desk is told", () => {
  const inThread = thread("service-desk/m1");
  const openThread = async (): Promise<void> => {
    await test.database.outboxMessage.create({
      data: {
        key: "card:1",
        lane: "thread/t-1",
        verb: "post",
        platform: "sandbox",
        message: {},
        about: {},
        opens: "t-1",
        status: "sent",
        nextAttemptAt: noted,
        threadKey: "sandbox/thread/service-desk/m1",
      },
    });
  };

  it("for a message in an escalation thread: its ticket and the requester's conversation", async () => {
    await save({ conversations: [conversation({ ticket: 1, status: "ticket" })], ticket: ticket() });
    await openThread();
    const state = await load({ ...postedIn(inThread, "m"), by: dana });
    expect(state.ticket?.number).toBe(1);
    expect(state.conversation?.id).toBe("c-1");
    expect(state.openTickets).toEqual([]);
  });

  it("for a message where the requester asked: the latest conversation there, and its ticket", async () => {
    await save({
      conversations: [conversation({ ticket: 1, lastMessageAt: later(5) }), conversation({ id: "c-0" })],
      ticket: ticket(),
    });
    const state = await load(postedIn(direct(), "m"));
    expect(state.conversation?.id).toBe("c-1");
    expect(state.ticket?.number).toBe(1);
  });

  it("for a message in a channel: the conversation in the thread under it", async () => {
    await save({ conversations: [conversation({ origin: thread("service-desk/9") })] });
    const state = await load(
      posted("m", { message: { in: channel, messageId: "9" }, replyIn: thread("service-desk/9") }),
    );
    expect(state.conversation?.id).toBe("c-1");
  });

  it("for anybody: their own tickets that are not closed, the one last spoken of first, twenty at most", async () => {
    for (let number = 1; number <= 23; number++) {
      const id = `c-${number}`;
      await save({
        conversations: [conversation({ id })],
        ticket: ticket({
          number,
          conversation: id,
          thread: id,
          lastSpokenAt: later(number),
          status: number === 22 ? "closed" : "open",
        }),
      });
    }
    const own = (await load(postedIn(direct("x"), "m"))).openTickets.map(({ number }) => number);
    expect(own).toEqual([23, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
    expect((await load({ ...postedIn(direct("x"), "m"), by: dana })).openTickets).toEqual([]);
  });

  it("for an edit or a deletion: where the message went, and how its copy stands", async () => {
    const source = { in: direct(), messageId: "m-7" };
    await save({
      conversations: [conversation({ ticket: 1 })],
      ticket: ticket(),
      history: [{ conversation: "c-1", ticket: 1, type: "requester_wrote", source, text: "secret", by: ana }],
      messages: [post("relay:sandbox/direct/ana#m-7", { holdUntil: later(5000) })],
    });
    const state = await load({ id: "d", type: "message_deleted", at: noted, message: source });
    expect(state.ticket?.number).toBe(1);
    expect(state.conversation?.id).toBe("c-1");
    expect(state.copy).toMatchObject({ key: "relay:sandbox/direct/ana#m-7", status: "held" });
    expect(state.copy?.about.role).toBeDefined();
  });

  it("for a press on what does not exist: nothing, and no error", async () => {
    for (const asked of [{ ticket: 99 }, { ticket: 1e20 }, { ticket: 1.5 }, { conversation: "gone" }]) {
      const state = await load(press(asked));
      expect(state.ticket).toBeUndefined();
      expect(state.conversation).toBeUndefined();
    }
  });

  it("for a deadline, a receipt or a command: their subject", async () => {
    await save({ conversations: [conversation({ ticket: 1 })], ticket: ticket() });
    const events: DeskEvent[] = [
      { id: "1", at: noted, type: "deadline_reached", subject: { ticket: 1 }, dueAt: noted },
      { id: "2", at: noted, type: "deadline_reached", subject: { conversation: "c-1" }, dueAt: noted },
      {
        id: "3",
        at: noted,
        type: "delivery_failed",
        key: "k",
        about: { role: "reply", ticket: 1 },
        reason: "gone",
      },
      { id: "4", at: noted, type: "command_given", by: ana, in: direct(), text: "status" },
    ];
    for (const event of events) {
      const state = await load(event);
      expect([state.ticket?.number, state.conversation?.id]).toEqual([1, "c-1"]);
    }
  });

  it("for a question: how like ones were solved, the most alike first", async () => {
    const solved = [
      ["The projector in room 12 shows no picture", "Replaced the HDMI cable of the projector"],
      ["Projector picture is pink", "Pushed the cable in"],
      ["I forgot my password", "Reset it"],
      ["The projector hums", "Dust"],
    ] as const;
    for (const [index, [question, note]] of solved.entries()) {
      const number = index + 1;
      await save({
        conversations: [conversation({ id: `c-${number}` })],
        ticket: ticket({
          number,
          conversation: `c-${number}`,
          thread: `t-${number}`,
          status: "resolved",
          question,
          resolution: { kind: "solved", note, by: dana, at: noted },
        }),
      });
    }
    const { similar } = await load(
      posted("m", {
        by: dana,
        text: "No picture from the projector & it's <b>dark</b> | !",
        replyIn: direct("new"),
        message: { in: direct("new"), messageId: "m" },
      }),
    );
    expect(similar.map(({ number }) => number)).toEqual([1, 2]);
    expect(similar[0]).toEqual({ number: 1, question: solved[0][0], resolution: solved[0][1] });
  });

  it("for a question: an old one in rare words is found beside any number of newer ones in common words", async () => {
    const texts = [
      "The oscilloscope of the lab flickers",
      ...Array.from({ length: 70 }, () => "The printer flickers"),
    ];
    for (const [index, question] of texts.entries()) await saveSolved(index + 1, question);
    const { similar } = await load(
      posted("m", { text: "our oscilloscope flickers", replyIn: direct("new") }),
    );
    expect(similar.map(({ number }) => number)).toEqual([1]);
  });

  it("for a question: one that was reopened is not shown, nor is one by words that it does not have any more", async () => {
    await saveSolved(1, "The oscilloscope of the lab flickers");
    await saveSolved(2, "The oscilloscope of the hall flickers");
    const open = await load(press({ ticket: 1 }));
    const { resolution: _none, ...reopened } = ticket({ ...open.ticket, status: "open" });
    await save({ ticket: reopened }, open);
    const solved = await load(press({ ticket: 2 }));
    await save({ ticket: ticket({ ...solved.ticket, question: "The screen" }) }, solved);
    expect(await test.database.solvedWord.findMany({ select: { word: true, number: true } })).toEqual([
      { word: "cabl", number: 2 },
      { word: "screen", number: 2 },
    ]);
  });

  it("for a deleted message: its words are gone from the story and the copy", async () => {
    const source = { in: direct(), messageId: "m-7" };
    await save({
      conversations: [conversation()],
      history: [{ conversation: "c-1", type: "requester_wrote", source, text: "my secret" }],
      messages: [post("relay:sandbox/direct/ana#m-7", { content: { summary: "my secret", blocks: [] } })],
    });
    await test.database.outboxMessage.updateMany({ data: { status: "sent" } });
    await save({ forgets: [source] });
    const [entry] = await test.database.historyEntry.findMany();
    const [copy] = await test.database.outboxMessage.findMany();
    expect(entry?.text).toBeNull();
    expect(JSON.stringify(copy?.message)).not.toContain("secret");
  });
});
