// Who provides which tier for which component: the plan as the table that an organisation hangs on its wall.

import { personName } from "./lookups";
import type { Component, EscalationPlan, Tier } from "./plan";

/** `not applicable`: the tier is skipped. `as the tier`: nothing is said of this component. Else people's names, none of them empty. */
export type Provided =
  | "not applicable"
  | "as the tier"
  | { vendor?: string; liaison?: string; deputy?: string; members: string[] };

/** What is said of people: their name, and on a wall or in a chat what else belongs there. */
export type NamePerson = (key: string) => string;

/** The tiers that people work at. */
export const peoplesTiers = (plan: EscalationPlan): Tier[] => plan.tiers.filter(({ number }) => number > 1);

export function providedBy(
  plan: EscalationPlan,
  { providers }: Component,
  { number }: Tier,
  nameOf: NamePerson = (key) => personName(plan, key),
): Provided {
  const provider = providers[number];
  if (!provider) return number === 4 ? "not applicable" : "as the tier";
  if (!provider.applicable || (number === 4 && provider.vendor === undefined)) return "not applicable";
  const vendor = plan.vendors.find(({ key }) => key === provider.vendor)?.name;
  const { liaison, deputy, members = [] } = provider;
  if (vendor === undefined && liaison === undefined && deputy === undefined && members.length === 0)
    return "as the tier";
  return {
    ...(vendor !== undefined && { vendor }),
    ...(liaison !== undefined && { liaison: nameOf(liaison) }),
    ...(deputy !== undefined && { deputy: nameOf(deputy) }),
    members: members.map(nameOf),
  };
}

/** Who works at a tier for every component, and who leads it. */
export const tierStaff = (
  plan: EscalationPlan,
  { members, lead }: Tier,
  nameOf: NamePerson = (key) => personName(plan, key),
): { members: string[]; lead?: string } => ({
  members: members.map(nameOf),
  ...(lead !== undefined && { lead: nameOf(lead) }),
});

/** "away until 2026-12-04", "away 2027-02-01 to 2027-02-12"; undefined when nothing lies ahead. `on`: an ISO date. */
export function absenceOf(plan: EscalationPlan, key: string, on: string): string | undefined {
  const { awayFrom, awayUntil } = plan.people.find((person) => person.key === key) ?? {};
  if ((awayFrom === undefined && awayUntil === undefined) || (awayUntil ?? on) < on) return undefined;
  if ((awayFrom ?? on) <= on) return awayUntil === undefined ? "away" : `away until ${awayUntil}`;
  return awayUntil === undefined ? `away from ${awayFrom}` : `away ${awayFrom} to ${awayUntil}`;
}
