/** Who writes the draft articles that were asked for in the chat? */
import type { DeskEvent, DraftSource } from "../desk/events";
import type { DeskRules } from "../desk/situation";
import type { Log } from "../log";
import type { DraftRefusal } from "../sources/write-draft";
import { claimDraft, finishDraft } from "../store/article-drafts";
import { errorName, type Database } from "../store/transaction";
import { createWorker } from "../worker";
import { draftArticle } from "./article-drafts";

export type DraftWriting = {
  /** Somebody may want one. */
  nudge(): void;
  start(): void;
  /** Resolves when nobody wants one any more. */
  idle(): Promise<void>;
  stop(): Promise<void>;
};

const POLL_MS = 2_000;
/** Longer than git is waited for. */
const LEASE_MS = 120_000;
const MOST_ATTEMPTS = 5;

const GIVEN_UP: DraftRefusal = {
  reason: "Something went wrong, several times over.",
  fix: "The log of the help desk says more.",
};

/**
 * Writes what was asked for, and tells the desk. At least once: what was written before a crash is found again, and its event is
 * the same one.
 */
export function createDraftWriting(parts: {
  database: Database;
  kbOf: (desk: string) => string;
  rulesOf: (desk: string) => DeskRules;
  receive: (event: DeskEvent) => Promise<void>;
  now: () => Date;
  log: Log;
}): DraftWriting {
  const { database, kbOf, rulesOf, receive, now, log } = parts;

  async function writeNext(): Promise<boolean> {
    const until = new Date(now().getTime() + LEASE_MS);
    const draft = await claimDraft(database, now(), until);
    if (!draft) return false;
    const { id, desk, by, in: place, source, at, attempts } = draft;
    const outcome =
      attempts > MOST_ATTEMPTS
        ? GIVEN_UP
        : await draftArticle(database, { desk, kb: kbOf(desk), source, at, rules: rulesOf(desk) });
    await receive({
      id: `draft-written/${id}`,
      type: "draft_written",
      at: now(),
      desk,
      by,
      in: place,
      source: "ticket" in source ? source : NO_WORDS,
      outcome,
    });
    await finishDraft(database, id, outcome);
    log.info("draft.done", {
      desk,
      ...("reason" in outcome ? { reason: outcome.reason } : { file: outcome.file }),
    });
    return true;
  }

  const worker = createWorker({
    step: writeNext,
    slots: 1,
    pollMs: POLL_MS,
    onError: (error) => log.error("draft.trouble", { error: errorName(error) }),
  });
  return { ...worker, stop: async () => void (await worker.stop(LEASE_MS)) };
}

/** What it was made from is no matter any more. */
const NO_WORDS: DraftSource = { text: "" };
