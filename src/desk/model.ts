/**
 * Which words does the helpdesk speak? Every room shares these types; they carry no behaviour.
 *
 * Glossary: a *requester* has a *conversation* (one matter, from first question to end). Tier 1 offers *answers* from
 * *articles*; an offer ends *confirmed*, *failed* or *silent*. What Tier 1 cannot solve becomes a *ticket* with an
 * *escalation thread* in the Tier 2 channel, where *technicians* work; a *specialist* (Tier 3) is pulled into it. What a
 * technician writes there is a *reply* (the requester reads it) or a *note* (stays inside). A *target* is a promised time.
 */
import type { Gap } from "../knowledge/gaps";
import type { KindName, Priority, Problem, TierNumber } from "../plan/plan";

export type PlatformName = "sandbox" | "slack" | "teams";

/**
 * Somewhere a message can be posted. `id` is opaque: only its own platform reads it; that of a direct chat is the person's
 * account. `workspace`: where a platform has several. `root`: the message under which a thread hangs within a direct chat that has
 * threads; without it, the chat.
 */
export type Address = {
  platform: PlatformName;
  kind: "direct" | "channel" | "thread";
  id: string;
  workspace?: string;
  root?: string;
};

/**
 * Somebody on a platform. `account` is the platform's id of the person; `key` names the person in the escalation plan.
 * `email` is one that the platform vouches for. `memberOf`: which of the plan's channels and groups they are in.
 * `outside`: the organisation they belong to, when it is not the platform's own.
 */
export type Person = {
  platform: PlatformName;
  account: string;
  name: string;
  workspace?: string;
  email?: string;
  key?: string;
  memberOf?: string[];
  outside?: string;
};

/**
 * A file that came with a message, or a picture that is ours (`desk`: picture.ts). `id` is opaque to everybody but its platform.
 * `size` in bytes; 0: not known before it is asked for.
 */
export type FileRef = {
  platform: PlatformName | "desk";
  id: string;
  name: string;
  size: number;
  mediaType: string;
};

/** A message as its platform knows it: the place it stands in, and its id there. */
export type MessageRef = { in: Address; messageId: string };

// ---------------------------------------------------------------------------------------------------------------------
// What happens

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

export type EventType = DeskEvent["type"];

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

/** A draft that somebody wants, named by the event that said so. `in`: where they hear what became of it. */
export type WantedDraft = { id: string; by: Person; in: Address; source: DraftSource; at: Date };

/** What is not as it should be, and what to do about it. */
export type PlanFinding = { message: string; fix: string };

/**
 * Where a message has arrived. A post that opened a thread also says where its replies go. `parts`: the messages that it is on the
 * platform, as the platform names them when somebody reacts to one or answers below it: in their channel or chat, without thread.
 */
export type Delivered = { message: MessageRef; thread?: Address; parts?: MessageRef[] };

// ---------------------------------------------------------------------------------------------------------------------
// What the desk knows

/** Which help desk: one escalation plan with one knowledge base. Nothing of one desk is seen by another. */
export const DEFAULT_DESK = "main";
/** Of a workspace that no desk serves: nothing is ever found for it. */
export const NO_DESK = "";

/**
 * One requester's matter. `offering` until an answer is confirmed or a ticket is opened; `ended` once nothing is owed.
 * `origin` is where the requester asked and is answered.
 */
export type Conversation = {
  id: string;
  desk: string;
  requester: Person;
  origin: Address;
  /** Where others read along, until it went on in private. */
  formerly?: Address;
  status: "new" | "offering" | "ticket" | "ended";
  question: string;
  files: FileRef[];
  askedAt: Date;
  lastMessageAt: Date;
  offers: Offer[];
  /** Messages the question is made of, so that an edit of one changes the question. */
  parts: { messageId: string; text: string }[];
  /** Key of the last answer or list of candidates shown: it is changed in place. */
  shown?: string;
  /** The conversation whose guide its requester has left for this question, and may come back to. */
  leftGuide?: string;
  ticket?: number;
  /** When the offer counts as silent: nobody pressed anything. */
  wakeAt?: Date;
  version: number;
};

/**
 * An article shown to the requester. `answer`: as the solution; `suggestion`: as one of several. `edition`: its text at the time;
 * unknown of offers that an earlier version has stored.
 */
export type Offer = {
  article: string;
  edition?: string;
  title: string;
  kind: "answer" | "suggestion";
  confidence: number;
  at: Date;
  outcome?: "confirmed" | "failed" | "silent";
  /** Told of by itself, after the article came or was mended. */
  late?: true;
  /** Of a guide: the steps so far, the last being where the requester stands. */
  walk?: Walked[];
};

