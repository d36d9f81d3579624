import { WEBHOOK_EVENTS } from "../../src/plan/webhooks";
import { newSecret } from "../../src/webhooks/signing";
import { createWebhooks } from "../../src/webhooks/webhooks";
import { quietLog } from "../support/database-server";
import { isSigned, openReceiver } from "../support/receiver";
import { onEveryStage } from "../support/stages";
import { beginStory } from "../support/story";

const secret = newSecret();

describe.each(onEveryStage)("on %s", (_, stage) => {
  test("another system hears how a ticket is opened, taken and answered, and of no slip that was undone", async () => {
    const receiver = await openReceiver();
    const webhook = { key: "crm", url: receiver.url, events: [...WEBHOOK_EVENTS], withText: true };
    const story = await beginStory(stage, { changes: (plan) => ({ ...plan, webhooks: [webhook] }) });
    const webhooks = createWebhooks({
      database: story.database.database,
      desks: ["main"],
      planOf: () => story.plan,
      secrets: { TIERDESK_WEBHOOK_SECRET_CRM: [secret] },
      version: "1.2.3",
      now: story.clock.now,
      log: quietLog,
    });
    const tell = () => {
      webhooks.nudge();
      return webhooks.idle();
    };
    try {
      await story.post(
        "ana",
        story.direct("ana"),
        "The school bell rings ten minutes too early since Monday",
      );
      await story.press("dana", story.channel("service-desk"), "Take");
      await story.post("dana", await story.threadOf(1), "The code of the bell is 0815.");
      await tell();
      await story.press("dana", await story.threadOf(1), "Undo");
      await story.post("dana", await story.threadOf(1), "I will set the clock of the bell.");
      await story.pass(6000);
      await tell();
      expect(receiver.told()).toEqual(["ticket_opened 1", "ticket_assigned 1", "ticket_replied 1"]);
      expect(receiver.all.at(-1)?.event.data).toMatchObject({
        by: { name: "Dana Brooks" },
        text: "I will set the clock of the bell.",
        ticket: { question: "The school bell rings ten minutes too early since Monday" },
      });
      expect(await Promise.all(receiver.all.map((one) => isSigned(one, secret)))).not.toContain(false);
    } finally {
      await webhooks.stop();
      await receiver.close();
      await story.end();
    }
  });
});
