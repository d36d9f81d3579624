/** How are figures and moments said on the dashboard? */
import { DateTime } from "luxon";
import { minutesInWords } from "../../desk/wording";
import { percent as percentInWords } from "../../knowledge/say-reason";
import type { EscalationPlan } from "../../plan/plan";

const numbers = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** What is not known is a dash, never a zero. */
export const NOTHING = "–";

export const count = (value: number | null): string => (value === null ? NOTHING : numbers.format(value));

export const percent = (share: number | null): string => (share === null ? NOTHING : percentInWords(share));

/** "45 min", "3 h 20 min", "5 d 4 h": days are of 24 hours, so they are only said of time on the clock. */
export function duration(minutes: number | null, days = false): string {
  if (minutes === null) return NOTHING;
  const whole = Math.round(minutes);
  if (whole < 1) return "under 1 min";
  if (!days || whole < 2880) return minutesInWords(whole >= 600 ? Math.round(whole / 30) * 30 : whole);
  const hours = Math.round(whole / 60);
  const rest = hours % 24;
  return `${Math.floor(hours / 24)} d${rest > 0 ? ` ${rest} h` : ""}`;
}

/** For an axis, where every step is round. */
export const shortDuration = (minutes: number): string =>
  minutes >= 60 ? `${numbers.format(minutes / 60)} h` : `${numbers.format(minutes)} min`;

export const rating = (mean: number | null): string => (mean === null ? NOTHING : mean.toFixed(1));

export const at = (moment: Date, zone: string): string =>
  DateTime.fromJSDate(moment, { zone }).setLocale("en").toFormat("ccc d LLL yyyy, HH:mm");

export const clockTime = (moment: Date, zone: string): string =>
  DateTime.fromJSDate(moment, { zone }).toFormat("HH:mm");

/** The age of something: "3 h", "12 d". */
export function age(from: Date, now: Date): string {
  const minutes = Math.max(0, (now.getTime() - from.getTime()) / 60_000);
  if (minutes < 60) return `${Math.floor(minutes)} min`;
  return minutes < 2880 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`;
}

/** "in 2 h" or "3 h ago". */
export const untilOrSince = (moment: Date, now: Date): string =>
  moment < now ? `${age(moment, now)} ago` : `in ${age(now, moment)}`;

/** "2 Mar", "week of 2 Mar", "Mar 2026" for the first day of a period. */
export function periodName(start: string, unit: "day" | "week" | "month"): string {
  const day = DateTime.fromISO(start).setLocale("en");
  return day.toFormat(unit === "month" ? "LLL yyyy" : "d LLL");
}

export const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

export const componentName = (plan: EscalationPlan, key: string | null): string =>
  key === null ? "Not known" : (plan.components.find((one) => one.key === key)?.name ?? key);

export const siteName = (plan: EscalationPlan, key: string | null): string =>
  key === null ? "Not known" : (plan.sites.find((one) => one.key === key)?.name ?? key);

export const tierName = (plan: EscalationPlan, number: number): string => {
  const name = plan.tiers.find((tier) => tier.number === number)?.name;
  return name === undefined ? `Tier ${number}` : `Tier ${number}, ${name}`;
};
