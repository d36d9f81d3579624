import * as fc from "fast-check";
import { businessMinutesBetween } from "../../src/desk/business-hours";
import { nextUpdate } from "../../src/desk/waking";
import type { Calendar, EscalationPlan, Tier } from "../../src/plan/plan";
import type { Ticket } from "../../src/desk/model";
import { createMemoryDesk } from "../support/memory-desk";
import { ana, dana, eli, peopleAt } from "../support/people";
import { aPlan, theRules } from "../support/rules";

const UNKNOWN = "the smartboard in room 12 is upside down";
const NETWORK = "open a ticket: the wifi network in room 7 is down";

const withTier = (number: number, changes: Partial<Tier>, plan = aPlan()): EscalationPlan => ({
  ...plan,
  tiers: plan.tiers.map((t) => (t.number === number ? { ...t, ...changes } : t)),
});
/** Two working days of eight hours. */
const TWO_DAYS = { updateRequesterEvery: { minutes: 960, calendar: "school" } };
/** Without promises, so that nothing moves the ticket up. */
const plan = { ...withTier(2, { followUp: TWO_DAYS }), targets: [] };

function aDesk(of: EscalationPlan = plan, start = "2026-11-24T15:00:00Z") {
  const desk = createMemoryDesk(theRules(of), { start: new Date(start) });
  return {
    desk,
    ...peopleAt(desk),
    ticket: () => desk.tickets.get(1),
    at: (moment: string) => desk.forward(new Date(moment).getTime() - desk.now().getTime()),
    asked: () => desk.shownAt({ thread: "ticket-1" }).filter((words) => words.includes("has had no word")),
  };
}

describe("a tier that owes the requester updates", () => {
  // Opened on Tuesday the 24th at 09:00; Thursday is a holiday.
  test("asks whoever works on it once a period, in working time", () => {
    const { says, presses, at, asked, desk } = aDesk();
    says(ana, UNKNOWN);
    presses(dana, { action: "take", ticket: 1 });
    at("2026-11-27T14:59:00Z");
    expect(asked()).toEqual([]);
    at("2026-11-27T15:00:00Z");
    expect(asked()).toEqual([
      "@Dana Brooks HD-1: the requester has had no word for a while. Please write how it stands.",
    ]);
    at("2026-12-01T14:59:00Z");
    expect(asked()).toHaveLength(1);
    at("2026-12-01T15:00:00Z");
    expect(asked()).toHaveLength(2);
    expect(desk.history.filter(({ type }) => type === "update_asked")).toHaveLength(2);
  });

  test("counts anew from a reply that has arrived; a note is none", () => {
    const { says, saysInThread, at, asked } = aDesk();
    says(ana, UNKNOWN);
    at("2026-11-25T15:00:00Z");
    saysInThread(dana, 1, "We have ordered a part.");
    saysInThread(dana, 1, "note: it is on page 7");
    at("2026-11-30T14:59:00Z");
    expect(asked()).toEqual([]);
    at("2026-11-30T15:00:05Z");
    expect(asked()).toHaveLength(1);
  });

  test("a reply that never arrives is no update", () => {
    const desk = createMemoryDesk(theRules(plan), {
      fails: (message) => (message.about.role === "reply" ? "They left." : undefined),
    });
    const { says, saysInThread } = peopleAt(desk);
    says(ana, UNKNOWN);
    desk.forward(24 * 3_600_000);
    saysInThread(dana, 1, "We have ordered a part.");
    desk.forward(48 * 3_600_000);
    expect(desk.history.filter(({ type }) => type === "update_asked")).toHaveLength(1);
  });

  test("asks nobody while the requester owes the answer, and counts from theirs", () => {
    const { says, submits, at, asked } = aDesk();
    says(ana, UNKNOWN);
    submits(dana, { action: "ask_for_more", ticket: 1 }, { text: "Which room?" });
    at("2026-11-27T16:00:00Z");
    expect(asked()).toEqual([]);
    says(ana, "HD-1: room 12");
    at("2026-12-01T15:59:00Z");
    expect(asked()).toEqual([]);
    at("2026-12-01T16:00:00Z");
    expect(asked()).toHaveLength(1);
  });

  test("is quiet once it is resolved, and counts from the reopening", () => {
    const { says, submits, presses, at, asked, ticket } = aDesk();
    says(ana, UNKNOWN);
    submits(
      dana,
      { action: "resolve", ticket: 1 },
      { text: "Turned it.", kind: "solved", confirmation: "done" },
    );
    at("2026-11-27T16:00:00Z");
    expect(asked()).toEqual([]);
    expect(ticket()?.updateSince).toBeUndefined();
    presses(ana, { action: "reopen", ticket: 1 });
    at("2026-12-01T16:00:00Z");
    expect(asked()).toHaveLength(1);
  });

  test("asks the liaison when nobody has taken it at Tier 3, and the lead when none is named", () => {
    const at3 = { ...withTier(3, { followUp: TWO_DAYS }), targets: [] };
    const { says, submits, at, asked } = aDesk(at3);
    says(ana, NETWORK);
    at("2026-11-25T15:00:00Z");
    submits(dana, { action: "escalate", ticket: 1 }, { text: "Not the cable." });
    at("2026-11-30T15:00:00Z");
    expect(asked()).toEqual([expect.stringMatching(/^@Kofi Mensah/)]);
    const unnamed = aDesk();
    unnamed.says(ana, UNKNOWN);
    unnamed.at("2026-11-27T15:00:00Z");
    expect(unnamed.asked()).toEqual([expect.stringMatching(/^@Priya Raman/)]);
  });

  test("asks too while a vendor works on it: the requester hears least then", () => {
    const at4 = { ...withTier(4, { followUp: TWO_DAYS }), targets: [] };
    const { says, submits, at, asked, ticket } = aDesk(at4);
    says(ana, NETWORK);
    submits(dana, { action: "escalate", ticket: 1 }, { text: "Not the cable." });
    submits(eli, { action: "escalate", ticket: 1 }, { text: "The line is dead." });
    expect(ticket()?.waitingOn).toBe("vendor");
    at("2026-11-27T15:00:00Z");
    expect(asked()).toHaveLength(1);
  });

  test("a tier that does not say so asks nobody while a promise runs, and then once a week: no ticket is forgotten", () => {
    const { says, at, asked, ticket } = aDesk({
      ...aPlan(),
      tiers: aPlan().tiers.map(({ escalatesTo: _next, ...tier }) => tier),
    });
    says(ana, UNKNOWN);
    expect(ticket()?.targets.some(({ state }) => state === "running")).toBe(true);
    at("2026-11-27T20:00:00Z");
    expect(asked()).toEqual([]);
    at("2026-12-24T15:00:00Z");
    expect(asked()).toHaveLength(4);
    expect(ticket()?.wakeAt).toBeDefined();
  });

  test("a ticket of an earlier version that no clock looks at gets its week from the first look on", () => {
    const { says, desk, at, asked, ticket } = aDesk({ ...aPlan(), targets: [] });
    says(ana, UNKNOWN);
    const stored = ticket();
    if (!stored) throw new Error("no ticket");
    const { updateSince: _since, ...rest } = stored;
    desk.tickets.set(1, { ...rest, wakeAt: desk.now() });
    at("2026-11-24T15:01:00Z");
    expect(asked()).toEqual([]);
    at("2026-12-01T15:01:00Z");
    expect(asked()).toHaveLength(1);
  });
});

