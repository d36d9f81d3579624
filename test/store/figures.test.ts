// Are the figures of reports those that a person counts by hand? The days are told in test/support/counted-days.ts.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Decision } from "../../src/desk/decision";
import { DEFAULT_DESK } from "../../src/desk/model";
import type { Conversation, Ticket } from "../../src/desk/model";
import type { DeskState } from "../../src/desk/state";
import { migrationsFolder } from "../../src/store/migrate";
import { loadDigest } from "../../src/store/reports/digest";
import { loadNow } from "../../src/store/reports/now";
import { loadPeople } from "../../src/store/reports/people";
import { loadTierOne } from "../../src/store/reports/tier-one";
import { loadTimes } from "../../src/store/reports/times";
import { loadTrends } from "../../src/store/reports/trends";
import { erasePerson } from "../../src/store/people/erase-person";
import { removeQuestionTexts, removeTicketTexts } from "../../src/store/retention";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { countedDays, local, ZONE } from "../support/counted-days";
import { createTestDatabase, type TestDatabase } from "../support/database";
import type { MemoryDesk } from "../support/memory-desk";
import { ana, ben, dana } from "../support/people";
import { conversation, decided, emptyState, ticket } from "./samples";

let store: TestDatabase;
const days = countedDays();
/** The moment up to which the days are told. */
const NOW = local("2026-12-01T11:00");
const DAYS = {
  desk: DEFAULT_DESK,
  from: local("2026-11-24T00:00"),
  until: local("2026-12-02T00:00"),
  zone: ZONE,
};

beforeAll(async () => {
  store = await createTestDatabase();
  await replay(days.desk);
  await anotherDesk();
  await store.pool.query(
    `UPDATE "OutboxMessage" SET status = 'failed' WHERE about->>'ticket' = '6' AND about->>'role' = 'reply'`,
  );
}, 120_000);
afterAll(() => store.drop());

const tickets = new Map<number, Ticket>();
const conversations = new Map<string, Conversation>();
let replayed = 0;

/** All that the desk has decided since, saved as it came. */
async function replay(desk: MemoryDesk): Promise<void> {
  const since = desk.decisions.slice(replayed);
  replayed = desk.decisions.length;
  for (const { event, decision } of since) {
    const [first] = decision.conversations;
    const before = first && conversations.get(first.id);
    const of = decision.ticket && tickets.get(decision.ticket.number);
    const state = { ...emptyState, ...(before && { conversation: before }), ...(of && { ticket: of }) };
    // Events to itself and the duties were handled by the memory's desk.
    const saved = { ...decision, events: [] };
    await inTransaction(store.database, (tx) => saveDecision(tx, saved, state, event.at));
    for (const c of decision.conversations) conversations.set(c.id, { ...c, version: c.version + 1 });
    if (decision.ticket)
      tickets.set(decision.ticket.number, { ...decision.ticket, version: decision.ticket.version + 1 });
  }
}

/** As busy as the first, and nothing of it may be seen. */
async function anotherDesk(): Promise<void> {
  await store.pool.query(`
    CREATE TEMP TABLE copies AS SELECT * FROM "TicketFigures";
    UPDATE copies SET desk = 'other', number = number + 1000, "responseWork" = "responseWork" + 7, component = 'elsewhere';
    INSERT INTO "TicketFigures" SELECT * FROM copies;
    INSERT INTO "QuestionFigures" SELECT 'other-' || "conversationId", 'other', "askedAt", 'silent', offered, ticket FROM "QuestionFigures"`);
}

const spread = (count: number, p50: number | null, p90: number | null) => ({ count, p50, p90 });
const close = (count: number, p50: number, p90: number) => ({
  count,
  p50: expect.closeTo(p50, 3) as number,
  p90: expect.closeTo(p90, 3) as number,
});

