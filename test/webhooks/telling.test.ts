// What is another system told, of which tickets, and with which words?
import { inspect } from "node:util";
import { deleteText } from "./delete-text";
import { listWebhookEvents } from "../../src/store/webhook-events";
import type { Ticket } from "../../src/desk/model";
import type { EscalationPlan } from "../../src/plan/plan";
import { WEBHOOK_EVENTS } from "../../src/plan/webhooks";
import { erasePerson } from "../../src/store/people/erase-person";
import { newSecret } from "../../src/webhooks/signing";
import { ana, dana, later, post } from "../store/samples";
import { isSigned, openReceiver, status } from "../support/receiver";
import { aPlan } from "../support/rules";
import { openWebhookDesk, SECRET, settle, type WebhookDesk } from "./setup";

let desk: WebhookDesk;
beforeEach(async () => {
  desk = await openWebhookDesk();
});
afterEach(() => desk.end());

const waiting = async () =>
  (await listWebhookEvents(desk.database.database, "waiting", 100)).map((e) => e.ticketNumber);
const loggedAs = (event: string) =>
  desk.logged.filter((line) => line.event === event).map(({ facts }) => facts);

test("an opened ticket is told once, signed, with the ticket and without words", async () => {
  await desk.open(7, { component: "printing" });
  await settle(desk.process(), desk);
  expect(desk.receiver.told()).toEqual(["ticket_opened 7"]);
  const [received] = desk.receiver.all;
  if (!received) throw new Error("Nothing was received.");
  expect(received.headers).toMatchObject({
    "content-type": "application/json",
    "user-agent": "Tierdesk/1.2.3",
    "webhook-id": expect.stringMatching(/^msg_[0-9a-f-]{36}$/),
    "webhook-timestamp": String(later(0).getTime() / 1000),
  });
  expect(received.event).toMatchObject({
    type: "ticket_opened",
    timestamp: "2026-03-02T15:00:00.000Z",
    data: {
      desk: "main", change: "ticket_opened", by: null, text: null,
      ticket: { number: 7, status: "open", component: "printing", question: null, requester: null },
    },
  }); // prettier-ignore
  expect(await isSigned(received, SECRET)).toBe(true);
  expect(await isSigned(received, newSecret())).toBe(false);
  expect(await isSigned({ ...received, body: received.body.replace("7", "8") }, SECRET)).toBe(false);
  expect(await waiting()).toEqual([]);
});

test("with text it hears what was said and by whom, but never of a private component", async () => {
  const [network] = aPlan().components;
  if (!network) throw new Error("The plan has no component.");
  desk.setPlan([{ withText: true }], { components: [network, { ...network, key: "staff", private: true }] });
  await desk.open(1);
  await desk.tell(1, { type: "replied", by: dana, text: "On my way" });
  await desk.open(2, { component: "staff" });
  await settle(desk.process(), desk);
  const [first, reply, secret] = desk.receiver.all.map(({ event }) => event.data);
  expect(first?.ticket).toMatchObject({
    question: "The printer is jammed",
    requester: { name: "Ana Lopez" },
  });
  expect(reply).toMatchObject({ change: "replied", by: { name: "Dana Brooks" }, text: "On my way" });
  expect(secret).toMatchObject({
    by: null,
    text: null,
    ticket: { number: 2, question: null, requester: null },
  });
});

test("what its author has deleted meanwhile is not told", async () => {
  desk.setPlan([{ withText: true }]);
  await desk.open(1);
  await desk.tell(1, { type: "replied", by: dana, text: "My password is tulip", source: deleteText.message });
  await desk.save(deleteText.decision);
  await settle(desk.process(), desk);
  expect(desk.receiver.told()).toEqual(["ticket_opened 1", "ticket_replied 1"]);
  expect(desk.receiver.all.map(({ body }) => body).join()).not.toContain("tulip");
});

