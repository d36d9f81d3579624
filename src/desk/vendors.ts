/** Which vendor is a ticket with, what do we wait for from them, and who of ours talks with them? */
import { dayOf } from "../plan/contacts";
import { liaisonFor, vendorFor } from "../plan/lookups";
import type { EscalationPlan, Vendor } from "../plan/plan";
import type { Story } from "./changing";
import type { Situation } from "./situation";
import { isRunning, isVendors, pauseTargets, startVendorTarget } from "./targets";
import type { Target, Ticket } from "./model";

/** Of the component as it is now. Undefined: the plan names none. */
export function vendorOf(plan: EscalationPlan, { component }: Ticket): Vendor | undefined {
  const key = vendorFor(plan, component);
  return plan.vendors.find((vendor) => vendor.key === key);
}

export const vendorName = (plan: EscalationPlan, ticket: Ticket): string | undefined =>
  vendorOf(plan, ticket)?.name;

/** "Metrolink, ML-1234567". A vendor who has left the plan since is named by the key. */
export function vendorCaseLine(
  plan: EscalationPlan,
  { vendor, number }: NonNullable<Ticket["vendorCase"]>,
): string {
  return `${plan.vendors.find(({ key }) => key === vendor)?.name ?? vendor}, ${number}`;
}

/** Our clocks stand still and the vendor's runs, where the plan says how soon they must answer. */
export function waitingForVendor({ rules, now }: Situation, ticket: Ticket): Ticket {
  const { plan } = rules;
  const paused = { ...ticket, targets: pauseTargets(plan, ticket, now) };
  return {
    ...paused,
    targets: startVendorTarget(plan, paused, vendorOf(plan, ticket)?.key, now),
    status: "waiting",
    waitingOn: "vendor",
    waitingSince: now,
  };
}

/** The vendor has answered: a promise that still runs is met. */
export function vendorDone(ticket: Ticket): { ticket: Ticket; met: Story[] } {
  const isMet = (t: Target) => isVendors(t) && isRunning(t);
  const met = ticket.targets.filter(isMet).map(({ kind }): Story => ({ type: "target_met", text: kind }));
  const targets = ticket.targets.map((t): Target => (isMet(t) ? { ...t, state: "met" } : t));
  return { ticket: { ...ticket, targets }, met };
}

/** Key of the person who talks with the vendor: the component's at Tier 4, else its specialist. */
export function vendorLiaison({ rules, now }: Situation, { component }: Ticket): string | undefined {
  const on = dayOf(rules.plan, now);
  const named = liaisonFor(rules.plan, component, 4, on) ?? liaisonFor(rules.plan, component, 3, on);
  return named?.person;
}
