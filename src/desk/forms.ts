/** Which form does a press open? */
import { priorityNames, resolutionNames, ticketName } from "./wording";
import type { EscalationPlan } from "../plan/plan";
import type { Field, Form, Press } from "./model";

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
    default:
      return undefined;
  }
}

function resolveFields(): Field[] {
  const { cancelled: _cancelled, no_response: _noResponse, ...kinds } = resolutionNames;
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
    { name: "kind", label: "Kind", kind: "choice", required: true, options: choices(kinds) },
    { name: "confirmation", label: "Then", kind: "choice", required: true, options: choices(confirmation) },
  ];
}

const choices = (names: Record<string, string>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));
