// What do a tick, a deadline and a new ticket cost as closed tickets grow?

import { decide } from "../../src/desk/decide";
import type { DeskRules } from "../../src/desk/decide";
import { DEFAULT_DESK } from "../../src/desk/model";
import type { DeskEvent } from "../../src/desk/events";
import type { Person } from "../../src/desk/model";
import { createHandle, type HandleNext } from "../../src/handle";
import type { Store } from "../../src/store/client";
import { dueDeadlines, nextDeadlineAt } from "../../src/store/deadlines";
import { storeEvent } from "../../src/store/inbox";
import { insertPastTickets, VOCABULARY } from "./past-tickets";
import { STAFF } from "./people";

const MINUTE = 60_000;
const OPEN = 2000;
/** Closed tickets are numbered below, open ones above. */
const NEWEST = 2_000_000;
const WARM_UP = 20;

export type Cost = { p50: number; p99: number };
export type Costs = { closed: number; tick: Cost; deadline: Cost; question: Cost };
export const COST_NAMES = { tick: "one tick", deadline: "a deadline", question: "a question" } as const;

/** Each size beside the same open tickets, in one database that is emptied and grows. `rounds`: how often each is measured. */
export async function measureCosts(
  store: Store,
  { sizes, rounds, rules, open = OPEN }: { sizes: number[]; rounds: number; rules: DeskRules; open?: number },
): Promise<Costs[]> {
  await store.pool.query(
    'TRUNCATE "Person", "Conversation", "Ticket", "SolvedWord", "HistoryEntry", "InboxEvent", "OutboxMessage" CASCADE',
  );
  const desk = createDesk(store, rules);
  await insertPastTickets(store.pool, NEWEST, NEWEST, desk.now());
  await desk.openTickets(open);
  const costs: Costs[] = [];
  let inserted = 0;
  for (const closed of sizes) {
    await insertPastTickets(store.pool, inserted + 1, closed, desk.now());
    inserted = closed;
    costs.push({ closed, ...(await desk.measure(rounds)) });
  }
  return costs;
}

function createDesk({ db: database }: Store, { plan, ...others }: DeskRules) {
  // Alike questions become no incident: each is to cost what a ticket costs.
  const { incidents: _never, ...alone } = plan;
  const rules = { ...others, plan: alone };
  // A Tuesday morning: targets run.
  let at = Date.parse("2027-01-12T15:00:00Z");
  let asked = 0;
  const now = (): Date => new Date(at);
  const handleNext: HandleNext = createHandle({
    database,
    decide: (event, state, moment) => decide(event, state, rules, moment),
    now,
    deskOf: () => DEFAULT_DESK,
  });

  async function handleOne(): Promise<void> {
    const handled = await handleNext();
    if (handled.outcome === "failed") throw handled.error;
    if (handled.outcome !== "handled" || handled.messages === 0) throw new Error(`It was ${handled.outcome}`);
  }

  /** In a form, so that it is a ticket whatever the knowledge base has. */
  function question(): DeskEvent {
    const { things, troubles } = VOCABULARY;
    const n = ++asked;
    const account = `staff-${1 + ((n * 7919) % STAFF)}`;
    const by: Person = {
      platform: "sandbox",
      account,
      name: `Staff ${account}`,
      email: `${account}@lakeside.example`,
    };
    // Every third in words that no ticket has: both ends of what a search can meet.
    const common = `the ${things[n % things.length]} in room ${(n * 13) % 997} ${troubles[n % troubles.length]}`;
    const text = n % 3 === 0 ? `zeugma${n} quagga${n} oryx${n}` : common;
    return {
      id: `asked/${n}`,
      at: now(),
      type: "form_submitted",
      by,
      in: { platform: "sandbox", kind: "direct", id: account },
      press: { action: "open_ticket" },
      values: { text, urgency: "around" },
    };
  }

  async function measureTick(): Promise<number> {
    const from = performance.now();
    await dueDeadlines(database, now(), 100);
    await nextDeadlineAt(database, now());
    return performance.now() - from;
  }

  async function measureEvent(event: DeskEvent): Promise<number> {
    await storeEvent(database, event, now());
    const from = performance.now();
    await handleOne();
    return performance.now() - from;
  }

  /** The next one: time goes on to it. */
  async function nextDeadline(): Promise<DeskEvent> {
    const next = await nextDeadlineAt(database, now());
    if (!next) throw new Error("No deadline is left");
    at = next.getTime();
    const [due] = await dueDeadlines(database, now(), 1);
    if (!due) throw new Error("No deadline is due");
    return {
      id: `deadline/${at}/${Object.values(due.subject)[0]}`,
      at: due.dueAt,
      type: "deadline_reached",
      ...due,
    };
  }

  async function repeat(rounds: number, once: () => Promise<number>): Promise<Cost> {
    const times: number[] = [];
    for (let round = -WARM_UP; round < rounds; round++) {
      const took = await once();
      if (round >= 0) times.push(took);
    }
    const sorted = times.toSorted((a, b) => a - b);
    const share = (of: number): number => sorted[Math.floor(of * (sorted.length - 1))] ?? 0;
    return { p50: share(0.5), p99: share(0.99) };
  }

  return {
    now,
    /** A second apart, so that each has its own moment. */
    async openTickets(count: number): Promise<void> {
      for (let i = 0; i < count; i++) {
        at += 1000;
        await measureEvent(question());
      }
    },
    async measure(rounds: number): Promise<Omit<Costs, "closed">> {
      at += MINUTE;
      await database.$executeRaw`UPDATE "OutboxMessage" SET status = 'sent', "sentAt" = ${now()} WHERE status IN ('held', 'pending')`;
      return {
        tick: await repeat(rounds, measureTick),
        deadline: await repeat(rounds, async () => measureEvent(await nextDeadline())),
        question: await repeat(rounds, () => measureEvent(question())),
      };
    },
  };
}
