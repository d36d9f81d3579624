// Who is told of a promise that is late, who is called after them, and who at night?

import { DateTime } from "luxon";
import { isAway, leadOf, nextTier } from "./lookups";
import type { EscalationPlan, OnCall, Priority, TierNumber } from "./plan";

/** What a call is about: a component's ticket at a tier. */
type Place = { tier: TierNumber; component?: string };

/** The day on which a moment falls, where the plan is at home: absences are written in its days. */
export const dayOf = (plan: EscalationPlan, at: Date): string =>
  DateTime.fromJSDate(at, { zone: plan.timezone }).toISODate() ?? at.toISOString().slice(0, 10);

/** Key of the person told of a warning or breach at a tier: the first contact who is there, else the lead. */
export function contactAt(
  plan: EscalationPlan,
  tier: TierNumber,
  what: "warning" | "breach",
  at: Date,
): string | undefined {
  const contacts = tierOf(plan, tier)?.contactsAt?.[what] ?? [];
  return present(plan, contacts, at)[0] ?? leadOf(plan, tier) ?? leadOf(plan, 2);
}

/** Whether the plan says who is called one after the other when nobody takes a ticket. */
export const hasPath = (plan: EscalationPlan, tier: TierNumber): boolean =>
  (tierOf(plan, tier)?.contactsAt?.breach ?? []).length > 0;

/** Keys of those called when nobody takes a ticket, in order: the tier's contacts, then the lead of the tier above. */
export function escalationPath(plan: EscalationPlan, { tier, component }: Place, at: Date): string[] {
  const above = nextTier(plan, component, tier);
  const lead = above && leadOf(plan, above);
  const contacts = tierOf(plan, tier)?.contactsAt?.breach ?? [];
  return present(plan, [...contacts, ...(lead === undefined ? [] : [lead])], at);
}

/** The tier's on-call hours, when they are for such a ticket. */
export function onCallFor(plan: EscalationPlan, tier: TierNumber, priority: Priority): OnCall | undefined {
  const onCall = tierOf(plan, tier)?.onCall;
  return onCall?.priorities.includes(priority) ? onCall : undefined;
}

export const present = (plan: EscalationPlan, keys: readonly string[], at: Date): string[] =>
  [...new Set(keys)].filter((key) => !isAway(plan, key, dayOf(plan, at)));

const tierOf = (plan: EscalationPlan, tier: TierNumber) => plan.tiers.find((t) => t.number === tier);
