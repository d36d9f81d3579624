/** How does the escalation plan, or one component of it, look in a chat? On one page, in lists: not every platform has tables. */
import { personName } from "../plan/lookups";
import { absenceOf, peoplesTiers, providedBy, tierStaff } from "../plan/matrix";
import type { Component, EscalationPlan, Priority, Tier } from "../plan/plan";
import { plain } from "./markdown";
import { minutesInWords, priorityNames, targetNames } from "./wording";
import type { Target } from "./model";

/** A page in a chat. Of the rest each can be asked for. */
const MOST_COMPONENTS = 30;

/** `on`: an ISO date, for who is away. */
export function planPage(plan: EscalationPlan, on: string): string {
  const shown = plan.components.slice(0, MOST_COMPONENTS);
  const more = plan.components.length - shown.length;
  return [
    `### ${plain(plan.helpDesk)}: who helps with what`,
    peoplesTiers(plan).map((tier) => `- ${tierLine(plan, tier, on)}`),
    shown.map((component) => `- ${componentLine(plan, component, on)}`),
    more > 0 ? `and ${more} more.` : [],
    `Where a tier is not named, its own people help. \`plan ${shown[0]?.key ?? "…"}\` shows one with contacts and targets. ` +
      `${plain(personName(plan, plan.owner))} looks after the plan, to be reviewed by ${plan.reviewBy}.`,
  ]
    .map((part) => [part].flat().join("\n"))
    .filter((part) => part !== "")
    .join("\n\n");
}

const named =
  (plan: EscalationPlan, on: string) =>
  (key: string): string => {
    const absence = absenceOf(plan, key, on);
    return plain(personName(plan, key)) + (absence === undefined ? "" : ` (_${absence}_)`);
  };

function tierLine(plan: EscalationPlan, tier: Tier, on: string): string {
  const { members, lead } = tierStaff(plan, tier, named(plan, on));
  const parts = [members.join(", "), lead === undefined ? "" : `lead ${lead}`].filter((part) => part !== "");
  return `**${tierName(tier)}**${parts.length > 0 ? `: ${parts.join("; ")}` : ""}`;
}

const tierName = ({ number, name }: Tier): string => `Tier ${number}, ${plain(name)}`;

function componentLine(plan: EscalationPlan, component: Component, on: string): string {
  const parts = peoplesTiers(plan).flatMap((tier) => {
    const words = providedWords(plan, component, tier, on);
    return words === undefined ? [] : [`Tier ${tier.number} ${words}`];
  });
  return `**${plain(component.name)}**${parts.length > 0 ? `: ${parts.join("; ")}` : ""}`;
}

/** Undefined: as the tier. */
function providedWords(
  plan: EscalationPlan,
  component: Component,
  tier: Tier,
  on: string,
): string | undefined {
  const provided = providedBy(plan, component, tier, named(plan, on));
  if (provided === "not applicable") return "_not applicable_";
  if (provided === "as the tier") return undefined;
  const { vendor, liaison, deputy, members } = provided;
  return [
    vendor === undefined ? "" : plain(vendor),
    liaison ?? "",
    deputy === undefined ? "" : `deputy ${deputy}`,
    members.join(", "),
  ]
    .filter((part) => part !== "")
    .join(", ");
}

export function componentPage(plan: EscalationPlan, component: Component, on: string): string {
  const tiers = peoplesTiers(plan).map((tier) => {
    const words = providedWords(plan, component, tier, on);
    const head = words === undefined ? `- ${tierLine(plan, tier, on)}` : `- **${tierName(tier)}**: ${words}`;
    if (words === "_not applicable_") return head;
    return [head, ...[...contactLines(plan, component, tier), ...targetLines(plan, tier)].map(indented)].join(
      "\n",
    );
  });
  const words = component.words.length > 0 ? `Known by: ${component.words.map(plain).join(", ")}` : "";
  return [`### ${plain(component.name)}`, tiers.join("\n"), words].filter((part) => part !== "").join("\n\n");
}

const indented = (line: string): string => `  - ${line}`;

/** How the people of a tier, or the vendor, are reached. */
function contactLines(plan: EscalationPlan, { providers }: Component, tier: Tier): string[] {
  const provider = providers[tier.number];
  const vendor = plan.vendors.find(({ key }) => key === provider?.vendor);
  const contacts = [...tier.contacts, ...(vendor?.contacts ?? [])];
  const people = [provider?.liaison, provider?.deputy].flatMap((key) => {
    const person = plan.people.find((one) => one.key === key);
    return person ? [`${plain(person.name)}: ${plain(person.email)}`] : [];
  });
  return [
    ...contacts.map(({ label, value }) => `${plain(label)}: ${plain(value)}`),
    ...(vendor?.hours === undefined ? [] : [`Hours: ${plain(vendor.hours)}`]),
    ...people,
  ];
}

const KINDS: Target["kind"][] = ["first_response", "next_response", "resolution"];
const PRIORITIES: Priority[] = ["urgent", "high", "normal", "low"];

/** "first response: Urgent 15 min, High 1 h", in working time. */
function targetLines({ targets }: EscalationPlan, { number }: Tier): string[] {
  return KINDS.flatMap((kind) => {
    const promised = PRIORITIES.flatMap((priority) => {
      const target = targets.find((t) => t.tier === number && t.kind === kind && t.priority === priority);
      return target ? [`${priorityNames[priority]} ${minutesInWords(target.minutes)}`] : [];
    });
    return promised.length > 0 ? [`${targetNames[kind]}: ${promised.join(", ")}`] : [];
  });
}
