// Does the plan know a vendor's promises and case numbers, and say what is wrong with them?

import { vendorPromise } from "../../src/plan/lookups";
import { planOf, told, withMore } from "./samples";

const metrolink = (keys: string) => withMore(`vendors:\n  metrolink: { name: Metrolink, ${keys} }\n`);

it("counts a vendor's promise in the calendar of their contract, by priority", () => {
  const plan = planOf(metrolink("calendar: school, answers_within: { urgent: 2h, normal: 1d }"));
  expect(vendorPromise(plan, "metrolink", "urgent")).toEqual({ minutes: 120, calendar: "school" });
  expect(vendorPromise(plan, "metrolink", "normal")?.minutes).toBe(570);
  expect(vendorPromise(plan, "metrolink", "low")).toBeUndefined();
});

it("takes a vendor of whom it says no more than the name", () => {
  expect(planOf(metrolink("hours: Always")).vendors).toEqual([
    { key: "metrolink", name: "Metrolink", hours: "Always", contacts: [] },
  ]);
});

it.each([
  ["answers_within: { urgent: 2h }", "nothing says in which hours"],
  ["calendar: schol, answers_within: { urgent: 2h }", "Did you mean `school`?"],
  ["calendar: school, answers_within: { urgent: soon }", "`soon` is not a length of time"],
  ["calendar: school, answers_within: { urgent: 900d }", "more than a year"],
  ["calendar: school", "changes nothing: no time is promised"],
  ["case_pattern: 'ML-\\d{7}', case_example: ML-12", "no case number as `case_pattern` has them"],
  [
    "case_pattern: '(\\d+)+', case_example: 1234567890123456789012345678901234567890x",
    "repeats a part that can vary",
  ],
  ["case_pattern: '(?:[A-Z]+-?){2,}'", "repeats a part that can vary"],
  ["case_pattern: '(ML'", "is not a regular expression"],
])("says what is wrong with %s", (keys, words) => {
  expect(told(metrolink(keys))).toEqual([expect.stringContaining(words)]);
});

it("takes a case pattern with a group that may be left out, and with brackets of their own", () => {
  const { vendors } = planOf(metrolink(String.raw`case_pattern: '(ML|MX)-\d{7}(-\d+)?\(\d\)+'`));
  expect(vendors[0]?.casePattern).toBe(String.raw`(ML|MX)-\d{7}(-\d+)?\(\d\)+`);
});
it.each(["(\\w+-?)+\\d", "((\\d+))*", "(?:[A-Z]*|x){2,}", "(ML|M)+", "(\\d{2,9}){4,9}"])(
  "refuses the case pattern %s: some texts would be tried on it for ever",
  (pattern) => {
    const example = `case_example: ${"A".repeat(60)}!`;
    expect(told(metrolink(`case_pattern: '${pattern}', ${example}`))).toEqual([
      expect.stringContaining("repeats a part that can vary"),
    ]);
  },
);

it.each(["(ML|MX)-\\d{7}", "CE(-\\d+){1,3}", "[A-Z+*]+\\(\\d+\\)", "(?:AB)+", "(-\\d{4})?"])(
  "takes the case pattern %s",
  (pattern) => {
    expect(planOf(metrolink(`case_pattern: '${pattern}'`)).vendors[0]?.casePattern).toBe(pattern);
  },
);

it("counts a hand-over as any other promise of a tier, and takes it once", () => {
  const targets = (more: string) =>
    withMore(`targets:\n  - { tier: 3, calendar: school, hand_over: { urgent: 15m } }\n${more}`);
  expect(planOf(targets("")).targets).toEqual([
    expect.objectContaining({ kind: "hand_over", tier: 3, priority: "urgent", minutes: 15 }),
  ]);
  expect(told(targets("  - { tier: 3, calendar: school, hand_over: { urgent: 1h } }\n"))).toEqual([
    expect.stringContaining("Tier 3 has a second hand_over target for urgent"),
  ]);
});
