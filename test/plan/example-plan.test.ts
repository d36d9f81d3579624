// Is the example organisation's plan right, and does it do for the example knowledge base what it says?

import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  criteriaFor,
  isApplicable,
  liaisonFor,
  nextTier,
  routeFor,
  targetFor,
  tierChannels,
} from "../../src/plan/lookups";
import { parsePlan } from "../../src/plan/parse";
import type { EscalationPlan, TierNumber } from "../../src/plan/plan";
import { readKnowledgeBase } from "../../src/sources/knowledge-base";

const root = join(__dirname, "..", "..");
let plan: EscalationPlan;

beforeAll(() => {
  const parsed = parsePlan("helpdesk.yaml", readFileSync(join(root, "helpdesk.yaml"), "utf8"));
  expect(parsed.problems).toEqual([]);
  if (parsed.plan) plan = parsed.plan;
});

it("works in the sandbox without another line", () => {
  expect(tierChannels(plan, undefined, 2, ["sandbox"])).toEqual([
    { platform: "sandbox", written: "service-desk" },
  ]);
});

it("has somebody for every component on every tier above the second", () => {
  for (const { key } of plan.components)
    for (const tier of [3, 4] as const satisfies TierNumber[]) {
      if (!isApplicable(plan, key, tier)) continue;
      const somebody = tier === 3 ? liaisonFor(plan, key, 3, "2026-12-01")?.person : plan.vendors[0]?.key;
      expect([key, somebody]).toEqual([key, expect.any(String)]);
    }
});

it("hands printing to its vendor, past the tier that is not applicable", () => {
  expect(nextTier(plan, "printing", 2)).toBe(4);
  expect(nextTier(plan, "accounts", 3)).toBeUndefined();
});

it("promises more for what is more urgent, at both tiers", () => {
  const kinds = ["first_response", "next_response", "resolution"] as const;
  for (const tier of [2, 3] as const)
    for (const kind of kinds) {
      const minutes = (["urgent", "high", "normal", "low"] as const).map(
        (priority) => targetFor(plan, kind, tier, priority)?.minutes ?? 0,
      );
      expect(minutes).toEqual(minutes.toSorted((a, b) => a - b));
      expect(minutes[0]).toBeGreaterThan(0);
    }
});

it("tells people in danger what to do first", () => {
  for (const criterion of plan.criteria.filter(({ component }) => component === "security"))
    expect(criterion).toMatchObject({ priority: "urgent", say: expect.stringContaining("**") });
});

it("names owners and components that the knowledge base uses", async () => {
  const { articles } = await readKnowledgeBase(join(root, "knowledge-base"));
  const people = new Set(plan.people.map(({ key }) => key));
  const components = new Set(plan.components.map(({ key }) => key));
  expect(articles.filter(({ owner }) => owner && !people.has(owner)).map(({ id }) => id)).toEqual([]);
  expect(
    articles.filter(({ component }) => component && !components.has(component)).map(({ id }) => id),
  ).toEqual([]);
});

it("makes no everyday question of the knowledge base urgent, and sends none away", async () => {
  const { articles } = await readKnowledgeBase(join(root, "knowledge-base"));
  // A lost device may well be asked about in other words than the security article's.
  const everyday = articles.filter(({ component }) => component !== "security" && component !== "devices");
  const caught = everyday.flatMap(({ title, questions }) =>
    [title, ...questions].filter(
      (text) => routeFor(plan, text) ?? criteriaFor(plan, text).find(({ key }) => key !== "device-lost"),
    ),
  );
  expect(caught).toEqual([]);
});
