/** What can happen to the desk? Every event, and what a button or form asks for. */
import type { Gap } from "../knowledge/gaps";
import type { Problem } from "../plan/plan";
import type { Content } from "./content";
import type { About, Destination, OutboundMessage } from "./decision";
import type { Address, FileRef, MessageRef, Person, ResolutionKind } from "./model";
import type { DutyName } from "./state";

/** What a button or form asks for. It carries ids, never rights: the desk checks those and the state again. */
export type Press = {
  action: ActionName;
  conversation?: string;
  ticket?: number;
  argument?: string;
};

export type ActionName =
  // the requester's
  | "solved"
  | "need_help"
  | "why"
  | "choose_article"
  | "guide_step"
  | "guide_back"
  | "back_to_guide"
  | "none_of_these"
  | "new_question"
  | "about_ticket"
  | "go_private"
  | "open_ticket"
  | "read_article"
  | "confirm_resolved"
  | "reopen"
  | "cancel"
  | "rate"
  | "add_to_ticket"
  | "say_component"
  | "late_solved"
  | "late_need_help"
  | "no_late_answers"
  // the technicians'
  | "take"
  | "release"
  | "continue"
  | "reply"
  | "note"
  | "ask_for_more"
  | "resolve"
  | "escalate"
  | "set_priority"
  | "set_component"
  | "set_kind"
  | "set_site"
  | "assign"
  | "merge"
  | "undo_reply"
  | "split"
  // major incidents
  | "open_incident"
  | "keep_apart"
  | "set_incident"
  | "leave_incident"
  | "list_reports"
  | "me_too"
  | "set_case"
  | "vendor_answered"
  | "vendor_packet"
  | "packet_sent"
  | "approve_reply"
  | "edit_reply"
  | "take_over_reply"
  // the knowledge base
  | "draft_article";

/**
 * Everything that can happen. `id` is the de-duplication key: it names what happened (place, message, kind of change), not
 * its delivery. `at` is when it happened by the platform's clock; the desk's own clock is `now`.
 */
export type DeskEvent = { id: string; at: Date } & (
  | {
      type: "message_posted";
      by: Person;
      message: MessageRef;
      /** Where an answer goes: the place itself, or the thread under a message in a channel. */
      replyIn: Address;
      text: string;
      files: FileRef[];
      mentions: Mention[];
      /** In a direct chat: the message that this one quotes to answer it, where the platform tells. */
      quotes?: MessageRef;
      /** Said to the bot: a direct message, a mention, a watched channel. */
      addressed: boolean;
    }
  | {
      type: "message_edited";
      by: Person;
      message: MessageRef;
      text: string;
      files: FileRef[];
      mentions: Mention[];
    }
  | { type: "message_deleted"; message: MessageRef }
  | { type: "button_pressed"; by: Person; in: Address; press: Press }
  | {
      type: "form_submitted";
      by: Person;
      in: Address;
      press: Press;
      values: Record<string, string>;
      /** Who was chosen in the form's `person` fields, by field name. */
      people?: Record<string, Person>;
    }
  | { type: "command_given"; by: Person; in: Address; text: string }
  /** Somebody thanked for a message of the help desk with a reaction. */
  | { type: "message_thanked"; by: Person; message: MessageRef }
  /** Somebody looks at their own page of the help desk (Slack's App Home). */
  | { type: "home_opened"; by: Person }
  | { type: "deadline_reached"; subject: DeadlineSubject; dueAt: Date }
  /** So many are alike that nobody is asked any more whether this ticket is one of an incident's. */
  | { type: "incident_called_for"; ticket: number }
  /** A report has joined an incident or left it. `ticket`: the incident. */
  | { type: "reports_changed"; ticket: number; report: number }
  /** What is said or done to an incident reaches one of its reports. `ticket`: the report. */
  | { type: "incident_told"; ticket: number; incident: number; by: Person; word: IncidentWord }
  /** An article that came later answers a question that got nothing: it is this one's turn to hear of it. */
  | { type: "late_answer_due"; conversation: string; article: string; edition: string }
  /** The plan's file was read, at the start or after an edit. Its errors: until they are mended, the last good plan holds. */
  | { type: "plan_read"; desk: string; errors: PlanError[] }
  /** The platforms were asked about what the plan names, at night. */
  | { type: "plan_checked"; desk: string; findings: PlanFinding[] }
  /** Somebody who works on tickets wants the week's figures, there. */
  | { type: "digest_asked"; desk: string; by: Person; in: Address }
  /** A draft article that somebody wanted is where it can be worked up, or could not be written. */
  | {
      type: "draft_written";
      desk: string;
      by: Person;
      in: Address;
      source: DraftSource;
      outcome: DraftOutcome;
    }
  | { type: "message_delivered"; key: string; about: About; delivered: Delivered }
  /** `gone`: where it was to go, when not only this message but nothing can be posted there any more, in the thread or at all. */
  | {
      type: "delivery_failed";
      key: string;
      about: About;
      /** What was to be done, and where; left out in events that an earlier version has stored. */
      verb?: OutboundMessage["verb"];
      to?: Destination;
      reason: string;
      gone?: { place: Destination; what: "thread" | "channel" };
    }
);

/** `key`: of the message to all, from which each report's own has its name. */
export type IncidentWord =
  | { what: "joined" | "reopened" | "apart" }
  | { what: "said" | "edited"; key: string; content: Content }
  | { what: "withdrawn"; key: string }
  | { what: "resolved"; kind: ResolutionKind; note: string };

/** A person named in a text, where the platform marked one: relayed as a plain name, never as a mention. */
export type Mention = { account: string; name: string };

export type DeadlineSubject =
  { ticket: number } | { conversation: string } | { desk: string; duty: DutyName };

export type PlanError = Pick<Problem, "file" | "line" | "message" | "fix">;

/** What an article is to be drafted from. `link`: to the message that the text is from. */
export type DraftSource = { ticket: number } | { gap: DraftGap } | { text: string; link?: string };

/** As it was when somebody wanted an article for it. */
export type DraftGap = Pick<
  Gap,
  "id" | "questions" | "people" | "component" | "examples" | "article" | "tickets"
>;

/** `file`: within the knowledge base; on a branch, `path` is the same within the git checkout. Else why not, and what to do. */
export type DraftOutcome = { file: string; branch?: string; path?: string } | { reason: string; fix: string };

/** What is not as it should be, and what to do about it. */
export type PlanFinding = { message: string; fix: string };

/**
 * Where a message has arrived. A post that opened a thread also says where its replies go. `parts`: the messages that it is on the
 * platform, as the platform names them when somebody reacts to one or answers below it: in their channel or chat, without thread.
 */
export type Delivered = { message: MessageRef; thread?: Address; parts?: MessageRef[] };
