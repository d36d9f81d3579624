import { erasePerson } from "../../src/store/people/erase-person";
import { removeTicketTexts } from "../../src/store/retention";
import { dana, later } from "../store/samples";
import { dayMs, openApiDesk, type ApiDesk, type Page } from "./setup";

let desk: ApiDesk;
beforeEach(async () => {
  desk = await openApiDesk();
});
afterEach(() => desk.end());

const numbers = ({ tickets }: Page): number[] => tickets.map(({ number }) => number);

/** Follows `next` to the end. `between`: what happens after each page. */
async function walk(
  path: string,
  between: () => Promise<unknown> = async () => undefined,
): Promise<number[]> {
  const found: number[] = [];
  for (let next: string | null = path; next !== null;) {
    const page: Page = await desk.page(next);
    found.push(...numbers(page));
    next = page.next;
    if (next !== null) await between();
  }
  return found;
}

test("a ticket comes with everything that is known of it", async () => {
  const resolution = {
    kind: "solved",
    note: "A new roller",
    by: dana,
    at: later(60_000),
    confirmed: true,
    minutes: 0.76,
  } as const;
  await desk.open(7, {
    status: "closed",
    component: "printing",
    kind: "incident",
    assignee: dana,
    assignedAt: later(1000),
    firstResponse: { at: later(30_000), minutes: 0.5 },
    resolution,
    rating: 5,
    vendorCase: { vendor: "metrolink", number: "ML-1", at: later(2000), by: dana },
    targets: [
      {
        kind: "resolution", tier: 2, minutes: 60, calendar: "school", state: "met",
        startedAt: later(0), due: later(3_600_000), warnAt: later(2_700_000),
      },
    ],
  }); // prettier-ignore
  expect((await desk.page("/api/tickets")).tickets).toEqual([
    {
      number: 7, status: "closed", waiting_on: null, tier: 2, priority: "normal", kind: "incident",
      component: "printing", site: null, is_assigned: true, reopened: 0, incident: null, merged_into: null,
      requester: { name: "Ana Lopez", email: "ana@lakeside.example", key: "ana", platform: "sandbox" },
      assignee: { name: "Dana Brooks", email: null, key: "dana", platform: "sandbox" },
      question: "The printer is jammed",
      resolution: {
        kind: "solved", note: "A new roller", at: "2026-03-02T15:01:00.000Z", confirmed: true,
        by: { name: "Dana Brooks", email: null, key: "dana", platform: "sandbox" },
      },
      rating: 5,
      vendor_case: { vendor: "metrolink", number: "ML-1", at: "2026-03-02T15:00:02.000Z" },
      opened_at: "2026-03-02T15:00:00.000Z", assigned_at: "2026-03-02T15:00:01.000Z",
      resolved_at: "2026-03-02T15:01:00.000Z", closed_at: "2026-03-02T15:00:00.000Z",
      updated_at: "2026-03-02T15:00:00.000Z", responded_at: "2026-03-02T15:00:30.000Z",
      first_response_minutes: 0.5, first_response_wall_minutes: 0.5,
      resolution_minutes: 0.8, resolution_wall_minutes: 1,
      targets: [
        {
          kind: "resolution", tier: 2, vendor: null, minutes: 60, calendar: "school", state: "met",
          due_at: "2026-03-02T16:00:00.000Z",
        },
      ],
    },
  ]); // prettier-ignore
});

test("each filter finds what it says, and together they find what all of them say", async () => {
  await desk.open(1, { component: "printing", site: "high" });
  desk.clock.forward(60_000);
  await desk.open(2, { component: "network", tier: 3, priority: "urgent", kind: "incident" });
  desk.clock.forward(60_000);
  await desk.open(3, { status: "waiting", waitingOn: "vendor", component: "network" });
  for (const [query, expected] of [
    ["status=open", [1, 2]],
    ["status=open,waiting", [1, 2, 3]],
    ["status=open&status=waiting", [1, 2, 3]],
    ["tier=3", [2]],
    ["priority=urgent,low", [2]],
    ["kind=incident", [2]],
    ["component=network", [2, 3]],
    ["site=high", [1]],
    ["number=3,1,99", [1, 3]],
    ["opened_from=2026-03-02T15:01:00Z", [2, 3]],
    ["opened_from=2026-03-02T16:01:00%2B01:00", [2, 3]],
    ["opened_until=2026-03-02T15:01:00Z", [1]],
    ["opened_from=2026-03-03", []],
    ["component=network&status=waiting", [3]],
    ["component=%27%20OR%201=1", []],
  ] as const)
    expect([query, numbers(await desk.page(`/api/tickets?${query}`))]).toEqual([query, expected]);
});

