// Where would nobody be there, on a day, although the plan is right?

import { isAway, personName } from "./lookups";
import type { EscalationPlan, Provider } from "./plan";
import type { Path } from "./plan-text";

/** `path` leads to the value that leaves the gap. */
export type Gap = { path: Path; message: string; fix: string };

/** `on`: an ISO date. Absences are those the plan knows of. */
export const planGaps = (plan: EscalationPlan, on: string): Gap[] => [
  ...plan.tiers.flatMap((tier) => tierGaps(plan, tier, on)),
  ...plan.components.flatMap(({ key, name, providers }) =>
    Object.entries(providers).flatMap(([tier, provider]) =>
      providerGaps(plan, provider, on, {
        path: ["components", key, "tiers", tier],
        what: `${name}, tier ${tier}`,
      }),
    ),
  ),
  ...plan.sites.flatMap(({ key, name, technicians }) =>
    allAway(plan, technicians, on, ["sites", key, "technicians"], name),
  ),
  ...plan.vendors
    .filter(({ contacts }) => contacts.length === 0)
    .map(({ key, name }): Gap => ({
      path: ["vendors", key],
      message: `${name} has no contacts: nobody could call them.`,
      fix: "Write how they are reached: `contacts: { Service line: 555-0184 }`.",
    })),
];

function tierGaps(
  plan: EscalationPlan,
  { number, name, members, lead }: EscalationPlan["tiers"][number],
  on: string,
): Gap[] {
  if (number < 2 || number > 3) return [];
  const path = ["tiers", String(number)];
  const none: Gap[] =
    lead === undefined && number === 2
      ? [
          {
            path,
            message: `${name} has no lead: nobody hears of a missed target.`,
            fix: "Write `lead: ...`, a key under `people`.",
          },
        ]
      : [];
  const away: Gap[] =
    lead !== undefined && isAway(plan, lead, on)
      ? [
          {
            path: [...path, "lead"],
            message: `${personName(plan, lead)}, the lead of ${name}, is away${until(plan, lead)}.`,
            fix: "Name somebody else as `lead` until then.",
          },
        ]
      : [];
  return [...none, ...away, ...allAway(plan, members, on, [...path, "members"], name)];
}

function providerGaps(
  plan: EscalationPlan,
  { applicable, liaison, deputy, members = [] }: Provider,
  on: string,
  { path, what }: { path: Path; what: string },
): Gap[] {
  if (!applicable) return [];
  const gaps = allAway(plan, members, on, [...path, "members"], what);
  if (liaison === undefined) return gaps;
  const isGone = isAway(plan, liaison, on);
  if (deputy === undefined)
    gaps.push({
      path,
      message: isGone
        ? `${personName(plan, liaison)} is away${until(plan, liaison)}, and has no deputy (${what}).`
        : `${personName(plan, liaison)} has no deputy (${what}).`,
      fix: "Write `deputy: ...`, a key under `people`: who is asked while they are away.",
    });
  else if (isGone && isAway(plan, deputy, on))
    gaps.push({
      path,
      message: `${personName(plan, liaison)} and ${personName(plan, deputy)} are both away (${what}).`,
      fix: "Name somebody who is there as `deputy`.",
    });
  return gaps;
}

function allAway(plan: EscalationPlan, keys: readonly string[], on: string, path: Path, what: string): Gap[] {
  if (keys.length === 0 || keys.some((key) => !isAway(plan, key, on))) return [];
  const message =
    keys.length === 1
      ? `${personName(plan, keys[0] ?? "")} is away (${what}), and nobody else is named.`
      : `Everybody named for ${what} is away.`;
  return [{ path, message, fix: "Name somebody who is there." }];
}

function until(plan: EscalationPlan, key: string): string {
  const day = plan.people.find((person) => person.key === key)?.awayUntil;
  return day === undefined ? "" : ` until ${day}`;
}
