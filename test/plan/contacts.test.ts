// Who is told, called next, and on call, as the plan says it?

import { contactAt, dayOf, escalationPath, onCallFor } from "../../src/plan/contacts";
import { changed, planOf, SMALL_PLAN, told, withMore } from "./samples";

const NOON = new Date("2026-11-24T18:00:00Z");
const withTier2 = (more: string): string => changed("    lead: mira\n", `    lead: mira\n${more}`);

describe("contacts of a tier", () => {
  const text = withTier2("    contacts_at: { warning: [dana], breach: [kofi, dana] }\n");

  it("go before the lead", () => {
    expect(contactAt(planOf(text), 2, "warning", NOON)).toBe("dana");
    expect(contactAt(planOf(text), 2, "breach", NOON)).toBe("kofi");
  });

  it("are the lead where the plan names none, of a tier without one the service desk's", () => {
    expect(contactAt(planOf(SMALL_PLAN), 2, "warning", NOON)).toBe("mira");
    expect(contactAt(planOf(SMALL_PLAN), 3, "breach", NOON)).toBe("mira");
  });

  it("are passed over while away, in days where the plan is at home", () => {
    const away = "kofi@school.example, away_from: 2026-11-24, away_until: 2026-11-24 }";
    const plan = planOf(text.replace("kofi@school.example }", away));
    expect(contactAt(plan, 2, "breach", NOON)).toBe("dana");
    // Midnight in UTC, evening in Chicago.
    expect(contactAt(plan, 2, "breach", new Date("2026-11-25T05:59:00Z"))).toBe("dana");
    expect(contactAt(plan, 2, "breach", new Date("2026-11-25T06:00:00Z"))).toBe("kofi");
  });

  it("are followed by the lead of the tier above, once", () => {
    const led = text.replace("members: [kofi] }", "members: [kofi], lead: dana }");
    expect(escalationPath(planOf(led), { tier: 2 }, NOON)).toEqual(["kofi", "dana"]);
    const other = text.replace("members: [kofi] }", "members: [kofi], lead: mira }");
    expect(escalationPath(planOf(other), { tier: 2 }, NOON)).toEqual(["kofi", "dana", "mira"]);
  });
});

it("on-call hours are for urgent tickets unless the plan says otherwise", () => {
  const plan = planOf(withTier2("    on_call: { people: [dana] }\n"));
  expect(onCallFor(plan, 2, "urgent")).toEqual({ priorities: ["urgent"], people: ["dana"] });
  expect(onCallFor(plan, 2, "high")).toBeUndefined();
  expect(onCallFor(plan, 3, "urgent")).toBeUndefined();
});

it("a day is the one where the plan is at home", () => {
  expect(dayOf(planOf(SMALL_PLAN), new Date("2026-11-25T05:59:00Z"))).toBe("2026-11-24");
});

it("the next call comes after minutes or hours", () => {
  expect(planOf(withMore("call_next_after: 1h\n")).callNextAfter).toBe(60);
  expect(planOf(SMALL_PLAN).callNextAfter).toBeUndefined();
});

it.each([
  ["a contact", withTier2("    contacts_at: { breach: [nobody] }\n"), "The contact `nobody` is not a person"],
  ["a warned one", withTier2("    contacts_at: { warning: [nobody] }\n"), "The contact `nobody` is not"],
  [
    "on call",
    withTier2("    on_call: { people: [nobody] }\n"),
    "The person on call `nobody` is not a person",
  ],
  [
    "on-call hours",
    withTier2("    on_call: { people: [dana], calendar: nights }\n"),
    "The calendar `nights` is not",
  ],
  ["days", withMore("call_next_after: 2d\n"), "`2d` is too long for somebody who waits"],
  ["no time", withMore("call_next_after: soon\n"), "`soon` is not a length of time"],
])("what is wrong is told: %s", (_what, text, words) => {
  expect(told(text).join("\n")).toContain(words);
});

it("a tier assigns by itself, up to what its members can take, when the plan says so", () => {
  expect(planOf(withTier2("    assign: auto\n    capacity: 8\n")).tiers[0]).toMatchObject({
    assign: "auto",
    capacity: 8,
  });
  expect(planOf(SMALL_PLAN).tiers[0]?.assign).toBeUndefined();
  expect(told(withTier2("    assign: always\n"))).toHaveLength(1);
  expect(told(withTier2("    capacity: 0\n"))).toHaveLength(1);
});

describe("how often a tier's requesters hear", () => {
  const every = (more: string) => withTier2(`    follow_up: { ${more} }\n`);

  it("is said in working days of the tier's calendar; what is not said is the plan's own", () => {
    const followUp = planOf(every("close_after_days: 5, update_requester_every: 2d")).tiers[0]?.followUp;
    // A day is 07:00 to 16:30.
    expect(followUp).toEqual({
      closeAfterDays: 5,
      updateRequesterEvery: { minutes: 1140, calendar: "school" },
    });
    expect(planOf(SMALL_PLAN).tiers[0]?.followUp).toBeUndefined();
  });

  it("counts in the calendar of the tier's targets", () => {
    const shorter = `${every("update_requester_every: 1d").replace("calendars:\n", "calendars:\n  other: { hours: { mon: 08:00-20:00 } }\n")}targets:\n  - { tier: 2, calendar: school, resolution: { urgent: 4h } }\n`;
    expect(planOf(shorter).tiers[0]?.followUp?.updateRequesterEvery).toEqual({
      minutes: 570,
      calendar: "school",
    });
  });

  it("needs a calendar, and less than a year", () => {
    const none = every("update_requester_every: 2d").replace(/calendars:[^]*$/, "");
    expect(told(none).join("\n")).toContain("The plan has no calendar to count this in.");
    expect(told(every("update_requester_every: 400d")).join("\n")).toContain("more than a year");
  });
});