test.each([
  ["statu=open", "There is no parameter `statu`. There are: number, status,"],
  ["status=opne", "`status` cannot be `opne`. Write one of open, waiting, resolved, closed"],
  ["status=", "`status` cannot be ``"],
  ["tier=5", "`tier` cannot be `5`. Write tiers from 1 to 4"],
  ["number=HD-12", "`number` cannot be `HD-12`. Write ticket numbers"],
  ["number=99999999999", "`number` cannot be"],
  [`number=${Array.from({ length: 201 }, (_, i) => i + 1).join()}`, "has 201 values. Ask for at most 200"],
  ["opened_from=yesterday", "`opened_from` cannot be `yesterday`. Write a day (2026-11-24)"],
  ["opened_from=2026-02-30", "`opened_from` cannot be"],
  ["opened_from=0000-01-01", "`opened_from` cannot be"],
  ["updated_since=0001-01-01T00:00:00%2B14:00", "`updated_since` cannot be"],
  ["component=%00", "`component` cannot be"],
  ["site=lakeside%00", "`site` cannot be"],
  ["limit=0", "`limit` cannot be `0`. Write a number from 1 to 200"],
  ["limit=201", "`limit` cannot be `201`"],
  ["limit=1&limit=2", "`limit` stands 2 times"],
  ["cursor=nonsense", "`cursor` does not belong to this list"],
  ["format=xml", "`format` cannot be `xml`. Write json or csv"],
  ["format=csv&limit=5", "CSV has no pages"],
])("%s is refused with what to write", async (query, words) => {
  expect(await desk.refusal(`/api/tickets?${query}`)).toEqual([400, expect.stringContaining(words)]);
});

