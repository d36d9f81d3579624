// Is everybody of the plan one person, with one address, and somebody else than their deputy?

import { complain, keysOf, textsAt, valuesAt } from "./checking";
import type { Path, PlanText } from "./plan-text";

export function checkPeople(plan: PlanText): void {
  checkUnique(plan, "people.*.email", (email) => email.trim().toLowerCase(), "e-mail address");
  for (const platform of ["sandbox", "slack", "teams"])
    checkUnique(plan, `people.*.accounts.${platform}`, (account) => account, `${platform} account`);
  checkDeputies(plan);
  checkAway(plan);
  checkMentors(plan);
}

/** One address or account for two people would give one of them the other's tickets. */
function checkUnique(plan: PlanText, place: string, same: (value: string) => string, what: string): void {
  const owners = new Map<string, Path>();
  for (const { path, value } of textsAt(plan.value, place)) {
    const before = owners.get(same(value));
    if (!before) {
      owners.set(same(value), path);
      continue;
    }
    const message = `\`${value}\` is already the ${what} of \`${String(before[1])}\` (line ${plan.lineOf(before)}).`;
    complain(plan, path, message, `Give \`${String(path[1])}\` their own ${what}.`);
  }
}

function checkDeputies(plan: PlanText): void {
  for (const { path, value } of textsAt(plan.value, "components.*.tiers.*.deputy")) {
    const [liaison] = textsAt(plan.value, [...path.slice(0, -1), "liaison"].join("."));
    if (!liaison) {
      complain(plan, path, "A deputy is named, but nobody to stand in for.", "Name the `liaison` too.");
    } else if (liaison.value === value) {
      const message = `\`${value}\` is both liaison and deputy: when away, nobody stands in.`;
      complain(plan, path, message, "Name somebody else as deputy, or take the line out.", "warning");
    }
  }
}

const TECHNICIANS = [
  "tiers.*.members.*",
  "tiers.*.lead",
  "components.*.tiers.*.members.*",
  "components.*.tiers.*.liaison",
  "components.*.tiers.*.deputy",
];

/** Who approves must be able to, and not learn themselves. */
function checkMentors(plan: PlanText): void {
  const mentors = textsAt(plan.value, "people.*.trainee_of");
  const trainees = mentors.map(({ path }) => String(path[1]));
  const named = TECHNICIANS.flatMap((at) => textsAt(plan.value, at)).map(({ value }) => value);
  const people = keysOf(plan.value, "people");
  // Whoever is in a group or a channel works there too, and the plan does not say who that is.
  const isOpen =
    valuesAt(plan.value, "tiers.*.groups.*").length > 0 ||
    ["2", "3"].some((n) => valuesAt(plan.value, `tiers.${n}`).some(({ value }) => isWithoutMembers(value)));
  for (const { path, value } of mentors) {
    if (!people.includes(value)) continue;
    if (trainees.includes(value))
      complain(
        plan,
        path,
        `\`${value}\` is a trainee too, and cannot approve.`,
        "Name a technician who is none.",
      );
    else if (!named.includes(value) && !isOpen)
      complain(
        plan,
        path,
        `The mentor \`${value}\` is no technician.`,
        "Name a member of a tier, or make them one.",
      );
  }
}

const isWithoutMembers = (tier: unknown): boolean => textsAt(tier, "members.*").length === 0;

function checkAway(plan: PlanText): void {
  for (const { path, value } of valuesAt(plan.value, "people.*")) {
    const [from] = textsAt(value, "away_from");
    const [until] = textsAt(value, "away_until");
    if (!from || !until || from.value <= until.value) continue;
    const message = `\`${String(path[1])}\` is away until ${until.value}, before they leave.`;
    complain(plan, [...path, "away_until"], message, `Write a day from ${from.value} on.`);
  }
}
