/** Which days, component, site and tier does somebody look at? Read from the page's address, so that a view can be kept and sent. */
import { DateTime } from "luxon";
import type { EscalationPlan } from "../../plan/plan";
import type { PeriodUnit, ReportFilter } from "../../store/reports/filter";

export const PRESETS = [7, 30, 90, 365] as const;
const USUAL_DAYS = 30;
/** Of something that a ticket does not have: `component=none`. */
export const NONE = "none";
/** A span of more is cut, in days. */
const LONGEST = 3660;

/** `days`: the preset, where it is one. `firstDay`, `lastDay`: ISO dates, both in. */
export type Filter = {
  days?: number;
  firstDay: string;
  lastDay: string;
  from: Date;
  until: Date;
  zone: string;
  component?: string | null;
  site?: string | null;
  tier?: number;
};

/** What cannot be read, or names nothing of the plan, is left out. */
export function readFilter(query: URLSearchParams, plan: EscalationPlan, now: Date): Filter {
  const zone = plan.timezone;
  const today = DateTime.fromJSDate(now, { zone }).startOf("day");
  const span = givenSpan(query, today) ?? presetSpan(query, today);
  const component = keyOf(query.get("component"), plan.components);
  const site = keyOf(query.get("site"), plan.sites);
  const tier = plan.tiers.find(({ number }) => number > 1 && String(number) === query.get("tier"))?.number;
  return {
    ...(span.days !== undefined && { days: span.days }),
    firstDay: span.first.toFormat("yyyy-MM-dd"),
    lastDay: span.last.toFormat("yyyy-MM-dd"),
    from: span.first.toJSDate(),
    until: span.last.plus({ days: 1 }).toJSDate(),
    zone,
    ...(component !== undefined && { component }),
    ...(site !== undefined && { site }),
    ...(tier !== undefined && { tier }),
  };
}

type Span = { first: DateTime; last: DateTime; days?: number };

/** The form sends its two days also when only a site was chosen in it: those of a preset are that preset still. */
function givenSpan(query: URLSearchParams, today: DateTime): Span | undefined {
  const [from, to] = [query.get("from"), query.get("to")].map((day) => dayOf(day, today.zoneName ?? "utc"));
  if (!from || !to) return undefined;
  const [first, last] = from <= to ? [from, to] : [to, from];
  const earliest = last.minus({ days: LONGEST });
  const days = PRESETS.find((n) => +last === +today && +first === +today.minus({ days: n - 1 }));
  return { first: first < earliest ? earliest : first, last, ...(days !== undefined && { days }) };
}

function dayOf(text: string | null, zone: string): DateTime | undefined {
  if (text === null || !/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const day = DateTime.fromISO(text, { zone });
  return day.isValid && day.year >= 2000 ? day : undefined;
}

function presetSpan(query: URLSearchParams, today: DateTime): Span {
  const asked = Number(query.get("days"));
  const days = PRESETS.find((preset) => preset === asked) ?? USUAL_DAYS;
  return { first: today.minus({ days: days - 1 }), last: today, days };
}

function keyOf(asked: string | null, known: { key: string }[]): string | null | undefined {
  if (asked === NONE) return null;
  return known.find(({ key }) => key === asked)?.key;
}

export const reportFilter = (desk: string, filter: Filter): ReportFilter => {
  const { days: _days, firstDay: _first, lastDay: _last, ...rest } = filter;
  return { desk, ...rest };
};

/** Steps of which a screen shows some dozens at most. */
export function unitOf({ from, until }: Filter): PeriodUnit {
  const days = (until.getTime() - from.getTime()) / 86_400_000;
  if (days <= 45) return "day";
  return days <= 200 ? "week" : "month";
}

/** The same view as fields of an address. What is usual is left out. */
export function partsOf(filter: Filter): Record<string, string> {
  const named = (value: string | null | undefined) => (value === null ? NONE : value);
  const dates: Record<string, string | undefined> =
    filter.days === undefined
      ? { from: filter.firstDay, to: filter.lastDay }
      : { days: filter.days === USUAL_DAYS ? undefined : String(filter.days) };
  return given({
    ...dates,
    component: named(filter.component),
    site: named(filter.site),
    tier: filter.tier === undefined ? undefined : String(filter.tier),
  });
}

const given = (parts: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(parts).filter((part): part is [string, string] => part[1] !== undefined));

/** `?days=30&site=high`. `changes`: what is to be different; undefined leaves a part out. */
export function queryOf(filter: Filter, changes: Record<string, string | undefined> = {}): string {
  const parts = new URLSearchParams(given({ ...partsOf(filter), ...changes })).toString();
  return parts === "" ? "" : `?${parts}`;
}
