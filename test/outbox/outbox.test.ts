import type { Decision, OutboundMessage } from "../../src/desk/decision";
import type { DeskEvent } from "../../src/desk/events";
import { createOutbox, type Outbox } from "../../src/outbox/outbox";
import { DeliveryError } from "../../src/platforms/platform";
import { claimMessage } from "../../src/store/outbox";
import { freeAbandoned } from "../../src/store/outbox-claims";
import { listOutbox, retryOutbox } from "../../src/store/outbox-lines";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { channel, content, decided, direct, emptyState, post, thread } from "../store/samples";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createMovableClock, type MovableClock } from "../support/movable-clock";
import { createRecordingPlatform, type RecordingPlatform } from "../support/recording-platform";

let test: TestDatabase;
let clock: MovableClock;
let platform: RecordingPlatform;
let outboxes: Outbox[];

beforeEach(async () => {
  test = await createTestDatabase();
  clock = createMovableClock();
  platform = createRecordingPlatform();
  outboxes = [];
}, 60_000);
afterEach(async () => {
  await Promise.all(outboxes.map((outbox) => outbox.stop()));
  await test.drop();
});

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

function open(over: RecordingPlatform[] = [platform]): Outbox {
  const outbox = createOutbox({
    database: test.database,
    platforms: over,
    now: clock.now,
    log: quiet,
    connect: () => test.pool.connect(),
  });
  outboxes.push(outbox);
  return outbox;
}

const decide = (decision: Partial<Decision>): Promise<void> =>
  inTransaction(test.database, (tx) => saveDecision(tx, decided(decision), emptyState, clock.now()));
const send = (...messages: OutboundMessage[]): Promise<void> => decide({ messages });

/** Everything that is due by now has been tried. */
async function settle(outbox: Outbox, forwardMs = 0): Promise<void> {
  clock.forward(forwardMs);
  outbox.nudge();
  await outbox.idle();
}

const status = async (key: string): Promise<string | undefined> =>
  (await test.database.outboxMessage.findUnique({ where: { key } }))?.status;

const receipts = async (): Promise<DeskEvent[]> =>
  (await test.database.inboxEvent.findMany({ orderBy: { seq: "asc" } })).map(
    ({ event }) => event as unknown as DeskEvent,
  );

const opener = (key: string, name = "t-1"): OutboundMessage => post(key, { to: channel, opens: name });
const inThread = (key: string, name = "t-1"): OutboundMessage => post(key, { to: { thread: name } });
const update = (key: string, of: string, summary = key): OutboundMessage => ({
  key,
  about: { role: "card" },
  verb: "update",
  to: direct(),
  of,
  content: content(summary),
});
const withdraw = (key: string, of: string): OutboundMessage => ({
  key,
  about: { role: "reply" },
  verb: "withdraw",
  to: direct(),
  of,
});

