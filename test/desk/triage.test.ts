// Is it told right what decided on component, priority and tier?

import { considerQuestion } from "../../src/desk/considering";
import { foreseeTicket } from "../../src/desk/foreseeing";
import { triage } from "../../src/desk/triage";
import type { Chosen } from "../../src/desk/triage";
import type { EscalationPlan } from "../../src/plan/plan";
import { aPlan, theRules } from "../support/rules";

const decide = (question: string, chosen: Chosen = {}, plan: EscalationPlan = aPlan()) =>
  triage(plan, considerQuestion(question, theRules(plan)), chosen);

const withTier = (tier: 3 | 4): EscalationPlan => {
  const plan = aPlan();
  return {
    ...plan,
    criteria: plan.criteria.map((criterion) => ({ ...criterion, tier, component: "printing" })),
  };
};

test.each<[string, string, Chosen, object]>([
  [
    "nothing is known",
    "it hums",
    {},
    { priority: "normal", tier: 2, because: { component: "usual", priority: "usual", tier: "usual" } },
  ],
  [
    "a word of a component",
    "the printer hums",
    {},
    { component: "printing", because: { component: "words" } },
  ],
  [
    "a person chose",
    "the printer hums",
    { component: "network" },
    { component: "network", because: { component: "chosen" } },
  ],
  [
    "a criterion",
    "I clicked a phishing link",
    {},
    { component: "security", priority: "urgent", because: { component: "criterion", priority: "criterion" } },
  ],
  [
    "a person wants less",
    "I clicked a phishing link",
    { priority: "low" },
    { priority: "urgent", because: { priority: "criterion" } },
  ],
  [
    "a person wants more",
    "it hums",
    { priority: "high" },
    { priority: "high", because: { priority: "chosen" } },
  ],
])("%s", (_, question, chosen, expected) => {
  expect(decide(question, chosen)).toMatchObject(expected);
});

test("a tier that does not apply to the component is skipped, and named", () => {
  const plan = withTier(3);
  const components = plan.components.map((one) =>
    one.key === "printing"
      ? { ...one, providers: { ...one.providers, 4: { applicable: true, vendor: "metrolink" } } }
      : one,
  );
  expect(decide("I clicked a phishing link", {}, { ...plan, components })).toMatchObject({
    tier: 4,
    because: { tier: "criterion", skipped: 3 },
  });
});

describe("what is foreseen", () => {
  const NOW = new Date("2026-11-24T16:00:00Z");

  it("the deputy, while the liaison is away", () => {
    const plan = aPlan();
    const people = plan.people.map((one) =>
      one.key === "kofi" ? { ...one, awayFrom: "2026-11-20", awayUntil: "2026-11-30" } : one,
    );
    const { above } = foreseeTicket({ ...plan, people }, undefined, { component: "network" }, NOW);
    expect(
      above.map(({ tier, liaison, vendor }) => ({
        tier,
        person: liaison?.person,
        isDeputy: liaison?.isDeputy,
        vendor,
      })),
    ).toEqual([
      { tier: 3, person: "lena", isDeputy: true, vendor: undefined },
      { tier: 4, person: undefined, isDeputy: undefined, vendor: "metrolink" },
    ]);
  });

  it("the promises of the tier and priority, in the calendar's time", () => {
    const { promises, channels } = foreseeTicket(aPlan(), undefined, {}, NOW);
    expect(promises.map(({ promised }) => promised.kind)).toEqual(["first_response", "resolution"]);
    for (const { promised, target } of promises) expect(target.minutes).toBe(promised.minutes);
    expect(channels).toEqual([{ platform: "sandbox", id: "service-desk" }]);
  });
});
