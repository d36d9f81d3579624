/** Which form does a press open? */
import {
  caseField,
  choices,
  componentField,
  incidentField,
  mergeField,
  resolveFields,
  siteField,
  text,
  ticketFields,
} from "./form-fields";
import { gapIn } from "./may-draft";
import { textIn } from "./prefilled";
import { kindNames, priorityNames, ticketName } from "./wording";
import type { EscalationPlan } from "../plan/plan";
import type { Field, Form } from "./content";
import type { ActionName, Press } from "./events";

/** Undefined: the press needs no form. */
export function formFor(plan: EscalationPlan, press: Press): Form | undefined {
  const ticket = press.ticket === undefined ? "the ticket" : ticketName(plan.ticketPrefix, press.ticket);
  return FORMS[press.action]?.({ plan, press, ticket });
}

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

/** `ticket`: its name. */
type About = { plan: EscalationPlan; press: Press; ticket: string };

const FORMS: Partial<Record<ActionName, (about: About) => Form | undefined>> = {
  reply: ({ ticket }) => ({
    title: `Reply on ${ticket}`,
    submit: "Send",
    fields: [text("text", "Your reply", "The requester reads this.")],
  }),
  note: ({ ticket }) => ({
    title: `Note on ${ticket}`,
    submit: "Add note",
    fields: [text("text", "Your note", "Only technicians read this.")],
  }),
  draft_article: ({ press }) =>
    press.ticket === undefined && gapIn(press.argument ?? "") === undefined ? draftForm : undefined,
  ask_for_more: ({ ticket }) => ({
    title: `Ask for more on ${ticket}`,
    submit: "Ask",
    fields: [
      text(
        "text",
        "What do you need to know?",
        "Sent to the requester. The clocks stop until the answer comes.",
      ),
    ],
  }),
  resolve: ({ ticket }) => ({ title: `Resolve ${ticket}`, submit: "Resolve", fields: resolveFields() }),
  escalate: ({ ticket }) => ({
    title: `Escalate ${ticket}`,
    submit: "Escalate",
    fields: [text("text", "What have you tried, and what is needed?", "Handed over to the next tier.")],
  }),
  set_priority: ({ ticket }) => ({
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
  }),
  set_component: ({ plan, ticket }) => ({
    title: `Component of ${ticket}`,
    submit: "Set",
    fields: [{ ...componentField(plan), required: true }],
  }),
  set_site: ({ plan, ticket }) => ({
    title: `Site of ${ticket}`,
    submit: "Set",
    fields: [{ ...siteField(plan), required: true }],
  }),
  set_kind: ({ ticket }) => ({
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
  }),
  assign: ({ ticket }) => ({
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
  }),
  merge: ({ plan, ticket }) => ({
    title: `Merge ${ticket}`,
    submit: "Merge",
    fields: [mergeField(plan, ticket)],
  }),
  split: ({ ticket }) => ({
    title: `Split ${ticket}`,
    submit: "Open a ticket",
    fields: [
      text(
        "text",
        "What is the other matter?",
        "A ticket of its own, for the same requester, who reads this.",
      ),
    ],
  }),
  set_incident: ({ plan, ticket }) => ({
    title: `Incident of ${ticket}`,
    submit: "Set",
    fields: [incidentField(plan)],
  }),
  set_case: ({ plan, press, ticket }) => ({
    title: `Case number of ${ticket}`,
    submit: "Set",
    fields: [caseField(plan, press.argument)],
  }),
  vendor_answered: ({ ticket }) => ({
    title: `The vendor answered ${ticket}`,
    submit: "Add note",
    fields: [text("text", "What did they say?", "Only technicians read this. Our clocks run again.")],
  }),
  packet_sent: ({ press, ticket }) => ({
    title: `Sent to the vendor, ${ticket}`,
    submit: "Note it",
    fields: [
      prefilled(press, text("text", "What did you send?", "Only technicians read this. I send nothing.")),
    ],
  }),
  edit_reply: ({ press, ticket }) => ({
    title: `Reply on ${ticket}`,
    submit: "Approve and send",
    fields: [prefilled(press, text("text", "The reply", "The requester reads this."))],
  }),
  add_to_ticket: ({ ticket }) => ({
    title: `Reply to ${ticket}`,
    submit: "Send",
    fields: [text("text", "Your reply", "The technicians who work on it read this.")],
  }),
  open_ticket: ({ plan }) => ({
    title: "Ask the help desk",
    submit: "Open a ticket",
    fields: ticketFields(plan),
  }),
};
