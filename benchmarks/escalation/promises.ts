// What has been promised for one ticket, and when must it be warned of and missed? Written from the plan's words alone, apart from
// the code under test: working time is used up while a promise runs, and nothing else is remembered.

import type { EscalationPlan, Priority, TargetKind, TierNumber } from "../../src/plan/plan";
import type { WorkingTime } from "./working-time";

const MINUTE = 60_000;

/** `used`: working milliseconds until `since`, from when on it runs; paused without. */
type Promised = {
  kind: TargetKind;
  tier: TierNumber;
  total: number;
  used: number;
  since?: number;
  isWarned: boolean;
};

export type Promises = ReturnType<typeof createPromises>;

/** Promises that are neither kept, missed nor given up. */
export function createPromises(plan: EscalationPlan, time: WorkingTime) {
  let live: Promised[] = [];

  const totalOf = (kind: TargetKind, tier: TierNumber, priority: Priority): number | undefined => {
    const said = plan.targets.find((t) => t.kind === kind && t.tier === tier && t.priority === priority);
    return said && said.minutes * MINUTE;
  };

  const after = ({ since, used }: Promised, worked: number): number | undefined =>
    since === undefined ? undefined : time.after(since, worked - used);
  const warnAt = (p: Promised): number | undefined =>
    p.isWarned ? undefined : after(p, p.total * plan.warnAt);
  const dueAt = (p: Promised): number | undefined => after(p, p.total);

  const stop = (p: Promised, now: number): Promised => {
    const { since, ...rest } = p;
    return since === undefined ? p : { ...rest, used: p.used + time.between(since, now) };
  };

  return {
    begin(kind: TargetKind, tier: TierNumber, priority: Priority, now: number): void {
      const total = totalOf(kind, tier, priority);
      if (total !== undefined) live.push({ kind, tier, total, used: 0, since: now, isWarned: false });
    },
    pause(now: number): void {
      live = live.map((p) => stop(p, now));
    },
    resume(now: number): void {
      live = live.map((p) => ({ since: now, ...p }));
    },
    /** Another priority is another promise, with what is used up already: it is warned of anew. */
    retime(priority: Priority, now: number): void {
      live = live.flatMap((p) => {
        const total = totalOf(p.kind, p.tier, priority);
        if (total === undefined) return [];
        const { since: _since, ...stopped } = stop(p, now);
        return [{ ...stopped, total, isWarned: false, ...(p.since !== undefined && { since: now }) }];
      });
    },
    end(kinds: TargetKind[]): void {
      live = live.filter(({ kind }) => !kinds.includes(kind));
    },
    isRunning: (kinds: TargetKind[]): boolean =>
      live.some(({ kind, since }) => since !== undefined && kinds.includes(kind)),
    has: (kinds: TargetKind[]): boolean => live.some(({ kind }) => kinds.includes(kind)),
    /** How far from its moment a warning comes; undefined: nothing calls for one. */
    warned(kind: TargetKind, now: number): number | undefined {
      const found = live.find((p) => p.kind === kind && !p.isWarned);
      const at = found && warnAt(found);
      if (found) found.isWarned = true;
      return at === undefined ? undefined : now - at;
    },
    breached(kind: TargetKind, now: number): number | undefined {
      const found = live.find((p) => p.kind === kind);
      const at = found && dueAt(found);
      live = live.filter((p) => p !== found);
      return at === undefined ? undefined : now - at;
    },
    /** What should have been told before `now`; each thing once. Where warning and breach fall together, the breach is enough. */
    missed(now: number): string[] {
      return live.flatMap((p) => {
        const [warn, due] = [warnAt(p), dueAt(p)];
        if (due !== undefined && due < now) {
          live = live.filter((other) => other !== p);
          return [`the breach of its ${p.kind} was not told`];
        }
        if (warn === undefined || due === undefined || warn >= now || warn + 2000 >= due) return [];
        p.isWarned = true;
        return [`the warning of its ${p.kind} was not given`];
      });
    },
  };
}