test.each([
  ["from the thread", { source: deleteText.message }],
  ["from a form", {}],
])("a reply %s is told once it can no longer be undone, and one that was undone is not", async (_, from) => {
  desk.setPlan([{ withText: true }]);
  const before = await desk.open(1);
  const reply = (text: string, seconds: number) => ({
    ticket: { ...before, assignee: dana, ...(seconds > 5 && { version: 2 }) },
    history: [{ conversation: "c-1", ticket: 1, type: "replied" as const, by: dana, text, ...from }],
    messages: [
      post(`reply-${text}`, { about: { role: "reply", ticket: 1 }, holdUntil: later(seconds * 1000) }),
    ],
  });
  const webhooks = desk.process();
  await desk.save(reply("My password is tulip", 5), before);
  await settle(webhooks, desk, 4000);
  expect(desk.receiver.told()).toEqual(["ticket_opened 1"]);
  await desk.tell(1, { type: "undone", by: dana, ...from });
  await settle(webhooks, desk, 1000);
  expect(desk.receiver.told()).toEqual(["ticket_opened 1", "ticket_assigned 1"]);
  await desk.save(reply("On my way", 10), { ...before, assignee: dana, version: 2 });
  await desk.tell(1, { type: "priority_set", by: dana });
  await settle(webhooks, desk, 4999);
  expect(desk.receiver.told()).toHaveLength(2);
  await settle(webhooks, desk, 1);
  expect(desk.receiver.told().slice(2)).toEqual(["ticket_replied 1", "ticket_changed 1"]);
  const bodies = desk.receiver.all.map(({ body }) => body).join();
  expect(bodies).toContain("On my way");
  expect(bodies).not.toContain("tulip");
});

test("a deletion tells nothing again of the line whose words it takes", async () => {
  await desk.open(1);
  await desk.tell(1, { type: "requester_wrote", text: "It burns", source: deleteText.message });
  const { history, forgets } = deleteText.decision;
  const criterion = { conversation: "c-1", ticket: 1, type: "criterion_met" as const };
  await desk.save({ history: [...history, criterion], forgets });
  await settle(desk.process(), desk);
  expect(desk.receiver.told()).toEqual(["ticket_opened 1", "requester_wrote 1", "ticket_changed 1"]);
});

test("every end is told, whatever ended it, and once", async () => {
  desk.setPlan([{ events: ["ticket_resolved", "ticket_closed"] }]);
  const resolution = {
    kind: "solved" as const,
    note: "A new roller",
    by: dana,
    at: later(0),
    confirmed: true,
  };
  const ends = ["resolved", "resolution_confirmed", "cancelled", "merged", "closed"] as const;
  for (const [i, type] of ends.entries()) {
    const before = await desk.open(i + 1);
    const history = [{ conversation: before.conversation, ticket: before.number, type, by: dana }];
    await desk.save({ ticket: { ...before, status: "closed", resolution }, history }, before);
  }
  const before = await desk.open(9);
  const history = [{ conversation: "c-9", ticket: 9, type: "resolved" as const, by: dana }];
  await desk.save({ ticket: { ...before, status: "resolved", resolution }, history }, before);
  await settle(desk.process(), desk);
  expect(desk.receiver.told()).toEqual([
    "ticket_resolved 1",
    ...[1, 2, 3, 4, 5].map((number) => `ticket_closed ${number}`),
    "ticket_resolved 9",
  ]);
});

test("a wait that is over is told, whatever ended it", async () => {
  desk.setPlan([{ events: ["requester_wrote", "ticket_assigned", "ticket_continued"] }]);
  for (const [i, type] of (["requester_wrote", "taken", "continued"] as const).entries()) {
    const before = await desk.open(i + 1, { status: "waiting", waitingOn: "requester" });
    const { waitingOn: _, ...rest } = before;
    const history = [{ conversation: before.conversation, ticket: before.number, type, by: dana }];
    await desk.save({ ticket: { ...rest, status: "open" }, history }, before);
  }
  await settle(desk.process(), desk);
  expect(desk.receiver.told()).toEqual([
    "requester_wrote 1",
    "ticket_continued 1",
    "ticket_assigned 2",
    "ticket_continued 2",
    "ticket_continued 3",
  ]);
});

