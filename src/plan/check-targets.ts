// Is each promise made once, and can it be kept within a lifetime of tickets?

import { complain, valuesAt } from "./checking";
import type { Path, PlanText } from "./plan-text";
import { isRefusal, readDuration } from "./times";

const KINDS = ["hand_over", "first_response", "next_response", "resolution"];

/** Longer is a slip (`30d` for `30m` is one): a year of working days. */
const MOST_DAYS = 260;
const MOST_MINUTES = MOST_DAYS * 24 * 60;

export function checkTargets(plan: PlanText): void {
  const before = new Map<string, number>();
  valuesAt(plan.value, "targets.*").forEach(({ path, value }) => {
    const tier = valuesAt(value, "tier")[0]?.value;
    for (const kind of KINDS)
      for (const found of valuesAt(value, `${kind}.*`)) {
        const at = [...path, ...found.path];
        const priority = String(found.path.at(-1));
        const name = `${String(tier)} ${kind} ${priority}`;
        const line = before.get(name);
        if (line !== undefined)
          complain(
            plan,
            at,
            `Tier ${String(tier)} has a second ${kind} target for ${priority} (the first is on line ${line}).`,
            "Keep one of the two.",
          );
        before.set(name, line ?? plan.lineOf(at));
        checkLength(plan, at, found.value);
      }
  });
  checkUpdates(plan);
}

/** An update for the requester is asked for in working time, which only a calendar knows. */
function checkUpdates(plan: PlanText): void {
  const hasCalendar = valuesAt(plan.value, "calendars.*").length > 0;
  for (const { path, value } of valuesAt(plan.value, "tiers.*.follow_up.update_requester_every")) {
    checkLength(plan, path, value);
    if (!hasCalendar)
      complain(plan, path, "The plan has no calendar to count this in.", "Add one under `calendars`.");
  }
}

export function checkLength(plan: PlanText, path: Path, written: unknown): void {
  const duration = typeof written === "string" ? readDuration(written) : undefined;
  if (!duration || isRefusal(duration)) return;
  if (duration.days <= MOST_DAYS && duration.minutes <= MOST_MINUTES) return;
  complain(plan, path, `\`${String(written)}\` is more than a year.`, `Write ${MOST_DAYS}d at most.`);
}
