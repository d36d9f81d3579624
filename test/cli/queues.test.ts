import { listQueue, retryQueue } from "../../src/cli/queues";
import { openWebhookDesk, settle, type WebhookDesk } from "../webhooks/setup";
import { status } from "../support/receiver";

const day = 86_400_000;

let desk: WebhookDesk;
beforeEach(async () => {
  desk = await openWebhookDesk();
});
afterEach(() => desk.end());

const list = async (options: { all?: true; json?: true } = {}) =>
  (await listQueue("webhook", options, desk.database.database)).text;
const retry = (number?: string) => retryQueue("webhook", number, desk.database.database, desk.clock.now());

it("says what was given up and why, and tries it again when asked", async () => {
  desk.receiver.answer(status(503));
  await desk.open(7);
  const webhooks = desk.process();
  await settle(webhooks, desk);
  await settle(webhooks, desk, 3 * day);
  expect(await list()).toContain(
    "     1  failed   ticket_opened    ticket 7 to main/crm\n        since 2026-03-02T15:00:00.000Z, 2 tries: It answered 503.",
  );
  expect(JSON.parse(await list({ json: true }))).toMatchObject({
    number: "1",
    status: "failed",
    attempts: 2,
  });
  expect(await retry()).toEqual({ text: expect.stringContaining("1 to be tried again."), exitCode: 0 });
  expect(await list()).not.toContain("failed   ");
});

it("tells of what has failed and will be tried again, and does not let it wait when asked", async () => {
  desk.receiver.answer(status(503, { "retry-after": "3600" }));
  await desk.open(7);
  await desk.open(8);
  const webhooks = desk.process();
  await settle(webhooks, desk);
  expect(await list()).toBe(
    "No ticket event was given up.\n1 failed and will be tried again: tierdesk webhook list --all",
  );
  expect((await list({ all: true })).match(/waiting/g)).toHaveLength(2);
  expect((await retry()).text).toContain("1 to be tried again.");
  desk.receiver.answer(status(200));
  await settle(webhooks, desk);
  expect(desk.receiver.told()).toEqual(["ticket_opened 7", "ticket_opened 7", "ticket_opened 8"]);
});

it("says that there is nothing to try again", async () => {
  expect(await list()).toBe("No ticket event was given up.");
  expect(await retry()).toEqual({
    text: "Nothing was given up, so there is nothing to try again.",
    exitCode: 0,
  });
  expect(await retry("4")).toMatchObject({
    exitCode: 1,
    text: expect.stringContaining("Nothing to try again under 4"),
  });
  expect(await retry("four")).toMatchObject({
    exitCode: 1,
    text: expect.stringContaining('"four" is no number'),
  });
});
