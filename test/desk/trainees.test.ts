import { formFor } from "../../src/desk/forms";
import { createMemoryDesk } from "../support/memory-desk";
import { ana, dana, direct, eli, kofi, peopleAt } from "../support/people";
import { aPlan, theRules } from "../support/rules";
import type { EscalationPlan, PlanPerson } from "../../src/plan/plan";
import type { ActionName } from "../../src/desk/events";
import type { Person } from "../../src/desk/model";

/** Eli learns with Dana; Priya leads. */
const planWith = (changes: Record<string, Partial<PlanPerson>> = {}): EscalationPlan =>
  aPlan({
    people: aPlan().people.map((p) => ({
      ...p,
      ...(p.key === "eli" && { traineeOf: "dana" }),
      ...changes[p.key],
    })),
  });

function aDesk(plan = planWith()) {
  const desk = createMemoryDesk(theRules(plan));
  const people = peopleAt(desk);
  people.says(ana, "the smartboard in room 12 is upside down");
  const waiting = () => desk.tickets.get(1)?.awaiting?.at(-1);
  const press = (action: ActionName) => ({ action, ticket: 1, argument: waiting()?.id ?? "none" });
  return {
    desk,
    ...people,
    waiting,
    approves: (by: Person) => people.presses(by, press("approve_reply")),
    edits_and_approves: (by: Person, text: string) => people.submits(by, press("edit_reply"), { text }),
    takesOver: (by: Person) => people.presses(by, press("take_over_reply")),
    press,
    later: () => desk.forward(10_000),
    ticket: () => desk.tickets.get(1),
    chat: () => desk.shownAt(direct(ana)).join("\n"),
    inThread: () => desk.shownAt({ thread: "ticket-1" }).join("\n"),
    told: (who: Person) => desk.shownAt(direct(who)).join("\n"),
    stories: () => desk.history.map(({ type, by, text }) => [type, by?.name, text]),
    firstResponse: () => desk.tickets.get(1)?.targets.find((t) => t.kind === "first_response")?.state,
  };
}

test("a student's reply: the mentor is called, approves it, and the requester reads it under the student's name", () => {
  const { saysInThread, later, chat, inThread, approves, ticket, stories, firstResponse, desk } = aDesk();
  saysInThread(eli, 1, "Turn it around in the menu.");
  later();
  expect(chat()).not.toContain("Turn it around");
  expect(inThread()).toContain(
    "@Dana Brooks please look at this reply of Eli Novak to Ana Lopez before it goes out.\nEli Novak, waits for approval: Turn it around in the menu.\n(Approve) (Edit…) (Take over)",
  );
  expect(desk.shownAt({ platform: "sandbox", kind: "channel", id: "service-desk" }).join()).toContain(
    "Waits for approval: a reply of Eli Novak",
  );
  expect(firstResponse()).toBe("running");

  approves(dana);
  expect(chat()).not.toContain("Turn it around");
  later();
  expect(chat()).toContain("Eli Novak, Help Desk · HD-1: Turn it around in the menu.");
  expect(firstResponse()).toBe("met");
  expect(ticket()?.awaiting).toBeUndefined();
  expect(ticket()?.assignee).toEqual(eli);
  expect(inThread()).not.toContain("(Approve)");
  expect(inThread()).toContain("Eli Novak, approved by Dana Brooks: Turn it around in the menu.");
  expect(stories()).toEqual(
    expect.arrayContaining([
      ["awaits_approval", "Eli Novak", "Turn it around in the menu."],
      ["approved", "Dana Brooks", undefined],
      ["replied", "Eli Novak", "Turn it around in the menu."],
    ]),
  );
});

test("a reply by form waits too", () => {
  const { submits, later, chat, approves } = aDesk();
  submits(eli, { action: "reply", ticket: 1 }, { text: "Turn it around." });
  later();
  expect(chat()).not.toContain("Turn it around.");
  approves(kofi);
  later();
  expect(chat()).toContain("Turn it around.");
});

test("the approver's words go out in place of the trainee's; the history keeps both", () => {
  const it = aDesk();
  it.saysInThread(eli, 1, "Turn it arond.");
  it.edits_and_approves(dana, "Turn it around.");
  it.later();
  expect(it.chat()).toContain("Eli Novak, Help Desk · HD-1: Turn it around.");
  expect(it.chat()).not.toContain("arond");
  expect(it.stories()).toEqual(
    expect.arrayContaining([
      ["awaits_approval", "Eli Novak", "Turn it arond."],
      ["approved", "Dana Brooks", "Turn it around."],
      ["replied", "Eli Novak", "Turn it around."],
    ]),
  );
});

