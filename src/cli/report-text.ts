/** How do the main figures read in a terminal? */
import type { Spread, Times } from "../store/reports/times";
import type { Told } from "./report";
import { percent } from "../knowledge/say-reason";
import { dayOf } from "./saying";

/** docs/figures.md says what each figure is. */
export function reportText({ days, from, until, now, digest, times, trends, tierOne }: Told): string {
  const changes = digest.map((figure) =>
    line(DIGEST[figure.name], shown(figure.now, figure.unit), `before: ${shown(figure.before, figure.unit)}`),
  );
  const ended = trends.periods.reduce(
    (sum, { resolved, confirmed }) => ({
      resolved: sum.resolved + resolved,
      confirmed: sum.confirmed + confirmed,
    }),
    { resolved: 0, confirmed: 0 },
  );
  return [
    `Now: ${now.unresolved} unresolved, ${now.unassigned} of them nobody's, ${now.byDue[0]?.count ?? 0} overdue.`,
    `Waiting: ${now.waitingOn.us} for us, ${now.waitingOn.requester} for the requester, ${now.waitingOn.vendor} for a vendor.`,
    `Open incidents: ${now.incidents}. On the list: ${now.listed}. Failed deliveries: ${now.failedDeliveries}.`,
    "",
    `The last ${days} days, ${dayOf(from)} to ${dayOf(until)}, and as many before:`,
    ...changes,
    line("resolved", String(ended.resolved), `confirmed by the requester: ${ended.confirmed}`),
    line(
      "Tier 1",
      String(tierOne.asked),
      `asked; ${tierOne.confirmed} confirmed, ${tierOne.silent} silent, ${tierOne.failed} failed, ${tierOne.notFound} not found`,
    ),
    "",
    HEAD,
    timesLine("all", times.all),
    ...times.byTier.map((row) => timesLine(`Tier ${row.tier}`, row)),
    ...times.byComponent.map((row) => timesLine(row.component ?? "no component", row)),
    ...times.bySite.map((row) => timesLine(row.site ?? "no site", row)),
    "",
    "Half took the first time or less, nine in ten the second. Business time; docs/figures.md says what counts.",
  ].join("\n");
}

const DIGEST: Record<Told["digest"][number]["name"], string> = {
  opened: "opened",
  first_response: "first response, half within",
  resolution: "resolution, half within",
  promises_kept: "promises kept",
  tier_one_confirmed: "Tier 1 confirmed",
};

const line = (name: string, figure: string, more: string): string =>
  `  ${name.padEnd(28)}${figure.padStart(10)}   ${more}`;

function shown(value: number | null, unit: Told["digest"][number]["unit"]): string {
  if (value === null) return "-";
  if (unit === "share") return percent(value);
  return unit === "minutes" ? duration(value) : String(value);
}

/** Minutes as people say them. Hours of business: no days, for a working day is none of 24 hours. */
export function duration(minutes: number): string {
  const whole = Math.round(minutes);
  return whole < 60 ? `${whole} min` : `${Math.floor(whole / 60)} h ${String(whole % 60).padStart(2, "0")}`;
}

const COLUMNS = ["first response", "resolution", "promises kept"] as const;
const WIDTHS = [22, 22, 15];
const HEAD = `  ${"".padEnd(20)}${COLUMNS.map((name, i) => name.padStart(WIDTHS[i] ?? 0)).join("")}`;

function timesLine(
  name: string,
  { firstResponse, resolution, responsePromises, resolutionPromises }: Times,
): string {
  const kept = responsePromises.kept + resolutionPromises.kept;
  const judged = kept + responsePromises.missed + resolutionPromises.missed;
  const cells = [both(firstResponse.work), both(resolution.work), judged > 0 ? percent(kept / judged) : "-"];
  return `  ${name.slice(0, 20).padEnd(20)}${cells.map((cell, i) => cell.padStart(WIDTHS[i] ?? 0)).join("")}`;
}

const both = ({ p50, p90 }: Spread): string =>
  p50 === null || p90 === null ? "-" : `${duration(p50)} / ${duration(p90)}`;
