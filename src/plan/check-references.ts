// Does everything that the plan names by its key exist?

import { complain, keysOf, textsAt, valuesAt } from "./checking";
import { didYouMeanText } from "./did-you-mean";
import type { PlanText } from "./plan-text";

const SECTIONS = {
  people: "person",
  sites: "site",
  components: "component",
  vendors: "vendor",
  calendars: "calendar",
} as const;

type Section = keyof typeof SECTIONS;

const REFERENCES: readonly { at: string; to: Section; as: string }[] = [
  { at: "owner", to: "people", as: "The owner" },
  { at: "tiers.*.members.*", to: "people", as: "The member" },
  { at: "tiers.*.lead", to: "people", as: "The lead" },
  { at: "tiers.*.contacts_at.warning.*", to: "people", as: "The contact" },
  { at: "tiers.*.contacts_at.breach.*", to: "people", as: "The contact" },
  { at: "tiers.*.on_call.people.*", to: "people", as: "The person on call" },
  { at: "tiers.*.on_call.calendar", to: "calendars", as: "The calendar" },
  { at: "components.*.tiers.*.members.*", to: "people", as: "The member" },
  { at: "components.*.tiers.*.liaison", to: "people", as: "The liaison" },
  { at: "components.*.tiers.*.deputy", to: "people", as: "The deputy" },
  { at: "components.*.tiers.*.vendor", to: "vendors", as: "The vendor" },
  { at: "sites.*.technicians.*", to: "people", as: "The technician" },
  { at: "people.*.trainee_of", to: "people", as: "The mentor" },
  { at: "people.*.site", to: "sites", as: "The site" },
  { at: "criteria.*.components.*", to: "components", as: "The component" },
  { at: "criteria.*.sites.*", to: "sites", as: "The site" },
  { at: "routes.*.sites.*", to: "sites", as: "The site" },
  { at: "criteria.*.requesters.*", to: "people", as: "The requester" },
  { at: "criteria.*.contact", to: "people", as: "The contact" },
  { at: "criteria.*.component", to: "components", as: "The component" },
  { at: "targets.*.calendar", to: "calendars", as: "The calendar" },
  { at: "vendors.*.calendar", to: "calendars", as: "The calendar" },
];

const TIER_REFERENCES = ["tiers.*.escalates_to", "criteria.*.tier", "targets.*.tier"];

const KEYED = [...Object.keys(SECTIONS), "criteria", "routes", "webhooks"];

export function checkReferences(plan: PlanText): void {
  for (const { at, to, as } of REFERENCES) {
    const known = keysOf(plan.value, to);
    for (const { path, value } of textsAt(plan.value, at)) {
      if (known.includes(value)) continue;
      const message = `${as} \`${value}\` is not a ${SECTIONS[to]} of the plan.${didYouMeanText(value, known)}`;
      complain(plan, path, message, fixFor(to, known));
    }
  }
  checkTierNumbers(plan);
  checkKeys(plan);
}

function fixFor(to: Section, known: readonly string[]): string {
  const few = known.length > 0 && known.length <= 15 ? ` (${known.join(", ")})` : "";
  return `Name a key under \`${to}\`${few}, or add it there.`;
}

function checkTierNumbers(plan: PlanText): void {
  const known = keysOf(plan.value, "tiers");
  for (const { path, value } of TIER_REFERENCES.flatMap((at) => valuesAt(plan.value, at))) {
    // What is no tier number at all is the schema's to say.
    if (typeof value !== "number" || ![1, 2, 3, 4].includes(value) || known.includes(String(value))) continue;
    const message = `The plan has no tier ${value}.`;
    complain(
      plan,
      path,
      message,
      `Name one of its tiers (${known.join(", ")}), or add \`${value}:\` under \`tiers\`.`,
    );
  }
}

function checkKeys(plan: PlanText): void {
  for (const section of KEYED)
    for (const key of keysOf(plan.value, section)) {
      if (/^[a-z0-9][a-z0-9-]{0,39}$/.test(key) && key !== "constructor") continue;
      const message = `\`${key.slice(0, 60)}\` cannot be a key: keys are lower-case letters, digits and hyphens, 40 at most.`;
      complain(plan, [section, key], message, `Write \`${keyFrom(key)}\`.`);
    }
}

function keyFrom(written: string): string {
  const key = written
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, "");
  return key === "" ? "a-short-name" : key;
}
