/** Which form does a press open? */
import { caseLooks, LONGEST_CASE } from "./case-pattern";
import { gapIn } from "./may-draft";
import { textIn } from "./prefilled";
import { kindNames, priorityNames, resolutionNames, ticketName } from "./wording";
import type { EscalationPlan, Priority } from "../plan/plan";
import type { Field, Form } from "./content";
import type { Press } from "./events";

/** Longest text in a form, in characters: what every platform's form takes. */
const LONGEST = 3000;

const text = (name: string, label: string, hint?: string): Field => ({
  name,
  label,
  kind: "text",
  required: true,
  max: LONGEST,
  ...(hint && { hint }),
});

const draftForm: Form = {
  title: "Draft an article",
  submit: "Draft",
  fields: [
    text(
      "text",
      "What is it to be made of?",
      "A question, or what helped. It is worked up before anybody reads it.",
    ),
  ],
};

/** With the text that the press brings. */
function prefilled({ argument }: Press, field: Field): Field {
  const initial = textIn(argument);
  return { ...field, ...(initial !== undefined && { initial }) };
}

/** Undefined: the press needs no form. */
export function formFor(plan: EscalationPlan, press: Press): Form | undefined {
  const ticket = press.ticket === undefined ? "the ticket" : ticketName(plan.ticketPrefix, press.ticket);
  switch (press.action) {
    case "reply":
      return {
        title: `Reply on ${ticket}`,
        submit: "Send",
        fields: [text("text", "Your reply", "The requester reads this.")],
      };
    case "note":
      return {
        title: `Note on ${ticket}`,
        submit: "Add note",
        fields: [text("text", "Your note", "Only technicians read this.")],
      };
    case "draft_article":
      return press.ticket === undefined && gapIn(press.argument ?? "") === undefined ? draftForm : undefined;
    case "ask_for_more":
      return {
        title: `Ask for more on ${ticket}`,
        submit: "Ask",
        fields: [
          text(
            "text",
            "What do you need to know?",
            "Sent to the requester. The clocks stop until the answer comes.",
          ),
        ],
      };
    case "resolve":
      return { title: `Resolve ${ticket}`, submit: "Resolve", fields: resolveFields() };
    case "escalate":
      return {
        title: `Escalate ${ticket}`,
        submit: "Escalate",
        fields: [text("text", "What have you tried, and what is needed?", "Handed over to the next tier.")],
      };
    case "set_priority":
      return {
        title: `Priority of ${ticket}`,
        submit: "Set",
        fields: [
          {
            name: "priority",
            label: "Priority",
            kind: "choice",
            required: true,
            options: choices(priorityNames),
          },
        ],
      };
    case "set_component":
      return {
        title: `Component of ${ticket}`,
        submit: "Set",
        fields: [{ ...componentField(plan), required: true }],
      };
    case "set_site":
      return {
        title: `Site of ${ticket}`,
        submit: "Set",
        fields: [{ ...siteField(plan), required: true }],
      };
    case "set_kind":
      return {
        title: `Kind of ${ticket}`,
        submit: "Set",
        fields: [
          {
            name: "kind",
            label: "What is it?",
            kind: "choice",
            required: true,
            options: choices(kindNames),
            hint: "An enhancement goes to the list: its clocks stop for good, and the requester is told.",
          },
        ],
      };
    case "assign":
      return {
        title: `Assign ${ticket}`,
        submit: "Assign",
        fields: [
          {
            name: "assignee",
            label: "Who works on it?",
            kind: "person",
            required: true,
            hint: "One of the technicians. They are told in the thread.",
          },
        ],
      };
    case "merge":
      return { title: `Merge ${ticket}`, submit: "Merge", fields: [mergeField(plan, ticket)] };
    case "split":
      return {
        title: `Split ${ticket}`,
        submit: "Open a ticket",
        fields: [
          text(
            "text",
            "What is the other matter?",
            "A ticket of its own, for the same requester, who reads this.",
          ),
        ],
      };
    case "set_incident":
      return { title: `Incident of ${ticket}`, submit: "Set", fields: [incidentField(plan)] };
    case "set_case":
      return { title: `Case number of ${ticket}`, submit: "Set", fields: [caseField(plan, press.argument)] };
    case "vendor_answered":
      return {
        title: `The vendor answered ${ticket}`,
        submit: "Add note",
        fields: [text("text", "What did they say?", "Only technicians read this. Our clocks run again.")],
      };
    case "packet_sent":
      return {
        title: `Sent to the vendor, ${ticket}`,
        submit: "Note it",
        fields: [
          prefilled(press, text("text", "What did you send?", "Only technicians read this. I send nothing.")),
        ],
      };
    case "edit_reply":
      return {
        title: `Reply on ${ticket}`,
        submit: "Approve and send",
        fields: [prefilled(press, text("text", "The reply", "The requester reads this."))],
      };
    case "add_to_ticket":
      return {
        title: `Reply to ${ticket}`,
        submit: "Send",
        fields: [text("text", "Your reply", "The technicians who work on it read this.")],
      };
    case "open_ticket":
      return { title: "Ask the help desk", submit: "Open a ticket", fields: ticketFields(plan) };
    default:
      return undefined;
  }
}

const componentField = (plan: EscalationPlan): Field => ({
  name: "component",
  label: "What is it about?",
  kind: "choice",
  required: false,
  options: plan.components.map(({ key, name }) => ({ value: key, label: name })),
});

function caseField(plan: EscalationPlan, key: string | undefined): Field {
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
const siteField = ({ sites }: EscalationPlan): Field => ({
  name: "site",
  label: "Where?",
  kind: "choice",
  required: false,
  options: sites.map(({ key, name }) => ({ value: key, label: name })),
});

const mergeField = (plan: EscalationPlan, ticket: string): Field => ({
  name: "ticket",
  label: "Which ticket goes on?",
  kind: "line",
  required: true,
  max: 30,
  hint: `A number such as ${ticketName(plan.ticketPrefix, 12)}, of the same requester. ${ticket} is closed and goes on there.`,
});

const incidentField = (plan: EscalationPlan): Field => ({
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

function ticketFields(plan: EscalationPlan): Field[] {
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

function resolveFields(): Field[] {
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

const choices = (names: Record<string, string>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));
