// What does the escalation plan say, once it has been read and checked?

/** 1 self-service (the bot), 2 service desk, 3 specialists, 4 vendors. */
export type TierNumber = 1 | 2 | 3 | 4;

export type Priority = "low" | "normal" | "high" | "urgent";

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
};

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

/** `casePattern`: a regular expression their case numbers match. */
export type Vendor = { key: string; name: string; contacts: Contact[]; hours?: string; casePattern?: string };

/**
 * A text that holds one of `phrases`, and none of `unless`, gets these consequences. `say`: safety text, shown before
 * anything else. How phrases are written: `phrases.ts`.
 */
export type Criterion = {
  key: string;
  phrases: string[];
  unless?: string[];
  priority?: Priority;
  tier?: TierNumber;
  component?: string;
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

export type TargetKind = "first_response" | "next_response" | "resolution";

/** A promise: `minutes` of `calendar`'s working time. */
export type Target = {
  kind: TargetKind;
  tier: TierNumber;
  priority: Priority;
  minutes: number;
  calendar: string;
  line: number;
};

/** Chances of being right, 0 to 1: from which to answer, and from which to show what might fit. */
export type SureEnough = { answer?: number; suggest?: number };

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
  routes: Route[];
  calendars: Calendar[];
  targets: Target[];
  /** How sure Tier 1 must be. Not said: the knowledge base's own bands hold. */
  answers?: SureEnough;
  /** Share of a target's time after which people are warned: 0.75. */
  warnAt: number;
  /** How long a technician's reply can be undone before it goes out, in seconds; 0 for none. */
  holdSeconds: number;
  /** Messages this close together are one question, in seconds. */
  gatherSeconds: number;
  /** Days are calendar days: a requester who is silent over a weekend is silent all the same. */
  followUp: { remindAfterDays: number[]; closeAfterDays: number; closeResolvedAfterDays: number };
};
