// Is the plan still the one that a ticket was worked on under, or was it changed since?

import { isMetLater } from "./criteria";
import type { EscalationPlan } from "./plan";

/**
 * Changes with all that a ticket's next step may follow: tiers, components, sites, vendors, calendars, promises, follow-up, calls
 * and the criteria that may be met later.
 * People's absences, words for questions to come and the day of the review may change without it. The same in every process.
 */
export function planEdition(plan: EscalationPlan): string {
  const known = editions.get(plan);
  if (known !== undefined) return known;
  const { tiers, components, sites, vendors, calendars, targets, warnAt, followUp, callNextAfter } = plan;
  const later = plan.criteria.filter(isMetLater);
  const parts = [
    tiers,
    components,
    sites,
    vendors,
    calendars,
    targets,
    warnAt,
    followUp,
    callNextAfter,
    later,
  ];
  const text = JSON.stringify(parts, (key, value: unknown) => (key === "line" ? undefined : value));
  const edition = hash(text, 0x811c9dc5) + hash(text, 0x9e3779b9);
  editions.set(plan, edition);
  return edition;
}

/** A plan is read once, and every ticket asks. */
const editions = new WeakMap<EscalationPlan, string>();

/** FNV-1a: 8 hexadecimal digits. */
function hash(text: string, start: number): string {
  let value = start;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, "0");
}