test("the form to edit it begins with the trainee's words", () => {
  const { saysInThread, desk } = aDesk();
  saysInThread(eli, 1, "Turn it around.\nThen wait.");
  const buttons = [...desk.rows.values()].flatMap(({ content }) =>
    (content?.blocks ?? []).flatMap((block) => (block.kind === "buttons" ? block.buttons : [])),
  );
  const edit = buttons.find(({ label }) => label === "Edit…");
  expect(edit && formFor(planWith(), edit.press)?.fields[0]?.initial).toBe("Turn it around.\nThen wait.");
});

test("whoever takes over has the ticket, and nothing goes out", () => {
  const { saysInThread, takesOver, later, chat, ticket, inThread } = aDesk();
  saysInThread(eli, 1, "Throw it away.");
  takesOver(dana);
  later();
  expect(ticket()).toMatchObject({ assignee: dana });
  expect(ticket()?.awaiting).toBeUndefined();
  expect(chat()).not.toContain("Throw it away");
  expect(chat()).toContain("Dana Brooks is working on your ticket");
  expect(inThread()).toContain("Eli Novak, not sent, Dana Brooks takes over: Throw it away.");
});

test("the first press wins, and the other is told", () => {
  const { saysInThread, presses, press, later, chat, told } = aDesk();
  saysInThread(eli, 1, "Turn it around.");
  const [take, approve] = [press("take_over_reply"), press("approve_reply")];
  presses(dana, take);
  presses(kofi, approve);
  later();
  expect(chat()).not.toContain("Turn it around.");
  expect(told(kofi)).toContain("somebody has settled this reply already");
});

test("neither a trainee nor a requester approves", () => {
  const { saysInThread, approves, later, chat, told } = aDesk();
  saysInThread(eli, 1, "Turn it around.");
  approves(eli);
  approves(ana);
  later();
  expect(chat()).not.toContain("Turn it around.");
  expect(told(eli)).toContain("A trainee cannot approve");
});

describe("while it waits, its author", () => {
  test("changes it, and nobody approves what they have not read", () => {
    const { saysInThread, edits, presses, press, approves, later, chat, inThread } = aDesk();
    const message = saysInThread(eli, 1, "Turn it left.");
    const unread = press("approve_reply");
    edits(eli, message, "Turn it right.");
    presses(dana, unread);
    later();
    expect(chat()).not.toContain("Turn it");
    expect(inThread()).toContain("waits for approval: Turn it right.");
    approves(dana);
    later();
    expect(chat()).toContain("Turn it right.");
    expect(chat()).not.toContain("left");
  });

  test("takes it back by deleting it", () => {
    const { saysInThread, deletes, presses, press, later, chat, ticket, inThread } = aDesk();
    const message = saysInThread(eli, 1, "Turn it around.");
    const approve = press("approve_reply");
    deletes(message);
    presses(dana, approve);
    later();
    expect(chat()).not.toContain("Turn it around.");
    expect(inThread()).not.toContain("Turn it around.");
    expect(JSON.stringify(ticket())).not.toContain("Turn it around.");
  });

  test("makes it a note", () => {
    const { saysInThread, edits, ticket, inThread } = aDesk();
    const message = saysInThread(eli, 1, "Turn it around.");
    edits(eli, message, "note: Turn it around?");
    expect(ticket()?.awaiting).toBeUndefined();
    expect(inThread()).not.toContain("(Approve)");
  });
});

describe("once it was approved", () => {
  test("its author cannot change what the requester reads, and is told", () => {
    const { saysInThread, edits, approves, later, chat, desk } = aDesk();
    const message = saysInThread(eli, 1, "Turn it around.");
    approves(dana);
    later();
    edits(eli, message, "Nonsense.");
    later();
    expect(chat()).toContain("Turn it around.");
    expect(chat()).not.toContain("Nonsense.");
    expect(JSON.stringify([...desk.rows.values()])).toContain("keeps the reply as it was approved");
  });

  test("its author withdraws it by deleting it; brought back, it waits again", () => {
    const { saysInThread, edits, deletes, approves, later, chat, waiting, inThread } = aDesk();
    const message = saysInThread(eli, 1, "Turn it around.");
    approves(dana);
    later();
    deletes(message);
    expect(chat()).not.toContain("Turn it around.");
    expect(inThread()).not.toContain("Turn it around.");
    edits(eli, message, "Turn it around.");
    later();
    expect(chat()).not.toContain("Turn it around.");
    expect(waiting()?.text).toBe("Turn it around.");
    approves(dana);
    later();
    expect(chat()).toContain("Turn it around.");
  });

  test("the approver may undo it as long as it is held", () => {
    const { saysInThread, approves, presses, later, chat, desk } = aDesk();
    saysInThread(eli, 1, "Turn it around.");
    approves(dana);
    const key = [...desk.rows.keys()].find((k) => desk.rows.get(k)?.status === "held");
    presses(dana, { action: "undo_reply", ticket: 1, argument: key ?? "" });
    later();
    expect(chat()).not.toContain("Turn it around.");
  });
});

