// Is this text an escalation plan, and if not, what are all the things wrong with it?

import { buildPlan } from "./build";
import { checkAnswers } from "./check-answers";
import { checkPath } from "./check-path";
import { checkPeople } from "./check-people";
import { checkPhrases } from "./check-phrases";
import { checkReferences } from "./check-references";
import { checkTargets } from "./check-targets";
import { checkVendors } from "./check-vendors";
import type { EscalationPlan, Problem } from "./plan";
import { readPlanText } from "./plan-text";
import type { Path, PlanText } from "./plan-text";
import { planSchema } from "./schema";
import { complainOfIssue } from "./schema-problems";

/** `plan` only when no problem is an error; `lineOf`: where each of its values is written. */
export type ParsedPlan = { plan?: EscalationPlan; lineOf?: (path: Path) => number; problems: Problem[] };

/**
 * Reads the plan from its YAML. Every problem at once, in the order of the lines. `file` is the name that problems carry. Does not
 * throw, whatever the text.
 */
export function parsePlan(file: string, text: string): ParsedPlan {
  const read = readPlanText(file, text.replace(/^\uFEFF/, ""));
  if (read.value === undefined && read.problems.length > 0) return { problems: read.problems };
  if (!isSection(read.value)) return { problems: [...read.problems, notAPlan(read)] };
  const parsed = planSchema.safeParse(read.value);
  for (const issue of parsed.error?.issues ?? []) complainOfIssue(read, issue);
  const checks = [
    checkReferences,
    checkPeople,
    checkPath,
    checkTargets,
    checkVendors,
    checkPhrases,
    checkAnswers,
  ];
  for (const check of checks) check(read);
  const problems = read.problems.toSorted((a, b) => a.line - b.line);
  if (!parsed.success || problems.some(({ severity }) => severity === "error")) return { problems };
  return { plan: buildPlan(parsed.data, read.lineOf), lineOf: read.lineOf, problems };
}

/** A warning when the day has come by which the owner wanted to look at the plan again. `today`: ISO date. */
export function reviewProblem(file: string, plan: EscalationPlan, today: string): Problem | undefined {
  if (plan.reviewBy >= today) return undefined;
  const owner = plan.people.find(({ key }) => key === plan.owner)?.name ?? plan.owner;
  const message = `The plan was to be reviewed by ${plan.reviewBy}.`;
  const fix = `${owner} goes through it and sets \`review_by\` to the next date.`;
  return { file, line: 1, severity: "warning", message, fix };
}

const isSection = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function notAPlan(read: PlanText): Problem {
  const isEmpty = read.value === null || read.value === undefined;
  const message = isEmpty ? "The plan is empty." : "The file does not hold a plan.";
  const fix = "Begin with `organisation: ...`; helpdesk.yaml of this project is an example to copy.";
  return { file: read.file, line: 1, severity: "error", message, fix };
}
