// Which hours of the week does a calendar's `hours` section mean?

import type { Span } from "./plan";
import { isRefusal, readSpan, readWeekdays } from "./times";
import type { Refusal } from "./times";

/** `path` leads from the `hours` section to what is wrong. */
type HoursRefusal = Refusal & { path: (string | number)[] };

/** Reads `mon-fri: 07:00-16:30` and `sat: [09:00-12:00, 13:00-15:00]`. `hours[0]` is Monday; spans come in order. */
export function readHours(written: Record<string, unknown>): { hours: Span[][]; refusals: HoursRefusal[] } {
  const hours: Span[][] = Array.from({ length: 7 }, () => []);
  const refusals: HoursRefusal[] = [];
  for (const [key, value] of Object.entries(written)) {
    const days = readWeekdays(key);
    const spans = readSpans(key, value, refusals);
    if (isRefusal(days)) refusals.push({ ...days, path: [key] });
    else for (const day of days) hours[day]?.push(...spans);
  }
  const joined = hours.map(joinSpans);
  if (joined.some((spans) => spans === undefined)) refusals.push(overlapping());
  if (refusals.length === 0 && hours.every((spans) => spans.length === 0)) refusals.push(noHours());
  return { hours: joined.map((spans) => spans ?? []), refusals };
}

function readSpans(key: string, value: unknown, refusals: HoursRefusal[]): Span[] {
  const isList = Array.isArray(value);
  return (isList ? value : [value]).flatMap((each: unknown, i) => {
    const span = readSpan(typeof each === "string" ? each : JSON.stringify(each));
    if (!isRefusal(span)) return [span];
    refusals.push({ ...span, path: isList ? [key, i] : [key] });
    return [];
  });
}

/** In order, with spans that touch made one; undefined when two overlap. */
function joinSpans(spans: readonly Span[]): Span[] | undefined {
  const joined: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && span.from < last.to) return undefined;
    if (last && span.from === last.to) joined[joined.length - 1] = { from: last.from, to: span.to };
    else joined.push(span);
  }
  return joined;
}

const overlapping = (): HoursRefusal => ({
  path: [],
  message: "Two spans of one day overlap.",
  fix: "Write each hour once: `mon-thu: 07:00-16:30` and `fri: 07:00-13:00`, not `mon-fri` with `fri`.",
});

const noHours = (): HoursRefusal => ({
  path: [],
  message: "The calendar has no hours, so no time would ever pass in it.",
  fix: "Write at least one span: `mon-fri: 07:00-16:30`.",
});
