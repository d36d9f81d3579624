/** How does every event reach the other systems, each in its order, whatever happens on the way? */
import type { WebhookName } from "../store/webhook-events";
import type { Worker } from "../worker";
import { createOne, pollMs, type Sending } from "./one-webhook";
import { answerWithinMs } from "./sending";
import { createTidying } from "./tidying";

export type Webhooks = {
  /** Something happened to tickets. */
  nudge(): void;
  start(): Promise<void>;
  /** Resolves when everything that is due has been tried. */
  idle(): Promise<void>;
  /** Finishes what is being sent. */
  stop(): Promise<void>;
};

const tidyEveryMs = 600_000;

type Parts = Sending & { desks: readonly string[] };

export function createWebhooks(parts: Parts): Webhooks {
  const { desks, planOf, log } = parts;
  const workers = new Map<string, Worker>();
  const timers: NodeJS.Timeout[] = [];
  const tidy = createTidying(parts);
  let stopped = false;

  const webhooksNow = (): WebhookName[] =>
    desks.flatMap((desk) => (planOf(desk).webhooks ?? []).map(({ key }) => ({ desk, key })));

  /** The plan may name another one at any time. */
  function tend(): void {
    if (stopped) return;
    for (const name of webhooksNow()) {
      const id = `${name.desk}/${name.key}`;
      if (!workers.has(id)) workers.set(id, createOne(parts, name));
      workers.get(id)?.nudge();
    }
  }

  return {
    nudge: tend,
    async start() {
      await tidy();
      tend();
      timers.push(
        setInterval(tend, pollMs),
        setInterval(() => void tidy(), tidyEveryMs),
      );
    },
    async idle() {
      await Promise.all([...workers.values()].map((worker) => worker.idle()));
    },
    async stop() {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      const finished = await Promise.all(
        [...workers.values()].map((worker) => worker.stop(answerWithinMs + 1000)),
      );
      if (finished.includes(false)) log.warn("webhooks.stopped_at_work", {});
    },
  };
}