describe("times", () => {
  it("are those of tickets with a promise: an incident once, no report, no wish, nothing withdrawn", async () => {
    const { all, endedWithoutResponse } = await loadTimes(store.database, DAYS);
    expect(all).toEqual({
      // HD-15 15, HD-2 20, HD-14 20, HD-1 30, HD-7 30, HD-8 60, HD-4 90, HD-3 150; p90: 90 + 0.3 × 60.
      // Clock: HD-2 20, HD-14 20, HD-1 30, HD-7 30, HD-8 60, HD-15 975, HD-3 1110, HD-4 2490; p90: 1110 + 0.3 × 1380.
      firstResponse: { work: close(8, 30, 108), wall: close(8, 45, 1524) },
      // HD-15 20, HD-2 60, HD-14 60, HD-1 120, HD-8 180, HD-4 285, HD-3 390; p90: 285 + 0.4 × 105.
      // Clock: HD-14 60, HD-1 120, HD-15 980, HD-3 1350, HD-2 1500, HD-4 2685, HD-8 4260; p90: 2685 + 0.4 × 1575.
      resolution: { work: close(7, 120, 327), wall: close(7, 1350, 3315) },
      // Missed: HD-3 (due 09:00, answered 09:30) and HD-6 (the answer did not arrive).
      responsePromises: { kept: 7, missed: 2, share: 7 / 9 },
      // Missed: HD-6, due on Tuesday 09:00.
      resolutionPromises: { kept: 7, missed: 1, share: 7 / 8 },
    });
    expect(endedWithoutResponse).toBe(0);
  });

  it("are told by tier, priority, component and site", async () => {
    const { byTier, byPriority, byComponent, bySite } = await loadTimes(store.database, DAYS);
    expect(byTier.map(({ tier, resolution }) => [tier, resolution.work])).toEqual([
      [2, close(6, 90, 337.5)], // without HD-8
      [4, close(1, 180, 180)],
    ]);
    expect(byPriority.map(({ priority, resolution }) => [priority, resolution.work])).toEqual([
      ["high", close(1, 60, 60)], // the incident
      ["normal", close(6, 150, 337.5)],
    ]);
    expect(byComponent.map(({ component, resolution }) => [component, resolution.work])).toEqual([
      ["network", close(4, 150, 253.5)], // 60, 120, 180, 285
      [null, close(2, 205, 353)], // 20, 390
      ["printing", close(1, 60, 60)],
    ]);
    expect(bySite.map(({ site, firstResponse }) => [site, firstResponse.work.count])).toEqual([
      ["high", 4],
      ["new", 3],
      [null, 1],
    ]);
  });

  it("are told by week, on the day they came about, and no week is left out", async () => {
    const from = local("2026-11-16T00:00");
    const { byPeriod } = await loadTimes(store.database, { ...DAYS, from }, "week");
    expect(
      byPeriod.map(({ start, firstResponse, resolution }) => [
        start,
        firstResponse.wall.count,
        resolution.wall.count,
      ]),
    ).toEqual([
      ["2026-11-16", 0, 0],
      ["2026-11-23", 6, 4],
      ["2026-11-30", 2, 3],
    ]);
    expect(byPeriod[0]?.resolution.work).toEqual(spread(0, null, null));
    expect(byPeriod[0]?.responsePromises.share).toBeNull();
  });

  it("are those of the component, site or tier that is asked for", async () => {
    const count = async (which: object) =>
      (await loadTimes(store.database, { ...DAYS, ...which })).all.resolution.wall.count;
    expect(await count({ component: "network" })).toBe(4);
    expect(await count({ component: null })).toBe(2);
    expect(await count({ site: "new" })).toBe(2);
    expect(await count({ site: null })).toBe(1);
    expect(await count({ tier: 4 })).toBe(1);
    expect(await count({ component: "network", site: "high", tier: 2 })).toBe(2);
    expect(await count({ component: "nothing of ours" })).toBe(0);
  });
});

