/** What have answers taught so far? Known without asking the database at each question. */
import { experienceOf } from "../knowledge/experience";
import type { CountedOutcomes, Experience } from "../knowledge/experience";
import type { KnowledgeIndex } from "../knowledge/matching";
import type { Log } from "../log";
import { countOutcomes, learntSince } from "../store/experience";
import { errorName, type Database } from "../store/transaction";

export type Learning = {
  /** The same until the next refresh, or until an article changes. */
  experience(desk: string, knowledge: Pick<KnowledgeIndex, "articles">): Experience;
  /** Counts anew, for every desk. */
  refresh(): Promise<void>;
  /** Resolves when it has counted for the first time; then counts again every `everyMs`. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

export function createLearning(parts: {
  database: Database;
  desks: readonly string[];
  now: () => Date;
  everyMs: number;
  log: Log;
}): Learning {
  const { database, now, log } = parts;
  const counted = new Map<string, readonly CountedOutcomes[]>();
  const weighing = new Map<string, { articles: KnowledgeIndex["articles"]; experience: Experience }>();
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let stopped = false;

  async function refresh(): Promise<void> {
    for (const desk of parts.desks) {
      counted.set(desk, await countOutcomes(database, desk, learntSince(now())));
      weighing.delete(desk);
    }
  }

  /** What was counted last holds on while the database is away. */
  async function refreshAndWait(): Promise<void> {
    await refresh().catch((error: unknown) => log.warn("learning.trouble", { error: errorName(error) }));
    if (!stopped) timer = setTimeout(() => void (running = refreshAndWait()), parts.everyMs);
  }

  return {
    experience(desk, { articles }) {
      const known = weighing.get(desk);
      if (known?.articles === articles) return known.experience;
      const experience = experienceOf(counted.get(desk) ?? [], articles);
      weighing.set(desk, { articles, experience });
      return experience;
    },
    refresh,
    start: () => (running = refreshAndWait()),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
