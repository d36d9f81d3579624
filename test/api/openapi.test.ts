import Ajv2020 from "ajv/dist/2020";
import { openApi } from "../../src/api/openapi";
import { PARAMETERS } from "../../src/api/parameters";
import { WEBHOOK_EVENTS } from "../../src/plan/webhooks";
import { openWebhookDesk, settle } from "../webhooks/setup";
import { dana, later } from "../store/samples";
import { openApiDesk, type ApiDesk } from "./setup";

let desk: ApiDesk;
beforeAll(async () => {
  desk = await openApiDesk();
  await desk.open(1);
  await desk.open(2, {
    status: "closed",
    waitingOn: "vendor",
    assignee: dana,
    resolution: { kind: "workaround", note: "Restarted", by: dana, at: later(0) },
    vendorCase: { vendor: "metrolink", number: "ML-1", at: later(0), by: dana },
    rating: 4,
    mergedInto: 1,
  });
  await desk.note(2, { type: "noted", by: dana, text: "A note" });
});
afterAll(() => desk.end());

/** Whether an answer is as the description says, by an implementation that is not ours. */
async function problemsOf(schema: string, answer: unknown): Promise<unknown> {
  const description = (await (await desk.get("/api/openapi.json")).json()) as object;
  const ajv = new Ajv2020({ strict: false, formats: { "date-time": /^\d{4}-\d\d-\d\dT[\d:.]+Z$/ } });
  ajv.addSchema(description, "api");
  const validate = ajv.compile({ $ref: `api#/components/schemas/${schema}` });
  return validate(answer) ? null : validate.errors;
}

const answerTo = async (path: string, token?: string): Promise<unknown> =>
  (await desk.get(path, token === undefined ? {} : { token })).json();

test("answers are as the description says", async () => {
  expect(await problemsOf("TicketPage", await answerTo("/api/tickets?limit=1"))).toBeNull();
  expect(await problemsOf("TicketPage", await answerTo("/api/tickets"))).toBeNull();
  expect(await problemsOf("TicketWithHistory", await answerTo("/api/tickets/2"))).toBeNull();
  expect(await problemsOf("Problem", await answerTo("/api/tickets?no=1"))).toBeNull();
  expect(await problemsOf("Problem", await answerTo("/api/tickets/99"))).toBeNull();
});

test("answers without text are as the description says", async () => {
  const token = await desk.tokenOf("main", { withText: false });
  expect(await problemsOf("TicketPage", await answerTo("/api/tickets", token))).toBeNull();
  expect(await problemsOf("TicketWithHistory", await answerTo("/api/tickets/2", token))).toBeNull();
});

test("events are as the description says, with text and without, and all kinds are in it", async () => {
  const webhooks = await openWebhookDesk();
  try {
    for (const withText of [true, false]) {
      webhooks.setPlan([{ withText }]);
      await webhooks.open(withText ? 1 : 2, { assignee: dana });
      await webhooks.tell(withText ? 1 : 2, { type: "replied", by: dana, text: "On my way" });
      await settle(webhooks.process(), webhooks);
    }
    const events = webhooks.receiver.all.map(({ event }) => event);
    expect(events.map(({ data }) => data.text)).toEqual([null, "On my way", null, null]);
    for (const event of events) expect(await problemsOf("TicketEvent", event)).toBeNull();
    for (const type of WEBHOOK_EVENTS)
      expect(await problemsOf("TicketEvent", { ...events[0], type })).toBeNull();
    expect(await problemsOf("TicketEvent", { ...events[0], type: "ticket_eaten" })).not.toBeNull();
    expect(await problemsOf("TicketEvent", { ...events[0], extra: 1 })).not.toBeNull();
  } finally {
    await webhooks.end();
  }
});

test("an answer that is not as described would be noticed", async () => {
  expect(await problemsOf("TicketPage", { tickets: [{ number: "1" }], next: null })).not.toBeNull();
  const { tickets } = await desk.page("/api/tickets");
  expect(await problemsOf("Ticket", { ...tickets[0], extra: 1 })).not.toBeNull();
});

test("every parameter is described, and every reference leads somewhere", () => {
  const text = JSON.stringify(openApi("1.0.0"));
  for (const name of Object.keys(PARAMETERS)) expect(text).toContain(`"name":"${name}","in":"query"`);
  const { components } = JSON.parse(text) as { components: { schemas: Record<string, unknown> } };
  for (const [, name = ""] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g))
    expect(Object.keys(components.schemas)).toContain(name);
  expect(text).not.toMatch(/"\$ref":"(?!#\/components\/schemas\/)/);
});
