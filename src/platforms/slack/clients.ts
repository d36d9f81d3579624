/** How do we call Slack's Web API? One call, one try, ten seconds: trying again is the outbox's business. */
import { webApi } from "@slack/bolt";

/** Shorter than the outbox waits for a delivery. */
const CALL_WITHIN_MS = 10_000;

const nothing = () => {};

/** The client's own words can hold what was sent. */
const SILENT: webApi.Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => webApi.LogLevel.ERROR,
};

export const createClient = (token: string, apiUrl?: string): webApi.WebClient =>
  new webApi.WebClient(token, {
    timeout: CALL_WITHIN_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: SILENT,
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
  });
