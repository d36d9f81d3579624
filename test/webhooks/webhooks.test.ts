// Does every event arrive, in order and whatever happens on the way, and is somebody told when it does not?
import {
  claimWebhookEvent,
  delayWebhookEvent,
  failWebhookEvent,
  listWebhookEvents,
  retryWebhookEvents,
} from "../../src/store/webhook-events";
import { loadFailedMessages } from "../../src/store/failed-messages";
import { loadNow } from "../../src/store/reports/now";
import { newSecret } from "../../src/webhooks/signing";
import { dana, later } from "../store/samples";
import { isSigned, openReceiver, status, yes } from "../support/receiver";
import { openWebhookDesk, SECRET, settle, type WebhookDesk } from "./setup";

const hour = 3_600_000;
const day = 24 * hour;

let desk: WebhookDesk;
beforeEach(async () => {
  desk = await openWebhookDesk();
});
afterEach(() => desk.end());

const failed = async () =>
  (await listWebhookEvents(desk.database.database, "failed", 100)).map((e) => e.ticketNumber);
const waiting = async () =>
  (await listWebhookEvents(desk.database.database, "waiting", 100)).map((e) => e.ticketNumber);
const loggedAs = (event: string) =>
  desk.logged.filter((line) => line.event === event).map(({ facts }) => facts);

test("while a secret is changed for another both sign", async () => {
  const next = newSecret();
  desk.secrets["TIERDESK_WEBHOOK_SECRET_CRM"] = [next, SECRET];
  await desk.open(1);
  await settle(desk.process(), desk);
  for (const secret of [next, SECRET])
    expect(await Promise.all(desk.receiver.all.map((one) => isSigned(one, secret)))).toEqual([true]);
});

test("what was not saved is not told, and what was saved is told after a crash", async () => {
  await desk.open(1);
  await expect(desk.open(1)).rejects.toThrow();
  // The program died here: nothing was sent yet.
  await settle(desk.process(), desk);
  expect(desk.receiver.told()).toEqual(["ticket_opened 1"]);
});

test("what a process was sending when it died is sent again after its claim, under the same id", async () => {
  await desk.open(1);
  const claim = { now: desk.clock.now(), until: later(30_000) };
  const claimed = await claimWebhookEvent(desk.database.database, { desk: "main", key: "crm" }, claim);
  const webhooks = desk.process();
  await settle(webhooks, desk, 29_000);
  expect(desk.receiver.told()).toEqual([]);
  await settle(webhooks, desk, 1000);
  expect(desk.receiver.all.map(({ headers }) => headers["webhook-id"])).toEqual([`msg_${claimed?.id}`]);
});

test("several processes send each event once, in order", async () => {
  const processes = [desk.process(), desk.process(), desk.process()];
  const expected = [];
  for (let number = 1; number <= 12; number++) {
    await desk.open(number);
    expected.push(`ticket_opened ${number}`);
    for (const webhooks of processes) webhooks.nudge();
  }
  for (let i = 0; i < 12; i++) {
    for (const webhooks of processes) webhooks.nudge();
    await Promise.all(processes.map((webhooks) => webhooks.idle()));
  }
  expect(desk.receiver.told()).toEqual(expected);
});

test.each([
  ["fails", () => status(500), "It answered 500."],
  ["does not let us in", () => status(401), "It answered 401."],
  [
    "redirects",
    () => status(307, { location: desk.receiver.url }),
    "It answered 307: write the address it redirects to",
  ],
  ["hangs", () => () => undefined, "It did not answer within 2 seconds."],
  [
    "hangs up",
    () => (response: { destroy(): void }) => response.destroy(),
    "It could not be reached (UND_ERR_SOCKET).",
  ],
] as const)("while it %s all waits in order, and nothing is lost", async (_, how, reason) => {
  desk.receiver.answer(how());
  const webhooks = desk.process({ answerWithinMs: 2000 });
  await desk.open(1);
  await desk.tell(1, { type: "taken", by: dana });
  await settle(webhooks, desk);
  expect(desk.receiver.told()).toEqual(["ticket_opened 1"]);
  const [line] = await listWebhookEvents(desk.database.database, "waiting", 1);
  expect(line).toMatchObject({ attempts: 1, error: expect.stringContaining(reason) });
  await settle(webhooks, desk, 10_000);
  desk.receiver.answer(yes);
  await settle(webhooks, desk, hour);
  expect(desk.receiver.told()).toEqual([
    "ticket_opened 1",
    "ticket_opened 1",
    "ticket_opened 1",
    "ticket_assigned 1",
  ]);
  expect(new Set(desk.receiver.all.map(({ headers }) => headers["webhook-id"])).size).toBe(2);
});

