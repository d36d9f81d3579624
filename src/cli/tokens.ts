/** Which other systems may read tickets? Their tokens are made, listed and ended here. */
import { hashOfToken, newToken } from "../api/tokens";
import { listTokens, revokeToken, saveToken, type ApiToken } from "../store/api-tokens";
import { refused } from "./refusing";
import type { Outcome } from "./refusing";
import type { Database } from "../store/transaction";
import { dayOf } from "./saying";

export type CreateOptions = { name: string; desk: string; days: string; withoutText?: true };

const dayMs = 86_400_000;
/** Ten years: a token that never ends is one that nobody remembers. */
const MOST_DAYS = 3650;
const LONGEST_NAME = 100;

export async function createToken(
  { name: given, desk, days, withoutText }: CreateOptions,
  database: Database,
  now: Date,
): Promise<Outcome> {
  const name = given.trim();
  if (name === "" || name.length > LONGEST_NAME)
    return refused(
      `The name must have 1 to ${LONGEST_NAME} characters: it tells you later what the token is for.`,
    );
  if (!/^\d{1,4}$/.test(days) || Number(days) < 1 || Number(days) > MOST_DAYS)
    return refused(`"${days}" is no number of days. Write one from 1 to ${MOST_DAYS}: --days 365`);
  const token = newToken();
  const expiresAt = new Date(now.getTime() + Number(days) * dayMs);
  const kept = { desk, name, withText: !withoutText, createdAt: now, expiresAt, hash: hashOfToken(token) };
  const number = await saveToken(database, kept);
  const lines = [
    token,
    "",
    `Token ${number}, "${name}". Keep it now: it is not stored and cannot be shown again.`,
    `It reads ${withoutText ? "figures, without words and names," : "all tickets"} of the desk ${desk} until ${dayOf(expiresAt)}.`,
    `Try it: curl -H "Authorization: Bearer $TOKEN" http://localhost:3000/api/tickets`,
  ];
  return { text: lines.join("\n"), exitCode: 0 };
}

export async function tokenList({ json }: { json?: true }, database: Database, now: Date): Promise<Outcome> {
  const tokens = await listTokens(database);
  if (json) return { text: JSON.stringify(tokens), exitCode: 0 };
  const text =
    tokens.length === 0
      ? 'There is no token yet. Make one: tierdesk token create --name "BI export"'
      : tokens.map((token) => lineOf(token, now)).join("\n");
  return { text, exitCode: 0 };
}

function lineOf({ id, name, desk, withText, expiresAt, lastUsedAt, revokedAt }: ApiToken, now: Date): string {
  const state = revokedAt
    ? `revoked ${dayOf(revokedAt)}`
    : `${expiresAt <= now ? "expired" : "until"} ${dayOf(expiresAt)}`;
  const used = lastUsedAt ? `last used ${lastUsedAt.toISOString().slice(0, 16)}Z` : "never used";
  return `${String(id).padStart(4)}  ${state}, ${used}  desk ${desk}${withText ? "" : ", without text"}  ${name}`;
}

export async function endToken(number: string, database: Database, now: Date): Promise<Outcome> {
  const name = /^\d{1,9}$/.test(number) ? await revokeToken(database, Number(number), now) : undefined;
  return name === undefined
    ? refused(`There is no token ${number}. \`tierdesk token list\` shows them.`)
    : {
        text: `Token ${number}, "${name}", is revoked: from now on nothing can be read with it.`,
        exitCode: 0,
      };
}
