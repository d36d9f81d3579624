/** `tierdesk inbox|outbox|webhook ...`: what waits, what was given up, and does a webhook work? */
import type { Command } from "commander";
import { version } from "../../version";
import type { QueueName } from "../queues";
import { deskOption, planOption } from "./options";
import { tell, tellOfStored } from "./tell";

export function addQueueCommands(program: Command): void {
  const command = (name: QueueName, what: string): Command => program.command(name).description(what);
  addQueue(command("inbox", "events that came in"), "inbox");
  addQueue(command("outbox", "messages on their way out"), "outbox");
  const webhook = command("webhook", "ticket events for other systems (docs/api.md)");
  addWebhook(webhook);
  addQueue(webhook, "webhook");
}

function addQueue(queue: Command, name: QueueName): void {
  queue
    .command("list")
    .description("those that wait or need you (never their text)")
    .option(
      "--all",
      name === "outbox" ? "also those that are just pending" : "also those that are just waiting",
    )
    .option("--json", "one JSON object a line")
    .action(async (options: { all?: true; json?: true }) => {
      const { listQueue } = await import("../queues.js");
      await tellOfStored((database) => listQueue(name, options, database));
    });

  queue
    .command("retry")
    .description("try again: all that are given up, or the one named")
    .argument("[number]", "the number that `list` shows")
    .action(async (number: string | undefined) => {
      const { retryQueue } = await import("../queues.js");
      await tellOfStored((database, now) => retryQueue(name, number, database, now));
    });
}

function addWebhook(webhook: Command): void {
  const NAME = ["<name>", "the webhook's key in the plan"] as const;
  const unknown = async (desk: string) => (await import("../known-desk.js")).unknownDesk(desk, process.env);

  webhook
    .command("secret")
    .description("makes a new secret for a webhook of the plan, to put into the environment. Stores nothing")
    .argument(...NAME)
    .option(...deskOption())
    .action(async (name: string, options: { desk: string }) => {
      const { webhookSecret } = await import("../webhooks.js");
      tell((await unknown(options.desk)) ?? webhookSecret(name, options));
    });

  webhook
    .command("test")
    .description("sends a signed `ping` and says what came back")
    .argument(...NAME)
    .option(...deskOption("its --plan"))
    .option(...planOption())
    .action(async (name: string, options: { desk: string; plan: string }) => {
      const { webhookTest } = await import("../webhooks.js");
      const given = { env: process.env, now: new Date(), version };
      tell((await unknown(options.desk)) ?? (await webhookTest(name, options, given)));
    });
}
