/** How does an admin give a webhook its secret, and see whether the other system takes what we send? */
import { randomUUID } from "node:crypto";
import { problemText } from "./plan-check";
import { refused } from "./refusing";
import type { Outcome } from "./refusing";
import { readPlan } from "../sources/plan";
import { readWebhookSecrets } from "../webhook-config";
import { secretVariable } from "../webhooks/secret-variable";
import { sendEvent } from "../webhooks/sending";
import { newSecret, signatureHeaders } from "../webhooks/signing";

export function webhookSecret(name: string, { desk }: { desk: string }): Outcome {
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(name))
    return refused(`"${name}" is no key of a webhook: those are lower-case letters, digits and hyphens.`);
  const lines = [
    `${secretVariable(desk, name)}=${newSecret()}`,
    "",
    "Put this line into the environment of the help desk, the secret into the other system, and start again.",
    "To change a secret without a gap, let the variable hold both, a space between them, until the other system has the new one.",
  ];
  return { text: lines.join("\n"), exitCode: 0 };
}

export async function webhookTest(
  name: string,
  { desk, plan: file }: { desk: string; plan: string },
  { env, now, version }: { env: Readonly<Record<string, string | undefined>>; now: Date; version: string },
): Promise<Outcome> {
  const { plan, problems } = await readPlan(file);
  if (!plan) return refused(problems.map(problemText).join("\n"));
  const webhooks = plan.webhooks ?? [];
  const webhook = webhooks.find(({ key }) => key === name);
  if (!webhook) {
    const known = webhooks.map(({ key }) => key).join(", ");
    return refused(
      `${file} has no webhook \`${name}\`. ${known === "" ? "It has none: add `webhooks:`." : `There are: ${known}.`}`,
    );
  }
  const wrong: string[] = [];
  const variable = secretVariable(desk, name);
  const secrets = readWebhookSecrets(env, wrong)[variable];
  if (!secrets)
    return refused(wrong[0] ?? `${variable} is not set. \`tierdesk webhook secret ${name}\` makes one.`);
  const body = JSON.stringify({ type: "ping", timestamp: now.toISOString(), data: { desk } });
  const headers = {
    ...signatureHeaders(secrets, { id: `msg_${randomUUID()}`, at: now, body }),
    "user-agent": `Tierdesk/${version}`,
  };
  const answer = await sendEvent(webhook.url, body, headers);
  return answer.outcome === "taken"
    ? { text: `${name} has taken a ping.`, exitCode: 0 }
    : refused(`${name} has not taken a ping. ${answer.reason}`);
}
