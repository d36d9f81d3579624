/** A desk whose plan has a webhook, and the other system that hears of its tickets. */
import type { HistoryEntry } from "../../src/desk/decision";
import { DEFAULT_DESK, type Ticket } from "../../src/desk/model";
import type { EscalationPlan } from "../../src/plan/plan";
import { WEBHOOK_EVENTS, type Webhook } from "../../src/plan/webhooks";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { saveWebhookEvents } from "../../src/store/webhook-news";
import { newSecret } from "../../src/webhooks/signing";
import { createWebhooks, type Webhooks } from "../../src/webhooks/webhooks";
import { conversation, decided, emptyState, noted, ticket } from "../store/samples";
import { createTestDatabase } from "../support/database";
import { createMovableClock } from "../support/movable-clock";
import { openReceiver } from "../support/receiver";
import { aPlan } from "../support/rules";

export type WebhookDesk = Awaited<ReturnType<typeof openWebhookDesk>>;

export const SECRET = newSecret();

export async function openWebhookDesk() {
  const database = await createTestDatabase();
  const clock = createMovableClock(noted.toISOString());
  const receiver = await openReceiver();
  const logged: { event: string; facts: object }[] = [];
  const hear = (event: string, facts: object) => void logged.push({ event, facts });
  const secrets: Record<string, string[]> = { TIERDESK_WEBHOOK_SECRET_CRM: [SECRET] };
  let plan = aPlan();
  const running: Webhooks[] = [];
  const setPlan = (changes: Partial<Webhook>[], more: Partial<EscalationPlan> = {}) => {
    const webhooks = changes.map((each) => ({
      key: "crm",
      url: receiver.url,
      events: [...WEBHOOK_EVENTS],
      withText: false,
      ...each,
    }));
    plan = aPlan({ webhooks, ...more });
  };
  setPlan([{}]);

  async function save(
    parts: Parameters<typeof decided>[0],
    before?: Ticket,
    name = DEFAULT_DESK,
  ): Promise<void> {
    const decision = decided(parts);
    const state = { ...emptyState, desk: name, ...(before && { ticket: before }) };
    await inTransaction(database.database, async (tx) => {
      await saveDecision(tx, decision, state, clock.now());
      await saveWebhookEvents(tx, decision, state, plan.webhooks ?? [], clock.now());
    });
  }

  return {
    database,
    clock,
    receiver,
    logged,
    secrets,
    setPlan,
    save,
    async open(number: number, changes: Partial<Ticket> = {}): Promise<Ticket> {
      const opened = ticket({ number, conversation: `c-${number}`, thread: `t-${number}`, ...changes });
      const its = conversation({ id: opened.conversation, ticket: number, desk: opened.desk });
      const history = [
        { conversation: its.id, ticket: number, type: "ticket_opened" as const, by: opened.requester },
      ];
      await save({ conversations: [its], ticket: opened, history }, undefined, opened.desk);
      return opened;
    },
    tell: (number: number, entry: Omit<HistoryEntry, "conversation" | "ticket">) =>
      save({ history: [{ conversation: `c-${number}`, ticket: number, ...entry }] }),
    /** Another process of the program; stopped at the end. */
    process(options: Partial<Parameters<typeof createWebhooks>[0]> = {}): Webhooks {
      const webhooks = createWebhooks({
        database: database.database,
        desks: ["main"],
        planOf: () => plan,
        secrets,
        version: "1.2.3",
        now: clock.now,
        log: { info: hear, warn: hear, error: hear },
        ...options,
      });
      running.push(webhooks);
      return webhooks;
    },
    async end() {
      await Promise.all(running.map((webhooks) => webhooks.stop()));
      await receiver.close();
      await database.drop();
    },
  };
}

/** Everything that is due is tried, and again as long as anything comes of it. */
export async function settle(webhooks: Webhooks, { clock }: WebhookDesk, forwardMs = 0): Promise<void> {
  clock.forward(forwardMs);
  webhooks.nudge();
  await webhooks.idle();
}
