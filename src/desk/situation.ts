/** What does a rule get to see, and how does it say what follows? */
import type { Experience } from "../knowledge/experience";
import type { Gap } from "../knowledge/gaps";
import type { BrokenLink } from "../knowledge/links";
import type { KnowledgeIndex } from "../knowledge/matching";
import type { EscalationPlan } from "../plan/plan";
import type { Decision, HistoryEntry, OutboundMessage } from "./decision";
import type { DeskEvent } from "./events";
import type { PlatformName, Ticket } from "./model";
import type { DeskState } from "./state";

/**
 * What the admins wrote: the same for every event until a file changes. `experience`: how earlier answers ended, as last counted.
 * `gaps`: what people ask that it does not answer, as last found, what most have first. `brokenLinks`: of the articles. `broken`:
 * files and lines that have errors, and are left out or used as they last were. `platforms`: those that are connected, for the plan may name channels on others; left out: only
 * the one where something happens.
 */
export type DeskRules = {
  plan: EscalationPlan;
  knowledge: KnowledgeIndex;
  experience?: Experience;
  gaps?: readonly Gap[];
  brokenLinks?: readonly BrokenLink[];
  broken?: string[];
  platforms?: readonly PlatformName[];
  /** Address of the dashboard, `https://helpdesk.example.com/dashboard`; left out while there is none. */
  dashboard?: string;
};

/** One event with all that is known when it is decided on. */
export type Situation<E extends DeskEvent = DeskEvent> = {
  event: E;
  state: DeskState;
  rules: DeskRules;
  now: Date;
};

export type EventOf<T extends DeskEvent["type"]> = Extract<DeskEvent, { type: T }>;

/** A ticket to work on, with the situation it is in. */
export type TicketCase = Situation & { ticket: Ticket };

export const decided = (parts: Partial<Decision>): Decision => ({
  conversations: [],
  history: [],
  messages: [],
  cancels: [],
  forgets: [],
  retries: [],
  readdresses: [],
  events: [],
  ...parts,
});

/** Nothing follows, and why. */
export const ignored = (why: string): Decision => decided({ ignored: why });

/** However many changes of a ticket one event leads to, its plan has changed once. */
const once = (history: HistoryEntry[]): HistoryEntry[] =>
  history.filter(
    (entry) => entry.type !== "plan_changed" || entry === history.find(({ type }) => type === "plan_changed"),
  );

/** All follow; where two change a ticket, the same conversation or draw one card, the later one holds. */
export function together(...decisions: Decision[]): Decision {
  const conversations = new Map(decisions.flatMap((d) => d.conversations).map((c) => [c.id, c]));
  const ticket = decisions.findLast((d) => d.ticket)?.ticket;
  const messages = decisions.flatMap((d) => d.messages);
  const isLatest = (m: OutboundMessage) =>
    m.verb !== "update" || m === messages.findLast((other) => other.key === m.key);
  const duties = decisions.flatMap((d) => d.duties ?? []);
  const late = decisions.findLast((d) => d.late)?.late;
  const lateWish = decisions.findLast((d) => d.lateWish)?.lateWish;
  const signIn = decisions.findLast((d) => d.signIn)?.signIn;
  const drafts = decisions.flatMap((d) => d.drafts ?? []);
  const why = decisions.every((d) => d.ignored) ? decisions[0]?.ignored : undefined;
  return {
    conversations: [...conversations.values()],
    ...(ticket && { ticket }),
    history: once(decisions.flatMap((d) => d.history)),
    messages: messages.filter(isLatest),
    cancels: decisions.flatMap((d) => d.cancels),
    forgets: decisions.flatMap((d) => d.forgets),
    retries: decisions.flatMap((d) => d.retries),
    readdresses: decisions.flatMap((d) => d.readdresses),
    events: decisions.flatMap((d) => d.events),
    ...(duties.length > 0 && { duties }),
    ...(late && { late }),
    ...(lateWish && { lateWish }),
    ...(signIn && { signIn }),
    ...(drafts.length > 0 && { drafts }),
    ...(why && { ignored: why }),
  };
}
