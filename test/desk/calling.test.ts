import * as fc from "fast-check";
import { addBusinessMinutes, businessMinutesBetween, firstMomentOff } from "../../src/desk/business-hours";
import type { Calendar, EscalationPlan, Tier } from "../../src/plan/plan";
import { createMemoryDesk } from "../support/memory-desk";
import { ana, dana, direct, eli, peopleAt } from "../support/people";
import { aPlan, theRules } from "../support/rules";

const MINUTE = 60_000;
const UNKNOWN = "the smartboard in room 12 is upside down";
const PHISHED = "I clicked a phishing link";
const RAISES: EscalationPlan["criteria"][number] = {
  key: "smartboard", phrases: ["smartboard"], priority: "urgent", examples: [], counterExamples: [], line: 1,
}; // prettier-ignore

const withTier = (number: number, changes: Partial<Tier>, plan = aPlan()): EscalationPlan => ({
  ...plan,
  tiers: plan.tiers.map((t) => (t.number === number ? { ...t, ...changes } : t)),
});
const away = (plan: EscalationPlan, key: string, from: string, until: string): EscalationPlan => ({
  ...plan,
  people: plan.people.map((p) => (p.key === key ? { ...p, awayFrom: from, awayUntil: until } : p)),
});

function aDesk(plan: EscalationPlan, start: string) {
  const desk = createMemoryDesk(theRules(plan), { start: new Date(start) });
  const thread = () => desk.shownAt({ thread: "ticket-1" });
  return {
    desk,
    ...peopleAt(desk),
    ticket: () => desk.tickets.get(1),
    at: (moment: string) => desk.forward(new Date(moment).getTime() - desk.now().getTime()),
    calls: () => thread().flatMap((words) => /^@.*(?:please take it|is late)\.?/.exec(words) ?? []),
    invited: () =>
      [...desk.rows.values()].flatMap(({ message }) =>
        message.verb === "invite" ? [message.person.account] : [],
      ),
    called: () => desk.history.flatMap((h) => (h.type === "called" ? [h.text] : [])),
    chat: () => desk.shownAt(direct(ana)).join("\n"),
  };
}

describe("a security breach at two in the night, on a holiday", () => {
  const NIGHT = "2026-11-26T08:00:00Z";
  const plan = withTier(2, { onCall: { priorities: ["urgent"], people: ["dana", "eli", "priya"] } });

  test("says what to do, calls who is on call at once, the second after a quarter of an hour, who takes it; then it is quiet", () => {
    const { says, presses, at, calls, invited, called, ticket, chat, desk } = aDesk(plan, NIGHT);
    says(ana, PHISHED);
    at("2026-11-26T08:00:00Z");
    expect(chat()).toContain("Disconnect from the network now.");
    expect(ticket()).toMatchObject({ priority: "urgent", status: "open" });
    expect(calls()).toEqual([
      "@Dana Brooks you are on call. HD-1 came outside working hours (urgent): please take it.",
    ]);
    at("2026-11-26T08:14:00Z");
    expect(calls()).toHaveLength(1);
    at("2026-11-26T08:15:00Z");
    expect(calls()[1]).toBe(
      "@Eli Novak nobody has taken HD-1 yet, and you are the next to be asked: please take it.",
    );
    expect(invited()).toEqual(["dana", "eli"]);
    at("2026-11-26T08:20:00Z");
    presses(eli, { action: "take", ticket: 1 });
    const said = desk.shownAt({ thread: "ticket-1" }).length;
    at("2026-11-27T14:00:00Z");
    expect(desk.shownAt({ thread: "ticket-1" })).toHaveLength(said);
    expect(called()).toEqual(["Dana Brooks", "Eli Novak"]);
  });

  test("calls everybody on call once, then nobody more", () => {
    const { says, at, called, ticket } = aDesk(plan, NIGHT);
    says(ana, PHISHED);
    at("2026-11-27T13:59:00Z");
    expect(called()).toEqual(["Dana Brooks", "Eli Novak", "Priya Raman"]);
    expect(ticket()?.called?.[0]?.nextAt).toBeUndefined();
  });

  test("passes over who is away, on the day where the plan is at home", () => {
    // 01:00 in UTC is still the evening before in Chicago.
    const evening = "2026-11-27T01:00:00Z";
    const { says, at, called } = aDesk(away(plan, "dana", "2026-11-26", "2026-11-26"), evening);
    says(ana, PHISHED);
    at(evening);
    expect(called()).toEqual(["Eli Novak"]);
  });

  test("shows on the card who was called", () => {
    const { says, at, desk } = aDesk(plan, NIGHT);
    says(ana, PHISHED);
    at("2026-11-26T08:15:00Z");
    const card = JSON.stringify(desk.rows.get("ticket/1/card")?.content);
    expect(card).toContain("Dana Brooks and Eli Novak");
  });

  test("calls nobody about what is not urgent", () => {
    const { says, at, called } = aDesk(plan, NIGHT);
    says(ana, UNKNOWN);
    at("2026-11-27T13:59:00Z");
    expect(called()).toEqual([]);
  });

  test("calls who is on call when a technician finds that it is urgent", () => {
    const { says, submits, at, called } = aDesk(plan, NIGHT);
    says(ana, UNKNOWN);
    submits(dana, { action: "set_priority", ticket: 1 }, { priority: "urgent" });
    at(NIGHT);
    expect(called()).toEqual(["Dana Brooks"]);
  });

  test("goes on with the next when it is given back untouched, a quarter of an hour later", () => {
    const { says, presses, at, called } = aDesk(plan, NIGHT);
    says(ana, PHISHED);
    at("2026-11-26T08:05:00Z");
    presses(dana, { action: "take", ticket: 1 });
    at("2026-11-26T09:00:00Z");
    presses(dana, { action: "release", ticket: 1 });
    at("2026-11-26T09:14:00Z");
    expect(called()).toEqual(["Dana Brooks"]);
    at("2026-11-26T09:15:00Z");
    expect(called()).toEqual(["Dana Brooks", "Eli Novak"]);
  });
});