test("a tier's own days of silence go before the plan's", () => {
  const quick = { ...withTier(2, { followUp: { remindAfterDays: [1], closeAfterDays: 3 } }), targets: [] };
  const { says, submits, at, desk, ticket } = aDesk(quick);
  says(ana, UNKNOWN);
  submits(dana, { action: "ask_for_more", ticket: 1 }, { text: "Which room?" });
  at("2026-11-25T15:00:00Z");
  expect(desk.history.filter(({ type }) => type === "reminded")).toHaveLength(1);
  at("2026-11-27T14:59:00Z");
  expect(ticket()?.status).toBe("waiting");
  at("2026-11-27T15:00:00Z");
  expect(ticket()?.status).toBe("closed");
});

test("the moment of an update is so much working time later, also when the clocks change and on holidays", () => {
  const day = [{ from: 8 * 60, to: 16 * 60 }];
  const night = [{ from: 0, to: 4 * 60 }];
  const calendar: fc.Arbitrary<Calendar> = fc.record({
    key: fc.constant("any"),
    timezone: fc.constantFrom("America/Chicago", "Europe/Berlin", "Australia/Lord_Howe"),
    hours: fc.array(fc.constantFrom(day, night), { minLength: 7, maxLength: 7 }),
    holidays: fc.subarray(["2026-03-08", "2026-03-29", "2026-10-25", "2026-11-01", "2026-11-26"]),
  });
  const first = Date.parse("2026-03-01T00:00:00Z");
  const moment = fc
    .integer({ min: 0, max: 275 * 24 * 60 })
    .map((minutes) => new Date(first + minutes * 60_000));
  fc.assert(
    fc.property(calendar, moment, fc.integer({ min: 1, max: 5000 }), (any, updateSince, minutes) => {
      const followUp = { updateRequesterEvery: { minutes, calendar: "any" } };
      const of = { ...withTier(2, { followUp }), calendars: [any] };
      const ticket = { tier: 2, status: "open", updateSince } as Ticket;
      const at = nextUpdate(of, ticket);
      if (!at) throw new Error("nobody is asked");
      expect(businessMinutesBetween(any, updateSince, at)).toBe(minutes);
      expect(businessMinutesBetween(any, updateSince, new Date(at.getTime() - 1))).toBeLessThan(minutes);
    }),
  );
});
