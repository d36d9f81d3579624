/** Who works at a tier, in words: people, a liaison or their deputy, a vendor? */
import type { AtTier } from "../desk/foreseeing";
import { listed } from "../desk/wording";
import { personName } from "../plan/lookups";
import type { EscalationPlan } from "../plan/plan";
import type { Path } from "../plan/plan-text";

/** What is said, under which heading, and which value of the plan says so (or its line). */
export type Row = { head: string; text: string; by?: Path | number };

export function peopleRow(
  head: string,
  at: AtTier,
  component: string | undefined,
  plan: EscalationPlan,
): Row {
  const { tier, liaison, members, vendor, lead } = at;
  const provider: Path = ["components", component ?? "", "tiers", String(tier)];
  const who = vendorWords(plan, vendor) ?? liaisonWords(plan, liaison) ?? memberWords(plan, members, lead);
  const own = plan.components.find(({ key }) => key === component)?.providers[tier];
  const isOwn = vendor !== undefined || liaison !== undefined || own?.members !== undefined;
  return {
    head,
    text: `${tier} ${tierName(plan, tier)}: ${who}`,
    by: isOwn ? provider : ["tiers", String(tier), "members"],
  };
}

function vendorWords(plan: EscalationPlan, key: string | undefined): string | undefined {
  const vendor = plan.vendors.find((one) => one.key === key);
  const contacts = vendor?.contacts.map(({ label, value }) => `${label} ${value}`);
  return (
    vendor && [vendor.name, ...(contacts ?? []), vendor.hours ?? ""].filter((part) => part !== "").join(", ")
  );
}

function liaisonWords(plan: EscalationPlan, liaison: AtTier["liaison"]): string | undefined {
  if (!liaison) return undefined;
  const role = liaison.isDeputy ? "the deputy, for the liaison is away" : "the liaison";
  return `${personName(plan, liaison.person)}, ${role}${liaison.isAway ? "; everybody named is away" : ""}`;
}

function memberWords(plan: EscalationPlan, members: string[], lead: string | undefined): string {
  if (members.length > 0) return listed(members.map((key) => personName(plan, key)));
  return lead === undefined ? "whoever is in the channel" : personName(plan, lead);
}

export const tierName = (plan: EscalationPlan, tier: number): string =>
  plan.tiers.find(({ number }) => number === tier)?.name ?? "";
