/**
 * What does a token say of itself, before anybody has looked at its signature? Who is not even said to be the Bot Connector need not
 * be looked at. The SDK has other doors, for its emulator and for bots among each other: they ask less, and one of them keeps each
 * tenant that a stranger names in memory for good.
 */
import { CONNECTOR } from "./bot-framework";

/** Never enough to let somebody in. */
export function claimsToBeFor(app: { appId: string; tenant: string }, authorization: string): boolean {
  const claims = claimsOf(authorization);
  if (claims?.["iss"] !== CONNECTOR || claims["aud"] !== app.appId) return false;
  return claims["tid"] === undefined || claims["tid"] === app.tenant;
}

/** In milliseconds, as dates are. Undefined: it names no end. */
export function endOf(authorization: string): number | undefined {
  const end = claimsOf(authorization)?.["exp"];
  return typeof end === "number" ? end * 1000 : undefined;
}

function claimsOf(authorization: string): Record<string, unknown> | undefined {
  const [, payload] = /^Bearer [\w-]+\.([\w-]+)\.[\w-]*$/.exec(authorization) ?? [];
  return payload === undefined ? undefined : readClaims(payload);
}

function readClaims(payload: string): Record<string, unknown> | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    return typeof claims === "object" && claims !== null ? { ...claims } : undefined;
  } catch {
    return undefined;
  }
}
