import { createMemoryDesk } from "../support/memory-desk";
import { ana, dana, direct, eli, peopleAt, staffRoom } from "../support/people";
import { aPlan, theRules } from "../support/rules";
import { relayKey } from "../../src/desk/address";
import type { MessageRef } from "../../src/desk/model";

/** Nothing in the knowledge base fits it. */
const UNKNOWN = "the smartboard in room 12 is upside down";

const aDesk = (plan = aPlan()) => {
  const desk = createMemoryDesk(theRules(plan));
  const people = peopleAt(desk);
  return {
    desk,
    ...people,
    chat: () => desk.shownAt(direct(ana)),
    inThread: (ticket = 1) => desk.shownAt({ thread: `ticket-${ticket}` }).join("\n"),
    undo: (by: typeof ana, message: MessageRef, ticket = 1) =>
      people.presses(by, { action: "undo_reply", ticket, argument: relayKey(message) }, message.in),
    marks: (message: MessageRef) =>
      [...desk.rows.values()].flatMap(({ message: m }) =>
        m.verb === "mark" && m.message.messageId === message.messageId ? [m.mark.state] : [],
      ),
  };
};

describe("an undone reply", () => {
  test("shows at its own message that it was taken back", () => {
    const { says, saysInThread, undo, marks } = aDesk();
    says(ana, UNKNOWN);
    const reply = saysInThread(dana, 1, "wrong window");
    undo(dana, reply);
    expect(marks(reply)).toEqual(["held", "withdrawn"]);
  });

  test("does not go out when it is edited afterwards, and its author is told", () => {
    const { says, saysInThread, undo, edits, chat, desk } = aDesk();
    says(ana, UNKNOWN);
    const reply = saysInThread(dana, 1, "wrong window");
    undo(dana, reply);
    edits(dana, reply, "the right words");
    desk.forward(60_000);
    expect(chat().join()).not.toContain("the right words");
    expect(desk.shownAt(reply.in).at(-1)).toContain("Write it again, as a new message");
  });

  test("was undone by its author: a colleague cannot", () => {
    const { says, saysInThread, undo, chat, desk } = aDesk();
    says(ana, UNKNOWN);
    const reply = saysInThread(dana, 1, "on my way");
    undo(eli, reply);
    desk.forward(60_000);
    expect(chat().at(-1)).toContain("on my way");
  });

  test("belongs to the ticket it is undone on", () => {
    const { says, saysInThread, undo, chat, desk } = aDesk();
    says(ana, UNKNOWN);
    says(ana, "new: the bell rings at night");
    const reply = saysInThread(dana, 1, "on my way");
    undo(dana, reply, 2);
    desk.forward(60_000);
    expect(chat().at(-1)).toContain("on my way");
  });
});

describe("an edit of a relayed message", () => {
  test("by a requester who wrote from elsewhere stays the requester's word, in the thread", () => {
    const { says, edits, inThread, chat } = aDesk();
    says(ana, UNKNOWN);
    const replyIn = { platform: "sandbox", kind: "thread", id: "staff-room/m1" } as const;
    const more = says(ana, "HD-1: it fell of", { in: staffRoom, replyIn, addressed: true });
    edits(ana, more, "HD-1: it fell off");
    expect(inThread()).toContain("Ana Lopez: HD-1: it fell off (edited)");
    expect(chat().join()).not.toContain("fell off");
  });

  test("keeps `reply:` to itself, as the reply did", () => {
    const { says, saysInThread, edits, chat, desk } = aDesk();
    says(ana, UNKNOWN);
    const reply = saysInThread(dana, 1, "reply: I come at tne");
    desk.forward(6000);
    edits(dana, reply, "reply: I come at ten");
    expect(chat().at(-1)).toBe("Dana Brooks, Help Desk · HD-1: I come at ten (edited)\n(Reply to HD-1…)");
  });

  test("does not take a reply back because the ticket has gone to a tier whose threads are notes", () => {
    const plan = aPlan();
    const tiers = plan.tiers.map((t) => (t.number === 3 ? { ...t, relay: "notes" as const } : t));
    const { says, saysInThread, edits, submits, chat, desk } = aDesk({ ...plan, tiers });
    says(ana, "open a ticket: the wifi in the gym drops every noon");
    const reply = saysInThread(dana, 1, "I asked the enginers");
    desk.forward(6000);
    submits(dana, { action: "escalate", ticket: 1 }, { text: "please look" });
    edits(dana, reply, "I asked the engineers");
    expect(chat().join()).toContain("I asked the engineers");
  });
});

