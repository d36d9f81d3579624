/** What do the main figures say in a terminal, or to a program? */
import { readPlan } from "../sources/plan";
import { loadDigest } from "../store/reports/digest";
import { loadNow } from "../store/reports/now";
import { loadTierOne } from "../store/reports/tier-one";
import { loadTimes } from "../store/reports/times";
import { loadTrends } from "../store/reports/trends";
import type { Database } from "../store/transaction";
import { noPlan, refused } from "./refusing";
import type { Outcome } from "./refusing";
import { reportText } from "./report-text";
import { lastDays, readSince } from "./since";

export type ReportOptions = {
  plan: string;
  desk: string;
  since?: string;
  component?: string;
  site?: string;
  json?: true;
};

const DAY = 86_400_000;
/** Without --since. */
const LOOKS_BACK_DAYS = 30;
/** What the figures of a report on ten years would still say. */
const MOST_DAYS = 3660;

export async function report(options: ReportOptions, database: Database, now: Date): Promise<Outcome> {
  const since = readSince(options.since, now, lastDays(LOOKS_BACK_DAYS, now));
  if (typeof since === "string") return refused(since);
  if (since < lastDays(MOST_DAYS, now))
    return refused(`--since ${options.since}: a report looks back ${MOST_DAYS} days at the most.`);
  const { plan, problems } = await readPlan(options.plan);
  if (!plan) return noPlan(problems);
  const unknown = unknownIn(plan, options);
  if (unknown !== undefined) return refused(unknown);
  const { desk, component, site } = options;
  const which = { desk, ...(component !== undefined && { component }), ...(site !== undefined && { site }) };
  const filter = { ...which, from: since, until: now, zone: plan.timezone };
  const [unresolved, times, trends, tierOne, digest] = await Promise.all([
    loadNow(database, which, now),
    loadTimes(database, filter, "week"),
    loadTrends(database, filter, "week"),
    loadTierOne(database, filter, "week"),
    loadDigest(database, filter),
  ]);
  // Whose words they are is nothing for a report that is passed on.
  const { ahead: _ahead, missed: _missed, incidents, ...counts } = unresolved;
  const told = {
    days: Math.ceil((now.getTime() - since.getTime()) / DAY),
    from: filter.from,
    until: now,
    now: { ...counts, incidents: incidents.length },
    digest: digest.figures,
    times,
    trends,
    tierOne,
  };
  return { text: options.json ? JSON.stringify(told) : reportText(told), exitCode: 0 };
}

export type Told = {
  days: number;
  from: Date;
  until: Date;
  now: Omit<Awaited<ReturnType<typeof loadNow>>, "ahead" | "missed" | "incidents"> & { incidents: number };
  digest: Awaited<ReturnType<typeof loadDigest>>["figures"];
  times: Awaited<ReturnType<typeof loadTimes>>;
  trends: Awaited<ReturnType<typeof loadTrends>>;
  tierOne: Awaited<ReturnType<typeof loadTierOne>>;
};

type Named = { components: { key: string }[]; sites: { key: string }[] };

function unknownIn(
  { components, sites }: Named,
  { component, site, plan }: ReportOptions,
): string | undefined {
  const missing = (what: string, key: string | undefined, known: { key: string }[]) =>
    key === undefined || known.some((each) => each.key === key)
      ? undefined
      : `${plan} has no ${what} "${key}". It has: ${known.map((each) => each.key).join(", ")}.`;
  return missing("component", component, components) ?? missing("site", site, sites);
}
