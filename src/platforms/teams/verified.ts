/**
 * Was this token found good a moment ago? Teams signs many requests with one token, and looking at its signature costs as much as all
 * the rest of taking a message in. Only what was let in is remembered, and not for long: a key that is withdrawn ends soon too.
 */
import { createRecent } from "../recent";
import type { Activity } from "./activity";
import { endOf } from "./token-claims";

/** Rejects when nobody can tell now: that is not remembered. */
export type Verify = (activity: Activity, authorization: string) => Promise<boolean>;

/** Teams has a token for each address that it sends from. */
const KEPT = 100;
const KEPT_MS = 60_000;

export function rememberVerified(verify: Verify): Verify {
  const goodUntil = createRecent<number>(KEPT);

  return async (activity, authorization) => {
    // All that is looked at: the same token for another address is another question.
    const key = JSON.stringify([authorization, activity.channelId, activity.serviceUrl]);
    if (Date.now() < (goodUntil.get(key) ?? 0)) return true;
    const isGood = await verify(activity, authorization);
    if (isGood) goodUntil.set(key, Math.min(Date.now() + KEPT_MS, endOf(authorization) ?? 0));
    return isGood;
  };
}
