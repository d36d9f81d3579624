/** Who is this person to the helpdesk: the requester, a technician of the component, somebody else? */
import { personByAccount, personByEmail, tierMembers } from "../plan/lookups";
import type { EscalationPlan, PlanPerson } from "../plan/plan";
import type { Person, PlatformName, Ticket } from "./model";

/** The plan's entry for somebody on a platform, by account first, then by the e-mail address the platform vouches for. */
export const planPerson = (plan: EscalationPlan, person: Person): PlanPerson | undefined =>
  personByAccount(plan, person.platform, person.account) ??
  (person.email ? personByEmail(plan, person.email) : undefined);

/** Whether the person may work on tickets: a member, liaison, deputy or lead of a tier above the first. */
export function isTechnician(plan: EscalationPlan, person: Person): boolean {
  const key = planPerson(plan, person)?.key;
  return key !== undefined && technicianKeys(plan).has(key);
}

function technicianKeys(plan: EscalationPlan): Set<string> {
  const ofTiers = plan.tiers.filter((t) => t.number > 1).flatMap((t) => [...t.members, t.lead]);
  const ofComponents = plan.components
    .flatMap((c) => Object.values(c.providers))
    .flatMap((p) => [p.liaison, p.deputy, ...(p.members ?? [])]);
  return new Set([...ofTiers, ...ofComponents].filter((key) => key !== undefined));
}

/** Somebody of the plan as a person on a platform; undefined when the plan has no account of theirs there. */
export function onPlatform(plan: EscalationPlan, key: string, platform: PlatformName): Person | undefined {
  const person = plan.people.find((p) => p.key === key);
  const account = person?.accounts[platform];
  return person && account ? { platform, account, name: person.name, email: person.email } : undefined;
}

export const nameOf = (plan: EscalationPlan, key: string | undefined): string | undefined =>
  plan.people.find((p) => p.key === key)?.name;

export const siteOf = (plan: EscalationPlan, person: Person): string | undefined =>
  planPerson(plan, person)?.site;

/** The zone in which this requester reads times. */
export const zoneOf = (plan: EscalationPlan, site: string | undefined): string =>
  plan.sites.find((s) => s.key === site)?.timezone ?? plan.timezone;

/** Who works on tickets of this component at this tier, by name. */
export const tierPeople = (plan: EscalationPlan, ticket: Pick<Ticket, "tier" | "component">): string[] =>
  tierMembers(plan, ticket.tier, ticket.component);