test("a mentor who leaves tomorrow is called in the evening, whatever day it is elsewhere", () => {
  const { desk, saysInThread, inThread } = aDesk(planWith({ dana: { awayFrom: "2026-11-25" } }));
  desk.forward(10 * 3_600_000); // 19:00 on the 24th in Chicago
  saysInThread(eli, 1, "Turn it around.");
  expect(inThread()).toContain("@Dana Brooks please look at this reply");
});

test("the tier's lead is called while the mentor is away, and the mentor when the lead is away too", () => {
  const away = { awayFrom: "2026-11-20", awayUntil: "2026-11-30" };
  const one = aDesk(planWith({ dana: away }));
  one.saysInThread(eli, 1, "Turn it around.");
  expect(one.inThread()).toContain("@Priya Raman please look at this reply");
  const two = aDesk(planWith({ dana: away, priya: away }));
  two.saysInThread(eli, 1, "Turn it around.");
  expect(two.inThread()).toContain("@Dana Brooks please look at this reply");
});

test.each(["ask_for_more", "resolve"] as const)(
  "%s is not for trainees, who get their words back",
  (action) => {
    const { submits, ticket, chat, told } = aDesk();
    submits(eli, { action, ticket: 1 }, { text: "Which room?", kind: "solved", confirmation: "done" });
    expect(ticket()?.status).toBe("open");
    expect(chat()).not.toContain("Which room?");
    expect(told(eli)).toContain("a trainee leaves it to others");
    expect(told(eli)).toContain("Eli Novak: Which room?");
  },
);

test("words that come too late come back: for a reply that a colleague has settled, on a ticket that is over", () => {
  const { saysInThread, press, approves, submits, presses, told, later, chat } = aDesk();
  saysInThread(eli, 1, "Turn it around.");
  const edit = press("edit_reply");
  approves(dana);
  submits(kofi, edit, { text: "Turn it around in the menu." });
  expect(told(kofi)).toContain("somebody has settled this reply already");
  expect(told(kofi)).toContain("Kofi Mensah: Turn it around in the menu.");
  presses(ana, { action: "cancel", ticket: 1 });
  submits(dana, { action: "reply", ticket: 1 }, { text: "Hold the button for five seconds." });
  expect(told(dana)).toContain("Dana Brooks: Hold the button for five seconds.");
  later();
  expect(chat()).not.toContain("five seconds");
});

test("the card of a ticket that is over does not ask for approval; opened again, it does", () => {
  const { saysInThread, presses, desk, approves, later, chat } = aDesk();
  const card = () => desk.shownAt({ platform: "sandbox", kind: "channel", id: "service-desk" }).join();
  saysInThread(eli, 1, "Turn it around.");
  presses(ana, { action: "cancel", ticket: 1 });
  expect(card()).not.toContain("Waits for approval");
  presses(ana, { action: "reopen", ticket: 1 });
  expect(card()).toContain("Waits for approval: a reply of Eli Novak");
  approves(dana);
  later();
  expect(chat()).toContain("Turn it around.");
});

test("a trainee's note stays inside as any note, and a trainee takes tickets", () => {
  const { saysInThread, presses, ticket, desk } = aDesk();
  saysInThread(eli, 1, "note: I look at it");
  presses(eli, { action: "take", ticket: 1 });
  expect(ticket()).toMatchObject({ assignee: eli });
  expect(desk.history.some(({ type }) => type === "awaits_approval")).toBe(false);
});

test("an approved word to a requester who waits for a vendor ends that wait only when it is approved", () => {
  const { submits, saysInThread, approves, ticket } = aDesk();
  submits(dana, { action: "set_component", ticket: 1 }, { component: "network" });
  submits(dana, { action: "escalate", ticket: 1 }, { text: "please look" });
  submits(kofi, { action: "escalate", ticket: 1 }, { text: "please call" });
  saysInThread(eli, 1, "They come tomorrow.");
  expect(ticket()?.waitingOn).toBe("vendor");
  approves(dana);
  expect(ticket()?.status).toBe("open");
});