describe("order", () => {
  it("of one address is the order in which messages were decided", async () => {
    const keys = Array.from({ length: 15 }, (_, index) => `k${index}`);
    for (const key of keys) await send(post(key));
    await settle(open());
    expect(platform.keys()).toEqual(keys);
  });

  it("holds while the first cannot be delivered; other addresses go on", async () => {
    platform.beforeDelivery = ({ key }) => {
      if (key === "first" && platform.attempts.length < 3) throw new DeliveryError("later", "Busy");
    };
    await send(post("first"), post("second"), post("elsewhere", { to: direct("ben") }));
    const outbox = open();
    await settle(outbox);
    expect(platform.keys()).toEqual(["elsewhere"]);
    await settle(outbox, 60_000);
    expect(platform.keys()).toEqual(["elsewhere", "first", "second"]);
  });

  it("of one address, however many wait there, holds up no other", async () => {
    platform.beforeDelivery = ({ key }) => {
      if (key === "k0") throw new DeliveryError("later", "Busy");
    };
    await send(...Array.from({ length: 250 }, (_, index) => post(`k${index}`)));
    await send(post("elsewhere", { to: direct("ben") }));
    await settle(open());
    expect(platform.keys()).toEqual(["elsewhere"]);
  });

  it("holds between two processes on one database, and each message goes once", async () => {
    const keys = Array.from({ length: 40 }, (_, index) => `k${index}`);
    await send(...keys.map((key, index) => post(key, { to: direct(`p${index % 4}`) })));
    const [first, second] = [open(), open()];
    await Promise.all([settle(first), settle(second)]);
    await Promise.all([settle(first), settle(second)]);
    for (const place of [0, 1, 2, 3]) {
      const own = keys.filter((_, index) => index % 4 === place);
      expect(platform.keys().filter((key) => own.includes(key))).toEqual(own);
    }
  });

  it("of a thread: nothing goes there before the message that opens it", async () => {
    platform.beforeDelivery = ({ key }) => {
      if (key === "card" && platform.attempts.length === 1) throw new DeliveryError("later", "Busy");
    };
    await send(opener("card"), inThread("packet"), inThread("note"));
    const outbox = open();
    await settle(outbox);
    expect(platform.keys()).toEqual([]);
    await settle(outbox, 10_000);
    expect(platform.keys()).toEqual(["card", "packet", "note"]);
    expect(platform.deliveries[1]).toMatchObject({ to: thread("service-desk/m1") });
  });

  it("of a thread that could not be opened: a second opener of that name goes first", async () => {
    platform.beforeDelivery = ({ key }) => {
      if (key === "card") throw new DeliveryError("never", "The channel is archived.");
    };
    await send(opener("card"), inThread("packet"));
    const outbox = open();
    await settle(outbox);
    expect(await status("packet")).toBe("pending");
    await send(opener("card again"));
    await settle(outbox);
    expect(platform.keys()).toEqual(["card again", "packet"]);
  });
});

describe("a message that is held", () => {
  const holdUntil = (): Date => new Date(clock.now().getTime() + 5000);

  it("goes when its time has come, not before", async () => {
    await send(post("reply", { holdUntil: holdUntil() }));
    const outbox = open();
    await settle(outbox, 4999);
    expect(platform.keys()).toEqual([]);
    await settle(outbox, 1);
    expect(platform.keys()).toEqual(["reply"]);
  });

  it("does not go when it is undone", async () => {
    await send(post("reply", { holdUntil: holdUntil() }));
    await decide({ cancels: ["reply"] });
    await settle(open(), 5000);
    expect(await status("reply")).toBe("cancelled");
    expect(platform.keys()).toEqual([]);
  });

  it("is either undone or sent, when both are tried at the same moment", async () => {
    const keys = Array.from({ length: 20 }, (_, index) => `r${index}`);
    await send(...keys.map((key) => post(key, { to: direct(key), holdUntil: holdUntil() })));
    clock.forward(5000);
    const outbox = open();
    outbox.nudge();
    await Promise.all(keys.map((key) => decide({ cancels: [key] })));
    await settle(outbox);
    for (const key of keys) {
      expect(await status(key)).toBe(platform.keys().includes(key) ? "sent" : "cancelled");
    }
  });
});

describe("an edit", () => {
  it("of a message not sent yet changes what will be sent", async () => {
    await send(post("reply"));
    await send(update("edit", "reply", "better"));
    await settle(open());
    expect(platform.deliveries).toMatchObject([{ key: "reply", verb: "post", content: content("better") }]);
  });

  it("of a message that was sent changes it where it stands", async () => {
    const outbox = open();
    await send(post("reply"));
    await settle(outbox);
    await send(update("edit", "reply", "better"));
    await settle(outbox);
    expect(platform.deliveries[1]).toEqual({
      key: "edit",
      verb: "update",
      message: { in: direct(), messageId: "m1" },
      content: content("better"),
    });
  });

  it("waits for a message that is on its way", async () => {
    let release = (): void => {};
    platform.beforeDelivery = ({ key }) =>
      key === "card" ? new Promise((resolve) => (release = resolve)) : undefined;
    await send(opener("card"));
    const outbox = open();
    outbox.nudge();
    while (platform.attempts.length === 0) await new Promise(setImmediate);
    await send(update("edit", "card", "better"));
    outbox.nudge();
    release();
    await settle(outbox);
    expect(platform.keys()).toEqual(["card", "edit"]);
  });

  it("is not sent when a newer one of the same card waits behind it", async () => {
    const outbox = open();
    await send(post("card"));
    await settle(outbox);
    platform.beforeDelivery = ({ key }) => {
      if (key === "other" && platform.attempts.length < 3) throw new DeliveryError("later", "Busy");
    };
    await send(post("other"), update("edit 1", "card"));
    await send(update("edit 2", "card"));
    await send(update("edit 3", "card"));
    await settle(outbox);
    await settle(outbox, 10_000);
    expect(platform.keys()).toEqual(["card", "other", "edit 3"]);
  });

  it("of a message that never arrived is dropped", async () => {
    platform.beforeDelivery = () => {
      throw new DeliveryError("never", "Gone");
    };
    await send(post("card"));
    const outbox = open();
    await settle(outbox);
    await send(update("edit", "card"), withdraw("withdrawal", "card"), update("of nothing", "no such key"));
    await settle(outbox);
    expect(platform.attempts).toHaveLength(1);
    expect(await Promise.all(["edit", "withdrawal", "of nothing"].map(status))).toEqual([
      "cancelled",
      "cancelled",
      "cancelled",
    ]);
  });
});

