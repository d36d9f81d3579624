/** Which secrets of webhooks does the environment hold? Problems name the variable, never its value. */
import { SECRET_VARIABLES } from "./webhooks/secret-variable";
import { keyOf } from "./webhooks/signing";

/** By the name of their variable. Two, with a space between them, while one is changed for another: both sign. */
export type WebhookSecrets = Record<string, string[]>;

export function readWebhookSecrets(
  env: Readonly<Record<string, string | undefined>>,
  problems: string[],
): WebhookSecrets {
  const secrets: WebhookSecrets = {};
  for (const [name, value = ""] of Object.entries(env)) {
    if (!name.startsWith(SECRET_VARIABLES)) continue;
    const given = value.split(/[\s,]+/).filter((one) => one !== "");
    if (given.length === 0 || given.some((one) => keyOf(one) === undefined))
      problems.push(
        `${name} must hold a secret: whsec_ and 24 to 64 bytes in base64. \`tierdesk webhook secret\` makes one.`,
      );
    else secrets[name] = given;
  }
  return secrets;
}