it("trends count what people asked for: reports of an incident, not the incident", async () => {
  const trends = await loadTrends(store.database, DAYS, "week");
  expect(trends.periods).toEqual([
    // HD-1 to HD-9. Resolved: 1, 2, 3, 4; of these 1 and 4 confirmed. Cancelled: 5. Merged: 9. Left: 6, 7, 8.
    { start: "2026-11-23", opened: 9, reopened: 1, resolved: 4, confirmed: 2, endedOtherwise: 2, unresolved: 3, rating: 5, ratings: 1 },
    // HD-10 to HD-13, HD-15 to HD-17. Resolved: 8, 11, 12, 13, 15; 11 said so, 15 was closed on her behalf. Left: 6, 7, 10, 16, 17.
    { start: "2026-11-30", opened: 7, reopened: 0, resolved: 5, confirmed: 2, endedOtherwise: 0, unresolved: 5, rating: null, ratings: 0 },
  ]); // prettier-ignore
  expect(trends.kinds).toEqual([
    { kind: null, opened: 15 },
    { kind: "enhancement", opened: 1 },
  ]);
  expect(trends.components).toEqual([
    { component: "network", opened: 10 }, // 1, 4, 8 to 13, 16, 17
    { component: null, opened: 4 }, // 3, 5, 7, 15
    { component: "printing", opened: 2 },
  ]);
  expect(trends.endings).toEqual([
    { ending: "solved", count: 7 },
    { ending: "cancelled", count: 1 },
    { ending: "duplicate", count: 1 },
    { ending: "not_reproducible", count: 1 },
    { ending: "workaround", count: 1 },
  ]);
  expect(trends.ratings).toEqual([0, 0, 0, 0, 1]);
  expect(trends.byHour).toEqual([
    { weekday: 1, hour: 10, opened: 1 },
    { weekday: 1, hour: 11, opened: 3 },
    { weekday: 1, hour: 15, opened: 1 },
    { weekday: 2, hour: 9, opened: 1 },
    { weekday: 2, hour: 10, opened: 2 },
    { weekday: 2, hour: 11, opened: 1 },
    { weekday: 2, hour: 15, opened: 1 },
    { weekday: 3, hour: 15, opened: 1 },
    { weekday: 5, hour: 8, opened: 1 },
    { weekday: 5, hour: 9, opened: 1 },
    { weekday: 5, hour: 10, opened: 1 },
    { weekday: 5, hour: 11, opened: 2 },
  ]);
});

describe("people", () => {
  it("are nobody by name unless asked for", async () => {
    const report = await loadPeople(store.database, DAYS, { byName: false });
    // Dana has HD-6 and HD-7, and resolved 1, 2, 4, 14; Eli 3, 15; Kofi 8.
    expect(report.team).toEqual({ technicians: 3, open: { p50: 0, most: 2 }, resolved: { p50: 2, most: 4 } });
    expect([report.technicians, report.requesters]).toEqual([[], []]);
    expect(report.sites).toEqual([
      { site: "high", opened: 9, unresolved: 3, reopened: 1, missed: 1 },
      { site: null, opened: 4, unresolved: 1, reopened: 0, missed: 0 },
      { site: "new", opened: 3, unresolved: 1, reopened: 0, missed: 1 },
    ]);
  });

  it("are technicians with their load and times, and those who ask most", async () => {
    const { technicians, requesters } = await loadPeople(store.database, DAYS, { byName: true });
    expect(technicians).toEqual([
      {
        id: "mailto:dana@school.example", name: "Dana Brooks", open: 2, resolved: 4, reopened: 1,
        firstResponse: close(5, 30, 66), // 20, 20, 30, 30, 90
        resolution: close(4, 90, 235.5), // 60, 60, 120, 285
        rating: 5, ratings: 1,
      },
      {
        id: "mailto:eli@school.example", name: "Eli Novak", open: 0, resolved: 2, reopened: 0,
        firstResponse: close(2, 82.5, 136.5), resolution: close(2, 205, 353), rating: null, ratings: 0,
      },
      {
        id: "mailto:kofi@school.example", name: "Kofi Mensah", open: 0, resolved: 1, reopened: 0,
        firstResponse: close(1, 60, 60), resolution: close(1, 180, 180), rating: null, ratings: 0,
      },
    ]); // prettier-ignore
    expect(
      requesters.map(({ name, opened, unresolved, reopened, missed }) => [
        name,
        opened,
        unresolved,
        reopened,
        missed,
      ]),
    ).toEqual([
      ["Ana Lopez", 5, 1, 1, 0],
      ["Ben Carter", 4, 2, 0, 1],
      ["Grace Kim", 3, 1, 0, 1],
    ]);
  });
});