describe("a withdrawal", () => {
  it("of a message not sent yet keeps it from being sent, edits and all", async () => {
    await send(post("first"), post("reply"));
    await send(withdraw("withdrawal", "reply"));
    await settle(open());
    expect(platform.keys()).toEqual(["first"]);
    expect(await status("withdrawal")).toBeUndefined();
  });

  it("of a message that was sent withdraws it", async () => {
    const outbox = open();
    await send(post("reply"));
    await settle(outbox);
    await send(withdraw("withdrawal", "reply"));
    await settle(outbox);
    expect(platform.deliveries[1]).toEqual({
      key: "withdrawal",
      verb: "withdraw",
      message: { in: direct(), messageId: "m1" },
    });
  });
});

describe("failure", () => {
  it("for now is tried again later, each time a longer while later", async () => {
    platform.beforeDelivery = () => {
      throw new DeliveryError("later", "Busy");
    };
    await send(post("reply"));
    const outbox = open();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 5; attempt++) {
      await settle(outbox);
      const [line] = await listOutbox(test.database, "pending");
      const waitMs = (line?.nextAttemptAt.getTime() ?? 0) - clock.now().getTime();
      waits.push(waitMs);
      clock.forward(waitMs);
    }
    waits.forEach((waitMs, index) =>
      expect(Math.abs(waitMs - 1000 * 2 ** index)).toBeLessThanOrEqual(250 * 2 ** index),
    );
  });

  it("waits as long as the platform says, in that lane only", async () => {
    platform.beforeDelivery = ({ key }) => {
      if (key === "limited") throw new DeliveryError("later", "Too many", { afterMs: 30_000 });
    };
    await send(post("limited"), post("other", { to: direct("ben") }));
    await settle(open());
    const [line] = await listOutbox(test.database, "pending");
    expect(line?.nextAttemptAt).toEqual(new Date(clock.now().getTime() + 30_000));
    expect(platform.keys()).toEqual(["other"]);
  });

  it("for good is told to the desk with its reason, and the lane goes on", async () => {
    platform.beforeDelivery = ({ key }) => {
      if (key === "reply") throw new DeliveryError("never", "The person has left.");
    };
    const about = { role: "reply", ticket: 1 } as const;
    await send(post("reply", { about }), post("next"));
    await settle(open());
    expect(platform.keys()).toEqual(["next"]);
    expect(await receipts()).toMatchObject([
      { type: "delivery_failed", key: "reply", about, reason: "The person has left." },
    ]);
    expect(await listOutbox(test.database, "failed")).toMatchObject([
      { key: "reply", error: "The person has left." },
    ]);
  });

  it("that nobody foresaw ends after twelve attempts, and its message may quote anybody: it is not kept", async () => {
    platform.beforeDelivery = ({ key }) => {
      if (key === "reply") throw new RangeError("my secret");
    };
    await send(post("reply"), post("next"));
    const outbox = open();
    for (let attempt = 0; attempt < 12; attempt++) await settle(outbox, 900_000);
    expect(platform.attempts.filter(({ key }) => key === "reply")).toHaveLength(12);
    expect(platform.keys()).toEqual(["next"]);
    const [line] = await listOutbox(test.database, "failed");
    expect(line?.error).toBe("Something went wrong in Tierdesk while sending (RangeError).");
  });

  it("gets another chance from the operator, and a second failure is told again", async () => {
    platform.beforeDelivery = () => {
      throw new DeliveryError("never", "Not set up.");
    };
    await send(post("reply"));
    const outbox = open();
    await settle(outbox);
    expect(await retryOutbox(test.database, clock.now())).toBe(1);
    await settle(outbox, 1000);
    expect(await receipts()).toHaveLength(2);
    platform.beforeDelivery = () => {};
    await retryOutbox(test.database, clock.now());
    await settle(outbox);
    expect(platform.keys()).toEqual(["reply"]);
  });
});

