import type { EscalationPlan } from "../../src/plan/plan";
import { planEdition } from "../../src/plan/edition";
import { createMemoryDesk } from "../support/memory-desk";
import { ana, dana, direct, peopleAt } from "../support/people";
import { aPlan, theRules } from "../support/rules";

const UNKNOWN = "the smartboard in room 12 is upside down";

function aDesk() {
  const rules = theRules(aPlan());
  const desk = createMemoryDesk(rules);
  return {
    desk,
    ...peopleAt(desk),
    edit: (changes: Partial<EscalationPlan>) => void (rules.plan = aPlan(changes)),
    changes: () => desk.history.filter(({ type }) => type === "plan_changed").length,
  };
}

const renamed = (): Partial<EscalationPlan> => ({
  tiers: aPlan().tiers.map((tier) => (tier.number === 3 ? { ...tier, name: "Systems" } : tier)),
});

test("an open ticket's next step follows the new plan, and its history says so, once", () => {
  const { says, presses, submits, edit, changes, desk } = aDesk();
  says(ana, UNKNOWN);
  edit(renamed());
  expect(changes()).toBe(0);
  submits(dana, { action: "escalate", ticket: 1 }, { text: "It is the mount." });
  expect(desk.shownAt({ thread: "ticket-1" }).join("\n")).toContain("Escalated to Systems");
  presses(dana, { action: "take", ticket: 1 });
  expect(changes()).toBe(1);
  expect(desk.history.findIndex(({ type }) => type === "plan_changed")).toBeLessThan(
    desk.history.findIndex(({ type }) => type === "escalated"),
  );
});

test("a step that leads to several changes says it once", () => {
  const { says, edit, changes, desk } = aDesk();
  says(ana, UNKNOWN);
  const isWarned = () =>
    desk.tickets.get(1)?.targets.some(({ kind, state }) => kind === "resolution" && state === "warned");
  for (let hours = 0; hours < 200 && !isWarned(); hours++) desk.forward(3_600_000);
  edit(renamed());
  desk.forward(14 * 86_400_000);
  expect(desk.history.filter(({ type }) => type === "escalated").length).toBeGreaterThan(0);
  expect(changes()).toBe(1);
});

test("under the same plan nothing is said", () => {
  const { says, presses, changes } = aDesk();
  says(ana, UNKNOWN);
  presses(dana, { action: "take", ticket: 1 }, direct(dana));
  expect(changes()).toBe(0);
});

test.each<[string, Partial<EscalationPlan>]>([
  ["an absence", { people: aPlan().people.map((one) => ({ ...one, awayUntil: "2027-01-01" })) }],
  ["the day of the review", { reviewBy: "2028-01-01" }],
  ["lines that moved down", { targets: aPlan().targets.map((target) => ({ ...target, line: 99 })) }],
])("%s is no other plan to a ticket", (_what, changes) => {
  expect(planEdition(aPlan(changes))).toBe(planEdition(aPlan()));
});

test("another promise is", () => {
  const targets = aPlan().targets.map((target) => ({ ...target, minutes: target.minutes + 1 }));
  expect(planEdition(aPlan({ targets }))).not.toBe(planEdition(aPlan()));
});

test("a plan that counts in no calendar any more lets what was promised wait and go on", () => {
  const { says, submits, edit, desk } = aDesk();
  says(ana, UNKNOWN);
  edit({ calendars: [], targets: [] });
  submits(dana, { action: "ask_for_more", ticket: 1 }, { text: "Which room?" });
  expect(desk.tickets.get(1)?.targets.map(({ state }) => state)).toEqual(["met", "paused"]);
  says(ana, "room 12");
  expect(desk.tickets.get(1)?.targets.map(({ state }) => state)).toEqual(["met", "running"]);
});

test("a criterion that it may meet later, and how soon the next person is called, are part of the plan it is worked on under", () => {
  const plan = aPlan();
  const [first] = plan.criteria;
  if (!first) throw new Error("The plan has no criterion.");
  const later = { ...first, key: "long", phrases: [], openForMinutes: 60 };
  const editions = [
    plan,
    aPlan({ criteria: [first, later] }),
    aPlan({ criteria: [first, { ...later, openForMinutes: 90 }] }),
    aPlan({ callNextAfter: 5 }),
  ].map(planEdition);
  expect(new Set(editions).size).toBe(4);
  expect(planEdition(aPlan({ criteria: [{ ...first, phrases: ["clicked something"] }] }))).toBe(
    planEdition(plan),
  );
});
