// Are public holidays the days on which a country or state rests, and is a wrong name told?

import { isRegion, publicHolidays } from "../../src/plan/public-holidays";
import { planOf, SMALL_PLAN } from "./samples";
import { parsePlan } from "../../src/plan/parse";

const CALENDAR = "holidays: [2026-11-26]";
const withHolidays = (written: string) => SMALL_PLAN.replace(CALENDAR, written);

test.each([
  ["US", 2026, "2026-11-26", "Thanksgiving"],
  ["US", 2026, "2026-07-03", "the Friday that stands in for the Fourth of July"],
  ["US-TX", 2026, "2026-11-27", "the day after, in Texas"],
  ["DE-BY", 2026, "2026-06-04", "Corpus Christi in Bavaria"],
  ["FR", 2027, "2027-05-06", "Ascension, which moves with Easter"],
  ["AE", 2026, "2026-03-21", "the second of three days"],
])("%s %d: %s is %s", (region, year, day) => {
  expect(publicHolidays(region, year).has(day)).toBe(true);
});

test.each([
  ["US", 2026, "2026-11-27", "the day after, which is not one in all states"],
  ["DE-BE", 2026, "2026-06-04", "a day of other states"],
  ["IS", 2026, "2026-12-24", "a holiday from noon"],
  ["US", 2026, "2026-02-14", "a day that is only observed"],
])("%s %d: %s is %s, and worked", (region, year, day) => {
  expect(publicHolidays(region, year).has(day)).toBe(false);
});

test("each day of a year is one of that year", () => {
  for (const region of ["US-TX", "DE-BY", "GB-ENG", "NL"])
    for (const day of publicHolidays(region, 2027)) expect(day).toMatch(/^202[678]-\d\d-\d\d$/);
});

test.each(["US", "US-TX", "DE-BY", "GB-ENG", "NL"])("%s is known", (region) => {
  expect(isRegion(region)).toBe(true);
});

test.each([
  ["US-XX", "`US-XX` is not a country or state"],
  ["us", "Did you mean `US`?"],
  ["Texas", "Write a country's code and, if you like, a state's: `US`, `US-TX`, `DE-BY`."],
  ["US-TX-1", "is not a country"],
  ["constructor", "is not a country"],
])("%s is refused with words", (region, words) => {
  const { problems, plan } = parsePlan("helpdesk.yaml", withHolidays(`public_holidays: ${region}`));
  expect(plan).toBeUndefined();
  expect(problems.map(({ message, fix }) => `${message} ${fix}`)).toEqual([expect.stringContaining(words)]);
});

test("a calendar has them beside its own days, but for those on which people work", () => {
  const written = "public_holidays: US-TX, holidays: [2026-12-23], open_on: [2026-10-12]";
  expect(planOf(withHolidays(written)).calendars[0]).toMatchObject({
    holidays: ["2026-12-23"],
    publicHolidays: "US-TX",
    openOn: ["2026-10-12"],
  });
});
