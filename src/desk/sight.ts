/** Which tickets may somebody see on the dashboard? What is private is for those who work on it, whoever else may see all. */
import { isPrivateComponent, technicianRooms, tierMembers } from "../plan/lookups";
import type { EscalationPlan, TierNumber } from "../plan/plan";
import { isSamePerson } from "./address";
import { dashboardRole } from "./dashboard";
import { planPerson } from "./people";
import type { Person, Ticket } from "./model";

type Seen = Pick<Ticket, "tier" | "component" | "assignee">;

/** all: its page and its words. outline: that it is there, how old and how urgent. nothing: not even that. */
export type Sight = "all" | "outline" | "nothing";

export function sightOf(plan: EscalationPlan, person: Person, ticket: Seen): Sight {
  const role = dashboardRole(plan, person);
  if (role === undefined) return "nothing";
  const isTheirs = isSamePerson(ticket.assignee, person);
  const isPrivate = isPrivateComponent(plan, ticket.component);
  if (role === "all")
    return !isPrivate || isTheirs || worksOn(plan, person, ticket.component) ? "all" : "outline";
  const mayTake = ticket.assignee === undefined && serves(plan, person, ticket.tier, ticket.component);
  return isTheirs || mayTake ? "all" : "nothing";
}

const TIERS: TierNumber[] = [2, 3, 4];

/** At one tier or another, named by the plan. */
const worksOn = (plan: EscalationPlan, person: Person, component: string | undefined): boolean =>
  TIERS.some((tier) => serves(plan, person, tier, component));

/** Liaisons and a component's own people by name. Whoever belongs to the channel or group of a tier serves what is not private. */
export function serves(
  plan: EscalationPlan,
  person: Person,
  tier: TierNumber,
  component: string | undefined,
): boolean {
  const key = planPerson(plan, person)?.key;
  const provider = plan.components.find((one) => one.key === component)?.providers[tier];
  const named = [...tierMembers(plan, tier, component), provider?.liaison, provider?.deputy];
  if (key !== undefined && named.includes(key)) return true;
  if (provider?.members !== undefined || isPrivateComponent(plan, component)) return false;
  return isInRoomsOf({ ...plan, tiers: plan.tiers.filter(({ number }) => number === tier) }, person);
}

function isInRoomsOf(plan: EscalationPlan, { platform, workspace, memberOf = [], outside }: Person): boolean {
  if (outside !== undefined) return false;
  const { channels, groups } = technicianRooms(plan, platform, workspace);
  return memberOf.some((id) => channels.includes(id) || groups.includes(id));
}
