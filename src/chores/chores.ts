/** What does the program do that no event asks for? Each in its own time; what comes of it goes in by the inbox, like all else. */
import type { Config } from "../config";
import type { DeskEvent } from "../desk/events";
import type { DeskRules } from "../desk/situation";
import type { Log } from "../log";
import type { Desks } from "../sources/desks";
import { packFigures } from "../store/figures/packing";
import { errorName, type Database } from "../store/transaction";
import { createWorker, type Worker } from "../worker";
import { createDraftWriting } from "./draft-writing";
import { createLateAnswers } from "./late-answers";
import { askPlatforms } from "./live-check";
import { createNightlyCheck } from "./nightly-check";
import { createRetention } from "./retention";

/** How often it looks whether articles came and whose turn it is to hear of one, in milliseconds. A millisecond when nothing is new. */
const LATE_EVERY = 20_000;
/** How often it looks whose words have been kept long enough, in milliseconds. */
const RETENTION_EVERY = 3_600_000;
/** How often it looks whether figures of tickets change no more, in milliseconds. */
const PACKING_EVERY = 3_600_000;
/** A pack is made in some tenths of a second: so long, in milliseconds, stopping waits for one. */
const PATIENCE = 10_000;

export type Chores = {
  /** The moment at which a desk's plan is checked has come. */
  checkPlan(desk: string, dueAt: Date): void;
  start(): void;
  stop(): Promise<void>;
};

export function createChores(parts: {
  config: Config;
  database: Database;
  desks: Desks;
  rulesOf: (desk: string) => DeskRules;
  receive: (event: DeskEvent) => Promise<void>;
  now: () => Date;
  log: Log;
}): Chores {
  const { config, database, desks, rulesOf, receive, now, log } = parts;
  const shared = { database, desks: desks.names, now, log };
  const drafts = createDraftWriting({ ...shared, kbOf: desks.folderOf, rulesOf, receive });
  const late = createLateAnswers({ ...shared, rulesOf, receive, everyMs: LATE_EVERY });
  const keptFor = (desk: string) => desks.rulesOf(desk).plan.retention;
  const retention = createRetention({ ...shared, keptFor, everyMs: RETENTION_EVERY });
  const packing = createPacking(database, desks.names, now, log);
  const isIts = (desk: string) => (workspace: string | undefined) =>
    workspace === undefined ? desks.names.length === 1 : desks.deskOf(workspace) === desk;
  const nightly = createNightlyCheck({ ask: (desk) => askPlatforms(config, isIts(desk)), receive, log });
  return {
    checkPlan: nightly.begin,
    start() {
      drafts.start();
      late.start();
      retention.start();
      packing.start();
    },
    async stop() {
      nightly.stop();
      await Promise.all([drafts.stop(), late.stop(), retention.stop(), packing.stop(PATIENCE)]);
    },
  };
}

/** What reports are counted from, when it changes no more. */
function createPacking(database: Database, desks: readonly string[], now: () => Date, log: Log): Worker {
  const trouble = (error: unknown, desk?: string): false => {
    log.error("packing.trouble", { ...(desk !== undefined && { desk }), error: errorName(error) });
    return false;
  };
  return createWorker({
    async step() {
      let isAny = false;
      // What is wrong with one desk holds up no other.
      for (const desk of desks)
        isAny = (await packFigures(database, desk, now()).catch((error) => trouble(error, desk))) || isAny;
      return isAny;
    },
    slots: 1,
    pollMs: PACKING_EVERY,
    onError: trouble,
  });
}
