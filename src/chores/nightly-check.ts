/** How is the plan checked at night? The platforms are asked outside of every transaction; what they say comes in as an event. */
import type { DeskEvent, PlanFinding } from "../desk/events";
import type { Log } from "../log";
import { errorName } from "../store/transaction";

export type NightlyCheck = {
  /** Begins to ask, once for each moment, however often it is called. */
  begin(desk: string, dueAt: Date): void;
  /** What is found from now on is forgotten: its moment stays due, and the next start asks again. */
  stop(): void;
  /** Resolves when nobody is being asked any more. */
  idle(): Promise<void>;
};

const NOT_ASKED: PlanFinding = {
  message: "Whether the people, groups and channels of the plan are there could not be found out.",
  fix: "Try `tierdesk plan check --live`; the log says more.",
};

export function createNightlyCheck(parts: {
  ask: (desk: string) => Promise<PlanFinding[]>;
  receive: (event: DeskEvent) => Promise<void>;
  log: Log;
}): NightlyCheck {
  const { log } = parts;
  const begun = new Map<string, string>();
  let running: Promise<void> = Promise.resolve();
  let stopped = false;

  /** A moment is due until the desk has handled what was found. */
  function begin(desk: string, dueAt: Date): void {
    const moment = dueAt.toISOString();
    if (begun.get(desk) === moment) return;
    begun.set(desk, moment);
    running = Promise.all([running, check(desk, dueAt)]).then(() => undefined);
  }

  async function check(desk: string, dueAt: Date): Promise<void> {
    const findings = await parts.ask(desk).catch((error: unknown): PlanFinding[] => {
      log.error("plan.not_checked", { desk, error: errorName(error) });
      return [NOT_ASKED];
    });
    if (stopped) return;
    // Named by its moment: any number of processes make one event of it.
    const id = `plan-checked/${desk}/${dueAt.toISOString()}`;
    try {
      await parts.receive({ id, type: "plan_checked", at: dueAt, desk, findings });
      log.info("plan.checked", { desk, findings: findings.length });
    } catch (error) {
      log.error("plan.not_checked", { desk, error: errorName(error) });
      begun.delete(desk);
    }
  }

  return { begin, stop: () => void (stopped = true), idle: () => running };
}
