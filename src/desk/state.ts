/** What does the desk know when it decides on an event? Loaded in the transaction of that event. */
import type { TierNumber } from "../plan/plan";
import type { Content } from "./content";
import type { About } from "./decision";
import type { Conversation, Person, Target, Ticket, TicketStatus } from "./model";

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