test("page by page each ticket comes once, whatever is opened and changed meanwhile", async () => {
  const first = await desk.open(1);
  for (const number of [2, 3, 4, 5]) await desk.open(number);
  let more = 6;
  const walked = await walk("/api/tickets?limit=2", async () => {
    if (more === 6) await desk.change(first, { ...first, priority: "urgent" });
    if (more < 9) await desk.open(more++);
  });
  expect(walked).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test("the next page is told in the body and in the header, and keeps the filter", async () => {
  for (const number of [1, 2, 3]) await desk.open(number, { component: "network" });
  const response = await desk.get("/api/tickets?component=network&limit=2");
  const { next } = (await response.json()) as Page;
  expect(response.headers.get("link")).toBe(`<${next}>; rel="next"`);
  expect(next).toContain("component=network");
  const last = await desk.get(next ?? "");
  expect(last.headers.get("link")).toBeNull();
  expect(await last.json()).toMatchObject({ tickets: [{ number: 3 }], next: null });
});

test("what has changed since comes in the order of the changes, a note included", async () => {
  const first = await desk.open(1);
  await desk.open(2);
  await desk.open(3);
  desk.clock.forward(60_000);
  const since = desk.clock.now().toISOString();
  await desk.note(3, { type: "noted", by: dana, text: "Called them" });
  desk.clock.forward(1000);
  await desk.change(first, { ...first, priority: "urgent" });
  expect(await walk(`/api/tickets?updated_since=${since}&limit=1`)).toEqual([3, 1]);
});

test("a change while changes are read comes again at the end: none is missed", async () => {
  const first = await desk.open(1);
  desk.clock.forward(1000);
  await desk.open(2);
  let changed = false;
  const walked = await walk("/api/tickets?updated_since=2026-03-01&limit=1", async () => {
    desk.clock.forward(1000);
    if (!changed) await desk.change(first, { ...first, priority: "urgent" });
    changed = true;
  });
  expect(walked).toEqual([1, 2, 1]);
});

test("that words were removed is a change: who keeps a copy hears of it", async () => {
  const before = await desk.open(1);
  await desk.change(before, { ...before, status: "closed" });
  await desk.open(2, { assignee: dana });
  await desk.open(3);
  await desk.note(3, { type: "noted", by: dana, text: "Looks broken" });
  await desk.open(4);
  desk.clock.forward(dayMs);
  const now = desk.clock.now();
  const changed = async () => numbers(await desk.page(`/api/tickets?updated_since=${now.toISOString()}`));
  expect(await changed()).toEqual([]);
  await removeTicketTexts(desk.database.database, { desk: "main", before: now, now, limit: 10 });
  expect(await changed()).toEqual([1]);
  await erasePerson(desk.database.database, [dana]);
  expect((await changed()).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
});

test("tickets changed in the same millisecond are all met, one a page", async () => {
  for (const number of [1, 2, 3, 4]) await desk.open(number);
  expect(await walk("/api/tickets?updated_since=2026-03-01&limit=1")).toEqual([1, 2, 3, 4]);
});

test("a cursor of one list is refused in another", async () => {
  for (const number of [1, 2]) await desk.open(number);
  const { next } = await desk.page("/api/tickets?limit=1");
  expect(await desk.refusal(`${next}&updated_since=2026-03-01`)).toEqual([
    400,
    expect.stringContaining("`cursor` does not belong to this list"),
  ]);
});

test("one ticket comes with its history, and what stays inside is marked", async () => {
  await desk.open(12);
  desk.clock.forward(1000);
  await desk.note(12, { type: "noted", by: dana, text: "Looks broken" });
  await desk.note(12, { type: "replied", by: dana, text: "On my way" });
  await desk.note(12, { type: "drafted", by: dana });
  await desk.note(12, { type: "answered_late", text: "printer-jam" });
  const response = await desk.get("/api/tickets/12");
  expect(await response.json()).toMatchObject({
    number: 12,
    history: [
      { type: "ticket_opened", by: { name: "Ana Lopez" }, internal: false, at: "2026-03-02T15:00:00.000Z" },
      { type: "noted", text: "Looks broken", internal: true },
      { type: "replied", text: "On my way", internal: false, at: "2026-03-02T15:00:01.000Z" },
      { type: "drafted", internal: true },
      { type: "answered_late", internal: false },
    ],
  });
});

test("a ticket that is not there, or not named by its digits, is told so", async () => {
  expect(await desk.refusal("/api/tickets/5")).toEqual([404, "There is no ticket 5 at this desk."]);
  expect(await desk.refusal("/api/tickets/HD-5")).toEqual([
    400,
    expect.stringContaining("/api/tickets/12 for HD-12"),
  ]);
  expect(await desk.refusal("/api/tickets/5?full=1")).toEqual([400, expect.stringContaining("`full`")]);
});

test("a token reads its own desk and no other", async () => {
  await desk.open(1);
  await desk.open(2, { desk: "north" });
  const token = await desk.tokenOf("north");
  expect(numbers(await desk.page("/api/tickets"))).toEqual([1]);
  expect(numbers(await desk.page("/api/tickets", token))).toEqual([2]);
  expect(numbers(await desk.page("/api/tickets?number=1", token))).toEqual([]);
  expect(await desk.refusal("/api/tickets/1", { token })).toEqual([
    404,
    "There is no ticket 1 at this desk.",
  ]);
  const table = await (await desk.get("/api/tickets?format=csv", { token })).text();
  expect(table.trim().split("\r\n")).toHaveLength(2);
});

test("without text nobody's words and nobody's name are read, in any form", async () => {
  const token = await desk.tokenOf("main", { withText: false });
  await desk.open(1, {
    assignee: dana,
    resolution: { kind: "solved", note: "A new roller", by: dana, at: later(0) },
    vendorCase: { vendor: "metrolink", number: "ask Bob Smith", at: later(0), by: dana },
    status: "resolved",
  });
  await desk.note(1, { type: "replied", by: dana, text: "On my way" });
  for (const path of ["/api/tickets", "/api/tickets/1", "/api/tickets?format=csv"]) {
    const text = await (await desk.get(path, { token })).text();
    expect(text).toContain("solved");
    expect(text).not.toMatch(/jammed|roller|my way|Bob|Dana|Ana Lopez|lakeside/);
  }
});
