/** How do the events of one webhook go out, in order, so one at a time? */
import type { Log } from "../log";
import { isPrivateComponent } from "../plan/lookups";
import type { EscalationPlan } from "../plan/plan";
import type { Webhook } from "../plan/webhooks";
import { readTicket } from "../store/kept-tickets";
import {
  claimWebhookEvent,
  delayWebhookEvent,
  dropWebhookEvent,
  failOldWebhookEvents,
  failWebhookEvent,
  type ClaimedEvent,
  type WebhookName,
} from "../store/webhook-events";
import { errorName, type Database } from "../store/transaction";
import { createWorker, type Worker } from "../worker";
import { payloadOf } from "./payload";
import { keptForMs, retryAfter } from "./retry";
import { answerWithinMs, sendEvent, type Answer } from "./sending";
import { secretVariable } from "./secret-variable";
import { signatureHeaders } from "./signing";

export const pollMs = 1000;
/** Longer than one try: what a process was sending when it died is sent again after that. */
const leaseMs = answerWithinMs + 20_000;

export type Sending = {
  database: Database;
  planOf: (desk: string) => EscalationPlan;
  /** By the name of their variable. */
  secrets: Readonly<Record<string, readonly string[]>>;
  version: string;
  now: () => Date;
  log: Log;
  /** For tests: how long an answer is waited for. */
  answerWithinMs?: number;
};

export function createOne(parts: Sending, name: WebhookName): Worker {
  const { database, now, log } = parts;
  const facts = { desk: name.desk, webhook: name.key };
  const variable = secretVariable(name.desk, name.key);
  let isToldOfSecret = false;

  async function sendNext(): Promise<boolean> {
    const webhook = parts.planOf(name.desk).webhooks?.find(({ key }) => key === name.key);
    if (!webhook) return false;
    const secrets = parts.secrets[variable] ?? [];
    if (secrets.length === 0) return waitForSecret();
    const claim = { now: now(), until: new Date(now().getTime() + leaseMs) };
    const claimed = await claimWebhookEvent(database, name, claim);
    return claimed ? send(webhook, claimed, secrets) : false;
  }

  /** No longer than for a system that is away. */
  async function waitForSecret(): Promise<false> {
    if (!isToldOfSecret) log.error("webhooks.no_secret", { ...facts, set: variable });
    isToldOfSecret = true;
    const before = new Date(now().getTime() - keptForMs);
    await failOldWebhookEvents(database, name, before, `${variable} was not set.`);
    return false;
  }

  /** Whether the next one may go. */
  async function send(webhook: Webhook, claimed: ClaimedEvent, secrets: readonly string[]): Promise<boolean> {
    const { seq, type, attempts, createdAt } = claimed;
    const answer = await handOver(webhook, claimed, secrets);
    if (answer === undefined) return (await dropWebhookEvent(database, seq)) > 0;
    if (answer.outcome === "taken") {
      log.info("webhooks.sent", { ...facts, seq, type, attempts });
      return (await dropWebhookEvent(database, seq)) > 0;
    }
    const { reason } = answer;
    const retryInMs = retryAfter(answer, attempts, now().getTime() - createdAt.getTime());
    log.warn("webhooks.not_sent", { ...facts, seq, type, attempts, reason, retryInMs });
    if (retryInMs === undefined) return (await failWebhookEvent(database, claimed, reason)) > 0;
    await delayWebhookEvent(database, claimed, reason, new Date(now().getTime() + retryInMs));
    worker.nudgeIn(retryInMs + 1);
    return false;
  }

  /**
   * Undefined: the ticket is gone, and nothing can be told of it. What cannot even be read holds up the others no longer than what is
   * refused.
   */
  async function handOver(
    webhook: Webhook,
    claimed: ClaimedEvent,
    secrets: readonly string[],
  ): Promise<Answer | undefined> {
    let body: string | undefined;
    try {
      body = await bodyOf(webhook, claimed);
    } catch (error) {
      return { outcome: "refused", reason: `Its ticket could not be read here (${errorName(error)}).` };
    }
    if (body === undefined) return undefined;
    const headers = {
      ...signatureHeaders(secrets, { id: `msg_${claimed.id}`, at: now(), body }),
      "user-agent": `Tierdesk/${parts.version}`,
    };
    return sendEvent(webhook.url, body, headers, parts.answerWithinMs);
  }

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
