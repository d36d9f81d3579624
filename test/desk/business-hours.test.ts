// Do promises fall due at the right moment, through weekends, holidays, midnight and the changes of the clocks?

import fc from "fast-check";
import {
  addBusinessMinutes,
  businessMinutesBetween,
  HORIZON_YEARS,
  isBeyondHorizon,
} from "../../src/desk/business-hours";
import type { Calendar, Span } from "../../src/plan/plan";

const span = (from: number, to: number): Span => ({ from: from * 60, to: to * 60 });
const week = (weekday: Span[], saturday: Span[] = [], sunday: Span[] = []): Span[][] => [
  ...Array.from({ length: 5 }, () => weekday),
  saturday,
  sunday,
];
const always = week([span(0, 24)], [span(0, 24)], [span(0, 24)]);

function calendar(timezone: string, hours: Span[][], holidays: string[] = []): Calendar {
  return { key: "test", timezone, hours, holidays };
}

const school = calendar("America/Chicago", week([span(7, 16.5)]), ["2026-11-25", "2026-11-26", "2026-11-27"]);
const texas = { ...calendar("America/Chicago", week([span(7, 16.5)])), publicHolidays: "US-TX" };
const texasOpen = { ...texas, openOn: ["2026-11-27"] };
const lunch = calendar("America/Chicago", week([span(8, 12), span(13, 17)]));
const night = calendar("America/Chicago", week([span(0, 2), span(22, 24)], [span(0, 2)]));

describe("inside one week", () => {
  it.each([
    ["within a day", school, "2026-11-03T09:00-06:00", 60, "2026-11-03T10:00-06:00"],
    ["from before opening", school, "2026-11-03T05:00-06:00", 60, "2026-11-03T08:00-06:00"],
    ["from after closing", school, "2026-11-03T18:00-06:00", 60, "2026-11-04T08:00-06:00"],
    [
      "exactly at closing, not the next morning",
      school,
      "2026-11-03T15:30-06:00",
      60,
      "2026-11-03T16:30-06:00",
    ],
    ["one minute over closing", school, "2026-11-03T15:30-06:00", 61, "2026-11-04T07:01-06:00"],
    ["from the moment of closing", school, "2026-11-03T16:30-06:00", 1, "2026-11-04T07:01-06:00"],
    ["over a weekend", school, "2026-11-06T16:00-06:00", 60, "2026-11-09T07:30-06:00"],
    ["from a Saturday", school, "2026-11-07T12:00-06:00", 30, "2026-11-09T07:30-06:00"],
    ["over three holidays and a weekend", school, "2026-11-24T16:00-06:00", 60, "2026-11-30T07:30-06:00"],
    ["over two public holidays", texas, "2026-11-25T16:00-06:00", 60, "2026-11-30T07:30-06:00"],
    ["but for the one that is worked", texasOpen, "2026-11-25T16:00-06:00", 60, "2026-11-27T07:30-06:00"],
    ["over New Year, to the next year's days", texas, "2026-12-31T16:00-06:00", 60, "2027-01-04T07:30-06:00"],
    ["over the lunch hour", lunch, "2026-11-03T11:30-06:00", 60, "2026-11-03T13:30-06:00"],
    ["over several days with lunch", lunch, "2026-11-03T11:30-06:00", 960, "2026-11-05T11:30-06:00"],
    ["over midnight", night, "2026-11-03T23:30-06:00", 60, "2026-11-04T00:30-06:00"],
    ["until the end of the day", night, "2026-11-03T22:00-06:00", 120, "2026-11-04T00:00-06:00"],
    ["half minutes", school, "2026-11-03T09:00-06:00", 0.5, "2026-11-03T09:00:30-06:00"],
  ])("%s", (_name, hours, from, minutes, due) => {
    expect(addBusinessMinutes(hours, new Date(from), minutes)).toEqual(new Date(due));
    expect(businessMinutesBetween(hours, new Date(from), new Date(due))).toBe(minutes);
  });

  it("no time at all is due at once, even at night", () => {
    const late = new Date("2026-11-03T23:00-06:00");
    expect(addBusinessMinutes(school, late, 0)).toEqual(late);
  });

  it("nothing lies between a moment and an earlier one, or across a night", () => {
    const evening = new Date("2026-11-03T18:00-06:00");
    expect(businessMinutesBetween(school, evening, new Date("2026-11-03T08:00-06:00"))).toBe(0);
    expect(businessMinutesBetween(school, evening, new Date("2026-11-04T06:00-06:00"))).toBe(0);
  });
});

