/**
 * Which words does the helpdesk speak? Every room shares these types; they carry no behaviour.
 *
 * Glossary: a *requester* has a *conversation* (one matter, from first question to end). Tier 1 offers *answers* from
 * *articles*; an offer ends *confirmed*, *failed* or *silent*. What Tier 1 cannot solve becomes a *ticket* with an
 * *escalation thread* in the Tier 2 channel, where *technicians* work; a *specialist* (Tier 3) is pulled into it. What a
 * technician writes there is a *reply* (the requester reads it) or a *note* (stays inside). A *target* is a promised time.
 */
import type { KindName, Priority, TierNumber } from "../plan/plan";
import type { Mention } from "./events";

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
  /** What Tier 1 took the question to be about, as a ticket of it would be; and its requester's site by the plan of that day. */
  component?: string;
  site?: string;
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
