// What becomes of a year of tickets? People at random, a clock that stops at every deadline, and an oracle that looks on.

import { decide } from "../../src/desk/decide";
import type { DeskRules } from "../../src/desk/decide";
import type { Decision, OutboundMessage } from "../../src/desk/decision";
import type { Conversation, Ticket } from "../../src/desk/model";
import type { EscalationPlan } from "../../src/plan/plan";
import { mulberry32 } from "../synthetic-articles";
import { createHeap } from "./heap";
import { createOracle } from "./oracle";
import { createPeople, type Life } from "./people";
import { createWorkingTime, type WorkingTime } from "./working-time";
import type { Handled, MakeWorld } from "./world";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A school year: both changes of the clock, Thanksgiving, winter and spring break are in it. */
export const YEAR = { from: Date.parse("2026-08-01T05:00:00Z"), to: Date.parse("2027-08-01T05:00:00Z") };

/** Messages and mentions, a ticket. */
export type Noise = { mentions: number; inThread: number; toRequester: number };

export type Year = {
  tickets: Map<number, Ticket>;
  noise: Map<number, Noise>;
  events: number;
  problems: string[];
  counts: ReturnType<typeof createOracle>["counts"];
  worstMs: number;
  /** Open, waiting or resolved, and no clock will ever look at them. */
  forgotten: Ticket[];
  seconds: number;
};

/**
 * `days`: how much of the year. To see that it is noticed: `alter`, another decision than the desk's; `reckonedBy`, another plan
 * than the desk's that the oracle goes by.
 */
export type Wanted = {
  questions: number;
  seed: number;
  rules: DeskRules;
  world: MakeWorld;
  days?: number;
  reckonedBy?: EscalationPlan;
  alter?: (decision: Decision, handled: Handled) => Decision;
};

type Act = { ticket: number; token: number } | { conversation: Conversation } | "asks";

export async function simulateYear({
  questions,
  seed,
  rules,
  world,
  days = 365,
  alter,
  reckonedBy: plan = rules.plan,
}: Wanted): Promise<Year> {
  const began = performance.now();
  const to = YEAR.from + days * DAY;
  const calendar = plan.calendars.find(({ key }) => key === plan.targets[0]?.calendar);
  if (!calendar || plan.targets.some((t) => t.calendar !== calendar.key))
    throw new Error("One calendar is counted");
  const time = createWorkingTime(calendar, YEAR.from - DAY, to + 150 * DAY);
  const random = mulberry32(seed);
  const people = createPeople(plan, time, random);
  const oracle = createOracle(plan, time);
  const tickets = new Map<number, Ticket>();
  const lives = new Map<number, Life & { token: number }>();
  const noise = new Map<number, Noise>();
  const acts = createHeap<Act>();
  let events = 0;
  let now = YEAR.from;

  const place = await world({
    rules,
    start: now,
    decide(event, state, at) {
      const decision = decide(event, state, rules, at);
      const handled: Handled = { event, state, decision, now: at.getTime() };
      const altered = alter ? alter(decision, handled) : decision;
      looked.push({ ...handled, decision: altered });
      return altered;
    },
  });
  const looked: Handled[] = [];

  /** After each step: decisions of transactions that ran twice are looked at once. */
  function lookAtAll(): void {
    const last = new Map(looked.map((handled) => [handled.event.id, handled]));
    looked.length = 0;
    for (const handled of last.values()) lookAt(handled);
  }

  function lookAt(handled: Handled): void {
    events += 1;
    oracle.saw(handled);
    const { decision, event } = handled;
    for (const message of decision.messages) countMessage(noise, message);
    const offered = decision.conversations.find((c) => c.status === "offering");
    if (offered && event.type === "message_posted")
      acts.push(handled.now + (1 + random() * 15) * MINUTE, { conversation: offered });
    const { ticket } = decision;
    if (!ticket) return;
    const before = tickets.get(ticket.number);
    tickets.set(ticket.number, ticket);
    const life = lives.get(ticket.number) ?? { ...people.life(), token: 0 };
    lives.set(ticket.number, life);
    const isMovedByClock = event.type === "deadline_reached" && before?.tier !== ticket.tier;
    if (isMovedByClock) people.called(life);
    const isPeoples = event.type !== "deadline_reached" && event.type !== "message_delivered";
    if (isPeoples || isMovedByClock || (before && before.status !== ticket.status)) planNext(ticket, life);
  }

  function planNext(ticket: Ticket, life: Life & { token: number }): void {
    life.token += 1;
    const at = people.next(now, ticket, life);
    if (at !== undefined) acts.push(Math.round(at), { ticket: ticket.number, token: life.token });
  }

  function eventOf(act: Act) {
    if (act === "asks") return people.asks(now);
    if ("conversation" in act) return people.onAnswer(now, act.conversation.id, act.conversation.requester);
    const [ticket, life] = [tickets.get(act.ticket), lives.get(act.ticket)];
    return ticket && life?.token === act.token ? people.acts(now, ticket, life) : undefined;
  }

  async function doNext(): Promise<void> {
    const act = acts.pop();
    const event = act && eventOf(act);
    if (!event) return;
    await place.tell(event);
    const ticket = act !== "asks" && "ticket" in act ? tickets.get(act.ticket) : undefined;
    lookAtAll();
    // A note, or a word that changed nothing: they come back to it all the same.
    const life = ticket && lives.get(ticket.number);
    if (act !== "asks" && "ticket" in act && ticket && life?.token === act.token) planNext(ticket, life);
  }

  for (const at of arrivals(questions, to, time, random)) acts.push(at, "asks");
  for (;;) {
    const deadline = (await place.nextAt()) ?? Infinity;
    const act = acts.first() ?? Infinity;
    const next = Math.min(deadline, act);
    if (next >= to) break;
    now = Math.max(now, next);
    await place.goOn(now);
    lookAtAll();
    if (act <= now) await doNext();
  }
  await place.goOn(to);
  lookAtAll();
  oracle.atEnd(to);
  await place.close();
  const forgotten = [...tickets.values()].filter(
    (t) => t.status !== "closed" && t.kind !== "enhancement" && !t.wakeAt,
  );
  return {
    tickets,
    noise,
    events,
    problems: oracle.problems,
    counts: oracle.counts,
    worstMs: oracle.worstMs(),
    forgotten,
    seconds: (performance.now() - began) / 1000,
  };
}

/** Five in six while people work, the others at any time: nights, weekends, holidays. */
function arrivals(questions: number, to: number, time: WorkingTime, random: () => number): number[] {
  const anyTime = (): number => YEAR.from + Math.floor(random() * (to - YEAR.from));
  return Array.from({ length: questions }, () => {
    let at = anyTime();
    if (random() < 5 / 6) while (!time.isWorked(at)) at = anyTime();
    return at;
  });
}

function countMessage(noise: Map<number, Noise>, message: OutboundMessage): void {
  const { ticket } = message.about;
  if (ticket === undefined || message.verb !== "post") return;
  const so = noise.get(ticket) ?? { mentions: 0, inThread: 0, toRequester: 0 };
  noise.set(ticket, so);
  if ("thread" in message.to) so.inThread += 1;
  else if (message.to.kind === "direct") so.toRequester += 1;
  so.mentions += message.content.blocks.filter((b) => b.kind === "mention" && b.people.length > 0).length;
}
