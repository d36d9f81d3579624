/** How do we call Slack's Web API? One call, one try, ten seconds: trying again is the outbox's business. */
import { webApi } from "@slack/bolt";
import { QUIET } from "./quiet-logger";

/** Shorter than the outbox waits for a delivery. */
const CALL_WITHIN_MS = 10_000;

export const createClient = (token: string, apiUrl?: string): webApi.WebClient =>
  new webApi.WebClient(token, {
    timeout: CALL_WITHIN_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: QUIET,
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
  });
