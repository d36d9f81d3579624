// The smallest plan that is right, and ways to write it otherwise.

import { parsePlan } from "../../src/plan/parse";
import type { EscalationPlan, Problem } from "../../src/plan/plan";

export const SMALL_PLAN = `organisation: A school
help_desk: Help Desk
owner: mira
review_by: 2027-06-30
timezone: America/Chicago
people:
  mira: { name: Mira Chen, email: mira@school.example }
  dana: { name: Dana Brooks, email: dana@school.example }
  kofi: { name: Kofi Mensah, email: kofi@school.example }
tiers:
  2:
    name: Service Desk
    channels: { sandbox: service-desk }
    members: [dana]
    lead: mira
    escalates_to: 3
  3: { name: Engineering, members: [kofi] }
calendars:
  school: { hours: { mon-fri: 07:00-16:30 }, holidays: [2026-11-26] }
`;

/** The small plan with one text replaced; the text must be there. */
export function changed(from: string, to: string): string {
  if (!SMALL_PLAN.includes(from)) throw new Error(`The small plan does not hold "${from}".`);
  return SMALL_PLAN.replace(from, to);
}

/** The small plan with more at its end. */
export const withMore = (more: string): string => `${SMALL_PLAN}${more}`;

export const problemsOf = (text: string): Problem[] => parsePlan("helpdesk.yaml", text).problems;

/** `line: message fix` of each problem, for reading them together. */
export const told = (text: string): string[] =>
  problemsOf(text).map(({ line, message, fix }) => `${line}: ${message} ${fix}`);

export function planOf(text: string): EscalationPlan {
  const { plan, problems } = parsePlan("helpdesk.yaml", text);
  if (!plan) throw new Error(problems.map(({ line, message }) => `${line}: ${message}`).join("\n"));
  return plan;
}