describe("on days when the clocks change", () => {
  const around = (zone: string) => calendar(zone, always);
  it.each([
    [
      "Chicago has 23 hours in spring",
      "America/Chicago",
      "2027-03-14T00:00-06:00",
      "2027-03-15T00:00-05:00",
      23,
    ],
    [
      "Chicago has 25 hours in autumn",
      "America/Chicago",
      "2026-11-01T00:00-05:00",
      "2026-11-02T00:00-06:00",
      25,
    ],
    [
      "Berlin has 23 hours in spring",
      "Europe/Berlin",
      "2027-03-28T00:00+01:00",
      "2027-03-29T00:00+02:00",
      23,
    ],
    [
      "Berlin has 25 hours in autumn",
      "Europe/Berlin",
      "2026-10-25T00:00+02:00",
      "2026-10-26T00:00+01:00",
      25,
    ],
    [
      "Havana begins a day an hour late",
      "America/Havana",
      "2027-03-13T00:00-05:00",
      "2027-03-15T00:00-04:00",
      47,
    ],
    [
      "Lord Howe moves by half an hour",
      "Australia/Lord_Howe",
      "2026-10-04T00:00+10:30",
      "2026-10-05T00:00+11:00",
      23.5,
    ],
  ])("%s", (_name, zone, from, to, hours) => {
    expect(businessMinutesBetween(around(zone), new Date(from), new Date(to))).toBe(hours * 60);
    expect(addBusinessMinutes(around(zone), new Date(from), hours * 60)).toEqual(new Date(to));
  });

  it.each([
    ["Chicago, spring", "America/Chicago", "2027-03-12T16:00-06:00", "2027-03-15T07:30-05:00"],
    ["Chicago, autumn", "America/Chicago", "2026-10-30T16:00-05:00", "2026-11-02T07:30-06:00"],
    ["Berlin, spring", "Europe/Berlin", "2027-03-26T16:00+01:00", "2027-03-29T07:30+02:00"],
    ["Berlin, autumn", "Europe/Berlin", "2026-10-23T16:00+02:00", "2026-10-26T07:30+01:00"],
  ])("opening hours follow the local clock over the weekend: %s", (_name, zone, from, due) => {
    const hours = calendar(zone, week([span(7, 16.5)]));
    expect(addBusinessMinutes(hours, new Date(from), 60)).toEqual(new Date(due));
  });

  const sundayNight = (from: number, to: number) =>
    calendar("America/Chicago", week([], [], [span(from, to)]));
  it.each([
    ["an hour left out is not worked", sundayNight(2, 3), "2027-03-14T00:00-06:00", 0],
    [
      "a span that begins in the missing hour begins at the change",
      sundayNight(2.5, 4),
      "2027-03-14T00:00-06:00",
      60,
    ],
    [
      "a span that ends in the missing hour ends at the change",
      sundayNight(1, 2.5),
      "2027-03-14T00:00-06:00",
      60,
    ],
    [
      "an hour that comes twice inside a span is worked twice",
      sundayNight(0, 3),
      "2026-11-01T00:00-05:00",
      240,
    ],
    ["a span ends the first time the clock shows its end", sundayNight(0, 1.5), "2026-11-01T00:00-05:00", 90],
  ])("%s", (_name, hours, from, minutes) => {
    const start = new Date(from);
    const end = new Date(start.getTime() + 24 * 60 * 60 * 1000);
    expect(businessMinutesBetween(hours, start, end)).toBe(minutes);
  });
});

