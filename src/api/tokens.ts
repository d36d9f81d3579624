/** What does a token look like, whose is it, and may it still be used? */
import { createHash, randomBytes } from "node:crypto";
import { findToken, noteUse, type ApiToken } from "../store/api-tokens";
import type { Database } from "../store/transaction";

/** By its beginning a scanner of repositories knows a token that got into one. */
const FORM = /^tdk_[A-Za-z0-9_-]{43}$/;

export const newToken = (): string => `tdk_${randomBytes(32).toString("base64url")}`;

export const hashOfToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Written down at most so often, in milliseconds. */
const noteUseEvery = 60_000;

export type Admitted = { token: ApiToken } | { refused: string };

/** `authorization`: the header as it came. The refusal never repeats what was sent. */
export async function admit(
  database: Database,
  authorization: string | undefined,
  now: Date,
): Promise<Admitted> {
  const given = /^Bearer +(\S+) *$/i.exec(authorization ?? "")?.[1];
  if (given === undefined)
    return { refused: "Send a token: `Authorization: Bearer tdk_...`. `tierdesk token create` makes one." };
  const token = FORM.test(given) ? await findToken(database, hashOfToken(given)) : undefined;
  if (token === undefined) return { refused: "There is no such token." };
  if (token.revokedAt) return { refused: "This token was revoked." };
  if (token.expiresAt <= now)
    return { refused: `This token has expired on ${token.expiresAt.toISOString().slice(0, 10)}.` };
  if (now.getTime() - (token.lastUsedAt?.getTime() ?? 0) >= noteUseEvery)
    await noteUse(database, token.id, now);
  return { token };
}
