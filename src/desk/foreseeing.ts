/** What would become of a question's ticket: who works on it where, by when, and who comes after? Changes nothing. */
import { dayOf } from "../plan/contacts";
import {
  leadOf,
  liaisonFor,
  nextTier,
  siteTechnicians,
  targetFor,
  threadChannels,
  tierMembers,
} from "../plan/lookups";
import type { Liaison } from "../plan/lookups";
import type { EscalationPlan, PlanPlatform, Priority, Target as Promised, TierNumber } from "../plan/plan";
import type { Consideration } from "./considering";
import type { Target } from "./model";
import { startTarget } from "./targets";
import { triage } from "./triage";
import type { Chosen, Triage } from "./triage";

/** A tier with those the plan names for a component. `members`, `lead`: person keys. `vendor`: a key, at Tier 4. */
export type AtTier = {
  tier: TierNumber;
  members: string[];
  liaison?: Liaison;
  lead?: string;
  vendor?: string;
};

/** `atSite`: person keys of those who serve the requester's site and are there. `channels`: where the plan has Tier 2's thread, a platform each. `above`: the tiers that apply, the next one first. */
export type Foreseen = {
  triage: Triage;
  channels: { platform: PlanPlatform; id: string }[];
  at: AtTier;
  atSite: string[];
  promises: { promised: Promised; target: Target }[];
  above: AtTier[];
};

const PLATFORMS: PlanPlatform[] = ["slack", "teams", "sandbox"];

export function foreseeTicket(
  plan: EscalationPlan,
  considered: Consideration | undefined,
  chosen: Chosen,
  now: Date,
): Foreseen {
  const decided = triage(plan, considered, chosen);
  const { component, tier, priority } = decided;
  const isListed = decided.kind === "enhancement";
  const channels = threadChannels(plan, decided, PLATFORMS);
  const isFirst = ({ platform }: { platform: PlanPlatform }, i: number) =>
    channels.findIndex((other) => other.platform === platform) === i;
  const on = dayOf(plan, now);
  return {
    triage: decided,
    channels: channels.filter(isFirst).map(({ platform, written }) => ({ platform, id: written })),
    at: atTier(plan, component, tier, on),
    atSite: siteTechnicians(plan, chosen.site, on),
    promises: isListed ? [] : promisesOf(plan, tier, priority, now),
    above: isListed ? [] : tiersAbove(plan, component, tier).map((one) => atTier(plan, component, one, on)),
  };
}

function promisesOf(
  plan: EscalationPlan,
  tier: TierNumber,
  priority: Priority,
  now: Date,
): Foreseen["promises"] {
  return (["first_response", "resolution"] as const).flatMap((kind) => {
    const promised = targetFor(plan, kind, tier, priority);
    const target = startTarget(plan, kind, tier, priority, now);
    return promised && target ? [{ promised, target }] : [];
  });
}

function tiersAbove(plan: EscalationPlan, component: string | undefined, tier: TierNumber): TierNumber[] {
  const next = nextTier(plan, component, tier);
  return next === undefined ? [] : [next, ...tiersAbove(plan, component, next)];
}

function atTier(plan: EscalationPlan, component: string | undefined, tier: TierNumber, on: string): AtTier {
  const liaison = liaisonFor(plan, component, tier, on);
  const lead = leadOf(plan, tier);
  const vendor = plan.components.find(({ key }) => key === component)?.providers[tier]?.vendor;
  return {
    tier,
    members: tierMembers(plan, tier, component),
    ...(liaison && { liaison }),
    ...(lead !== undefined && { lead }),
    ...(vendor !== undefined && { vendor }),
  };
}
