/** How is an event written down, and in which lane does it wait? */
import { addressKey, personKey } from "../desk/address";
import type { About } from "../desk/decision";
import type { DeadlineSubject, DeskEvent, Press } from "../desk/events";
import type { Address } from "../desk/model";
import { toDate, toJson, type Stored } from "./stored-text";

export type StoredEvent = Stored<DeskEvent>;

export const toEventJson = (event: DeskEvent): string => toJson(event);

export function fromEventJson(stored: StoredEvent): DeskEvent {
  const at = toDate(stored.at);
  return stored.type === "deadline_reached"
    ? { ...stored, at, dueAt: toDate(stored.dueAt) }
    : { ...stored, at };
}

/** Events of one lane are handled one after the other, in the order in which they came. */
export function laneOf(event: DeskEvent): string {
  switch (event.type) {
    case "message_posted":
    case "message_edited":
    case "message_deleted":
      return addressKey(event.message.in);
    case "button_pressed":
    case "form_submitted":
      return laneOfPress(event.press, event.in);
    case "command_given":
      return addressKey(event.in);
    case "message_thanked":
      return addressKey(event.message.in);
    case "home_opened":
      return `home/${personKey(event.by)}`;
    case "deadline_reached":
      return laneOfSubject(event.subject);
    case "incident_called_for":
      return "incidents";
    case "reports_changed":
    case "incident_told":
      return `ticket/${event.ticket}`;
    case "late_answer_due":
      return `conversation/${event.conversation}`;
    case "plan_read":
    case "plan_checked":
    case "digest_asked":
      return `desk/${event.desk}`;
    case "draft_written":
      return "ticket" in event.source ? `ticket/${event.source.ticket}` : addressKey(event.in);
    case "message_delivered":
    case "delivery_failed":
      return laneOfReceipt(event.about, event.key);
  }
}

const laneOfPress = (press: Press, place: Address): string =>
  press.ticket === undefined ? addressKey(place) : `ticket/${press.ticket}`;

function laneOfSubject(subject: DeadlineSubject): string {
  if ("duty" in subject) return `desk/${subject.desk}`;
  return "ticket" in subject ? `ticket/${subject.ticket}` : `conversation/${subject.conversation}`;
}

function laneOfReceipt(about: About, key: string): string {
  if (about.ticket !== undefined) return `ticket/${about.ticket}`;
  return about.conversation === undefined ? key : `conversation/${about.conversation}`;
}
