/** What does each test of the contract suite start from? A fresh harness, the events its platform gave, and short words. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Content } from "../../src/desk/content";
import type { Delivered, DeskEvent } from "../../src/desk/events";
import type { Address, MessageRef, Person } from "../../src/desk/model";
import { DeliveryError, type Delivery, type Receive } from "../../src/platforms/platform";
import type { Harness, Shown } from "./contract";
import type { EventOf } from "./contract-content";

export type Bench = {
  readonly harness: Harness;
  /** What the desk has stored, each id once. */
  readonly events: DeskEvent[];
  start(receive?: Receive): Promise<void>;
  /** Stores an event, as the inbox does. */
  take: Receive;
  /** A new outbox key. */
  key(): string;
  deliver(delivery: Delivery): Promise<Delivered>;
  post(to: Address, content: Content, more?: { opensThread?: boolean; onlyFor?: string }): Promise<Delivered>;
  see(by: Person, place: Address): Promise<Shown[]>;
  seen(by: Person, delivered: Delivered): Promise<Shown | undefined>;
  eventsOf<T extends DeskEvent["type"]>(type: T): EventOf<T>[];
  /** The first, or `count`-th, event of a type, as soon as there is one. */
  next<T extends DeskEvent["type"]>(type: T, count?: number): Promise<EventOf<T>>;
};

/** Registers the set-up and tear-down of each test within the `describe` it is called in. */
export function createBench(makeHarness: () => Promise<Harness>): Bench {
  let harness: Harness | undefined;
  let events: DeskEvent[] = [];
  let keys = 0;
  const current = () => {
    if (!harness) throw new Error("Only within a test");
    return harness;
  };
  const take: Receive = async (event) => {
    // The inbox keeps one of each id, so the suite does too.
    if (!events.some((known) => known.id === event.id)) events.push(event);
  };
  const key = () => `contract-${++keys}`;
  const deliver = (delivery: Delivery) => current().platform().deliver(delivery);
  const see = (by: Person, place: Address) => current().see(by, place);
  const eventsOf = <T extends DeskEvent["type"]>(type: T) =>
    events.filter((event): event is EventOf<T> => event.type === type);

  beforeEach(async () => {
    events = [];
    harness = await makeHarness();
  });
  afterEach(() => current().close());

  return {
    get harness() {
      return current();
    },
    get events() {
      return events;
    },
    start: (receive = take) => current().platform().start(receive),
    take,
    key,
    deliver,
    post: (to, content, more = {}) =>
      deliver({ key: key(), verb: "post", to, content, opensThread: false, ...more }),
    see,
    seen: async (by, { message }: { message: MessageRef }) =>
      (await see(by, message.in)).find(({ messageId }) => messageId === message.messageId),
    eventsOf,
    next: (type, count = 1) => eventually(() => eventsOf(type)[count - 1]),
  };
}

/** Waits for what another process or a queue brings; rejects after 4 s, so that the test names itself. */
export async function eventually<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const giveUpAt = Date.now() + 4_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > giveUpAt) throw new Error(`Waited in vain: ${look.toString()}`);
    await sleep(5);
  }
}

/** What a delivery was refused with. */
export async function failureOf(delivering: Promise<unknown>): Promise<DeliveryError> {
  const outcome = await delivering.then(
    () => "delivered",
    (error: unknown) => error,
  );
  if (outcome instanceof DeliveryError) return outcome;
  throw new Error(`Expected a DeliveryError, got ${String(outcome)}`);
}
