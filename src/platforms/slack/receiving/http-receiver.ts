/** How does Slack reach us over HTTP? Signed requests to one path, within our own server. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { HTTPReceiver, type App } from "@slack/bolt";
import { createBoltLog } from "./bolt-log";
import type { SlackOptions } from "../options";
import { EVENTS_PATH } from "../paths";
import { failureName } from "../refusals";
import type { ProcessEvent } from "./receivers";

/** Slack's largest requests are forms and messages with blocks: some 100 KB. */
const BODY_LIMIT = 1024 * 1024;

export type HttpListener = (request: IncomingMessage, response: ServerResponse) => void;

/** `processEvent` rejects: 500, and Slack sends it again. */
export function createHttpListener(options: SlackOptions, processEvent: ProcessEvent): HttpListener {
  const receiver = new HTTPReceiver({
    signingSecret: options.signingSecret,
    endpoints: [EVENTS_PATH],
    logger: createBoltLog(options.log),
    bodyLimit: BODY_LIMIT,
    processBeforeResponse: false,
    // Ours comes late, but it comes: a 404 in between would tell Slack that nobody is there.
    unhandledRequestHandler: () => {},
    async processEventErrorHandler({ error, response }) {
      options.log.warn("slack.not_taken", { error: failureName(error) });
      if (!response.headersSent) answer(response, 500);
      // Bolt then stops its clock and answers nothing itself.
      return true;
    },
  });
  // Of Bolt's app a receiver needs this one method.
  receiver.init({ processEvent } as unknown as App);

  return (request, response) => {
    try {
      receiver.requestListener(request, response);
    } catch {
      answer(response, 404);
    }
  };
}

export function answer(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}