test("an urgent ticket that nobody takes while people work is called about when they go home", () => {
  const plan = withTier(2, { onCall: { priorities: ["urgent"], people: ["eli"] } });
  const { says, at, called } = aDesk(plan, "2026-11-24T21:50:00Z");
  says(ana, PHISHED);
  at("2026-11-24T21:59:59Z");
  expect(called()).toEqual([]);
  at("2026-11-24T22:00:00Z");
  expect(called()).toEqual(["Eli Novak"]);
});

test("calls that were missed at night are not made up for once people work", () => {
  const plan = withTier(2, { onCall: { priorities: ["urgent"], people: ["dana", "eli"] } });
  const { says, at, called } = aDesk(plan, "2026-11-25T13:50:00Z");
  says(ana, PHISHED);
  at("2026-11-25T18:00:00Z");
  expect(called()).toEqual(["Dana Brooks"]);
});

describe("a first response that is late, and nobody has taken the ticket", () => {
  // Ticket at 15:00Z (09:00), first response due two working hours later: 17:00Z.
  const plan = withTier(
    2,
    { contactsAt: { warning: ["eli"], breach: ["priya", "eli", "kofi"] } },
    withTier(3, { lead: "mira" }),
  );
  const START = "2026-11-24T15:00:00Z";

  test("calls one contact after the other, a quarter of an hour apart, then the lead of the tier above; then it stops", () => {
    const { says, at, calls } = aDesk(plan, START);
    says(ana, UNKNOWN);
    at("2026-11-24T17:00:00Z");
    expect(calls()).toEqual(["@Priya Raman HD-1: first response was due today at 11:00 and is late."]);
    at("2026-11-24T17:14:00Z");
    expect(calls()).toHaveLength(1);
    at("2026-11-24T17:15:00Z");
    at("2026-11-24T17:30:00Z");
    at("2026-11-24T17:45:00Z");
    at("2026-11-24T22:00:00Z");
    const names = ["@Priya Raman", "@Eli Novak", "@Kofi Mensah", "@Mira Chen"];
    expect(calls().map((words) => /^@\w+ \w+/.exec(words)?.[0])).toEqual(names);
  });

  test("warns the first of those the plan names, and invites who is called", () => {
    const { says, at, desk, invited } = aDesk(plan, START);
    says(ana, UNKNOWN);
    at("2026-11-24T17:15:00Z");
    expect(desk.shownAt({ thread: "ticket-1" }).join("\n")).toContain(
      "@Eli Novak HD-1: first response is due",
    );
    expect(invited()).toEqual(["priya", "eli"]);
  });

  test("stops with a late answer, also when whoever gave it gives the ticket back", () => {
    const { says, saysInThread, presses, at, called } = aDesk(plan, START);
    says(ana, UNKNOWN);
    at("2026-11-24T17:05:00Z");
    saysInThread(dana, 1, "We look at it.");
    at("2026-11-24T17:10:00Z");
    presses(dana, { action: "release", ticket: 1 });
    at("2026-11-24T22:00:00Z");
    expect(called()).toEqual([]);
  });

  test("goes on when whoever has taken it gives it back unanswered", () => {
    const { says, presses, at, called } = aDesk(plan, START);
    says(ana, UNKNOWN);
    at("2026-11-24T17:05:00Z");
    presses(dana, { action: "take", ticket: 1 });
    at("2026-11-24T18:00:00Z");
    presses(dana, { action: "release", ticket: 1 });
    at("2026-11-24T18:15:00Z");
    expect(called()).toEqual(["Eli Novak"]);
  });

  test("is no reason to call anybody at a tier that promises no first response", () => {
    const led = withTier(3, { contactsAt: { breach: ["kofi", "lena"] } }, plan);
    const silent = { ...led, targets: led.targets.filter((t) => t.tier === 2) };
    const { says, submits, at, called } = aDesk(silent, START);
    says(ana, UNKNOWN);
    at("2026-11-24T17:05:00Z");
    submits(dana, { action: "escalate", ticket: 1 }, { text: "Not for us." });
    at("2026-11-24T22:00:00Z");
    expect(called()).toEqual([]);
  });

  test("stops when a person takes it", () => {
    const { says, presses, at, called } = aDesk(plan, START);
    says(ana, UNKNOWN);
    at("2026-11-24T17:05:00Z");
    presses(dana, { action: "take", ticket: 1 });
    at("2026-11-24T22:00:00Z");
    expect(called()).toEqual([]);
  });

  test("passes over who is away", () => {
    const { says, at, called } = aDesk(away(plan, "eli", "2026-11-24", "2026-11-24"), START);
    says(ana, UNKNOWN);
    at("2026-11-24T17:15:00Z");
    expect(called()).toEqual(["Kofi Mensah"]);
  });

  test("counts in working time: what would be after work is the next morning", () => {
    // Opened at 13:50 local, due at 15:50; ten minutes are left of the day, five come after the holiday.
    const { says, at, called } = aDesk(plan, "2026-11-25T19:50:00Z");
    says(ana, UNKNOWN);
    at("2026-11-27T14:04:00Z");
    expect(called()).toEqual([]);
    at("2026-11-27T14:05:00Z");
    expect(called()).toEqual(["Eli Novak"]);
  });

  test("counts by the clock on the wall where somebody is on call for it", () => {
    const onCall = { priorities: ["urgent" as const], people: ["dana"] };
    const urgent = withTier(2, { onCall }, { ...plan, criteria: [RAISES] });
    // Opened at 15:40, due after a quarter of an hour at 15:55, the next by the wall at 16:10.
    const { says, at, called } = aDesk(urgent, "2026-11-24T21:40:00Z");
    says(ana, UNKNOWN);
    at("2026-11-24T22:10:00Z");
    expect(called()).toEqual(["Dana Brooks", "Eli Novak"]);
  });

  test("invites each of two whose calls are due at one moment", () => {
    // A promise of a quarter of an hour at all hours is late just when the second on call is called.
    const onCall = { priorities: ["urgent" as const], people: ["dana", "kofi"], calendar: "school" };
    const allDay = Array.from({ length: 7 }, () => [{ from: 0, to: 24 * 60 }]);
    const always = { key: "always", timezone: "America/Chicago", hours: allDay, holidays: [] };
    const promised = { kind: "first_response", tier: 2, priority: "urgent", minutes: 15 } as const;
    const calendars = [...plan.calendars, always];
    const targets = [{ ...promised, calendar: "always", line: 1 }];
    const urgent = withTier(2, { onCall }, { ...plan, calendars, targets });
    const { says, at, desk, invited } = aDesk(urgent, "2026-11-26T08:00:00Z");
    says(ana, PHISHED);
    at("2026-11-26T08:15:00Z");
    expect(invited()).toEqual(["dana", "priya", "kofi"]);
    const keys = desk.decisions.flatMap(({ decision }) => decision.messages.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("begins anew after the ticket was reopened and left alone again", () => {
    const { says, presses, submits, at, called } = aDesk(plan, START);
    says(ana, UNKNOWN);
    at("2026-11-24T17:15:00Z");
    submits(
      dana,
      { action: "resolve", ticket: 1 },
      { text: "Turned it.", kind: "solved", confirmation: "done" },
    );
    presses(ana, { action: "reopen", ticket: 1 });
    presses(dana, { action: "release", ticket: 1 });
    at("2026-11-24T20:00:00Z");
    // A new promise, two hours from 17:15; its path has begun again after 19:15.
    expect(called()).toEqual(["Eli Novak", "Eli Novak", "Kofi Mensah", "Mira Chen"]);
  });

  test("a plan that names no contacts calls the lead once, as ever", () => {
    const { says, at, calls, called } = aDesk(aPlan(), START);
    says(ana, UNKNOWN);
    at("2026-11-24T22:00:00Z");
    expect(calls()).toEqual(["@Priya Raman HD-1: first response was due today at 11:00 and is late."]);
    expect(called()).toEqual([]);
  });

  test("the plan says how long a call waits for an answer", () => {
    const { says, at, called } = aDesk({ ...plan, callNextAfter: 40 }, START);
    says(ana, UNKNOWN);
    at("2026-11-24T17:39:00Z");
    expect(called()).toEqual([]);
    at("2026-11-24T17:40:00Z");
    expect(called()).toEqual(["Eli Novak"]);
  });
});

test("whenever it is asked, each is called once, never while people work, never sooner than a quarter of an hour after another", () => {
  const people = ["dana", "eli", "priya"];
  const plan = { ...withTier(2, { onCall: { priorities: ["urgent"], people } }), targets: [] };
  // Two weeks around the end of summer time in Chicago, on 1 November.
  const start = fc
    .integer({ min: 0, max: 14 * 24 * 60 })
    .map((m) => Date.parse("2026-10-25T12:00:00Z") + m * MINUTE);
  const [school] = plan.calendars;
  if (!school) throw new Error("no calendar");
  fc.assert(
    fc.property(start, (asked) => {
      const { says, desk, called } = aDesk(plan, new Date(asked).toISOString());
      says(ana, PHISHED);
      desk.forward(5 * 24 * 60 * MINUTE);
      expect(called()).toEqual(["Dana Brooks", "Eli Novak", "Priya Raman"]);
      const moments = desk.decisions.flatMap(({ event, decision }) =>
        decision.history.some(({ type }) => type === "called") ? [event.at] : [],
      );
      moments.forEach((at, i) => {
        expect(firstMomentOff(school, at)).toEqual(at);
        const before = moments[i - 1];
        if (before) expect(at.getTime() - before.getTime()).toBeGreaterThanOrEqual(15 * MINUTE);
      });
      const first = firstMomentOff(school, new Date(asked));
      expect(moments[0]).toEqual(first);
    }),
    { numRuns: 60 },
  );
});

describe("the moment at which work ends", () => {
  const day = [{ from: 8 * 60, to: 16 * 60 }];
  const split = [{ from: 7 * 60, to: 12 * 60 }, { from: 13 * 60, to: 24 * 60 }]; // prettier-ignore
  const night = [{ from: 0, to: 3 * 60 }];
  const zones = ["America/Chicago", "Europe/Berlin", "Australia/Lord_Howe", "UTC"];
  const calendar: fc.Arbitrary<Calendar> = fc.record({
    key: fc.constant("any"),
    timezone: fc.constantFrom(...zones),
    hours: fc.array(fc.constantFrom(day, split, night, []), { minLength: 7, maxLength: 7 }),
    holidays: fc.subarray(["2026-03-08", "2026-03-29", "2026-10-25", "2026-11-01", "2026-11-26"]),
  });
  const moment = fc
    .integer({
      min: Date.parse("2026-03-01T00:00:00Z") / MINUTE,
      max: Date.parse("2026-12-01T00:00:00Z") / MINUTE,
    })
    .map((minutes) => new Date(minutes * MINUTE));

  test("is not before, has only work until then and none right after, also when the clocks change", () => {
    fc.assert(
      fc.property(calendar, moment, (any, from) => {
        const off = firstMomentOff(any, from);
        if (!off) throw new Error("somebody works all year");
        expect(off.getTime()).toBeGreaterThanOrEqual(from.getTime());
        const passed = (off.getTime() - from.getTime()) / MINUTE;
        expect(businessMinutesBetween(any, from, off)).toBe(passed);
        expect(businessMinutesBetween(any, off, new Date(off.getTime() + MINUTE / 60))).toBe(0);
        // Working time that has been counted ends where work is, or at its end.
        if (passed > 0) expect(addBusinessMinutes(any, from, passed)).toEqual(off);
      }),
    );
  });

  test("never comes where somebody always works", () => {
    const always = { key: "always", timezone: "UTC", hours: Array.from({ length: 7 }, () => [{ from: 0, to: 1440 }]), holidays: [] }; // prettier-ignore
    expect(firstMomentOff(always, new Date("2026-11-24T15:00:00Z"))).toBeUndefined();
  });
});