test("a system that was down for a day and comes back hears everything in order", async () => {
  const { port } = desk.receiver;
  await desk.receiver.close();
  const webhooks = desk.process();
  for (const number of [1, 2, 3]) await desk.open(number);
  for (let i = 0; i < 48; i++) await settle(webhooks, desk, hour / 2);
  const back = await openReceiver(port);
  await settle(webhooks, desk, hour / 2);
  expect(back.told()).toEqual(["ticket_opened 1", "ticket_opened 2", "ticket_opened 3"]);
  await back.close();
});

test("after three days events are given up, can be seen, and are sent again when somebody asks", async () => {
  desk.receiver.answer(status(503));
  const webhooks = desk.process();
  for (const number of [1, 2]) await desk.open(number);
  await settle(webhooks, desk);
  expect(await failed()).toEqual([]);
  await settle(webhooks, desk, 3 * day);
  expect([await failed(), await waiting()]).toEqual([[1, 2], []]);
  desk.receiver.answer(yes);
  const before = desk.receiver.all.length;
  await desk.open(3);
  expect(await retryWebhookEvents(desk.database.database, desk.clock.now())).toBe(2);
  await settle(webhooks, desk);
  expect(desk.receiver.told().slice(before)).toEqual([
    "ticket_opened 1",
    "ticket_opened 2",
    "ticket_opened 3",
  ]);
});

test("what was given up stands among what its desk could not deliver", async () => {
  desk.receiver.answer(status(503));
  await desk.open(7);
  const webhooks = desk.process();
  await settle(webhooks, desk);
  const { database } = desk.database;
  const seen = async (name: string) => [
    (await loadNow(database, { desk: name }, desk.clock.now())).failedDeliveries,
    await loadFailedMessages(database, name),
  ];
  expect(await seen("main")).toEqual([0, []]);
  await settle(webhooks, desk, 3 * day);
  expect(await seen("main")).toEqual([
    1,
    [
      {
        seq: 1n, at: later(0), role: "event", platform: "crm", ticket: 7, attempts: 2, error: "It answered 503.",
      },
    ],
  ]); // prettier-ignore
  expect(await seen("north")).toEqual([0, []]);
});

test("an event that it refuses holds up the others for some minutes only", async () => {
  desk.receiver.answer((response, { event }) =>
    response.writeHead(event.data.ticket.number === 2 ? 422 : 200).end(),
  );
  const webhooks = desk.process();
  for (const number of [1, 2, 3]) await desk.open(number);
  for (let i = 0; i < 8; i++) await settle(webhooks, desk, 120_000);
  expect(desk.receiver.told().filter((told) => told === "ticket_opened 2")).toHaveLength(5);
  expect(desk.receiver.told().at(-1)).toBe("ticket_opened 3");
  expect(await failed()).toEqual([2]);
});

test("an event whose ticket cannot be read holds up the others for some minutes only", async () => {
  for (const number of [1, 2]) await desk.open(number);
  await desk.database.database.$executeRaw`UPDATE "Ticket" SET detail = 'null' WHERE number = 1`;
  const webhooks = desk.process();
  for (let i = 0; i < 8; i++) await settle(webhooks, desk, 120_000);
  expect(desk.receiver.told()).toEqual(["ticket_opened 2"]);
  const [line] = await listWebhookEvents(desk.database.database, "failed", 1);
  expect(line).toMatchObject({ attempts: 5, error: "Its ticket could not be read here (TypeError)." });
});

test("a process that has lost its claim to another changes nothing of that one's", async () => {
  await desk.open(1);
  const { database } = desk.database;
  const claim = (at: number) =>
    claimWebhookEvent(database, { desk: "main", key: "crm" }, { now: later(at), until: later(at + 30_000) });
  const [lost, held] = [await claim(0), await claim(30_000)];
  if (!lost || !held) throw new Error("Nothing was claimed.");
  expect(await delayWebhookEvent(database, lost, "It answered 500.", later(0))).toBe(0);
  expect(await failWebhookEvent(database, lost, "It answered 500.")).toBe(0);
  expect(await claim(31_000)).toBeUndefined();
  expect(await failWebhookEvent(database, held, "It answered 400.")).toBe(1);
});