/**
 * A step of a guide that its requester has seen, as it was called then. `chose`: the way they went from there, in the guide's words.
 * `article`: of another one than the guide, to which a way has led.
 */
export type Walked = { step: string; title: string; article?: string; chose?: string };

export type TicketStatus = "open" | "waiting" | "resolved" | "closed";
export type ResolutionKind =
  "solved" | "duplicate" | "workaround" | "not_reproducible" | "not_ours" | "cancelled" | "no_response";

/** Work for people. `thread` names the escalation thread; the outbox knows where that is once the card is delivered. */
export type Ticket = {
  number: number;
  desk: string;
  conversation: string;
  requester: Person;
  /** Who asked for it, when it was not the requester: the words are theirs. */
  openedBy?: Person;
  origin: Address;
  question: string;
  status: TicketStatus;
  waitingOn?: "requester" | "vendor";
  tier: TierNumber;
  /** Undefined: nothing tells, or the plan has no kinds. An enhancement has no targets and stays at its tier. */
  kind?: KindName;
  component?: string;
  site?: string;
  priority: Priority;
  /** Why it has this priority, tier and component: for the card and for `--explain`. */
  reasons: string[];
  /** Keys of the criteria that it has met: each counts once. */
  applied?: string[];
  /** How often it was reopened. */
  reopenings?: number;
  /** How long nobody here had to do anything, as it waited or was resolved, in milliseconds. */
  restedMs?: number;
  /** When it waited for the requester or a vendor, as far as that is over. Unknown of tickets from before this was kept. */
  waits?: { from: Date; to: Date }[];
  /** When a person's words first reached the requester, and the business minutes until then. */
  firstResponse?: { at: Date; minutes?: number };
  assignee?: Person;
  assignedAt?: Date;
  /** When what was said on it was removed, by the plan's retention; what came later is there. Never changed by the desk. */
  textRemovedAt?: Date;
  /** Given by the plan, and no person has said yet that they work on it. */
  assignedBy?: "auto";
  /** Why nobody was given it although the plan says so. */
  notAssigned?: "full" | "away";
  openedAt: Date;
  thread: string;
  channel: Address;
  /** Key of the card's outbox row: later changes update that message in place. Empty: it has no thread of its own, but its incident's. */
  card: string;
  /** The incident it is a report of: the number of that ticket. Its own number: it is the incident. */
  incident?: number;
  /** Of an incident: the first of its reports, which say what it is about. They join it only after it was opened. */
  founders?: number[];
  /** Of an incident: key of the last message to all who reported it. */
  toldAll?: string;
  /** Somebody has said that it is a matter of its own, whatever it looks like. */
  apart?: true;
  /** An article is drafted from it, or somebody wants one. */
  drafted?: true;
  /** Id of the article that came nearest to the question, when one came near at all. */
  nearest?: string;
  targets: Target[];
  /** The plan at its last step (plan/edition.ts). Unknown of tickets from before this was kept. */
  plan?: string;
  /** When it began to wait (clock paused), resolved, closed. */
  waitingSince?: Date;
  remindersSent: number;
  /** Since when the requester has had no word of a person, or nobody was asked for one; where the tier wants that. */
  updateSince?: Date;
  /** Who was called while nobody had taken it; begins anew at another tier and when it is reopened. */
  called?: Calls[];
  /** When its thread began again in another channel, because the first was gone. */
  movedAt?: Date;
  /** The ticket that goes on instead: both were about the same. */
  mergedInto?: number;
  /** Under which number the vendor (a key of the plan) works on it. */
  vendorCase?: { vendor: string; number: string; at: Date; by: Person };
  /** What a vendor (a key of the plan) may read of it, as last drafted; gone once it was sent. */
  packetDraft?: { vendor: string; text: string; at: Date };
  /** Replies of trainees that have not gone out. */
  awaiting?: Awaiting[];
  /** `minutes`: of business, from opening until then. */
  resolution?: {
    kind: ResolutionKind;
    note: string;
    by: Person;
    at: Date;
    confirmed?: boolean;
    minutes?: number;
  };
  rating?: number;
  /** The last message went to or came from the requester: tells which ticket a direct message means. */
  lastSpokenAt: Date;
  /** The earliest moment at which the clock must look at this ticket. Nothing to do: undefined. */
  wakeAt?: Date;
  version: number;
};

