/** When do people's words go, as the plan says? Beside the desk's work, a little at a time. */
import type { Retention as Kept } from "../plan/plan";
import type { Log } from "../log";
import { recordAudit } from "../store/audit";
import { removeUntold } from "../store/late-answers";
import { removeOtherTexts, removeQuestionTexts, removeTicketTexts } from "../store/retention";
import type { Batch } from "../store/retention";
import { errorName, type Database } from "../store/transaction";

export type Retention = {
  /** Looks at once, and then every `everyMs`. */
  start(): void;
  /** Removes all that is due; resolves when it is done. */
  run(): Promise<void>;
  stop(): Promise<void>;
};

const DAY = 86_400_000;
/** As many tickets are emptied in some tenths of a second (benchmarks/retention.ts): no lock is held for longer. */
const BATCH = 200;
/** So long the database has for the desk's own work, in milliseconds. */
const PAUSE = 50;
/** Words about no matter of anybody's: as long as handled events are known. */
const OTHER_WORDS_DAYS = 30;
/** No question is answered late after more days than that (plan/schema.ts). */
const UNTOLD_DAYS = 90;

type Removed = { tickets: number; questions: number };

export function createRetention(parts: {
  database: Database;
  desks: readonly string[];
  /** As the desk's plan says now. Undefined: all is kept. */
  keptFor: (desk: string) => Kept | undefined;
  now: () => Date;
  everyMs: number;
  log: Log;
}): Retention {
  const { database, now, log } = parts;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let stopped = false;

  /** Until a batch is not full. */
  async function removeAll(
    days: number | undefined,
    remove: (batch: Pick<Batch, "before" | "now" | "limit">) => Promise<number>,
  ): Promise<number> {
    if (days === undefined) return 0;
    const at = now();
    const before = new Date(at.getTime() - days * DAY);
    let removed = 0;
    for (let batch = BATCH; batch === BATCH && !stopped; removed += batch) {
      batch = await remove({ before, now: at, limit: BATCH });
      if (batch === BATCH) await pause();
    }
    return removed;
  }

  async function runFor(desk: string): Promise<void> {
    await removeAll(UNTOLD_DAYS, (due) => removeUntold(database, { desk, ...due }));
    const kept = parts.keptFor(desk);
    const removed: Removed = {
      tickets: await removeAll(kept?.ticketsDays, (due) => removeTicketTexts(database, { desk, ...due })),
      questions: await removeAll(kept?.questionsDays, (due) =>
        removeQuestionTexts(database, { desk, ...due }),
      ),
    };
    if (removed.tickets + removed.questions === 0) return;
    log.info("retention.removed", { desk, ...removed });
    const subject = `${removed.tickets} tickets, ${removed.questions} questions`;
    await recordAudit(database, desk, { at: now(), ...THE_PLAN, action: "texts_removed", subject });
  }

  const trouble = (error: unknown, desk?: string): void =>
    log.error("retention.trouble", { ...(desk !== undefined && { desk }), error: errorName(error) });

  /** What is wrong with one desk holds up no other. */
  async function run(): Promise<void> {
    for (const desk of parts.desks) await runFor(desk).catch((error: unknown) => trouble(error, desk));
    await removeAll(OTHER_WORDS_DAYS, (due) => removeOtherTexts(database, due)).catch((error: unknown) =>
      trouble(error),
    );
  }

  async function runAndWait(): Promise<void> {
    await run();
    if (!stopped) timer = setTimeout(begin, parts.everyMs);
  }

  const begin = (): void => void (running = runAndWait());

  return {
    start: begin,
    run,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

const THE_PLAN = { byId: "plan", byName: "the plan's retention" };

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE));
