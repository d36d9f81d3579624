// What is wrong in an escalation plan, as a person reads it in a terminal?

import { reviewProblem } from "../plan/parse";
import type { ParsedPlan } from "../plan/parse";
import type { EscalationPlan, Problem } from "../plan/plan";
import { readPlan } from "../sources/plan";
import type { Outcome } from "./refusing";
import { counted, dayOf, peopleText } from "./saying";

/** Reads `file` and lists every problem. `today` is an ISO date, for `review_by`. Exit code 1 when there are errors. */
export async function planCheck(options: { file: string; today?: string }): Promise<Outcome> {
  return outcomeOf(options.file, await readPlan(options.file), today(options.today));
}

export const today = (given: string | undefined): string => given ?? dayOf(new Date());

export function outcomeOf(file: string, { plan, problems }: ParsedPlan, on: string): Outcome {
  const overdue = plan && reviewProblem(file, plan, on);
  const all = (overdue ? [overdue, ...problems] : problems).toSorted((a, b) => a.line - b.line);
  const errors = all.filter(({ severity }) => severity === "error").length;
  const figures = `${counted(errors, "error")}, ${counted(all.length - errors, "warning")}.`;
  const summary = plan ? `${contentOf(plan)}, ${figures}` : figures;
  return { text: [...all.map(problemText), summary].join("\n"), exitCode: errors > 0 ? 1 : 0 };
}

/** `file:line: error: what`, which editors and terminals link to, and what to write instead below it. */
export function problemText({ file, line, severity, message, fix }: Problem): string {
  return `${file}:${line}: ${severity}: ${message}\n    ${fix}`;
}

function contentOf(plan: EscalationPlan): string {
  return [
    peopleText(plan.people.length),
    counted(plan.tiers.length, "tier"),
    counted(plan.components.length, "component"),
    counted(plan.sites.length, "site"),
    plan.criteria.length === 1 ? "1 criterion" : `${plan.criteria.length} criteria`,
    counted(plan.routes.length, "route"),
  ].join(", ");
}