/**
 * A trainee's reply before a technician has approved it. `id`: another one after each edit. `key`: of the outbox row it becomes;
 * `shown`: of the request in the thread. `source`: the message, unless it was written in a form.
 */
export type Awaiting = {
  id: string;
  by: Person;
  text: string;
  files: FileRef[];
  mentions: Mention[];
  key: string;
  shown: string;
  source?: MessageRef;
};
/** `people`: keys of the plan, each called once, in order. `nextAt`: when the next one is, if nobody takes the ticket. */
export type Calls = { for: "on_call" | "first_response"; people: string[]; nextAt?: Date };

/** One promised time. `due` moves while the ticket waits; `met` and `breached` are final. */
export type Target = {
  /** `hand_over`: a tier's promise to the one before. `vendor_response`: a vendor's to us. All others are ours to the requester. */
  kind: "first_response" | "next_response" | "resolution" | "hand_over" | "vendor_response";
  /** Whose promise it is, at Tier 4: a key of the plan. */
  vendor?: string;
  tier: TierNumber;
  /** Business minutes promised, in the calendar named. */
  minutes: number;
  calendar: string;
  startedAt: Date;
  due: Date;
  warnAt: Date;
  state: "running" | "paused" | "warned" | "met" | "breached" | "dropped";
  /** Business minutes left when the clock was paused. */
  minutesLeft?: number;
  /** Of a paused one: its warning was given. Another priority has one of its own. */
  isWarned?: boolean;
};

/** What a desk looks after by itself: that its plan can be read, holds what it promises, and is reviewed; its articles; the week's figures. */
export type DutyName = "edit" | "check" | "review" | "digest" | "articles";

/** `doneAt`: its next moment is counted from then on. `told`: what was told last, so that it is not told again. */
export type Duty = { name: DutyName; doneAt: Date; wakeAt?: Date; told?: string };

/** What a review of the plan looks at: the tickets opened since then. A breach without a component is of a ticket without one. */
export type ReviewFigures = {
  since: Date;
  opened: number;
  movedUpByClock: number;
  targets: { tier: TierNumber; kind: Target["kind"]; met: number; breached: number }[];
  breaches: { component?: string; count: number }[];
};

/**
 * How a period went. `figures`: always the same, in the order in which they are told. `weeks`: the last ones, the oldest first,
 * by the day on which they begin ("2026-03-02"). `thanks`: how often a person's work was thanked for or rated well.
 */
export type DigestReport = {
  from: Date;
  until: Date;
  figures: DigestFigure[];
  weeks: { start: string; opened: number; resolved: number }[];
  thanks: { name: string; times: number }[];
};

/** A share is 0..1, minutes are business minutes; null: nothing to count. `before`: in the period before, of the same length. */
export type DigestFigure = {
  name: "opened" | "first_response" | "resolution" | "promises_kept" | "tier_one_confirmed";
  unit: "tickets" | "minutes" | "share";
  now: number | null;
  before: number | null;
  better: "more" | "less" | "neither";
};

/** What one event is decided on: loaded for it, in its transaction. */
export type DeskState = {
  desk: string;
  /** The conversation the event belongs to: by place, press or earlier message. */
  conversation?: Conversation;
  /** The ticket the event belongs to. */
  ticket?: Ticket;
  /** The message stands in a thread of the conversation's own, or quotes a word of it: it is not only in the same chat. */
  inOwnThread?: true;
  /** The requester's own tickets that are not closed, the one last spoken of first. */
  openTickets: Ticket[];
  /** The ticket that a form names besides, to merge with. */
  otherTicket?: Ticket;
  /**
   * Delivery of the copy of the message that the event edits, deletes, undoes or thanks for; undefined: it was never relayed.
   * For a failed delivery: of the ticket's card. `isTakenBack`, for an edit: it went with the message's deletion, not by undo.
   * `content`, for the receipt of a message to all: what they are told.
   */
  copy?: { key: string; status: DeliveryStatus; about: About; isTakenBack?: true; content?: Content };
  /** For a packet: resolved tickets like this question. */
  similar: SimilarTicket[];
  /** Open tickets that belong to no incident, the newest first, as far as an incident may be made of them. */
  standing: Report[];
  /** Incidents that are not over. */
  incidents: OpenIncident[];
  /** When the ticket is an incident: what has been reported of it, the newest first. */
  reports: Report[];
  /** How much people have on hand, where the plan gives tickets out by itself; whoever has nothing is left out. */
  load?: Load[];
  /** For somebody's home page. */
  home?: HomeState;
  /** For an answer that comes later. */
  late?: LateState;
  /** Random, of this event alone: what a sign-in link is known by. Only where one may be asked for. */
  signInCode?: string;
  /** For what the desk looks after by itself. */
  duties?: Duty[];
  figures?: ReviewFigures;
  digest?: DigestReport;
  /** A number and an id nobody has yet. A clash with another process aborts the transaction, which runs again. */
  nextTicketNumber: number;
  nextConversationId: string;
};