describe("a deleted message that its author brings back", () => {
  test("of a requester: its words are in the thread again, once", () => {
    const { says, deletes, edits, inThread } = aDesk();
    says(ana, UNKNOWN);
    const more = says(ana, "it is the left one");
    deletes(more);
    expect(inThread()).not.toContain("the left one");
    edits(ana, more, "it is the left one");
    expect(inThread().split("it is the left one").length).toBe(2);
  });

  test("is edited, deleted and brought back as before", () => {
    const { says, deletes, edits, inThread } = aDesk();
    says(ana, UNKNOWN);
    const more = says(ana, "it is the left one");
    deletes(more);
    edits(ana, more, "it is the left one");
    edits(ana, more, "it is the right one");
    expect(inThread()).toContain("it is the right one (edited)");
    deletes(more);
    expect(inThread()).not.toContain("it is the right one");
    edits(ana, more, "it is the right one");
    expect(inThread()).toContain("it is the right one");
  });

  test("of a technician: the requester reads it again, after the hold", () => {
    const { says, saysInThread, deletes, edits, chat, marks, desk } = aDesk();
    says(ana, UNKNOWN);
    const reply = saysInThread(dana, 1, "I come at ten");
    desk.forward(6_000);
    deletes(reply);
    expect(chat().join()).not.toContain("at ten");
    edits(dana, reply, "I come at ten");
    expect(chat().join()).not.toContain("at ten");
    desk.forward(6_000);
    expect(chat().join()).toContain("at ten");
    expect(marks(reply).at(-1)).toBe("delivered");
  });

  test("while it was still held: it goes out after all", () => {
    const { says, saysInThread, deletes, edits, chat, desk } = aDesk();
    says(ana, UNKNOWN);
    const reply = saysInThread(dana, 1, "I come at ten");
    deletes(reply);
    edits(dana, reply, "I come at ten");
    desk.forward(6_000);
    expect(chat().filter((text) => text.includes("at ten"))).toHaveLength(1);
  });

  test("after it was undone: it still does not go out", () => {
    const { says, saysInThread, deletes, edits, undo, chat, desk } = aDesk();
    says(ana, UNKNOWN);
    const reply = saysInThread(dana, 1, "wrong window");
    undo(dana, reply);
    deletes(reply);
    edits(dana, reply, "wrong window");
    desk.forward(60_000);
    expect(chat().join()).not.toContain("wrong window");
  });

  test("as a note: it stays inside", () => {
    const { says, saysInThread, deletes, edits, chat, marks, desk } = aDesk();
    says(ana, UNKNOWN);
    const reply = saysInThread(dana, 1, "she is new here");
    desk.forward(6_000);
    deletes(reply);
    edits(dana, reply, "note: she is new here");
    desk.forward(6_000);
    expect(chat().join()).not.toContain("new here");
    expect(marks(reply).at(-1)).toBe("note");
  });

  test("on a ticket that is closed by now: the technician is told that nobody gets it", () => {
    const { says, saysInThread, deletes, edits, presses, chat, desk } = aDesk();
    says(ana, UNKNOWN);
    const reply = saysInThread(dana, 1, "I come at ten");
    desk.forward(6_000);
    deletes(reply);
    presses(ana, { action: "cancel", ticket: 1 });
    edits(dana, reply, "I come at ten");
    desk.forward(6_000);
    expect(chat().join()).not.toContain("at ten");
    expect(desk.shownAt(reply.in).at(-1)).toContain("is closed");
  });

  test("again and again: at some time it has to be written anew, and its author reads that", () => {
    const { says, deletes, edits, desk } = aDesk();
    says(ana, UNKNOWN);
    const more = says(ana, "it is the left one");
    for (let time = 0; time < 20; time++) {
      deletes(more);
      edits(ana, more, "it is the left one");
    }
    expect(desk.shownAt(direct(ana)).at(-1)).toContain("Write it again, as a new message");
  });
});
