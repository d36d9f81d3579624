/** What nobody will send any more: when does it go? */
import type { Log } from "../log";
import type { EscalationPlan } from "../plan/plan";
import { dropOldEvents, dropWebhook, unknownWebhooks } from "../store/webhook-events";
import { errorName, type Database } from "../store/transaction";

/** A plan that is just being edited, or another process's older plan, loses nothing. */
const unknownForMs = 3_600_000;
const unsentForMs = 30 * 24 * 3_600_000;

/** To be called now and then: it knows since when it has missed a webhook in the plan, so a start gives all of them an hour. */
export function createTidying({
  database,
  desks,
  planOf,
  now,
  log,
}: {
  database: Database;
  desks: readonly string[];
  planOf: (desk: string) => EscalationPlan;
  now: () => Date;
  log: Log;
}): () => Promise<void> {
  let missedSince = new Map<string, number>();

  /** Of those that the plan does not name: how long it has not. */
  async function missedOf(desk: string): Promise<{ key: string; id: string; since: number }[]> {
    const known = (planOf(desk).webhooks ?? []).map(({ key }) => key);
    const unknown = await unknownWebhooks(database, desk, known);
    return unknown.map((key) => {
      const id = `${desk}/${key}`;
      return { key, id, since: missedSince.get(id) ?? now().getTime() };
    });
  }

  return async function tidy() {
    try {
      const missed = new Map<string, number>();
      for (const desk of desks)
        for (const { key, id, since } of await missedOf(desk)) {
          missed.set(id, since);
          if (now().getTime() - since < unknownForMs) continue;
          const events = await dropWebhook(database, { desk, key });
          log.warn("webhooks.dropped", { desk, webhook: key, events });
        }
      missedSince = missed;
      await dropOldEvents(database, new Date(now().getTime() - unsentForMs), desks);
    } catch (error) {
      log.error("webhooks.trouble", { error: errorName(error) });
    }
  };
}
