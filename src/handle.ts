/** The one path: how does an event become what follows from it, all in one transaction? */
import type { Decision } from "./desk/decision";
import type { DeskEvent } from "./desk/events";
import type { DeskState } from "./desk/state";
import { claimEvent, deferEvent, markHandled, type WaitingEvent } from "./store/inbox";
import { loadState, type PlanOf } from "./store/load";
import { isOpenerUnderway } from "./store/openers";
import { saveDecision } from "./store/save";
import { saveWebhookEvents } from "./store/webhook-news";
import { Conflict, inTransaction, isConflict, type Database, type Transaction } from "./store/transaction";

/** The desk, bound to its rules. Pure: it may be asked again about the same event. */
export type Decide = (event: DeskEvent, state: DeskState, now: Date) => Decision;

/** Which help desk an event from outside is for; NO_DESK: none. Undefined: it comes from within. */
export type DeskOf = (event: DeskEvent) => string | undefined;

/** What became of one event. `nothing`: none is due. `failed`: it is where it was; its error is the caller's to record. */
export type Handled =
  | { outcome: "nothing" }
  | { outcome: "handled"; seq: bigint; type: DeskEvent["type"]; messages: number; ignored?: string }
  | { outcome: "deferred"; seq: bigint; until: Date }
  | { outcome: "failed"; seq?: bigint; attempts: number; error: unknown };

export type HandleNext = () => Promise<Handled>;

/** How often two that change the same ticket at once may get in each other's way. */
const maxConflicts = 10;
/** A thread's first messages may come before the receipt of the card that opened it: two seconds' patience. */
const deferral = { ms: 200, times: 10 };

/** Handles the head of one lane: takes it, loads, decides, saves, marks it as handled. Safe in any number of processes. */
export function createHandle(parts: {
  database: Database;
  decide: Decide;
  now: () => Date;
  deskOf?: DeskOf;
  planOf?: PlanOf;
}): HandleNext {
  return async function handleNext() {
    let waiting: WaitingEvent | undefined;
    for (let conflicts = 0; ; conflicts++) {
      try {
        return await inTransaction(parts.database, async (tx) => {
          waiting = await claimEvent(tx, parts.now());
          return waiting ? handleEvent(tx, waiting, parts) : { outcome: "nothing" };
        });
      } catch (error) {
        if (!isConflict(error) || conflicts >= maxConflicts) return failure(waiting, error);
        await pause(conflicts);
      }
    }
  };
}

async function handleEvent(
  tx: Transaction,
  { seq, event, deferrals }: WaitingEvent,
  { decide, now, deskOf, planOf }: { decide: Decide; now: () => Date; deskOf?: DeskOf; planOf?: PlanOf },
): Promise<Handled> {
  const state = await loadState(tx, event, deskOf?.(event), planOf);
  if (deferrals < deferral.times && (await mayBeOfThreadBeingOpened(tx, event, state))) {
    const until = new Date(now().getTime() + deferral.ms);
    await deferEvent(tx, seq, until);
    return { outcome: "deferred", seq, until };
  }
  const decision = decide(event, state, now());
  await saveDecision(tx, decision, state, now(), [markHandled(seq, now())]);
  await saveWebhookEvents(tx, decision, state, planOf?.(state.desk).webhooks ?? [], now());
  return {
    outcome: "handled",
    seq,
    type: event.type,
    messages: decision.messages.length,
    ...(decision.ignored !== undefined && { ignored: decision.ignored }),
  };
}

async function mayBeOfThreadBeingOpened(
  tx: Transaction,
  event: DeskEvent,
  { ticket, conversation }: DeskState,
): Promise<boolean> {
  if (event.type !== "message_posted" || event.message.in.kind !== "thread") return false;
  return !ticket && !conversation && (await isOpenerUnderway(tx, event.message.in.platform));
}

const failure = (waiting: WaitingEvent | undefined, error: unknown): Handled => ({
  outcome: "failed",
  ...(waiting && { seq: waiting.seq }),
  attempts: waiting?.attempts ?? 0,
  error: isConflict(error) ? new Conflict("Too many changed the same ticket at once") : error,
});

/** Jitter parts those that met: 0 to 10 ms, then 0 to 20, ... */
const pause = (conflicts: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * (conflicts + 1)));