describe("a calendar with too little time", () => {
  const closed = calendar("America/Chicago", week([]));
  const from = new Date("2026-11-03T09:00-06:00");

  it("gives the horizon, a moment that a clock can be set to, and says so", () => {
    const due = addBusinessMinutes(closed, from, 60);
    expect(isBeyondHorizon(from, due)).toBe(true);
    expect(due.getUTCFullYear()).toBe(2026 + HORIZON_YEARS);
    expect(isBeyondHorizon(from, addBusinessMinutes(school, from, 60))).toBe(false);
  });

  it("counts nothing, however far apart the moments are", () => {
    expect(businessMinutesBetween(closed, from, new Date(8.64e15))).toBe(0);
  });

  it("an invalid moment counts nothing", () => {
    expect(businessMinutesBetween(school, new Date(Number.NaN), from)).toBe(0);
    expect(businessMinutesBetween(school, from, new Date(Number.NaN))).toBe(0);
  });
});

describe("for any calendar", () => {
  const zone = fc.constantFrom(
    "America/Chicago",
    "Europe/Berlin",
    "UTC",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "America/Havana",
    "America/St_Johns",
    "Pacific/Kiritimati",
  );
  const spans = fc
    .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 6 })
    .map((quarters) => quarters.toSorted((a, b) => a - b))
    .map((at) =>
      at.flatMap((from, i) => (i % 2 === 0 && at[i + 1] ? [span(from / 4, (at[i + 1] ?? 0) / 4)] : [])),
    );
  const anyCalendar = fc
    .record({
      zone,
      weekday: spans,
      saturday: fc.option(spans, { nil: [] }),
      holiday: fc.integer({ min: 10, max: 28 }),
    })
    .map(({ zone: name, weekday, saturday, holiday }) =>
      calendar(name, week(weekday, saturday), [`2026-11-${holiday}`, `2027-03-${holiday}`]),
    );
  const moment = fc.date({
    min: new Date("2026-10-01T00:00Z"),
    max: new Date("2027-11-30T00:00Z"),
    noInvalidDate: true,
  });
  const minutes = fc.integer({ min: 1, max: 20_000 });

  it("the minutes between a moment and when they are over are those minutes", () => {
    fc.assert(
      fc.property(anyCalendar, moment, minutes, (hours, from, length) => {
        const due = addBusinessMinutes(hours, from, length);
        // 15 minutes a day for 20,000 minutes are more than five years.
        fc.pre(!isBeyondHorizon(from, due));
        expect(businessMinutesBetween(hours, from, due)).toBeCloseTo(length, 6);
      }),
    );
  });

  it("a longer promise is due later, and one made later is not due earlier", () => {
    fc.assert(
      fc.property(anyCalendar, moment, moment, minutes, minutes, (hours, a, b, length, more) => {
        const [first, second] = a < b ? [a, b] : [b, a];
        const due = addBusinessMinutes(hours, first, length).getTime();
        const longer = addBusinessMinutes(hours, first, length + more);
        // Beyond the horizon both are the horizon.
        if (!isBeyondHorizon(first, longer)) expect(longer.getTime()).toBeGreaterThan(due);
        expect(addBusinessMinutes(hours, second, length).getTime()).toBeGreaterThanOrEqual(due);
      }),
    );
  });

  it("counting in two parts gives the same as counting at once", () => {
    fc.assert(
      fc.property(anyCalendar, fc.tuple(moment, moment, moment), (hours, moments) => {
        const [a, b, c] = moments.toSorted((x, y) => x.getTime() - y.getTime());
        if (!a || !b || !c) return;
        const parts = businessMinutesBetween(hours, a, b) + businessMinutesBetween(hours, b, c);
        expect(businessMinutesBetween(hours, a, c)).toBeCloseTo(parts, 6);
      }),
    );
  });
});