describe("receipts", () => {
  it("are events: where asked for, and for whatever opens a thread", async () => {
    const original = { in: thread("x"), messageId: "9" };
    const about = { role: "reply", ticket: 1, original, receipt: true } as const;
    await send(post("reply", { about }), opener("card"), post("notice"));
    await settle(open());
    const told = await receipts();
    expect(told).toHaveLength(2);
    expect(told).toContainEqual(
      expect.objectContaining({
        id: "delivered/reply",
        about,
        delivered: { message: { in: direct(), messageId: expect.any(String) as string } },
      }),
    );
    expect(told).toContainEqual(expect.objectContaining({ id: "delivered/card", type: "message_delivered" }));
  });

  it("say nothing of a delivery whose claim was lost to another process", async () => {
    await send(post("reply", { about: { role: "reply", receipt: true } }));
    platform.beforeDelivery = async () => {
      await test.database.outboxMessage.updateMany({ data: { claimedBy: "lock/other" } });
    };
    await settle(open());
    expect(await receipts()).toEqual([]);
    expect(await status("reply")).toBe("sending");
  });
});

it("keeps the pace of a platform, address by address", async () => {
  platform = createRecordingPlatform({ paceMs: 1000 });
  const arrivals: [string, number][] = [];
  platform.beforeDelivery = ({ key }) => void arrivals.push([key, clock.now().getTime()]);
  const start = clock.now().getTime();
  await send(post("a1"), post("a2"), post("a3"), post("b1", { to: direct("ben") }));
  const outbox = open();
  for (let step = 0; step <= 20; step++) await settle(outbox, step && 100);
  expect(Object.fromEntries(arrivals.map(([key, at]) => [key, at - start]))).toEqual({
    a1: 0,
    a2: 1000,
    a3: 2000,
    b1: 0,
  });
});

it("a platform that hangs holds up nobody but itself", async () => {
  const slack = createRecordingPlatform({ name: "slack" });
  let release = (): void => {};
  const hangs = new Promise<void>((resolve) => (release = resolve));
  platform.beforeDelivery = () => hangs;
  const places = Array.from({ length: 12 }, (_, index) => direct(`p${index}`));
  await send(
    ...places.map((to) => post(`hangs ${to.id}`, { to })),
    post("goes", { to: { ...direct(), platform: "slack" } }),
  );
  const outbox = open([platform, slack]);
  outbox.nudge();
  while (slack.deliveries.length === 0) await new Promise(setImmediate);
  expect(platform.deliveries).toEqual([]);
  release();
  await outbox.idle();
});

it("a thread on another platform than its ticket's is written to where it is", async () => {
  const slack = createRecordingPlatform({ name: "slack" });
  await send(
    post("card", { to: { platform: "slack", kind: "channel", id: "desk" }, opens: "t-1" }),
    inThread("packet"),
  );
  const outbox = open([platform, slack]);
  await settle(outbox);
  await settle(outbox);
  expect(slack.keys()).toEqual(["card", "packet"]);
});

it("the same key is the same message", async () => {
  await send(post("reply"));
  await send(post("reply"), post("next"));
  await settle(open());
  expect(platform.keys()).toEqual(["reply", "next"]);
});

it("stopping finishes what is on its way and keeps the rest for the next start", async () => {
  let release = (): void => {};
  platform.beforeDelivery = () => new Promise((resolve) => (release = resolve));
  await send(post("first"), post("second"));
  const outbox = open();
  outbox.nudge();
  while (platform.attempts.length === 0) await new Promise(setImmediate);
  const stopped = outbox.stop();
  release();
  await stopped;
  expect([await status("first"), await status("second")]).toEqual(["sent", "pending"]);
  platform.beforeDelivery = () => {};
  await settle(open());
  expect(platform.keys()).toEqual(["first", "second"]);
});

