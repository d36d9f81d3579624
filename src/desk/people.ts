/** Who is this person to the helpdesk: the requester, a technician of the component, somebody else? */
import { dayOf } from "../plan/contacts";
import type { Circumstances } from "../plan/criteria";
import { isAway, personByAccount, personByEmail, splitId, technicianRooms } from "../plan/lookups";
import type { EscalationPlan, PlanPerson } from "../plan/plan";
import { knownEmail } from "./address";
import type { Address, Person, PlatformName } from "./model";
import { platformNames } from "./wording";

/** The plan's entry for somebody on a platform, by account first, then by the e-mail address the platform vouches for. */
export function planPerson(plan: EscalationPlan, person: Person): PlanPerson | undefined {
  const { platform, account, workspace } = person;
  const email = knownEmail(person);
  return (
    personByAccount(plan, platform, account, workspace) ??
    (email === undefined ? undefined : personByEmail(plan, email))
  );
}

/**
 * Whether the person may work on tickets: a member, liaison, deputy or lead of a tier above the first, by name or as one of the
 * group or channel that the plan names.
 */
export function isTechnician(plan: EscalationPlan, person: Person): boolean {
  const key = planPerson(plan, person)?.key;
  if (key !== undefined && technicianKeys(plan).has(key)) return true;
  if (person.outside !== undefined || person.memberOf === undefined) return false;
  const { channels, groups } = technicianRooms(plan, person.platform, person.workspace);
  return person.memberOf.some((id) => channels.includes(id) || groups.includes(id));
}

function technicianKeys(plan: EscalationPlan): Set<string> {
  const ofTiers = plan.tiers
    .filter((t) => t.number > 1)
    .flatMap((t) => [
      ...t.members,
      t.lead,
      ...(t.contactsAt?.warning ?? []),
      ...(t.contactsAt?.breach ?? []),
      ...(t.onCall?.people ?? []),
    ]);
  const ofComponents = plan.components
    .flatMap((c) => Object.values(c.providers))
    .flatMap((p) => [p.liaison, p.deputy, ...(p.members ?? [])]);
  return new Set([...ofTiers, ...ofComponents].filter((key) => key !== undefined));
}

/**
 * Somebody of the plan as a person on the platform of a place. Without an account there they are named by their e-mail address,
 * which the platform looks up: `mailto:kofi@lakeside.example`.
 */
export function onPlatform(plan: EscalationPlan, key: string, place: Address): Person | undefined {
  const person = plan.people.find((p) => p.key === key);
  if (!person) return undefined;
  const { platform } = place;
  const { workspace = place.workspace, id } = splitId(person.accounts[platform] ?? `mailto:${person.email}`);
  const { name, email } = person;
  return { platform, account: id, name, email, ...(workspace !== undefined && { workspace }) };
}

/** Whether the plan says that somebody is away. */
export function isOnLeave(plan: EscalationPlan, person: Person, at: Date): boolean {
  const key = planPerson(plan, person)?.key;
  return key !== undefined && isAway(plan, key, dayOf(plan, at));
}

/** The same person where they can be called: on a place's platform, when the plan knows who that is there. */
export function calledIn(plan: EscalationPlan, person: Person, place: Address): Person {
  if (person.platform === place.platform) return person;
  const key = planPerson(plan, person)?.key;
  return (key === undefined ? undefined : onPlatform(plan, key, place)) ?? person;
}

/**
 * "Tom Berg, Lakeside IT (Slack)". Behind the name stands where somebody is from who is not of the platform's own organisation,
 * and from where they write to a reader on another platform. `speaksFor`: the help desk, to its requesters.
 */
export function shownName(
  { name, outside, platform }: Person,
  reader: PlatformName,
  speaksFor?: string,
): string {
  const organisation = outside === undefined ? "" : ` (${outside})`;
  const desk = speaksFor === undefined ? "" : `, ${speaksFor}`;
  return `${name}${organisation}${desk}${platform === reader ? "" : ` (${platformNames[platform]})`}`;
}

export const nameOf = (plan: EscalationPlan, key: string | undefined): string | undefined =>
  plan.people.find((p) => p.key === key)?.name;

/** What the plan's criteria may ask of somebody. */
export const circumstancesOf = (plan: EscalationPlan, person: Person): Circumstances => ({
  site: siteOf(plan, person),
  requester: planPerson(plan, person)?.key,
  memberOf: person.memberOf,
});

export const siteOf = (plan: EscalationPlan, person: Person): string | undefined =>
  planPerson(plan, person)?.site;

/** The zone in which this requester reads times. */
export const zoneOf = (plan: EscalationPlan, site: string | undefined): string =>
  plan.sites.find((s) => s.key === site)?.timezone ?? plan.timezone;
