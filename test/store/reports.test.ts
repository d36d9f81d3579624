// Do reports hold for any tickets: parts that make the whole, the same percentiles as counted one by one, nothing of another desk?
import fc from "fast-check";
import { erasePerson } from "../../src/store/people/erase-person";
import { loadFigures } from "../../src/store/figures/load";
import { packFigures } from "../../src/store/figures/packing";
import { loadDigest } from "../../src/store/reports/digest";
import { loadNow } from "../../src/store/reports/now";
import { loadPeople } from "../../src/store/reports/people";
import { loadTierOne } from "../../src/store/reports/tier-one";
import { loadTimes, type Times } from "../../src/store/reports/times";
import { loadTrends } from "../../src/store/reports/trends";
import { toJson } from "../../src/store/stored-text";
import type { Sql } from "../../src/store/transaction";
import { COLUMNS, figuresOf } from "../../src/store/ticket-figures";
import type { Target, Ticket } from "../../src/desk/model";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { ana, dana, ticket } from "./samples";

const HOUR = 3_600_000;
const START = Date.parse("2026-03-02T15:00:00Z");
const FILTER = {
  desk: "main",
  from: new Date(START),
  until: new Date(START + 1000 * HOUR),
  zone: "America/Chicago",
};

let store: TestDatabase;
beforeAll(async () => {
  store = await createTestDatabase();
}, 60_000);
afterAll(() => store.drop());

const some = <T>(...values: T[]) => fc.constantFrom(...values);
const target = (kind: Target["kind"], state: Target["state"], due: Date): Target => ({
  kind, tier: 2, minutes: 60, calendar: "school", startedAt: due, due, warnAt: due, state,
}); // prettier-ignore

