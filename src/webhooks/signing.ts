/** How does another system know that an event is ours, and whole? Signed as Standard Webhooks 1.0 says (standardwebhooks.com). */
import { createHmac, randomBytes } from "node:crypto";

const PREFIX = "whsec_";

/** 32 bytes: the specification asks for 24 to 64. */
export const newSecret = (): string => PREFIX + randomBytes(32).toString("base64");

/** The key in a secret; undefined: it is none. */
export function keyOf(secret: string): Buffer | undefined {
  if (!secret.startsWith(PREFIX)) return undefined;
  const written = secret.slice(PREFIX.length);
  const key = Buffer.from(written, "base64");
  const isWhole = key.toString("base64").replace(/=+$/, "") === written.replace(/=+$/, "");
  return isWhole && key.length >= 24 && key.length <= 64 ? key : undefined;
}

/** Signed with each secret, so that one can be changed for another without a gap. */
export function signatureHeaders(
  secrets: readonly string[],
  { id, at, body }: { id: string; at: Date; body: string },
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const sign = (key: Buffer) =>
    createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": secrets
      .flatMap((secret) => keyOf(secret) ?? [])
      .map((key) => `v1,${sign(key)}`)
      .join(" "),
  };
}
