// Does a ticket know how long it took, in the time that counts? The usual cases are in test/store/figures.test.ts, counted by hand.
import { DateTime } from "luxon";
import type { Calendar, EscalationPlan } from "../../src/plan/plan";
import { createMemoryDesk } from "../support/memory-desk";
import { ana, dana, kofi, peopleAt } from "../support/people";
import { aPlan, theRules } from "../support/rules";

const UNKNOWN = "open a ticket: the smartboard in room 12 is upside down";
const local = (time: string): Date => DateTime.fromISO(time, { zone: "America/Chicago" }).toJSDate();

function aDesk(start = "2026-11-24T09:00", changes: Partial<EscalationPlan> = {}) {
  const desk = createMemoryDesk(theRules(aPlan({ holdSeconds: 0, ...changes })), { start: local(start) });
  return {
    desk,
    ...peopleAt(desk),
    at: (time: string) => desk.forward(local(time).getTime() - desk.now().getTime()),
    ticket: () => desk.tickets.get(1),
  };
}
const resolved = { text: "Turned it around.", kind: "solved", confirmation: "ask" };
const resolve = { action: "resolve", ticket: 1 } as const;

describe("a first response", () => {
  test("is a person's, not the bot's", () => {
    const { says, presses, at, ticket } = aDesk();
    says(ana, UNKNOWN);
    at("2026-11-24T09:20");
    // The requester is told that Dana looks at it, and of the change of priority: by the bot.
    presses(dana, { action: "take", ticket: 1 });
    expect(ticket()?.firstResponse).toBeUndefined();
  });

  test("counts when it has arrived: one that is undone in time has not", () => {
    const { says, saysInThread, presses, desk, ticket } = aDesk("2026-11-24T09:00", { holdSeconds: 60 });
    says(ana, UNKNOWN);
    const reply = saysInThread(dana, 1, "On my way");
    const key = [...desk.rows.keys()].find(
      (each) => each.includes(reply.messageId) && each.startsWith("relay:"),
    );
    presses(dana, { action: "undo_reply", ticket: 1, argument: key ?? "" });
    desk.forward(120_000);
    expect(ticket()?.firstResponse).toBeUndefined();
    saysInThread(dana, 1, "Really on my way");
    desk.forward(60_000);
    expect(ticket()?.firstResponse).toEqual({ at: local("2026-11-24T09:03"), minutes: 3 });
  });

  test("stays the first, whatever is said later and however often it is reopened", () => {
    const { says, saysInThread, submits, presses, at, ticket } = aDesk();
    says(ana, UNKNOWN);
    at("2026-11-24T09:30");
    saysInThread(dana, 1, "On my way");
    at("2026-11-24T10:00");
    submits(dana, resolve, resolved);
    presses(ana, { action: "reopen", ticket: 1 });
    at("2026-11-24T11:00");
    saysInThread(dana, 1, "Again on my way");
    expect(ticket()?.firstResponse).toEqual({ at: local("2026-11-24T09:30"), minutes: 30 });
  });

  test("is the note of the resolution, where nothing was said before", () => {
    const { says, submits, at, ticket } = aDesk();
    says(ana, UNKNOWN);
    at("2026-11-24T10:00");
    submits(dana, resolve, resolved);
    expect(ticket()?.firstResponse?.minutes).toBe(60);
  });
});