it("now is what is unresolved, how old it is, what is due and on whom it waits", async () => {
  const now = await loadNow(store.database, { desk: DEFAULT_DESK }, NOW);
  // HD-6 is overdue, HD-7 waits for Grace, HD-16 is due at 12:00, HD-17 at 13:00. HD-10 is on the list.
  expect(now).toMatchObject({
    unresolved: 4,
    listed: 1,
    unassigned: 2,
    waitingOn: { us: 3, requester: 1, vendor: 0 },
    byTier: [{ tier: 2, count: 4 }],
    incidents: [],
    failedDeliveries: 1,
    stuckEvents: 0,
  });
  expect(now.byAge.map(({ count }) => count)).toEqual([2, 0, 2, 0, 0]);
  expect(now.byDue.map(({ count }) => count)).toEqual([1, 1, 1, 0, 0, 1]);
  expect(now.byPriority.map(({ count }) => count)).toEqual([0, 0, 4, 0]);
  expect(now.byComponent).toEqual([
    { component: "network", count: 2 },
    { component: "printing", count: 1 },
    { component: null, count: 1 },
  ]);
  expect(now.ahead.map(({ number, due, dueKind }) => [number, due, dueKind])).toEqual([
    [16, local("2026-12-01T12:00"), "first_response"],
    [17, local("2026-12-01T13:00"), "first_response"],
  ]);
  expect(now.missed).toMatchObject([
    { number: 6, assignee: "Dana Brooks", overdueSince: local("2026-11-27T11:00"), site: "high" },
  ]);
  expect((await loadNow(store.database, { desk: DEFAULT_DESK, component: "network" }, NOW)).unresolved).toBe(
    2,
  );
  expect((await loadNow(store.database, { desk: "a third" }, NOW)).unresolved).toBe(0);
});

it("Tier 1 is confirmed only by the requester's word", async () => {
  const report = await loadTierOne(store.database, DAYS, "week");
  expect(report).toMatchObject({
    asked: 18,
    confirmed: 1, // the toner
    silent: 0,
    failed: 1, // the VPN, which became HD-17
    pending: 1, // the password
    ticket: 16,
    escalated: 1,
    confirmedShare: 1 / 2,
    quality: 1 / 2,
  });
  const { person, notFound, routed, confirmed, silent, failed, pending, asked } = report;
  expect(person + notFound + routed + confirmed + silent + failed + pending).toBe(asked);
  // HD-1, 2, 3, 6, 11, 12 and 13 asked for a person; HD-4, 5, 7, 8, 9, 10, 15 and 16 found nothing.
  expect([person, notFound, routed]).toEqual([7, 8, 0]);
  expect(report.byPeriod.map(({ start, asked: count }) => [start, count])).toEqual([
    ["2026-11-23", 9],
    ["2026-11-30", 9],
  ]);
});

it("Tier 1 is told by component and site, as the tickets have them in the end; a tier is no filter", async () => {
  const told = async (which: object) => {
    const { asked, confirmed, failed, pending, notFound, person } = await loadTierOne(
      store.database,
      { ...DAYS, ...which },
      "week",
    );
    return [asked, confirmed, failed, pending, notFound, person];
  };
  // HD-1, 11, 12 and 13 to a person; HD-4, 8, 9, 10 and 16 found nothing; HD-17 and the password.
  expect(await told({ component: "network" })).toEqual([11, 0, 1, 1, 5, 4]);
  // HD-2 and 6 to a person, and the toner.
  expect(await told({ component: "printing" })).toEqual([3, 1, 0, 0, 0, 2]);
  expect(await told({ component: null })).toEqual([4, 0, 0, 0, 3, 1]); // HD-5, 7, 15; HD-3
  expect(await told({ site: "high" })).toEqual([9, 0, 0, 0, 6, 3]); // HD-4, 5, 8, 9, 10, 16; HD-1, 2, 6
  expect(await told({ site: "new", component: null })).toEqual([3, 0, 0, 0, 2, 1]); // Grace's: HD-7, 15; HD-3
  expect(await told({ component: "elsewhere" })).toEqual([0, 0, 0, 0, 0, 0]);
  expect(await told({ tier: 4 })).toEqual(await told({}));
});