/**
 * Of the requester, on all their accounts. `isOff`: wants no late answers. `heard`: has had this article as it is now, or was told of
 * it late before. `spokenAt`: their last word, or the last one to them. `toldAt`: when they were last told of a late answer.
 */
export type LateState = { isOff: boolean; heard: boolean; spokenAt?: Date; toldAt?: Date };

/** `open`: tickets that are open or waiting. */
export type Load = { person: Person; open: number; lastAssignedAt?: Date };

/** `queue`: open tickets that are theirs or nobody's, those first whose moment comes first. `mostAsked`: ids of articles. The counts: what an admin must look at. */
export type HomeState = {
  queue: Ticket[];
  mostAsked: string[];
  failedDeliveries: number;
  stuckEvents: number;
  /** Questions of the last week that the knowledge base had nothing for. */
  unanswered: number;
};

/** A ticket as seen beside others alike. Of many, only the newest come with `question` and `from`. */
export type Report = {
  number: number;
  /** Whose it is (personKey): one person who asks again is no second report. */
  requester: string;
  openedAt: Date;
  status: TicketStatus;
  component?: string;
  site?: string;
  nearest?: string;
  apart?: true;
  question?: string;
  /** The requester's name. */
  from?: string;
};

/** `reports`: its founders. `told`: what all were told last. */
export type OpenIncident = { ticket: Ticket; reports: Report[]; told?: Content };

export type SimilarTicket = { number: number; question: string; resolution: string };

/** held: may still be undone. pending: next in line. sending: claimed. sent, failed, cancelled: final. */
export type DeliveryStatus = "held" | "pending" | "sending" | "sent" | "failed" | "cancelled";

// ---------------------------------------------------------------------------------------------------------------------
// What the desk decides

/** What one event leads to: saved in one transaction, or not at all. `ignored` says why nothing happens. */
export type Decision = {
  conversations: Conversation[];
  ticket?: Ticket;
  history: HistoryEntry[];
  messages: OutboundMessage[];
  /** Keys of held messages that must not go out any more. */
  cancels: string[];
  /** Messages whose text is forgotten: their author deleted them. */
  forgets: MessageRef[];
  /** Failed messages that are sent again: their thread stands elsewhere now, or soon. */
  retries: Retry[];
  /** Messages that have not arrived and go to another place now. */
  readdresses: Readdress[];
  /** What follows for other tickets: each is handled by itself, once this is saved. */
  events: DeskEvent[];
  /** How the desk's own duties stand now; the others stay as they were. */
  duties?: Duty[];
  /** What became of a late answer: told, put off, or never to be told. */
  late?: LateStep;
  /** Whether somebody wants to hear of late answers. */
  lateWish?: { person: Person; isWanted: boolean };
  /** A link to the dashboard that was given out. */
  signIn?: SignInLink;
  /** Articles to be drafted: written outside, once this is saved. */
  drafts?: WantedDraft[];
  ignored?: string;
};

/** Whoever brings the code before that moment is signed in as this person, once. */
export type SignInLink = { code: string; person: Person; expiresAt: Date };

export type LateStep = { conversation: string; article: string } & (
  { status: "told" | "over" } | { status: "waiting"; until: Date }
);

/** One message by its key, or all of the requester's words that did not get into a thread. */
export type Retry = { key: string; afterMs: number } | { thread: string };

/** One message by its key, or all that wait to go from a place about a conversation. */
export type Readdress = { to: Address } & ({ key: string } | { from: Address; conversation: string });

/** One line of a ticket's or conversation's story. Text is people's words: shown escaped, never logged. */
export type HistoryEntry = {
  conversation: string;
  ticket?: number;
  type: HistoryType;
  by?: Person;
  text?: string;
  /** The message it came from, so that an edit or a deletion finds it. */
  source?: MessageRef;
};

