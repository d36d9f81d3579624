/** How does every event reach the other systems, each in its order, whatever happens on the way? */
import type { Log } from "../log";
import { isPrivateComponent } from "../plan/lookups";
import type { EscalationPlan } from "../plan/plan";
import type { Webhook } from "../plan/webhooks";
import { readTicket } from "../store/kept-tickets";
import {
  claimWebhookEvent,
  delayWebhookEvent,
  dropWebhookEvent,
  failWebhookEvent,
  type ClaimedEvent,
  type WebhookName,
} from "../store/webhook-events";
import { errorName, type Database } from "../store/transaction";
import { createWorker, type Worker } from "../worker";
import { payloadOf } from "./payload";
import { retryAfter } from "./retry";
import { answerWithinMs, sendEvent } from "./sending";
import { secretVariable } from "./secret-variable";
import { signatureHeaders } from "./signing";
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

const pollMs = 1000;
const tidyEveryMs = 600_000;
/** Longer than one try: what a process was sending when it died is sent again after that. */
const leaseMs = answerWithinMs + 20_000;

type Parts = {
  database: Database;
  desks: readonly string[];
  planOf: (desk: string) => EscalationPlan;
  /** By the name of their variable. */
  secrets: Readonly<Record<string, readonly string[]>>;
  version: string;
  now: () => Date;
  log: Log;
  /** For tests: how long an answer is waited for. */
  answerWithinMs?: number;
};

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

/** In order, so one at a time. */
function createOne(parts: Parts, name: WebhookName): Worker {
  const { database, now, log } = parts;
  const facts = { desk: name.desk, webhook: name.key };
  const variable = secretVariable(name.desk, name.key);
  let isToldOfSecret = false;

  async function sendNext(): Promise<boolean> {
    const webhook = parts.planOf(name.desk).webhooks?.find(({ key }) => key === name.key);
    if (!webhook) return false;
    const secrets = parts.secrets[variable] ?? [];
    if (secrets.length === 0) {
      if (!isToldOfSecret) log.error("webhooks.no_secret", { ...facts, set: variable });
      isToldOfSecret = true;
      return false;
    }
    const claim = { now: now(), until: new Date(now().getTime() + leaseMs) };
    const claimed = await claimWebhookEvent(database, name, claim);
    return claimed ? send(webhook, claimed, secrets) : false;
  }

  /** Whether the next one may go. */
  async function send(webhook: Webhook, claimed: ClaimedEvent, secrets: readonly string[]): Promise<boolean> {
    const { seq, id, type, attempts, createdAt } = claimed;
    const body = await bodyOf(webhook, claimed);
    if (body === undefined) return (await dropWebhookEvent(database, seq)) > 0;
    const headers = {
      ...signatureHeaders(secrets, { id: `msg_${id}`, at: now(), body }),
      "user-agent": `Tierdesk/${parts.version}`,
    };
    const answer = await sendEvent(webhook.url, body, headers, parts.answerWithinMs);
    if (answer.outcome === "taken") {
      log.info("webhooks.sent", { ...facts, seq, type, attempts });
      return (await dropWebhookEvent(database, seq)) > 0;
    }
    const { reason } = answer;
    const retryInMs = retryAfter(answer, attempts, now().getTime() - createdAt.getTime());
    log.warn("webhooks.not_sent", { ...facts, seq, type, attempts, reason, retryInMs });
    if (retryInMs === undefined) return (await failWebhookEvent(database, seq, reason)) > 0;
    await delayWebhookEvent(database, seq, reason, new Date(now().getTime() + retryInMs));
    worker.nudgeIn(retryInMs + 1);
    return false;
  }

  /** Undefined: the ticket is gone, and nothing can be told of it. */
  async function bodyOf({ withText }: Webhook, claimed: ClaimedEvent): Promise<string | undefined> {
    const kept = await readTicket(database, name.desk, claimed.ticketNumber);
    if (!kept) return undefined;
    const isPrivate = isPrivateComponent(parts.planOf(name.desk), kept.ticket.component);
    return JSON.stringify(payloadOf(claimed, kept, withText && !isPrivate));
  }

  const worker = createWorker({
    slots: 1,
    pollMs,
    onError: (error) => log.error("webhooks.trouble", { ...facts, error: errorName(error) }),
    step: sendNext,
  });
  return worker;
}
