/** By which rules is an event decided now? What a desk's admins wrote, with what was learnt and found since, counted again and again. */
import type { DeskRules } from "../desk/situation";
import type { Log } from "../log";
import type { Meanings } from "../meaning/meanings";
import type { Desks } from "../sources/desks";
import type { Database } from "../store/transaction";
import { createGapFinding } from "./gap-finding";
import { createLearning } from "./learning";

/** How often it counts how answers ended, in milliseconds. A third of a second's work after 100,000 answers. */
const LEARN_EVERY = 120_000;
/** How often it looks for gaps, in milliseconds: five seconds' work after 10,000 questions, some milliseconds at a time. */
const FIND_GAPS_EVERY = 600_000;

export type RulesNow = {
  of(desk: string): DeskRules;
  /** Resolves when it has counted how answers ended. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** `more`: what only the program as a whole knows. */
export function createRulesNow(parts: {
  database: Database;
  desks: Desks;
  meanings: Meanings | undefined;
  more: () => Pick<DeskRules, "platforms" | "dashboard">;
  now: () => Date;
  log: Log;
}): RulesNow {
  const { database, desks, meanings, now, log } = parts;
  const shared = { database, desks: desks.names, now, log };
  const learning = createLearning({ ...shared, everyMs: LEARN_EVERY });
  const gaps = createGapFinding({ ...shared, rulesOf: of, meanings, everyMs: FIND_GAPS_EVERY });

  function of(desk: string): DeskRules {
    const rules = desks.rulesOf(desk);
    const experience = learning.experience(desk, rules.knowledge);
    return { ...rules, experience, gaps: gaps.gaps(desk), ...parts.more() };
  }

  return {
    of,
    async start() {
      await learning.start();
      gaps.start();
    },
    async stop() {
      gaps.stop();
      await learning.stop();
    },
  };
}
