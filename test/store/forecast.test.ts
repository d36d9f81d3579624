// How many tickets are to be expected, from weeks counted by hand?
import type { Calendar } from "../../src/plan/plan";
import { foretell, loadForecast } from "../../src/store/reports/forecast";
import type { HourCount } from "../../src/store/reports/forecast";
import { createTestDatabase } from "../support/database";

/** Monday 30 March 2026 is today; the weeks before begin on Mondays 5 January to 23 March. */
const TODAY = "2026-03-30";
const MONDAYS = Array.from({ length: 12 }, (_, i) =>
  new Date(Date.UTC(2026, 0, 5 + 7 * i)).toISOString().slice(0, 10),
);
const everyDay = () => true;
/** So many on each Monday, from the oldest, between 09:00 and 10:00. */
const onMondays = (...counts: number[]): HourCount[] =>
  MONDAYS.slice(-counts.length).map((date, i) => ({ date, hour: 9, count: counts[i] ?? 0 }));
const monday = { weekday: 1, hour: 9 };

test("is the mean of the same hour in the last twelve weeks, and between which eight in ten of those were", () => {
  // 0 to 11: mean 5.5, p10 at place 1.1, p90 at place 9.9.
  const counts = onMondays(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
  const forecast = foretell(counts, { today: TODAY, first: "2020-01-01", isUsual: everyDay });
  expect(forecast.weeks).toBe(12);
  expect(forecast.hours).toHaveLength(7 * 24);
  expect(forecast.hours.find((h) => h.weekday === 1 && h.hour === 9)).toEqual({
    ...monday, expected: 5.5, low: expect.closeTo(1.1, 6) as number, high: expect.closeTo(9.9, 6) as number,
  }); // prettier-ignore
  expect(forecast.hours.find((h) => h.weekday === 1 && h.hour === 10)).toMatchObject({
    expected: 0,
    low: 0,
    high: 0,
  });
  expect(forecast.days.map(({ expected }) => expected)).toEqual([5.5, 0, 0, 0, 0, 0, 0]);
  expect(forecast.week?.expected).toBe(5.5);
});

test("a day's range is of its days, not the sum of its hours", () => {
  // Always two on a Monday, now at nine, now at ten.
  const counts = MONDAYS.map((date, i) => ({ date, hour: 9 + (i % 2), count: 2 }));
  const { days, hours } = foretell(counts, { today: TODAY, first: "2020-01-01", isUsual: everyDay });
  expect(days[0]).toEqual({ weekday: 1, expected: 2, low: 2, high: 2 });
  expect(hours.find((h) => h.weekday === 1 && h.hour === 9)).toMatchObject({ expected: 1, low: 0, high: 2 });
});

test("a holiday is no usual Monday: it is left out, and so is its week", () => {
  const holidays = MONDAYS.slice(0, 9);
  const isUsual = (date: string) => !holidays.includes(date);
  const three = foretell(onMondays(4, 4, 4), { today: TODAY, first: "2020-01-01", isUsual });
  // Three usual Mondays are too few to say anything of Mondays; Tuesdays are known.
  expect(three.days.map(({ weekday }) => weekday)).toEqual([2, 3, 4, 5, 6, 7]);
  expect(three.week).toBeNull();
  const four = foretell(onMondays(4, 4, 4, 4), {
    today: TODAY,
    first: "2020-01-01",
    isUsual: (date) => !MONDAYS.slice(0, 8).includes(date),
  });
  expect(four.days[0]).toEqual({ weekday: 1, expected: 4, low: 4, high: 4 });
  expect(four.week).toEqual({ expected: 4, low: 4, high: 4 });
});

test("a desk that is new is not foretold from the weeks before it was there, nor from three", () => {
  const first = "2026-03-01"; // four weeks and one day ago
  const forecast = foretell(onMondays(8, 8, 8, 8), { today: TODAY, first, isUsual: everyDay });
  expect(forecast).toMatchObject({ weeks: 4, week: { expected: 8 } });
  expect(foretell(onMondays(8, 8, 8), { today: TODAY, first: "2026-03-02", isUsual: everyDay })).toEqual({
    weeks: 3, hours: [], days: [], week: null,
  }); // prettier-ignore
});

test("is counted from the desk's tickets by its own clock: an incident once, today not, holidays of the calendar not", async () => {
  const store = await createTestDatabase();
  try {
    // Every Monday at 09:30 in Chicago one ticket, and on one of them an outage with five reports; today one already.
    await store.pool.query(`
      INSERT INTO "TicketFigures" (number, desk, part, status, tier, priority, "openedAt")
      SELECT n, 'main', 'single', 'closed', 2, 'normal', ('2026-01-05 09:30'::timestamp + n * interval '7 days') AT TIME ZONE 'America/Chicago'
        FROM generate_series(0, 12) n
      UNION ALL
      SELECT 100 + n, 'main', CASE n WHEN 0 THEN 'incident' ELSE 'report' END, 'closed', 2, 'normal', '2026-03-02 09:40'::timestamp AT TIME ZONE 'America/Chicago'
        FROM generate_series(0, 5) n
      UNION ALL
      SELECT 200 + n, 'other', 'single', 'closed', 2, 'normal', '2026-03-03 09:40'::timestamp AT TIME ZONE 'America/Chicago'
        FROM generate_series(0, 5) n`);
    const school: Calendar = {
      key: "school",
      timezone: "America/Chicago",
      hours: [],
      holidays: ["2026-01-19"],
    };
    const filter = { desk: "main", zone: "America/Chicago" };
    const forecast = await loadForecast(store.database, filter, new Date("2026-03-30T18:00:00Z"), school);
    // The first ticket came on Monday 5 January: from 6 January on there are eleven whole weeks up to yesterday.
    expect(forecast.weeks).toBe(11);
    // Eleven Mondays from 12 January, without the holiday ten: nine with one ticket, one with two.
    expect(forecast.days[0]).toMatchObject({ weekday: 1, expected: 1.1, low: 1 });
    expect(forecast.hours.find((h) => h.weekday === 1 && h.hour === 9)?.expected).toBeCloseTo(1.1, 6);
    expect(forecast.days[1]).toMatchObject({ weekday: 2, expected: 0 });
    expect(await loadForecast(store.database, { ...filter, desk: "a third" }, new Date())).toEqual({
      weeks: 0, hours: [], days: [], week: null,
    }); // prettier-ignore
  } finally {
    await store.drop();
  }
}, 60_000);
