// Does the plan say where nobody would be there?

import { planGaps } from "../../src/plan/gaps";
import type { EscalationPlan } from "../../src/plan/plan";
import { aPlan } from "../support/rules";

const ON = "2026-11-24";

/** With these people away from the 20th to the 30th. */
function away(...keys: string[]): EscalationPlan {
  const plan = aPlan();
  const people = plan.people.map((one) =>
    keys.includes(one.key) ? { ...one, awayFrom: "2026-11-20", awayUntil: "2026-11-30" } : one,
  );
  return { ...plan, people };
}

const messages = (plan: EscalationPlan, on = ON): string[] =>
  planGaps(plan, on).map(({ message }) => message);
const NO_DEPUTY = "Lena Fischer has no deputy (Security, tier 3).";

test("a liaison without a deputy is one, and nobody else", () => {
  expect(messages(aPlan())).toEqual([NO_DEPUTY]);
});

test.each<[string, string[], string[]]>([
  ["a liaison who has a deputy", ["kofi"], [NO_DEPUTY]],
  [
    "one who has none",
    ["lena"],
    ["Lena Fischer is away until 2026-11-30, and has no deputy (Security, tier 3)."],
  ],
  [
    "both",
    ["kofi", "lena"],
    [
      "Everybody named for Engineering is away.",
      "Kofi Mensah and Lena Fischer are both away (Network and Wi-Fi, tier 3).",
      "Lena Fischer is away until 2026-11-30, and has no deputy (Security, tier 3).",
    ],
  ],
  ["the lead", ["priya"], ["Priya Raman, the lead of Service Desk, is away until 2026-11-30.", NO_DEPUTY]],
  ["all of a tier", ["dana", "eli"], ["Everybody named for Service Desk is away.", NO_DEPUTY]],
  ["one of a tier", ["dana"], [NO_DEPUTY]],
])("away: %s", (_, keys, expected) => {
  expect(messages(away(...keys))).toEqual(expected);
});

test("the day after, everybody is back", () => {
  expect(messages(away("priya", "kofi", "dana", "eli"), "2026-12-01")).toEqual([NO_DEPUTY]);
});

test("sites, vendors and a tier that nobody leads", () => {
  const plan = away("dana");
  const [site, ...sites] = plan.sites;
  const [vendor] = plan.vendors;
  if (!site || !vendor) throw new Error("The plan has no site or vendor.");
  const open: EscalationPlan = {
    ...plan,
    tiers: plan.tiers.map(({ lead: _lead, ...tier }) => tier),
    sites: [{ ...site, technicians: ["dana"] }, ...sites],
    vendors: [{ ...vendor, contacts: [] }],
  };
  expect(messages(open)).toEqual([
    "Service Desk has no lead: nobody hears of a missed target.",
    NO_DEPUTY,
    "Dana Brooks is away (High School), and nobody else is named.",
    "Metrolink has no contacts: nobody could call them.",
  ]);
});
