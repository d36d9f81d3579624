/** How does the desk learn of what people did? One act after the other, each again until the desk has stored it. */
import { setTimeout } from "node:timers/promises";
import type { Receive } from "../platform";
import type { Change } from "./changes";
import { parseAct } from "./parse";
import type { SandboxLog, Setup } from "./setup";
import type { World } from "./world";

/** Milliseconds before a refused event is given again: doubled each time, up to the longest. */
const FIRST_WAIT = 100;
const LONGEST_WAIT = 5_000;

export type Giving = {
  /** Something is pending. */
  wake(): void;
  /** Resolves when no event is half taken. What was not taken is given at the next start. */
  stop(): Promise<void>;
};

export function startGiving(
  setup: Setup,
  world: World,
  record: (change: Change) => void,
  receive: Receive,
  log: SandboxLog,
): Giving {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;

  async function giveAll(): Promise<void> {
    let wait = FIRST_WAIT;
    for (let act = world.pending[0]; act && !stopping.signal.aborted; act = world.pending[0]) {
      try {
        const event = parseAct(setup, world, act);
        // One after the other: an edit never overtakes its message.
        if (event) await receive(event);
        record({ type: "given", id: act.id });
        wait = FIRST_WAIT;
      } catch (error) {
        log.warn(
          { event: act.id, error: errorName(error) },
          "The desk did not take an event; it is given again",
        );
        await pause(wait);
        wait = Math.min(wait * 2, LONGEST_WAIT);
      }
    }
  }

  const pause = (milliseconds: number) =>
    setTimeout(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);

  const wake = () => {
    if (stopping.signal.aborted || running) return;
    running = giveAll().finally(() => {
      running = undefined;
      if (world.pending.length > 0) wake();
    });
  };

  return {
    wake,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** The kind of error only: its message may quote what people wrote. */
const errorName = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
