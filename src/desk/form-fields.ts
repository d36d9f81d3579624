/** Of which fields are the forms made? */
import { caseLooks, LONGEST_CASE } from "./case-pattern";
import { resolutionNames, ticketName } from "./wording";
import type { EscalationPlan, Priority } from "../plan/plan";
import type { Field } from "./content";

/** Longest text in a form, in characters: what every platform's form takes. */
const LONGEST = 3000;

export const text = (name: string, label: string, hint?: string): Field => ({
  name,
  label,
  kind: "text",
  required: true,
  max: LONGEST,
  ...(hint && { hint }),
});

export const componentField = (plan: EscalationPlan): Field => ({
  name: "component",
  label: "What is it about?",
  kind: "choice",
  required: false,
  options: plan.components.map(({ key, name }) => ({ value: key, label: name })),
});

export function caseField(plan: EscalationPlan, key: string | undefined): Field {
  const vendor = plan.vendors.find((each) => each.key === key);
  const looks = vendor && caseLooks(vendor);
  return {
    name: "number",
    label: vendor ? `Case number at ${vendor.name}` : "The vendor's case number",
    kind: "line",
    required: true,
    max: LONGEST_CASE,
    ...(looks !== undefined && { hint: `Theirs are ${looks}.` }),
  };
}

export const siteField = ({ sites }: EscalationPlan): Field => ({
  name: "site",
  label: "Where?",
  kind: "choice",
  required: false,
  options: sites.map(({ key, name }) => ({ value: key, label: name })),
});

export const mergeField = (plan: EscalationPlan, ticket: string): Field => ({
  name: "ticket",
  label: "Which ticket goes on?",
  kind: "line",
  required: true,
  max: 30,
  hint: `A number such as ${ticketName(plan.ticketPrefix, 12)}, of the same requester. ${ticket} is closed and goes on there.`,
});

export const incidentField = (plan: EscalationPlan): Field => ({
  name: "ticket",
  label: "Which incident is it one more report of?",
  kind: "line",
  required: false,
  max: 30,
  hint: `A number such as ${ticketName(plan.ticketPrefix, 12)}. Left empty, it becomes an incident of its own, which alike reports join.`,
});

/** How much it presses, in the requester's words, and the priority that follows from it. Only a criterion of the plan says urgent. */
export const urgencies: Record<string, { label: string; priority: Priority }> = {
  wait: { label: "It can wait", priority: "low" },
  around: { label: "I can work around it", priority: "normal" },
  blocked: { label: "I cannot work", priority: "high" },
};

export function ticketFields(plan: EscalationPlan): Field[] {
  const urgent = Object.entries(urgencies).map(([value, { label }]) => ({ value, label }));
  return [
    text("text", "What is wrong, or what do you need?"),
    ...(plan.components.length > 0 ? [componentField(plan)] : []),
    ...(plan.sites.length > 0 ? [siteField(plan)] : []),
    {
      name: "urgency",
      label: "How urgent is it?",
      kind: "choice",
      required: true,
      options: urgent,
      initial: "around",
    },
    { name: "why", label: "Why?", kind: "line", required: false, max: 300 },
    {
      name: "on_behalf",
      label: "On behalf of",
      kind: "person",
      required: false,
      hint: "When somebody else needs the help: they hear of it, and get the answers.",
    },
  ];
}

export function resolveFields(): Field[] {
  const { cancelled: _cancelled, no_response: _noResponse, duplicate: _merged, ...kinds } = resolutionNames;
  const confirmation = {
    ask: "Ask the requester whether it is solved",
    done: "Close it: the requester told me so",
  };
  return [
    text(
      "text",
      "What solved it?",
      "The requester reads this, and it helps with the next ticket of this kind.",
    ),
    {
      name: "kind",
      label: "Kind",
      kind: "choice",
      required: true,
      options: choices(kinds),
      initial: "solved",
    },
    {
      name: "confirmation",
      label: "Then",
      kind: "choice",
      required: true,
      options: choices(confirmation),
      initial: "ask",
    },
  ];
}

export const choices = (names: Record<string, string>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));
