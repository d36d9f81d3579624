/** The plan was checked at night: is there anything that those who look after it do not know yet? */
import { planGaps } from "../plan/gaps";
import { reviewProblem } from "../plan/parse";
import { doneNow, dutyOf, isDue } from "./duties";
import { plain } from "./markdown";
import { sentence } from "./notices";
import { wordOfGaps } from "./owner";
import { decided, ignored } from "./situation";
import type { EventOf, Situation } from "./situation";
import { dayAt, say } from "./wording";
import type { Decision } from "./decision";
import type { PlanFinding } from "./events";

/** A page; the command shows all. */
const MOST_FINDINGS = 15;

/** What the platforms said, and what the plan itself leaves open on this day. Told when it is not what was told the night before. */
export function planChecked(here: Situation<EventOf<"plan_checked">>): Decision {
  const before = dutyOf(here, "check");
  if (!isDue(here, before)) return ignored("a night that was looked after already");
  const { plan } = here.rules;
  const on = dayAt(here.now, plan.timezone);
  const overdue = reviewProblem("", plan, on);
  const findings = [...here.event.findings, ...(overdue ? [overdue] : []), ...planGaps(plan, on)];
  const told = findings.map(({ message }) => message).join("\n");
  const isNew = told !== "" && told !== before?.told;
  return decided({
    messages: isNew ? [wordOfGaps(here, sentence(findingsWords(findings)))] : [],
    duties: [doneNow(here, "check", told)],
  });
}

function findingsWords(findings: PlanFinding[]): string {
  const lines = findings
    .slice(0, MOST_FINDINGS)
    .map(({ message, fix }) => `- **${plain(message)}** ${plain(fix)}`);
  return [say.planLeavesOpen, "", ...lines, "", say.moreFindings(findings.length - lines.length)]
    .join("\n")
    .trim();
}