const tickets = fc
  .array(
    fc.record({
      desk: some("main", "main", "main", "other"),
      tier: some(2 as const, 3 as const, 4 as const),
      priority: some("urgent" as const, "normal" as const, "low" as const),
      component: some(undefined, "network", "printing"),
      site: some(undefined, "high", "new"),
      status: some("open" as const, "waiting" as const, "resolved" as const, "closed" as const),
      ending: some("solved" as const, "not_ours" as const, "cancelled" as const, "no_response" as const),
      incident: some(undefined, undefined, undefined, 1, 5),
      opened: fc.integer({ min: 0, max: 900 }),
      response: fc.option(fc.integer({ min: 1, max: 90 }), { nil: undefined }),
      took: fc.integer({ min: 1, max: 90 }),
      promise: some("met" as const, "breached" as const, "running" as const, "dropped" as const),
      reopenings: some(0, 0, 1),
      rating: some(undefined, 1, 3, 5),
      assignee: some(undefined, dana, ana),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((all) =>
    all.map((t, i): Ticket => {
      const number = i + 1;
      const openedAt = new Date(START + t.opened * HOUR);
      const after = (hours: number) => new Date(openedAt.getTime() + hours * HOUR);
      const isOver = t.status === "resolved" || t.status === "closed";
      return ticket({
        number, desk: t.desk, tier: t.tier, priority: t.priority, status: t.status, openedAt, reopenings: t.reopenings,
        ...(t.component && { component: t.component }),
        ...(t.site && { site: t.site }),
        ...(t.incident && { incident: t.incident }),
        ...(t.rating && { rating: t.rating }),
        ...(t.assignee && { assignee: t.assignee }),
        ...(t.response && { firstResponse: { at: after(t.response), minutes: t.response * 7 } }),
        ...(isOver && { resolution: { kind: t.ending, note: "", by: dana, at: after(t.took), minutes: t.took * 11 } }),
        targets: [target("first_response", t.promise, after(2)), target("resolution", t.promise, after(9))],
      }); // prettier-ignore
    }),
  );

/** The rows alone: reports read no others but for names and words. */
async function keep(all: Ticket[]): Promise<void> {
  await store.database.$executeRaw`TRUNCATE "TicketFigures", "FiguresPack"`;
  await store.database.$executeRaw`
    INSERT INTO "TicketFigures" (${COLUMNS}) SELECT ${COLUMNS} FROM jsonb_populate_recordset(NULL::"TicketFigures", ${toJson(all.map(figuresOf))}::jsonb)`;
}

/** As in docs/figures.md, one by one. */
function percentile(values: number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low === undefined || high === undefined ? null : low + (high - low) * (place - Math.floor(place));
}

const isWorked = (t: Ticket) => t.desk === "main" && (t.incident === undefined || t.incident === t.number);
const isAsked = (t: Ticket) => t.desk === "main" && t.incident !== t.number;
const isIn = (at: Date | undefined) => at !== undefined && at >= FILTER.from && at < FILTER.until;
const endedAt = (t: Ticket) => t.resolution?.at;
const isAnswered = (t: Ticket) => t.resolution?.kind === "solved" || t.resolution?.kind === "not_ours";

const sums = (rows: Times[]) => ({
  responses: rows.reduce((sum, row) => sum + row.firstResponse.wall.count, 0),
  resolutions: rows.reduce((sum, row) => sum + row.resolution.wall.count, 0),
  kept: rows.reduce((sum, row) => sum + row.responsePromises.kept + row.resolutionPromises.kept, 0),
  missed: rows.reduce((sum, row) => sum + row.responsePromises.missed + row.resolutionPromises.missed, 0),
});

test("times are those that are counted one by one, and their parts make the whole", async () => {
  await fc.assert(
    fc.asyncProperty(tickets, async (all) => {
      await keep(all);
      const report = await loadTimes(store.database, FILTER, "day");
      const worked = all.filter(isWorked);
      const responses = worked.flatMap((t) =>
        isIn(t.firstResponse?.at) ? [t.firstResponse?.minutes ?? 0] : [],
      );
      const resolutions = worked.flatMap((t) =>
        isIn(endedAt(t)) && isAnswered(t) ? [t.resolution?.minutes ?? 0] : [],
      );
      expect(report.all.firstResponse.work).toEqual(spreadOf(responses));
      expect(report.all.resolution.work).toEqual(spreadOf(resolutions));
      const whole = sums([report.all]);
      for (const part of [
        report.byTier,
        report.byPriority,
        report.byComponent,
        report.bySite,
        report.byPeriod,
      ])
        expect(sums(part)).toEqual(whole);
    }),
    { numRuns: 40 },
  );
}, 120_000);

const spreadOf = (values: number[]) => ({
  count: values.length,
  p50: values.length === 0 ? null : (expect.closeTo(percentile(values, 0.5) ?? 0, 2) as number),
  p90: values.length === 0 ? null : (expect.closeTo(percentile(values, 0.9) ?? 0, 2) as number),
});

test("what came less what went is what is left, in trends, for people and now", async () => {
  await fc.assert(
    fc.asyncProperty(tickets, async (all) => {
      await keep(all);
      const asked = all.filter(isAsked);
      const { periods, kinds, endings, byHour } = await loadTrends(store.database, FILTER, "week");
      const total = (counts: number[]) => counts.reduce((sum, count) => sum + count, 0);
      const left = asked.filter((t) => !isIn(endedAt(t))).length;
      expect(total(periods.map(({ opened }) => opened))).toBe(asked.length);
      expect(periods.at(-1)?.unresolved).toBe(left);
      expect(total(kinds.map(({ opened }) => opened))).toBe(asked.length);
      expect(total(byHour.map(({ opened }) => opened))).toBe(asked.length);
      expect(total(endings.map(({ count }) => count))).toBe(asked.length - left);
      const { sites, technicians } = await loadPeople(store.database, FILTER, { byName: true });
      expect(total(sites.map(({ opened }) => opened))).toBe(asked.length);
      const isOpen = (t: Ticket) => t.status === "open" || t.status === "waiting";
      const worked = all.filter((t) => isWorked(t) && isOpen(t));
      expect(total(technicians.map(({ open }) => open))).toBe(worked.filter((t) => t.assignee).length);
      const now = await loadNow(store.database, { desk: "main" }, FILTER.until);
      for (const part of [now.byAge, now.byDue, now.byTier, now.byPriority, now.byComponent, now.bySite])
        expect(total(part.map(({ count }) => count))).toBe(worked.length);
    }),
    { numRuns: 40 },
  );
}, 120_000);

describe("packs of figures that change no more", () => {
  const LATER = new Date(START + 2000 * HOUR);
  /** What is asked of parts of them, too. */
  const FILTERS = [
    FILTER,
    { ...FILTER, from: new Date(START + 300 * HOUR), until: new Date(START + 500 * HOUR) },
    { ...FILTER, component: null },
    { ...FILTER, site: "high", tier: 2 },
  ];

  const reports = () =>
    Promise.all(
      FILTERS.map(async (filter) => ({
        times: await loadTimes(store.database, filter, "day"),
        trends: await loadTrends(store.database, filter, "week"),
        people: await loadPeople(store.database, filter, { byName: true }),
      })),
    );

  async function packAll(size: number): Promise<number> {
    let packs = 0;
    while (await packFigures(store.database, "main", LATER, size)) packs += 1;
    return packs;
  }

  const packed = async (): Promise<(number | null)[]> => {
    const rows = await store.database.ticketFigures.findMany({ orderBy: { number: "asc" } });
    return rows.map(({ pack }) => pack);
  };

  it("are counted as their rows are, also where some have changed since", async () => {
    await fc.assert(
      fc.asyncProperty(tickets, async (all) => {
        await keep(all);
        const before = await reports();
        const packs = await packAll(3);
        expect(packs).toBe(
          Math.floor(all.filter(({ desk, status }) => desk === "main" && status === "closed").length / 3),
        );
        expect(await reports()).toEqual(before);
        await store.database.$executeRaw`
          UPDATE "TicketFigures" SET status = 'open', "endedAt" = NULL, ending = NULL, "resolutionWork" = NULL, "resolutionWall" = NULL,
                 reopenings = 1, component = 'printing' WHERE number % 4 = 0`;
        const changed = await reports();
        await store.database.$executeRaw`DELETE FROM "FiguresPack"`;
        await store.database.$executeRaw`UPDATE "TicketFigures" SET pack = NULL`;
        expect(changed).toEqual(await reports());
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  const closed = (number: number): Ticket => ({
    ...ticket({ number, openedAt: new Date(START + number * HOUR), component: "network" }),
    status: "closed",
    resolution: { kind: "solved", by: ana, at: new Date(START + (number + 2) * HOUR), note: "", minutes: 60 },
  });

  it("hold closed tickets of one desk that ended two weeks ago, as many as make a pack", async () => {
    const open = ticket({ number: 5, openedAt: new Date(START) });
    await keep([1, 2, 3, 4].map(closed).concat([open, { ...closed(6), desk: "other" }]));
    const soon = new Date(START + 13 * 24 * HOUR);
    expect(await packFigures(store.database, "main", soon, 2)).toBe(false);
    expect(await packFigures(store.database, "main", LATER, 5)).toBe(false);
    expect(await packAll(3)).toBe(1);
    const [pack] = await packed();
    expect(await packed()).toEqual([pack, pack, pack, null, null, null]);
  });

  it("know nobody who is erased, and count as before", async () => {
    await keep([1, 2, 3, 4].map(closed));
    const people = () => loadPeople(store.database, FILTER, { byName: true });
    const before = await people();
    expect(await packAll(4)).toBe(1);
    const { requester } = closed(1);
    await erasePerson(store.database, [requester]);
    const packs = await store.database.figuresPack.findMany();
    expect(packs).toHaveLength(1);
    expect(JSON.stringify(packs)).not.toContain(requester.account);
    const { requesters, ...rest } = await people();
    expect({ ...rest, requesters: [] }).toEqual({ ...before, requesters: [] });
    expect(requesters.map(({ opened, name }) => [opened, name])).toEqual([[4, null]]);
  });

  it("are read once more when one is taken apart before it is read", async () => {
    await keep([1, 2, 3, 4, 5].map(closed));
    expect(await packAll(2)).toBe(2);
    let asked = 0;
    const queryRaw = async (...query: Parameters<Sql["$queryRaw"]>) => {
      asked += 1;
      if (asked === 2) {
        await store.database.$executeRaw`DELETE FROM "FiguresPack"`;
        await store.database.$executeRaw`UPDATE "TicketFigures" SET pack = NULL`;
      }
      return store.database.$queryRaw(...query);
    };
    const database = { ...store.database, $queryRaw: queryRaw } as unknown as Sql;
    const { count, columns } = await loadFigures(database, FILTER, ["number"]);
    expect([count, [...columns.number].toSorted((a, b) => a - b)]).toEqual([5, [1, 2, 3, 4, 5]]);
    expect(asked).toBe(3);
  });

  it("lose a row that changes, by whatever statement, and are taken apart when too many have", async () => {
    await keep(Array.from({ length: 16 }, (_, i) => closed(i + 1)));
    expect(await packAll(16)).toBe(1);
    const [pack = 0] = await packed();
    await store.database.$executeRaw`UPDATE "TicketFigures" SET rating = 5 WHERE number <= 2`;
    expect((await packed()).slice(0, 3)).toEqual([-(pack ?? 0), -(pack ?? 0), pack]);
    expect(await packAll(16)).toBe(0);
    await store.database.$executeRaw`UPDATE "TicketFigures" SET rating = 5 WHERE number = 3`;
    // Taken apart, and packed anew.
    expect(await packAll(16)).toBe(2);
    expect(new Set(await packed())).toEqual(new Set([(pack ?? 0) + 1]));
    expect((await loadTrends(store.database, FILTER, "week")).ratings).toEqual([0, 0, 0, 0, 3]);
  });
});

test("a day begins at midnight of the plan's time zone, also where the clock changes", async () => {
  // Chicago springs forward on Sunday 8 March 2026, 02:00.
  const at = (moment: string, number: number) => ticket({ number, openedAt: new Date(moment) });
  await keep([
    at("2026-03-08T05:59:59Z", 1), // Saturday 23:59:59
    at("2026-03-08T06:00:00Z", 2), // Sunday 00:00
    at("2026-03-09T04:59:59Z", 3), // Sunday 23:59:59, the day has 23 hours
    at("2026-03-09T05:00:00Z", 4), // Monday 00:00
  ]);
  const { periods, byHour } = await loadTrends(store.database, FILTER, "day");
  const around = periods.filter(({ opened }) => opened > 0).map(({ start, opened }) => [start, opened]);
  expect(around).toEqual([
    ["2026-03-07", 1],
    ["2026-03-08", 2],
    ["2026-03-09", 1],
  ]);
  expect(byHour.map(({ weekday, hour }) => `${weekday} ${hour}`)).toEqual(["1 0", "6 23", "7 0", "7 23"]);
});

test("a time without any moment in it has no figures, rather than an error", async () => {
  const never = { ...FILTER, until: new Date(START - 48 * HOUR) };
  expect((await loadTimes(store.database, never)).all.resolution.wall.count).toBe(0);
  expect((await loadTrends(store.database, never, "day")).periods).toEqual([]);
  expect((await loadTierOne(store.database, never, "day")).asked).toBe(0);
  expect((await loadDigest(store.database, never)).figures.map(({ now }) => now)).toEqual([
    0,
    null,
    null,
    null,
    null,
  ]);
});
