// Are the example plans of the documentation right, without a gap, and do they send people where they say?

import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { foreseeTicket } from "../../src/desk/foreseeing";
import { planGaps } from "../../src/plan/gaps";
import { criteriaFor } from "../../src/plan/lookups";
import { parsePlan } from "../../src/plan/parse";
import type { EscalationPlan } from "../../src/plan/plan";

const ROOT = resolve(__dirname, "..", "..");
const EXAMPLES = join(ROOT, "docs", "plans");
const files = readdirSync(EXAMPLES);
const read = (file: string) => parsePlan(file, readFileSync(join(EXAMPLES, file), "utf8"));

function planOf(file: string): EscalationPlan {
  const { plan } = read(file);
  if (!plan) throw new Error(`${file} is no plan.`);
  return plan;
}

/** A Wednesday before Thanksgiving, 16:00 in Denver. */
const NOW = new Date("2026-11-25T23:00:00Z");

test.each(files)("%s has no problem and no gap, and the documentation names it", (file) => {
  expect(read(file).problems).toEqual([]);
  expect(planGaps(planOf(file), "2026-11-25")).toEqual([]);
  expect(readFileSync(join(ROOT, "docs", "plan.md"), "utf8")).toContain(`plans/${file}`);
});

test("an agency without a Tier 2 for its case system asks the liaison at once, and then the vendor", () => {
  const { triage, at, above } = foreseeTicket(
    planOf("state-agency.yaml"),
    undefined,
    { component: "case-system" },
    NOW,
  );
  expect(triage).toMatchObject({ tier: 3, because: { skipped: 2 } });
  expect(at).toMatchObject({ tier: 3, liaison: { person: "dev" } });
  expect(above).toMatchObject([{ tier: 4, vendor: "halcyon" }]);
});

test("its clocks pass over the holiday of its state", () => {
  const { promises } = foreseeTicket(planOf("state-agency.yaml"), undefined, { component: "workplace" }, NOW);
  // An hour and a half is left on Wednesday, Thursday is Thanksgiving: two and a half hours into Friday.
  expect(promises[0]?.target.due).toEqual(new Date("2026-11-27T09:30-07:00"));
});

test("a company's broken hardware goes to the provider, its shop to the engineer", () => {
  const plan = planOf("company-of-200.yaml");
  const hardware = foreseeTicket(plan, undefined, { component: "workplace" }, NOW);
  expect(hardware.above).toMatchObject([{ tier: 4, vendor: "leasing" }]);
  expect(criteriaFor(plan, "customers cannot pay since noon")[0]).toMatchObject({
    tier: 3,
    component: "shop",
  });
});