export type HistoryType =
  | "asked"
  | "answered"
  | "answered_late"
  | "suggested"
  | "not_found"
  | "routed"
  | "confirmed"
  | "failed"
  | "silent"
  | "ticket_opened"
  | "requester_wrote"
  | "replied"
  | "noted"
  | "asked_for_more"
  | "edited"
  | "deleted"
  | "undone"
  | "taken"
  | "released"
  | "escalated"
  | "priority_set"
  | "component_set"
  | "kind_set"
  | "site_set"
  | "criterion_met"
  | "assigned"
  | "merged"
  | "split"
  | "incident_opened"
  | "joined_incident"
  | "left_incident"
  | "kept_apart"
  | "told_all"
  | "thanked"
  | "waiting"
  | "continued"
  | "resolved"
  | "resolution_confirmed"
  | "reopened"
  | "cancelled"
  | "closed"
  | "rated"
  | "reminded"
  | "called"
  | "update_asked"
  | "target_warned"
  | "target_met"
  | "target_breached"
  | "plan_changed"
  | "delivery_failed"
  | "case_set"
  | "vendor_answered"
  | "packet_sent"
  | "awaits_approval"
  | "approved"
  | "taken_over"
  | "drafted";

/** What a message is about: travels with the row, comes back with its receipt. */
export type About = {
  conversation?: string;
  ticket?: number;
  /** Of a word that is about neither: whose it is. */
  desk?: string;
  /** reply: from a technician to the requester. follow_up: from the requester into the escalation thread. */
  role: "answer" | "card" | "packet" | "reply" | "follow_up" | "notice" | "mark" | "invite" | "home";
  /** For a reply: who wrote it (identityKey). Only they may undo it. */
  author?: string;
  /** For a trainee's reply: key of the request for approval, which shows its words in the thread. */
  approval?: string;
  /** For a relayed message: the original, which shows how delivery stands. */
  original?: MessageRef;
  /** The desk wants to hear when it has arrived. A failure is always told. */
  receipt?: true;
  /** Once it stands in the incident's thread, all who reported it are told the same. */
  toAll?: true;
};

/** A place known already, or the thread that another message opens: the outbox waits for that one. */
export type Destination = Address | { thread: string };

/**
 * A row of the outbox. `key` names the message for good: a second row with the same key is the same message.
 * Messages to one destination go out in order. `update` and `withdraw` act on the message sent under `of`.
 */
export type OutboundMessage = { key: string; about: About } & (
  | {
      verb: "post";
      to: Destination;
      content: Content;
      /** Names the thread that this post opens. */
      opens?: string;
      /** Only this person sees it (account on the destination's platform). */
      onlyFor?: string;
      /** Not before this moment; until then it can be undone. */
      holdUntil?: Date;
    }
  | { verb: "update"; to: Destination; of: string; content: Content }
  | { verb: "withdraw"; to: Destination; of: string }
  | { verb: "mark"; to: Destination; message: MessageRef; mark: Mark }
  | { verb: "invite"; to: Destination; person: Person }
  /** Draws a person's own page anew; `to` is their direct chat. */
  | { verb: "home"; to: Address; content: Content }
);

/** Shown at a technician's or requester's own message: how its delivery stands. */
export type Mark = {
  state: "held" | "delivered" | "failed" | "note" | "withdrawn" | "thanked";
  reason?: string;
};

/** What a message shows; each platform draws it with its own parts and limits. */
export type Content = {
  /** One plain line for notifications and screen readers. */
  summary: string;
  blocks: Block[];
};

export type Block =
  /** Ours or an article's: markdown. Never people's words. */
  | { kind: "text"; markdown: string }
  /** People's words: plain text, escaped where shown. */
  | { kind: "quote"; from: string; text: string; edited?: boolean }
  /** Plain text on both sides. */
  | { kind: "facts"; facts: { label: string; value: string }[] }
  | { kind: "files"; files: FileRef[] }
  | { kind: "mention"; people: Person[]; text: string }
  | { kind: "buttons"; buttons: Button[] }
  /** A line to type a question into, which is then given as a command. Only on a home page. */
  | { kind: "ask"; label: string; placeholder: string };

/**
 * `opensForm`: the platform shows `formFor(press)` first and sends a form_submitted instead of a button_pressed.
 * `more`: less often needed; a platform may put it into a menu.
 */
export type Button = {
  label: string;
  press: Press;
  style?: "primary" | "danger";
  opensForm?: true;
  more?: true;
};

export type Form = { title: string; submit: string; fields: Field[] };

export type Field = {
  name: string;
  label: string;
  /** `person`: somebody of the platform; the event's `people` says who. */
  kind: "line" | "text" | "choice" | "person";
  required: boolean;
  /** What stands there at first: a text, an option's value, an account. */
  initial?: string;
  /** Longest text, in characters. */
  max?: number;
  options?: { value: string; label: string }[];
  hint?: string;
};