describe("business time", () => {
  test("of a question asked at night begins in the morning", () => {
    const { says, saysInThread, at, ticket } = aDesk("2026-11-24T23:00");
    says(ana, UNKNOWN);
    at("2026-11-25T08:10");
    saysInThread(dana, 1, "On my way");
    expect(ticket()?.firstResponse?.minutes).toBe(10);
  });

  test("has no night, weekend or holiday in it, and no hour more where the clock is set back", () => {
    const { says, submits, at, ticket } = aDesk("2026-10-30T15:00");
    says(ana, UNKNOWN);
    // Friday to Monday over the end of daylight saving time: 67 hours, of which 60 + 60 minutes were worked.
    at("2026-11-02T09:00");
    submits(dana, resolve, resolved);
    expect(ticket()?.resolution?.minutes).toBe(120);
  });

  test("has the hours of the clock in it where all hours are worked, also the one that comes twice", () => {
    const always: Calendar = {
      key: "school", timezone: "America/Chicago", holidays: [],
      hours: Array.from({ length: 7 }, () => [{ from: 0, to: 1440 }]),
    }; // prettier-ignore
    const { says, submits, at, ticket } = aDesk("2026-10-30T15:00", { calendars: [always] });
    says(ana, UNKNOWN);
    at("2026-11-02T09:00");
    submits(dana, resolve, resolved);
    expect(ticket()?.resolution?.minutes).toBe(67 * 60);
  });

  test("counts in the calendar of the promise that holds when it ends", () => {
    const plan = aPlan();
    const always: Calendar = {
      key: "always",
      timezone: "America/Chicago",
      holidays: [],
      hours: Array.from({ length: 7 }, () => [{ from: 0, to: 1440 }]),
    };
    const targets = plan.targets.map((t) => (t.priority === "urgent" ? { ...t, calendar: "always" } : t));
    const { says, submits, at, ticket } = aDesk("2026-11-24T15:00", {
      calendars: [...plan.calendars, always],
      targets,
    });
    says(ana, UNKNOWN);
    submits(dana, { action: "set_priority", ticket: 1 }, { priority: "urgent" });
    at("2026-11-24T18:00");
    submits(dana, resolve, resolved);
    expect(ticket()?.resolution?.minutes).toBe(180);
  });

  test("is without each wait, also one that goes over into another", () => {
    const { says, submits, presses, at, ticket } = aDesk();
    says(ana, "open a ticket: the wifi in the gym drops every noon");
    at("2026-11-24T10:00");
    submits(dana, { action: "ask_for_more", ticket: 1 }, { text: "Which gym?" });
    at("2026-11-24T11:00");
    says(ana, "the old one");
    at("2026-11-24T11:30");
    submits(dana, { action: "escalate", ticket: 1 }, { text: "please look" });
    submits(kofi, { action: "escalate", ticket: 1 }, { text: "the line is down" });
    at("2026-11-24T13:00");
    // While the vendor is waited for, Ana is asked: one wait ends and another begins.
    submits(kofi, { action: "ask_for_more", ticket: 1 }, { text: "Does it work now?" });
    at("2026-11-24T14:00");
    says(ana, "yes");
    at("2026-11-24T14:15");
    submits(kofi, resolve, resolved);
    expect(ticket()?.waits).toEqual([
      { from: local("2026-11-24T10:00"), to: local("2026-11-24T11:00") },
      { from: local("2026-11-24T11:30"), to: local("2026-11-24T13:00") },
      { from: local("2026-11-24T13:00"), to: local("2026-11-24T14:00") },
    ]);
    expect(ticket()?.resolution?.minutes).toBe(60 + 30 + 15);
    presses(ana, { action: "confirm_resolved", ticket: 1 });
    expect(ticket()?.resolution?.minutes).toBe(105);
  });

  test("has the time in it for which it only seemed to be resolved", () => {
    const { says, submits, presses, at, ticket } = aDesk();
    says(ana, UNKNOWN);
    at("2026-11-24T10:00");
    submits(dana, resolve, resolved);
    at("2026-11-25T09:00");
    presses(ana, { action: "reopen", ticket: 1 });
    expect(ticket()?.resolution).toBeUndefined();
    at("2026-11-25T10:00");
    submits(dana, resolve, resolved);
    expect(ticket()?.resolution?.minutes).toBe(7 * 60 + 2 * 60);
  });

  test("of a ticket from before its waits were kept is unknown, and stays so", () => {
    const { says, submits, saysInThread, at, desk, ticket } = aDesk();
    says(ana, UNKNOWN);
    const { waits: _none, ...older } = ticket()!;
    desk.tickets.set(1, older);
    at("2026-11-24T10:00");
    saysInThread(dana, 1, "On my way");
    submits(dana, { action: "ask_for_more", ticket: 1 }, { text: "Which room?" });
    submits(dana, resolve, resolved);
    expect(ticket()?.firstResponse).toEqual({ at: local("2026-11-24T10:00") });
    expect(ticket()?.resolution?.minutes).toBeUndefined();
    expect(ticket()?.waits).toBeUndefined();
  });
});
