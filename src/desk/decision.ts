/** What follows from an event? Saved in one transaction, or not at all. */
import type { Content } from "./content";
import type { DeskEvent, DraftSource } from "./events";
import type { Address, Conversation, MessageRef, Person, Ticket } from "./model";
import type { Duty } from "./state";

/** A draft that somebody wants, named by the event that said so. `in`: where they hear what became of it. */
export type WantedDraft = { id: string; by: Person; in: Address; source: DraftSource; at: Date };

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
