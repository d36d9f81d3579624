// Does a ticket always find a place and a person on its way up?

import { complain, keysOf, textsAt, valuesAt } from "./checking";
import type { PlanText } from "./plan-text";

/** Tier numbers as written, each with the one it escalates to. */
type Steps = Map<number, number>;

export function checkPath(plan: PlanText): void {
  const steps: Steps = new Map();
  for (const { path, value } of valuesAt(plan.value, "tiers.*.escalates_to"))
    if (typeof value === "number") steps.set(Number(path[1]), value);
  const cycle = findCycle(steps);
  if (cycle) complainOfCycle(plan, cycle);
  else for (const [tier, next] of steps) if (next < tier) complainOfWayDown(plan, tier, next);
  checkFirstStep(plan, steps);
  checkChannel(plan);
  for (const key of keysOf(plan.value, "components")) checkSpecialists(plan, key);
}

function findCycle(steps: Steps): number[] | undefined {
  for (const start of steps.keys()) {
    const seen = [start];
    let next = steps.get(start);
    while (next !== undefined && !seen.includes(next)) {
      seen.push(next);
      next = steps.get(next);
    }
    if (next !== undefined) return [...seen.slice(seen.indexOf(next)), next];
  }
  return undefined;
}

function complainOfCycle(plan: PlanText, cycle: readonly number[]): void {
  const last = cycle.at(-2) ?? 0;
  const message = `Tickets go round in a circle: tier ${cycle.join(" → ")}.`;
  complain(
    plan,
    ["tiers", String(last), "escalates_to"],
    message,
    `Take \`escalates_to\` out of tier ${last}, or name a tier above it.`,
  );
}

function complainOfWayDown(plan: PlanText, tier: number, next: number): void {
  const message = `Tier ${tier} escalates to tier ${next}, which is below it.`;
  complain(
    plan,
    ["tiers", String(tier), "escalates_to"],
    message,
    "Name a tier above it, or take the line out when it is the last.",
  );
}

/** Without a way on from Tier 2, nothing that is hard is ever handed over. That may be meant, so it is a warning. */
function checkFirstStep(plan: PlanText, steps: Steps): void {
  const above = keysOf(plan.value, "tiers")
    .map(Number)
    .find((tier) => tier > 2);
  if (above === undefined || steps.has(2)) return;
  const message = `Tier 2 has no \`escalates_to\`, so no ticket ever reaches tier ${above}.`;
  complain(plan, ["tiers", "2"], message, `Write \`escalates_to: ${above}\` under tier 2.`, "warning");
}

/** Escalation threads are opened in Tier 2's channel: without one there is nowhere to work. */
function checkChannel(plan: PlanText): void {
  if (!keysOf(plan.value, "tiers").includes("2")) return;
  if (textsAt(plan.value, "tiers.2.channels.*").length > 0) return;
  complain(
    plan,
    ["tiers", "2", "channels"],
    "Tier 2 has no channel: its tickets would have nowhere to go.",
    "Write `channels: { sandbox: service-desk }` under tier 2, with `slack` or `teams` for those.",
  );
}

/** A tier to which a component's tickets go needs somebody: a liaison, members, the tier's own members or its lead. */
function checkSpecialists(plan: PlanText, component: string): void {
  if (!keysOf(plan.value, "tiers").includes("3")) return;
  const at = `components.${component}.tiers.3`;
  const [provider] = valuesAt(plan.value, at);
  const isLeftOut =
    typeof provider?.value === "string" || valuesAt(plan.value, `${at}.applicable`)[0]?.value === false;
  const somebody = ["liaison", "members.*"].map((key) => `${at}.${key}`);
  const places = [...somebody, "tiers.3.members.*", "tiers.3.lead", "tiers.3.channels.*"];
  if (isLeftOut || places.some((place) => textsAt(plan.value, place).length > 0)) return;
  complain(
    plan,
    ["components", component, "tiers", "3"],
    `Nobody is named at tier 3 for \`${component}\`.`,
    "Write `3: { liaison: ... }`, or `3: not applicable` when tickets should skip it.",
  );
}
