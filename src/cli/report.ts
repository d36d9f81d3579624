/** What do the main figures say in a terminal, or to a program? */
import { readPlan } from "../sources/plan";
import { loadDigest } from "../store/reports/digest";
import { loadNow } from "../store/reports/now";
import { loadTierOne } from "../store/reports/tier-one";
import { loadTimes } from "../store/reports/times";
import { loadTrends } from "../store/reports/trends";
import type { Database } from "../store/transaction";
import { reportText } from "./report-text";

export type ReportOptions = {
  plan: string;
  desk: string;
  days: string;
  component?: string;
  site?: string;
  json?: true;
};

type Outcome = { text: string; exitCode: 0 | 1 };

const DAY = 86_400_000;
/** What the figures of a report on ten years would still say. */
const MOST_DAYS = 3660;

export async function report(options: ReportOptions, database: Database, now: Date): Promise<Outcome> {
  const days = Number(options.days);
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    return { text: `--days takes a number from 1 to ${MOST_DAYS}, not "${options.days}".`, exitCode: 1 };
  const { plan, problems } = await readPlan(options.plan);
  if (!plan)
    return { text: `${problems[0]?.message ?? ""} \`tierdesk plan check\` has the details.`, exitCode: 1 };
  const unknown = unknownIn(plan, options);
  if (unknown !== undefined) return { text: unknown, exitCode: 1 };
  const { desk, component, site } = options;
  const which = { desk, ...(component !== undefined && { component }), ...(site !== undefined && { site }) };
  const filter = { ...which, from: new Date(now.getTime() - days * DAY), until: now, zone: plan.timezone };
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
    days,
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
