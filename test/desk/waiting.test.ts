import { createMemoryDesk } from "../support/memory-desk";
import { ana, dana, direct, kofi, peopleAt } from "../support/people";
import { aPlan, theRules } from "../support/rules";
import type { OutboundMessage } from "../../src/desk/decision";

/** Nothing in the knowledge base fits it. */
const UNKNOWN = "the smartboard in room 12 is upside down";
const HOUR = 3_600_000;
const ask = { action: "ask_for_more", ticket: 1 } as const;
const resolve = { action: "resolve", ticket: 1 } as const;
const note = { text: "Turned it around.", kind: "solved", confirmation: "ask" };

const aDesk = (options: Parameters<typeof createMemoryDesk>[1] = {}) => {
  const desk = createMemoryDesk(theRules(aPlan()), options);
  return {
    desk,
    ...peopleAt(desk),
    ticket: (number = 1) => desk.tickets.get(number),
    chat: () => desk.shownAt(direct(ana)),
  };
};

describe("a ticket that waits for its requester", () => {
  test("gets the answer also when another ticket was just spoken of", () => {
    const { says, submits, desk, ticket } = aDesk();
    says(ana, UNKNOWN);
    says(ana, "new: the bell rings at night");
    desk.forward(60_000);
    submits(dana, ask, { text: "Which room?" });
    says(ana, "room 12");
    expect(desk.shownAt({ thread: "ticket-1" }).at(-1)).toContain("Ana Lopez: room 12");
    expect(ticket()?.status).toBe("open");
  });

  test("goes on waiting when a technician adds a word", () => {
    const { says, submits, saysInThread, desk, ticket } = aDesk();
    says(ana, UNKNOWN);
    submits(dana, ask, { text: "Which room?" });
    saysInThread(dana, 1, "And which building?");
    desk.forward(6000);
    expect(ticket()).toMatchObject({ status: "waiting", waitingOn: "requester" });
    desk.forward(11 * 24 * HOUR);
    expect(ticket()?.resolution?.kind).toBe("no_response");
  });
});

describe("a ticket that waits for its vendor", () => {
  test("goes on waiting when the requester writes", () => {
    const { says, submits, desk, ticket } = aDesk();
    says(ana, "open a ticket: the wifi in the gym drops every noon");
    submits(dana, { action: "escalate", ticket: 1 }, { text: "please look" });
    submits(kofi, { action: "escalate", ticket: 1 }, { text: "the line is down" });
    says(ana, "any idea when?");
    expect(ticket()).toMatchObject({ status: "waiting", waitingOn: "vendor" });
    expect(desk.shownAt({ thread: "ticket-1" }).at(-1)).toContain("any idea when?");
  });
});

