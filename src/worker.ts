/** How does what waits in the database get picked up at once, several at a time? Inbox and outbox both work like this. */

export type Worker = {
  /** There may be something to do: call it after anything was stored. */
  nudge(): void;
  /** There will be something to do in so many milliseconds. An earlier call stays in force. */
  nudgeIn(ms: number): void;
  start(): void;
  /** Resolves when nothing is being done and nothing was found to do. */
  idle(): Promise<void>;
  /** Takes nothing new; resolves when all that was begun is done, or after `withinMs`. False: something was still going on. */
  stop(withinMs: number): Promise<boolean>;
};

/** Does one thing; false: there was nothing to do. A throw is told to `onError` and counts as nothing. */
export type Step = () => Promise<boolean>;

/** `pollMs`: how often it looks without being nudged, for what other processes stored. */
export function createWorker(options: {
  step: Step;
  slots: number;
  pollMs: number;
  onError: (error: unknown) => void;
}): Worker {
  let busy = 0;
  let again = false;
  let stopped = false;
  let waiters: (() => void)[] = [];
  let poll: NodeJS.Timeout | undefined;
  const timers = new Set<NodeJS.Timeout>();

  async function runSlot(): Promise<void> {
    try {
      // Where two things were, more may be: one slot more.
      for (let done = 1; !stopped && (await options.step()); done++) if (done > 1) nudge();
    } catch (error) {
      options.onError(error);
    }
    busy--;
    if (again) nudge();
    if (busy > 0) return;
    for (const done of waiters.splice(0)) done();
  }

  /** All slots busy: one of them looks once more before it ends, so no nudge is lost. */
  function nudge(): void {
    if (stopped) return;
    again = busy >= options.slots;
    if (again) return;
    busy++;
    void runSlot();
  }

  const idle = (): Promise<void> =>
    busy === 0 ? Promise.resolve() : new Promise((resolve) => waiters.push(resolve));

  return {
    nudge,
    nudgeIn(ms) {
      if (stopped) return;
      const timer = setTimeout(
        () => {
          timers.delete(timer);
          nudge();
        },
        Math.max(0, ms),
      );
      timers.add(timer);
    },
    start() {
      nudge();
      poll = setInterval(nudge, options.pollMs);
    },
    idle,
    async stop(withinMs) {
      stopped = true;
      clearInterval(poll);
      for (const timer of timers) clearTimeout(timer);
      let limit: NodeJS.Timeout | undefined;
      const late = new Promise<false>((resolve) => (limit = setTimeout(() => resolve(false), withinMs)));
      const done = await Promise.race([idle().then(() => true as const), late]);
      clearTimeout(limit);
      return done;
    },
  };
}
