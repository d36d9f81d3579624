// What does the escalation plan say, once it has been read and checked?

import type { Webhook } from "./webhooks";

/** 1 self-service (the bot), 2 service desk, 3 specialists, 4 vendors. */
export type TierNumber = 1 | 2 | 3 | 4;

export type Priority = "low" | "normal" | "high" | "urgent";

/** What sort of matter a ticket is. An enhancement goes to a list, where nothing is promised. */
export type KindName = "incident" | "enhancement" | "request" | "question";

/** A chat platform by name. The same words as the desk's; declared here because the plan imports no other room. */
export type PlanPlatform = "sandbox" | "slack" | "teams";

/**
 * An id for each platform it exists on: a channel's, a group's, or a person's account. Where a platform has several workspaces,
 * `workspace/id` says which; without it, the one at hand is meant.
 */
export type PlatformIds = { sandbox?: string; slack?: string; teams?: string };

/** Something wrong in a file an admin wrote. `message` says what, `fix` what to write instead. */
export type Problem = {
  file: string;
  line: number;
  severity: "error" | "warning";
  message: string;
  fix: string;
};

/** Somebody the plan names. `accounts.sandbox` is the key unless the plan says otherwise. Dates: ISO, both inclusive. */
export type PlanPerson = {
  key: string;
  name: string;
  email: string;
  site?: string;
  title?: string;
  accounts: PlatformIds;
  awayFrom?: string;
  awayUntil?: string;
  /** Key of the mentor of somebody who learns: their replies to requesters need approval. */
  traineeOf?: string;
};

export type Contact = { label: string; value: string };

/** `relay`: whether a message in the escalation thread is a reply to the requester unless marked, or a note. */
export type Tier = {
  number: TierNumber;
  name: string;
  channels: PlatformIds;
  /** Person keys. */
  members: string[];
  /** A platform's own groups of people who are members too. */
  groups: PlatformIds;
  lead?: string;
  contacts: Contact[];
  escalatesTo?: TierNumber;
  relay: "reply" | "notes";
  /** Person keys, in the order in which they are asked. Not said: the lead. */
  contactsAt?: { warning?: string[]; breach?: string[] };
  onCall?: OnCall;
  /** auto: a new ticket is given to a member. Not said: somebody takes it. */
  assign?: "auto" | "manual";
  /** How many open tickets a member is given at most. */
  capacity?: number;
  /** What is not said here is the plan's own. */
  followUp?: Partial<FollowUpDays> & { updateRequesterEvery?: { minutes: number; calendar: string } };
};

/** Days are calendar days: a requester who is silent over a weekend is silent all the same. */
export type FollowUpDays = {
  remindAfterDays: number[];
  closeAfterDays: number;
  closeResolvedAfterDays: number;
};

/** Who is called outside working hours, by key and in order, about tickets of which priorities. */
export type OnCall = { priorities: Priority[]; people: string[]; calendar?: string };

/** What one tier does for one component. What is not said here is the tier's own. */
export type Provider = {
  applicable: boolean;
  channels?: PlatformIds;
  members?: string[];
  liaison?: string;
  deputy?: string;
  vendor?: string;
};

/** What help is asked about. `words`: aliases it is recognised by. `private`: its tickets are for its own people only. */
export type Component = {
  key: string;
  name: string;
  words: string[];
  providers: Partial<Record<TierNumber, Provider>>;
  private: boolean;
};

/** `onboarded: false`: reduced service, `note` says which. */
export type Site = {
  key: string;
  name: string;
  timezone?: string;
  technicians: string[];
  onboarded: boolean;
  note?: string;
};

/**
 * `casePattern`: a regular expression their case numbers match; `caseExample`: one of them. `answersWithin`: what they promise us,
 * in minutes of the calendar of their contract's hours; `hours` says those to people.
 */
export type Vendor = {
  key: string;
  name: string;
  contacts: Contact[];
  hours?: string;
  casePattern?: string;
  caseExample?: string;
  answersWithin?: { calendar: string; minutes: Partial<Record<Priority, number>> };
};

/**
 * What meets all conditions that are written gets these consequences. Without `phrases` any text does. `requesters`: person keys.
 * `affectedAtLeast`: people that the text speaks of. `openForMinutes` and `reopenedAtLeast` are met later than at intake.
 * `say`: safety text, shown before anything else. `contact`: person key, called at once. How phrases are written: `phrases.ts`.
 */
export type Criterion = {
  key: string;
  phrases: string[];
  unless?: string[];
  components?: string[];
  sites?: string[];
  requesters?: string[];
  requesterGroups?: PlatformIds;
  affectedAtLeast?: number;
  openForMinutes?: number;
  reopenedAtLeast?: number;
  contact?: string;
  priority?: Priority;
  tier?: TierNumber;
  component?: string;
  say?: string;
  examples: string[];
  counterExamples: string[];
  line: number;
};