describe("another priority", () => {
  test("counts the time used, not the time spent waiting", () => {
    const { says, submits, desk, ticket } = aDesk();
    says(ana, UNKNOWN);
    submits(dana, ask, { text: "Which room?" });
    desk.forward(24 * HOUR);
    says(ana, "room 12");
    submits(dana, { action: "set_priority", ticket: 1 }, { priority: "high" });
    // Eight hours from Wednesday 09:00: seven that day, Thursday is a holiday, one on Friday.
    const due = ticket()?.targets.find((t) => t.kind === "resolution")?.due;
    expect(due?.toISOString()).toBe("2026-11-27T15:00:00.000Z");
  });

  test("set while the clocks stand still is warned of when they go on, once", () => {
    const { says, saysInThread, submits, desk } = aDesk();
    const warnings = () =>
      desk.history.filter(({ type }) => type === "target_warned").map(({ text }) => text);
    says(ana, UNKNOWN);
    saysInThread(dana, 1, "I am on my way.");
    // 380 of 960 minutes are used: as one of 480 it has 100 left, less than a quarter.
    desk.forward((6 * 60 + 20) * 60_000);
    submits(dana, ask, { text: "Which room?" });
    submits(dana, { action: "set_priority", ticket: 1 }, { priority: "high" });
    says(ana, "room 12");
    desk.forward(60_000);
    expect(warnings()).toEqual(["resolution"]);
    submits(dana, ask, { text: "Which building?" });
    says(ana, "the old one");
    desk.forward(60_000);
    expect(warnings()).toEqual(["resolution"]);
  });

  test("set twice while the clocks stand still forgets none of the time used", () => {
    const { says, submits, desk, ticket } = aDesk();
    says(ana, UNKNOWN);
    // Six hours: more than an urgent one has, of the eight of a high one.
    desk.forward(6 * HOUR);
    submits(dana, ask, { text: "Which room?" });
    submits(dana, { action: "set_priority", ticket: 1 }, { priority: "urgent" });
    submits(dana, { action: "set_priority", ticket: 1 }, { priority: "high" });
    says(ana, "room 12");
    const due = ticket()?.targets.find((t) => t.kind === "resolution")?.due;
    expect(due?.getTime()).toBe(desk.now().getTime() + HOUR + (24 - 8) * HOUR + HOUR);
  });

  test("that is the one it has changes nothing: what was warned of is not warned of again", () => {
    const { says, saysInThread, submits, desk, ticket } = aDesk();
    const told = (type: string) => desk.history.filter((one) => one.type === type);
    says(ana, UNKNOWN);
    saysInThread(dana, 1, "I am on my way.");
    desk.forward(29 * HOUR);
    expect(told("target_warned")).toHaveLength(1);
    submits(dana, { action: "set_priority", ticket: 1 }, { priority: ticket()?.priority ?? "" });
    desk.forward(60_000);
    expect(told("target_warned")).toHaveLength(1);
    expect(told("priority_set")).toEqual([]);
  });

  test("set while the clocks stand still holds when they go on", () => {
    const { says, submits, ticket } = aDesk();
    says(ana, UNKNOWN);
    submits(dana, ask, { text: "Which room?" });
    submits(dana, { action: "set_priority", ticket: 1 }, { priority: "high" });
    says(ana, "room 12");
    expect(ticket()?.targets.find((t) => t.kind === "resolution")).toMatchObject({
      state: "running",
      minutes: 480,
    });
  });
});

describe("a resolved ticket", () => {
  test("is drawn once, as it is, when the requester's words reopen it", () => {
    const { says, submits, desk } = aDesk();
    says(ana, UNKNOWN);
    submits(dana, resolve, note);
    says(ana, "it is upside down again");
    const keys = desk.decisions.at(-1)?.decision.messages.map((m) => m.key) ?? [];
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("is reopened when the requester says that their words were about it", () => {
    const { says, submits, presses, ticket } = aDesk();
    says(ana, UNKNOWN);
    says(ana, "new: the bell rings at night");
    submits(dana, resolve, note);
    says(ana, "it turned over once more");
    presses(ana, { action: "about_ticket", conversation: "c3", argument: "1" });
    expect(ticket()?.status).toBe("open");
  });

  test("keeps what solved it when the requester cancels it", () => {
    const { says, submits, ticket } = aDesk();
    says(ana, UNKNOWN);
    submits(dana, resolve, note);
    says(ana, "cancel HD-1");
    expect(ticket()).toMatchObject({ status: "closed", resolution: { note: "Turned it around." } });
    expect(ticket()?.resolution?.confirmed).toBeUndefined();
  });

  test("whose requester cannot be told of it: the thread says so", () => {
    const fails = (m: OutboundMessage) =>
      m.verb === "post" && JSON.stringify(m.content).includes("Turned it around.")
        ? "Ana has left."
        : undefined;
    const { says, submits, desk } = aDesk({ fails });
    says(ana, UNKNOWN);
    submits(dana, resolve, note);
    expect(desk.shownAt({ thread: "ticket-1" }).join()).toContain("did not reach the requester");
  });
});

describe("a ticket closed on behalf of its requester", () => {
  test("can be reopened where they read of it", () => {
    const { says, submits, chat } = aDesk();
    says(ana, UNKNOWN);
    submits(dana, resolve, { ...note, confirmation: "done" });
    expect(chat().at(-1)).toContain("(Reopen)");
  });
});

test("a release of what nobody has is no news", () => {
  const { says, presses, desk } = aDesk();
  says(ana, UNKNOWN);
  presses(dana, { action: "release", ticket: 1 });
  expect(desk.history.map((h) => h.type)).not.toContain("released");
});

test("a closed ticket that is reopened has its conversation again", () => {
  const { says, submits, presses, desk } = aDesk();
  says(ana, UNKNOWN);
  submits(dana, resolve, { ...note, confirmation: "done" });
  expect(desk.conversations.get("c1")?.status).toBe("ended");
  presses(ana, { action: "reopen", ticket: 1 });
  expect(desk.conversations.get("c1")?.status).toBe("ticket");
});
