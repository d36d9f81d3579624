/** How does a desk hear that its plan was read, at the start and after each edit? As an event like any other. */
import type { DeskEvent } from "../desk/events";
import type { Log } from "../log";
import type { Problem } from "../plan/plan";
import { errorName } from "../store/transaction";

type Receiving = {
  desks: readonly string[];
  receive: (event: DeskEvent) => Promise<void>;
  now: () => Date;
  log: Log;
};

export type PlanNews = {
  /** Files are read before there is a database: what is told by then goes in with `start`. */
  changed(desk: string, problems: Problem[]): void;
  /** Resolves when each desk's event is stored. */
  start(receiving: Receiving): Promise<void>;
  stop(): void;
};

/** Soon after a database that was away is back, in milliseconds. */
const AGAIN_AFTER = 10_000;

export function createPlanNews(againAfterMs = AGAIN_AFTER): PlanNews {
  const last = new Map<string, Problem[]>();
  const again = new Map<string, NodeJS.Timeout>();
  let receiving: Receiving | undefined;

  /** As the plan is by now, until it is stored. */
  async function tell(desk: string): Promise<void> {
    clearTimeout(again.get(desk));
    if (!receiving) return;
    const { receive, now, log } = receiving;
    try {
      await receive(planRead(desk, last.get(desk) ?? [], now()));
    } catch (error) {
      log.error("rules.not_told", { desk, error: errorName(error) });
      tellAgain(desk);
    }
  }

  function tellAgain(desk: string): void {
    clearTimeout(again.get(desk));
    if (!receiving) return;
    const timer = setTimeout(() => void tell(desk), againAfterMs);
    again.set(desk, timer);
  }

  return {
    changed(desk, problems) {
      last.set(desk, problems);
      void tell(desk);
    },
    async start(parts) {
      receiving = parts;
      for (const desk of parts.desks) await parts.receive(planRead(desk, last.get(desk) ?? [], parts.now()));
    },
    stop() {
      receiving = undefined;
      for (const timer of again.values()) clearTimeout(timer);
    },
  };
}

/** Each reading is a thing of its own; that the same errors are told once, the desk sees to. */
const planRead = (desk: string, problems: Problem[], at: Date): DeskEvent => ({
  id: `plan-read/${desk}/${at.toISOString()}`,
  type: "plan_read",
  at,
  desk,
  errors: problems
    .filter(({ severity }) => severity === "error")
    .map(({ file, line, message, fix }) => ({ file, line, message, fix })),
});
