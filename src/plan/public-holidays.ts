// Which days are public holidays in a country, or in one of its states?

import type Holidays from "date-holidays";
import { didYouMeanText } from "./did-you-mean";
import type { Refusal } from "./times";

const DAY = 24 * 60 * 60 * 1000;

/** Loaded when a plan first asks: a quarter of a second that most starts need not wait for. */
const library = () => require("date-holidays") as typeof Holidays;

const regions = new Map<string, Holidays>();
const years = new Map<string, ReadonlySet<string>>();

/** `US`, `US-TX`, `DE-BY`: a country's code, and a state's, as the `date-holidays` library has them. */
export function isRegion(written: string): boolean {
  const [country = "", state, ...more] = written.split("-");
  if (more.length > 0) return false;
  const all = new (library())();
  if (!Object.hasOwn(all.getCountries(), country)) return false;
  return state === undefined || Object.hasOwn(all.getStates(country) ?? {}, state);
}

export function refuseRegion(written: string): Refusal {
  const [country = ""] = written.split("-");
  const all = new (library())();
  const known = Object.hasOwn(all.getCountries(), country)
    ? Object.keys(all.getStates(country) ?? {}).map((state) => `${country}-${state}`)
    : Object.keys(all.getCountries());
  return {
    message: `\`${written}\` is not a country or state whose holidays are known.${didYouMeanText(written, known)}`,
    fix: "Write a country's code and, if you like, a state's: `US`, `US-TX`, `DE-BY`.",
  };
}

/**
 * Whole days on which public life rests, as ISO dates, those that stand in for one at a weekend too. Half holidays (a Christmas
 * Eve from noon) are not among them. Source: the `date-holidays` library, its data under CC BY 3.0.
 */
export function publicHolidays(region: string, year: number): ReadonlySet<string> {
  const key = `${region} ${year}`;
  const known = years.get(key);
  if (known) return known;
  const days = daysOf(calendarOf(region), year);
  years.set(key, days);
  return days;
}

function calendarOf(region: string): Holidays {
  const [country = "", state = ""] = region.split("-");
  const known = regions.get(region) ?? new (library())(country, state, { types: ["public"] });
  regions.set(region, known);
  return known;
}

function daysOf(calendar: Holidays, year: number): Set<string> {
  const days = new Set<string>();
  for (const { date, start, end } of calendar.getHolidays(year)) {
    if (!date.slice(11).startsWith("00:00")) continue;
    // A day on which the clock is set back has 25 hours.
    const length = Math.floor((end.getTime() - start.getTime()) / DAY + 0.1);
    const first = Date.parse(date.slice(0, 10));
    for (let day = 0; day < length; day++) days.add(new Date(first + day * DAY).toISOString().slice(0, 10));
  }
  return days;
}