test("its own wish for a pause is followed", async () => {
  desk.receiver.answer(status(429, { "retry-after": "900" }));
  await desk.open(1);
  const webhooks = desk.process();
  await settle(webhooks, desk);
  await settle(webhooks, desk, 899_000);
  expect(desk.receiver.all).toHaveLength(1);
  desk.receiver.answer(yes);
  await settle(webhooks, desk, 1000);
  expect(desk.receiver.all).toHaveLength(2);
});

test("without a secret nothing goes out unsigned: it waits, and the log says once what to set", async () => {
  delete desk.secrets["TIERDESK_WEBHOOK_SECRET_CRM"];
  await desk.open(1);
  const webhooks = desk.process();
  await settle(webhooks, desk);
  await settle(webhooks, desk);
  expect([desk.receiver.all, await waiting()]).toEqual([[], [1]]);
  expect(loggedAs("webhooks.no_secret")).toEqual([
    { desk: "main", webhook: "crm", set: "TIERDESK_WEBHOOK_SECRET_CRM" },
  ]);
  desk.secrets["TIERDESK_WEBHOOK_SECRET_CRM"] = [SECRET];
  await settle(webhooks, desk);
  expect(desk.receiver.told()).toEqual(["ticket_opened 1"]);
});

test("a secret that nobody sets is waited for as long as a system that is away: nothing grows for ever", async () => {
  delete desk.secrets["TIERDESK_WEBHOOK_SECRET_CRM"];
  await desk.open(1);
  desk.clock.forward(day);
  await desk.open(2);
  await settle(desk.process(), desk, 2 * day + 1);
  expect([await failed(), await waiting()]).toEqual([[1], [2]]);
  const [line] = await listWebhookEvents(desk.database.database, "failed", 1);
  expect(line).toMatchObject({ attempts: 0, error: "TIERDESK_WEBHOOK_SECRET_CRM was not set." });
});

test("what waits for a webhook that the plan no longer names is dropped after an hour, with a word", async () => {
  desk.receiver.answer(status(500));
  await desk.open(1);
  desk.setPlan([]);
  const webhooks = desk.process();
  await webhooks.start();
  expect(await waiting()).toEqual([1]);
  desk.clock.forward(hour + 1);
  await webhooks.start();
  expect(await waiting()).toEqual([]);
  expect(loggedAs("webhooks.dropped")).toEqual([{ desk: "main", webhook: "crm", events: 1 }]);
});

test("what was given up, or is of a desk that is served no more, goes after a month, and nothing else", async () => {
  desk.receiver.answer(status(500));
  await desk.open(1);
  await desk.open(2, { desk: "north" });
  const webhooks = desk.process();
  await settle(webhooks, desk);
  await settle(webhooks, desk, 3 * day);
  await webhooks.start();
  expect([await failed(), await waiting()]).toEqual([[1], [2]]);
  desk.clock.forward(28 * day);
  await desk.open(3);
  await webhooks.start();
  expect([await failed(), await waiting()]).toEqual([[], [3]]);
});

test("what has waited for long is not dropped because the plan is just being edited", async () => {
  desk.receiver.answer(status(500));
  await desk.open(1);
  const webhooks = desk.process();
  await webhooks.start();
  await webhooks.idle();
  desk.clock.forward(48 * hour);
  desk.setPlan([]);
  await desk.process().start();
  expect(await waiting()).toEqual([1]);
  desk.receiver.answer(yes);
  desk.setPlan([{}]);
  await settle(webhooks, desk);
  expect(desk.receiver.told().at(-1)).toBe("ticket_opened 1");
  expect(await waiting()).toEqual([]);
});

test("a webhook that the plan names while the program runs hears from then on", async () => {
  desk.setPlan([]);
  await desk.open(1);
  const webhooks = desk.process();
  await settle(webhooks, desk);
  desk.setPlan([{}]);
  await desk.open(2);
  await settle(webhooks, desk);
  expect(desk.receiver.told()).toEqual(["ticket_opened 2"]);
});

test("stopping finishes what is being sent, and takes nothing new", async () => {
  const webhooks = desk.process();
  for (const number of [1, 2]) await desk.open(number);
  const underway = new Promise<() => void>((resolve) => {
    desk.receiver.answer((response) => resolve(() => response.writeHead(200).end()));
  });
  webhooks.nudge();
  const answer = await underway;
  const stopped = webhooks.stop();
  answer();
  await stopped;
  expect([desk.receiver.told(), await waiting()]).toEqual([["ticket_opened 1"], [2]]);
});