test("who has a ticket is told, also of who just answered, and that nobody has it after an escalation", async () => {
  desk.setPlan([{ events: ["ticket_assigned", "ticket_released"] }]);
  const opened = await desk.open(1);
  const owned = { ...opened, assignee: dana };
  const steps = [
    ["replied", owned],
    ["noted", owned],
    ["escalated", { ...opened, tier: 3 }],
  ] as const;
  let before: Ticket = opened;
  for (const [type, after] of steps) {
    await desk.save({ ticket: after, history: [{ conversation: "c-1", ticket: 1, type, by: dana }] }, before);
    before = { ...after, version: before.version + 1 };
  }
  await settle(desk.process(), desk);
  expect(desk.receiver.told()).toEqual(["ticket_assigned 1", "ticket_released 1"]);
  expect(desk.receiver.all.map(({ event }) => event.data.change)).toEqual(["replied", "escalated"]);
});

test("that a ticket belongs to an incident, or no more, is a change of it", async () => {
  await desk.open(1);
  for (const type of ["joined_incident", "left_incident"] as const) await desk.tell(1, { type, by: dana });
  await settle(desk.process(), desk);
  expect(desk.receiver.told()).toEqual(["ticket_opened 1", "ticket_changed 1", "ticket_changed 1"]);
});

test("it hears of what it asked for and nothing else, each webhook its own", async () => {
  const other = await openReceiver();
  desk.secrets["TIERDESK_WEBHOOK_SECRET_WALL_BOARD"] = [SECRET];
  desk.setPlan([
    { events: ["ticket_opened", "ticket_resolved"] },
    { key: "wall-board", url: other.url, events: ["target_breached", "ticket_assigned", "ticket_changed"] },
  ]);
  await desk.open(1);
  for (const type of ["taken", "noted", "target_breached", "resolved", "priority_set"] as const)
    await desk.tell(1, { type, by: dana });
  await settle(desk.process(), desk);
  expect(desk.receiver.told()).toEqual(["ticket_opened 1", "ticket_resolved 1"]);
  expect(other.told()).toEqual(["ticket_assigned 1", "target_breached 1", "ticket_changed 1"]);
  await other.close();
});

test("the webhook of a desk tells of its tickets and of no other desk's, also under the same name", async () => {
  const north = await openReceiver();
  desk.secrets["TIERDESK_WEBHOOK_SECRET_NORTH__CRM"] = [newSecret()];
  const webhook = { key: "crm", events: [...WEBHOOK_EVENTS], withText: true };
  const plans: Record<string, EscalationPlan> = {
    main: aPlan({ webhooks: [{ ...webhook, url: desk.receiver.url }] }),
    north: aPlan({ webhooks: [{ ...webhook, url: north.url }] }),
  };
  const planOf = (name: string) => plans[name] ?? aPlan();
  await desk.open(1);
  await desk.open(2, { desk: "north" });
  // Whatever wrote it: an event of one desk about another's ticket tells nothing.
  await desk.database.database.$executeRaw`
    INSERT INTO "WebhookEvent" (desk, webhook, type, "ticketNumber", "entryId", "createdAt", "nextAttemptAt")
    SELECT 'north', 'crm', 'ticket_opened', 1, id, at, at FROM "HistoryEntry" WHERE "ticketNumber" = 1`;
  await settle(desk.process({ desks: ["main", "north"], planOf }), desk);
  expect(desk.receiver.told()).toEqual(["ticket_opened 1"]);
  expect(north.told()).toEqual(["ticket_opened 2"]);
  expect(north.all.map(({ event }) => event.data.desk)).toEqual(["north"]);
  expect(await waiting()).toEqual([]);
  await north.close();
});

test("who was erased while events wait is in none of them, nor what they wrote", async () => {
  desk.setPlan([{ withText: true }]);
  await desk.open(1);
  await desk.tell(1, { type: "requester_wrote", by: ana, text: "My number is 0555" });
  await erasePerson(desk.database.database, [ana]);
  await settle(desk.process(), desk);
  expect(desk.receiver.told()).toEqual(["ticket_opened 1", "requester_wrote 1"]);
  expect(desk.receiver.all.map(({ body }) => body).join()).not.toMatch(/0555|Ana|jammed|lakeside\.example/);
});

test("nothing that people wrote, no secret and no signature is ever logged", async () => {
  desk.setPlan([{ withText: true }]);
  desk.receiver.answer(status(500));
  await desk.open(1);
  await settle(desk.process(), desk);
  expect(loggedAs("webhooks.not_sent")).toHaveLength(1);
  expect(inspect(desk.logged, { depth: 9 })).not.toMatch(/jammed|Ana|whsec|v1,|nobody reads/);
});
