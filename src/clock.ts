/** How does time become events? */
import type { DeadlineSubject, DeskEvent } from "./desk/events";
import { dueDeadlines, nextDeadlineAt, type Deadline } from "./store/deadlines";
import { pruneInbox } from "./store/inbox";
import { errorName, type Database } from "./store/transaction";
import type { Log } from "./log";

export type Clock = {
  start(): void;
  /** Makes an event of each deadline that has come; resolves when all are stored. */
  tick(): Promise<void>;
  stop(): Promise<void>;
};

const atOnce = 100;
const dayMs = 86_400_000;
/** No platform delivers anything again after so long. */
const keepHandledDays = 30;
const pruneBatch = 1000;

/**
 * Asks at the moment the earliest deadline comes, and at least every `everyMs` for deadlines that other processes have set
 * meanwhile. `receive` stores an event; the same deadline told twice is one event.
 */
export function createClock(parts: {
  database: Database;
  receive: (event: DeskEvent) => Promise<void>;
  now: () => Date;
  everyMs: number;
  log: Log;
  /** Those that are served: where no file names a desk any more, nothing is done by itself. Left out: all. */
  desks?: readonly string[];
  /** Begins to ask whether the plan holds; what is found comes in as an event. Without it nobody is asked. */
  checkPlan?: (desk: string, dueAt: Date) => void;
}): Clock {
  const { database, receive, now, log } = parts;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let nextPrune = 0;

  async function tick(): Promise<void> {
    // What was told already is not due any more once it is handled; until then telling it again changes nothing.
    for (const deadline of await dueDeadlines(database, now(), atOnce, parts.desks)) {
      const { subject, dueAt } = deadline;
      // It asks the platforms, which takes its time, and may not be done while the desk decides.
      if ("duty" in subject && subject.duty === "check") parts.checkPlan?.(subject.desk, dueAt);
      else await receive(toEvent(deadline));
    }
    if (now().getTime() >= nextPrune) await prune();
  }

  async function prune(): Promise<void> {
    nextPrune = now().getTime() + dayMs;
    const before = new Date(now().getTime() - keepHandledDays * dayMs);
    let pruned = 0;
    let batch: number;
    do pruned += batch = await pruneInbox(database, before, pruneBatch);
    while (batch === pruneBatch && !stopped);
    log.info("clock.pruned", { events: pruned });
  }

  async function tickAndSleep(): Promise<void> {
    let sleepMs = parts.everyMs;
    const asked = now(); // what comes due while we ask is the next deadline, not a past one
    try {
      await tick();
      const next = await nextDeadlineAt(database, asked);
      if (next) sleepMs = Math.min(sleepMs, Math.max(0, next.getTime() - now().getTime()));
    } catch (error) {
      log.error("clock.trouble", { error: errorName(error) });
    }
    if (!stopped) timer = setTimeout(run, sleepMs);
  }

  const run = (): void => {
    running = tickAndSleep();
  };

  return {
    start: run,
    tick,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/**
 * Named by its subject, moment and version: any number of processes make one event of it, and what is due at the same moment
 * again after a change is another one.
 */
function toEvent({ subject, dueAt, version }: Deadline): DeskEvent {
  return {
    id: `deadline/${nameOf(subject)}/${dueAt.toISOString()}/${version}`,
    type: "deadline_reached",
    at: dueAt,
    subject,
    dueAt,
  };
}

function nameOf(subject: DeadlineSubject): string {
  if ("duty" in subject) return `desk/${subject.desk}/${subject.duty}`;
  return "ticket" in subject ? `ticket/${subject.ticket}` : `conversation/${subject.conversation}`;
}