describe("the claim of a process that died", () => {
  const claimAs = (worker: string) =>
    claimMessage(test.database, "sandbox", {
      worker,
      now: clock.now(),
      until: new Date(clock.now().getTime() + 20_000),
    });

  it("ends at once when its lock is gone", async () => {
    await send(post("reply"));
    await claimAs("lock/12345");
    const outbox = open();
    await outbox.start();
    await outbox.idle();
    expect(platform.keys()).toEqual(["reply"]);
  });

  it("holds while its lock is held", async () => {
    await send(post("reply"));
    const other = await test.pool.connect();
    await other.query("SELECT pg_advisory_lock(7267, 12345)");
    await claimAs("lock/12345");
    expect(await freeAbandoned(test.database, clock.now())).toBe(0);
    other.release(true);
  });

  it("ends after its lease where no lock tells", async () => {
    await send(post("reply"));
    await claimAs("lease/1");
    expect(await freeAbandoned(test.database, clock.now())).toBe(0);
    clock.forward(20_001);
    expect(await freeAbandoned(test.database, clock.now())).toBe(1);
  });
});

describe("a platform that can tell repeats", () => {
  const since = () => platform.attempts.map((one) => (one.verb === "post" ? one.againSince : undefined));

  it("is told of a message that may have arrived before, and since when, but not at a first try", async () => {
    const written = clock.now();
    platform.beforeDelivery = () => {
      platform.beforeDelivery = () => {};
      throw new DeliveryError("later", "The connection broke.");
    };
    const outbox = open();
    await outbox.start();
    await send(post("a"));
    await settle(outbox);
    await settle(outbox, 60_000);
    expect(since()).toEqual([undefined, written]);
  });

  it("is told so also when the operator has asked for another try", async () => {
    platform.beforeDelivery = () => {
      throw new DeliveryError("never", "No.");
    };
    const outbox = open();
    await outbox.start();
    await send(post("a"));
    await settle(outbox);
    platform.beforeDelivery = () => {};
    await retryOutbox(test.database, clock.now());
    await settle(outbox);
    expect(since()[0]).toBeUndefined();
    expect(since()[1]).toBeInstanceOf(Date);
  });

  it("may answer an update with a message that has moved: later changes act on that one", async () => {
    const deliver = platform.deliver;
    platform.deliver = async (delivery) => {
      const delivered = await deliver(delivery);
      if (delivery.key !== "grown") return delivered;
      return { message: { ...delivered.message, messageId: `${delivered.message.messageId}+m9` } };
    };
    const outbox = open();
    await outbox.start();
    await send(post("a"));
    await settle(outbox);
    await send(update("grown", "a"));
    await settle(outbox);
    await send(withdraw("gone", "a"));
    await settle(outbox);
    const last = platform.deliveries.at(-1);
    expect(last?.verb === "withdraw" && last.message.messageId).toBe("m1+m9");
  });
});

it("tries again when the platform asks for it, and lets nothing else wait meanwhile", async () => {
  platform = createRecordingPlatform({ paceMs: 1 });
  platform.beforeDelivery = ({ key }) => {
    if (key === "a") throw new DeliveryError("later", "Too many.", { afterMs: 30_000 });
  };
  const outbox = open();
  await outbox.start();
  await send(post("a", { to: channel }));
  await settle(outbox);
  platform.beforeDelivery = () => {};
  await send(post("b", { to: thread("service-desk/x") }), post("c", { to: direct("ben") }));
  await settle(outbox, 1_000);
  expect(platform.keys()).toEqual(["b", "c"]);
  await settle(outbox, 30_000);
  expect(platform.keys()).toEqual(["b", "c", "a"]);
});

it("a failure that tells of a place says which one is gone", async () => {
  platform.beforeDelivery = () => {
    throw new DeliveryError("never", "Archived.", { gone: "channel" });
  };
  const outbox = open();
  await outbox.start();
  await send(post("a", { to: channel }));
  await settle(outbox);
  expect(await receipts()).toMatchObject([
    { type: "delivery_failed", gone: { place: channel, what: "channel" } },
  ]);
});