/**
 * How a matter of a kind is known by its words. `channels`, for enhancements: where the list is kept; without, at Tier 2. `say`: told
 * to the requester of one, besides that it is noted.
 */
export type Kind = {
  key: KindName;
  phrases: string[];
  unless?: string[];
  channels?: PlatformIds;
  say?: string;
  examples: string[];
  counterExamples: string[];
  line: number;
};

/** A question for somebody else: what to say instead of an answer. */
export type Route = {
  key: string;
  phrases: string[];
  unless?: string[];
  /** Site keys: it holds for the people there only, who look after this themselves. */
  sites?: string[];
  say: string;
  examples: string[];
  counterExamples: string[];
  line: number;
};

/** From and to in minutes of the day, 0 to 1440; `from` is in, `to` is out. */
export type Span = { from: number; to: number };

/**
 * Working hours. `hours[0]` is Monday, `hours[6]` Sunday; spans in order, none touching. Holidays: ISO dates, all day.
 * `publicHolidays`: the country or state whose holidays hold too (`US-TX`), but on the days of `openOn`.
 */
export type Calendar = {
  key: string;
  timezone: string;
  hours: Span[][];
  holidays: string[];
  publicHolidays?: string;
  openOn?: string[];
};

/** `hand_over`: until somebody there has taken a ticket that is new at the tier. Ours alone; the others are for the requester. */
export type TargetKind = "first_response" | "next_response" | "resolution" | "hand_over";

/** A promise: `minutes` of `calendar`'s working time. */
export type Target = {
  kind: TargetKind;
  tier: TierNumber;
  priority: Priority;
  minutes: number;
  calendar: string;
  line: number;
};

/** `weekday`: 1 is Monday. */
export type Digest = { weekday: number; hour: number; minute: number; channels: PlatformIds };

/** Chances of being right, 0 to 1: from which to answer, and from which to show what might fit. */
export type SureEnough = { answer?: number; suggest?: number };

/**
 * After how many days of the calendar people's words go: of questions that became no ticket, counted from the last of them, and of
 * tickets, counted from their close. Not said: they are kept.
 */
export type Retention = { questionsDays?: number; ticketsDays?: number };

/** The whole plan. Every key it names exists: `parsePlan` gives no plan otherwise. */
export type EscalationPlan = {
  organisation: string;
  helpDesk: string;
  /** The HD of HD-1. */
  ticketPrefix: string;
  /** Person key: reviews the plan by `reviewBy` (ISO date). */
  owner: string;
  reviewBy: string;
  /** The channel that hears what the nightly check finds; without one the owner does. */
  gapsTo?: PlatformIds;
  /** When the week's figures are told, in the plan's time zone, and where; a platform without a channel of its own: to Tier 2. */
  digest?: Digest;
  timezone: string;
  /** Channels in which every new message is a question to the help desk. */
  watchedChannels: Partial<Record<PlanPlatform, string[]>>;
  /** What people of other organisations get who ask in a shared channel. */
  outsidePeople: "help" | "refuse";
  people: PlanPerson[];
  tiers: Tier[];
  components: Component[];
  sites: Site[];
  vendors: Vendor[];
  criteria: Criterion[];
  /** In the order in which they are tried. Not said: tickets have no kind. */
  kinds?: Kind[];
  routes: Route[];
  calendars: Calendar[];
  targets: Target[];
  /** How sure Tier 1 must be. Not said: the knowledge base's own bands hold. */
  answers?: SureEnough;
  /** Whoever asked within so many days and got nothing hears of an article that answers it now; so many a day. Not said: nobody. */
  lateAnswers?: { days: number; aDay: number };
  /** Share of a target's time after which people are warned: 0.75. */
  warnAt: number;
  /** How long a technician's reply can be undone before it goes out, in seconds; 0 for none. */
  holdSeconds: number;
  /** Messages this close together are one question, in seconds. */
  gatherSeconds: number;
  /** Minutes until the next person is called when nobody takes a ticket; 15 unless the plan says otherwise. */
  callNextAfter?: number;
  followUp: FollowUpDays;
  /** Not said: tickets are never grouped. */
  incidents?: IncidentRule;
  /** Other systems that hear of tickets. */
  webhooks?: Webhook[];
  retention?: Retention;
};

/**
 * How many alike tickets within so many minutes are proposed as one incident, and how many make one without asking (never, when
 * that is not said).
 */
export type IncidentRule = { proposeAt: number; openAt?: number; withinMinutes: number };
