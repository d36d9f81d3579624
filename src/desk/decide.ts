/** The only door to the helpdesk: each event goes to its rule. Pure: the same event and state lead to the same decision. */
import { messageDeleted, messageEdited } from "./amending";
import { deadlineReached } from "./deadlines";
import { digestAsked } from "./digest";
import { draftWritten } from "./drafting";
import { planRead } from "./duties";
import { homeOpened } from "./home";
import { commandGiven, messagePosted } from "./intake";
import { lateAnswerDue } from "./late-answers";
import { incidentCalledFor } from "./incident-opening";
import { incidentTold } from "./incident-reports";
import { reportsChanged } from "./incident-telling";
import { planChecked } from "./plan-check";
import { pressed } from "./pressing";
import { measured } from "./measuring";
import { messageThanked } from "./relay";
import { deliveryFailed, messageDelivered } from "./receipts";
import type { DeskRules } from "./situation";
import type { Decision, OutboundMessage } from "./decision";
import type { DeskEvent } from "./events";
import type { DeskState } from "./state";

export type { DeskRules } from "./situation";

export const decide = (event: DeskEvent, state: DeskState, rules: DeskRules, now: Date): Decision =>
  measured({ event, state, rules, now }, withoutWordsToNobody(byRule(event, state, rules, now)));

function byRule(event: DeskEvent, state: DeskState, rules: DeskRules, now: Date): Decision {
  const here = { state, rules, now };
  switch (event.type) {
    case "message_posted":
      return messagePosted({ ...here, event });
    case "message_edited":
      return messageEdited({ ...here, event });
    case "message_deleted":
      return messageDeleted({ ...here, event });
    case "button_pressed":
    case "form_submitted":
      return pressed({ ...here, event });
    case "command_given":
      return commandGiven({ ...here, event });
    case "message_thanked":
      return messageThanked({ ...here, event });
    case "home_opened":
      return homeOpened({ ...here, event });
    case "deadline_reached":
      return deadlineReached({ ...here, event });
    case "incident_called_for":
      return incidentCalledFor({ ...here, event });
    case "reports_changed":
      return reportsChanged({ ...here, event });
    case "incident_told":
      return incidentTold({ ...here, event });
    case "late_answer_due":
      return lateAnswerDue({ ...here, event });
    case "plan_read":
      return planRead({ ...here, event });
    case "plan_checked":
      return planChecked({ ...here, event });
    case "digest_asked":
      return digestAsked({ ...here, event });
    case "draft_written":
      return draftWritten({ ...here, event });
    case "message_delivered":
      return messageDelivered({ ...here, event });
    case "delivery_failed":
      return deliveryFailed({ ...here, event });
  }
}

/** An incident has no requester of its own, and one of its reports may have no card: nothing is said there. */
function withoutWordsToNobody(decision: Decision): Decision {
  const isSaid = (m: OutboundMessage) => !("of" in m && m.of === "") && ("thread" in m.to || m.to.id !== "");
  return decision.messages.every(isSaid)
    ? decision
    : { ...decision, messages: decision.messages.filter(isSaid) };
}
