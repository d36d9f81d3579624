/** How does Slack send over HTTP? A signed POST on a connection of its own, answered within three seconds. */
import { createHmac } from "node:crypto";
import { request as openRequest } from "node:http";
import { readAnswer, type Outcome, type Parcel, type Retry, type Transport } from "./transport";
import type { World } from "./world";

/** `at`: seconds. For tests that sign something themselves. */
export function signedHeaders(
  secret: string,
  body: string,
  at = Math.floor(Date.now() / 1_000),
): Record<string, string> {
  const signature = createHmac("sha256", secret).update(`v0:${at}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": String(at), "x-slack-signature": `v0=${signature}` };
}

export function createHttpTransport(world: World, requestUrl: () => string | undefined): Transport {
  const { signingSecret, ackTimeoutMs = 3_000 } = world.options;
  return {
    send: async (parcel, retry) => {
      const url = requestUrl();
      if (url === undefined) return { acknowledged: false, reason: "connection_failed" };
      const body = bodyOf(parcel);
      const headers = {
        "content-type": parcel.kind === "event" ? "application/json" : "application/x-www-form-urlencoded",
        "content-length": String(Buffer.byteLength(body)),
        "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        ...signedHeaders(signingSecret, body),
        ...retryHeaders(retry),
      };
      return post(url, headers, body, ackTimeoutMs);
    },
    close: () => {},
  };
}

function bodyOf({ kind, body }: Parcel): string {
  if (kind === "event") return JSON.stringify(body);
  const fields = kind === "interactive" ? { payload: JSON.stringify(body) } : body;
  const pairs = Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]);
  return new URLSearchParams(pairs).toString();
}

const retryHeaders = (retry: Retry | undefined): Record<string, string> =>
  retry ? { "x-slack-retry-num": String(retry.count), "x-slack-retry-reason": retry.reason } : {};

function post(
  url: string,
  headers: Record<string, string>,
  body: string,
  timeoutMs: number,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const request = openRequest(url, { method: "POST", headers, agent: false });
    const fail = (reason: string) => resolve({ acknowledged: false, reason });
    const timer = setTimeout(() => {
      fail("http_timeout");
      request.destroy();
    }, timeoutMs);
    request.on("close", () => {
      clearTimeout(timer);
      fail("connection_failed"); // nothing, when it was answered
    });
    request.on("error", () => fail("connection_failed"));
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const { statusCode = 500, headers: answered } = response;
        const noRetry = answered["x-slack-no-retry"] === "1";
        const text = Buffer.concat(chunks).toString();
        if (statusCode >= 200 && statusCode < 300) resolve({ acknowledged: true, answer: readAnswer(text) });
        else resolve({ acknowledged: false, reason: "http_error", noRetry });
      });
    });
    request.end(body);
  });
}