it("the digest is five figures beside those of the time before", async () => {
  const week = { ...DAYS, from: local("2026-11-30T00:00"), until: local("2026-12-07T00:00") };
  const { figures } = await loadDigest(store.database, week);
  expect(figures.map(({ name, now, before }) => [name, now, before])).toEqual([
    ["opened", 7, 9],
    ["first_response", expect.closeTo(17.5, 3), expect.closeTo(45, 3)], // 15, 20; 20, 30, 30, 60, 90, 150
    ["resolution", expect.closeTo(60, 3), expect.closeTo(202.5, 3)], // 20, 60, 180; 60, 120, 285, 390
    ["promises_kept", 5 / 6, 9 / 11], // responses 14, 15; resolutions 8, 14, 15, not 6. Before: 1, 2, 4, 7, 8, not 3, 6; 1, 2, 3, 4
    ["tier_one_confirmed", 1 / 2, null],
  ]);
});

describe("a week later", () => {
  beforeAll(async () => {
    days.at("2026-12-08T09:00");
    await replay(days.desk);
  }, 60_000);
  const LATER = { ...DAYS, from: local("2026-12-02T00:00"), until: local("2026-12-09T00:00") };

  it("a ticket that was closed because nobody answered is no resolution, and no success", async () => {
    const trends = await loadTrends(store.database, LATER, "month");
    expect(trends.endings).toEqual([{ ending: "no_response", count: 1 }]); // HD-7, on Monday 10:30
    expect(trends.periods).toMatchObject([{ resolved: 0, confirmed: 0, endedOtherwise: 1 }]);
    expect((await loadTimes(store.database, LATER)).all.resolution.wall).toEqual(spread(0, null, null));
  });

  it("an answer on which nobody said a word is silent, and silence lowers the share", async () => {
    const report = await loadTierOne(store.database, DAYS, "week");
    expect(report).toMatchObject({
      confirmed: 1,
      failed: 1,
      silent: 1,
      pending: 0,
      confirmedShare: 1 / 3,
      quality: 1 / 2,
    });
  });

  it("what closed by itself is resolved, and not confirmed", async () => {
    const { periods } = await loadTrends(store.database, DAYS, "week");
    expect(periods.map(({ resolved, confirmed }) => [resolved, confirmed])).toEqual([
      [4, 2],
      [5, 2],
    ]);
  });
});

describe("when words go", () => {
  /** All that reports count, of whomever; whose names and words they list is not counted. */
  async function counted(): Promise<unknown> {
    const { database } = store;
    const later = { ...DAYS, until: local("2027-12-01T00:00") };
    const { technicians, requesters, ...people } = await loadPeople(database, later, { byName: true });
    const { failedDeliveries: _toDo, ...now } = await loadNow(database, { desk: DEFAULT_DESK }, NOW);
    const reports = [
      await loadTimes(database, later),
      await loadTierOne(database, later, "week"),
      await loadTrends(database, later, "week"),
      await loadDigest(database, later),
      people,
      technicians.map(({ id: _id, name: _name, ...figures }) => figures),
      requesters.map(({ id: _id, name: _name, ...figures }) => figures),
      now,
    ];
    const words = ["question", "assignee"];
    return JSON.parse(JSON.stringify(reports), (key, value: unknown) => (words.includes(key) ? "" : value));
  }

  it("by the plan's retention, every figure stays as it was", async () => {
    const before = await counted();
    const batch = {
      desk: DEFAULT_DESK,
      before: local("2027-12-01T00:00"),
      now: local("2027-12-01T00:00"),
      limit: 1000,
    };
    expect(await removeTicketTexts(store.database, batch)).toBeGreaterThan(5);
    expect(await removeQuestionTexts(store.database, batch)).toBeGreaterThan(1);
    expect(await counted()).toEqual(before);
  });

  it("with somebody who is erased, who asked or who worked, every figure stays as it was", async () => {
    const before = await counted();
    for (const person of [ana, ben, dana])
      expect(await erasePerson(store.database, [person])).toMatchObject({ done: true });
    expect(await counted()).toEqual(before);
  });
});

it("what stood here before figures were kept is counted by the migration, but for business time", async () => {
  const saved = await store.pool.query<Record<string, unknown>>(
    `SELECT * FROM "TicketFigures" WHERE desk = 'main' ORDER BY number`,
  );
  const asked = await store.pool.query(
    `SELECT * FROM "QuestionFigures" WHERE desk = 'main' ORDER BY "conversationId"`,
  );
  await store.pool.query(`TRUNCATE "TicketFigures", "QuestionFigures"`);
  // The outbox says when HD-1 had its first answer; the ticket did not.
  await store.pool.query(`
    UPDATE "Ticket" SET detail = detail - 'firstResponse' - 'waits' WHERE number = 1;
    UPDATE "OutboxMessage" SET status = 'sent', "sentAt" = '2026-11-24T15:30:00Z'
     WHERE (about->>'ticket') = '1' AND about->>'role' = 'reply'`);
  const [folder = ""] = readdirSync(migrationsFolder).filter((name) => name.endsWith("_figures"));
  const sql = readFileSync(join(migrationsFolder, folder, "migration.sql"), "utf8");
  await store.pool.query(sql.slice(sql.indexOf("-- Tickets from before")));
  const [places = ""] = readdirSync(migrationsFolder).filter((name) => name.endsWith("_question_places"));
  const placing = readFileSync(join(migrationsFolder, places, "migration.sql"), "utf8");
  await store.pool.query(placing.slice(placing.indexOf("-- Questions from before")));
  const filled = await store.pool.query(`SELECT * FROM "TicketFigures" ORDER BY number`);
  const unknown = { responseWork: null, resolutionWork: null };
  expect(filled.rows).toEqual(saved.rows.map((row) => ({ ...row, ...unknown })));
  // Of those without a ticket, nothing tells now what they were about.
  const placed = (row: { ticket: boolean }) => (row.ticket ? row : { ...row, component: null, site: null });
  expect((await store.pool.query(`SELECT * FROM "QuestionFigures" ORDER BY "conversationId"`)).rows).toEqual(
    asked.rows.map(placed),
  );
});

it("a question is about what its ticket is about, once a technician has set that right", async () => {
  const desk = "third";
  const [asked, opened] = [
    conversation({ id: "set-right", desk, status: "ticket", ticket: 900, component: "network" }),
    ticket({
      number: 900,
      desk,
      conversation: "set-right",
      thread: "t-900",
      component: "network",
      site: "high",
    }),
  ];
  const save = (decision: Partial<Decision>, state: Partial<DeskState> = {}) =>
    inTransaction(store.database, (tx) =>
      saveDecision(tx, decided(decision), { ...emptyState, desk, ...state }, local("2026-11-24T09:00")),
    );
  const about = async () =>
    (
      await store.pool.query(
        `SELECT component, site FROM "QuestionFigures" WHERE "conversationId" = 'set-right'`,
      )
    ).rows;
  await save({ conversations: [asked], ticket: opened });
  expect(await about()).toEqual([{ component: "network", site: "high" }]);
  const right = { ...opened, component: "printing", site: "new" };
  await save({ ticket: right }, { ticket: opened });
  expect(await about()).toEqual([{ component: "printing", site: "new" }]);
  const [answered, closed] = [
    { ...asked, status: "ended" as const },
    { ...right, status: "closed" as const, version: 2 },
  ];
  await save(
    { conversations: [answered], ticket: closed },
    { conversation: asked, ticket: { ...right, version: 2 } },
  );
  expect(await about()).toEqual([{ component: "printing", site: "new" }]);
  await save({ conversations: [{ ...asked, version: 2 }] }, { conversation: { ...answered, version: 2 } });
  expect(await about()).toEqual([{ component: "printing", site: "new" }]);
});
