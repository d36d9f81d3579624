/** Where does what Slack sends arrive? At our HTTP server, or over sockets when there is an app token. */
import type { ReceiverEvent } from "@slack/bolt";
import { SlackStartError } from "../create-workspaces";
import { answer, createHttpListener, type HttpListener } from "./http-receiver";
import { createInFlight } from "../../in-flight";
import type { SlackOptions } from "../options";
import { failureName } from "../refusals";
import { createSocket } from "./sockets";

/** Rejects when the event is not stored: it must then not be acknowledged. */
export type ProcessEvent = (event: ReceiverEvent) => Promise<void>;

export type Receivers = {
  /** Rejects when Slack refuses the app token. Slack away is no failure: it is tried until it is back. */
  start(): Promise<void>;
  /** Takes nothing new; resolves when no event is half taken. */
  stop(): Promise<void>;
  /** Undefined in Socket Mode. */
  http?: HttpListener;
};

const SOCKETS = 2;

export function createReceivers(options: SlackOptions, processEvent: ProcessEvent): Receivers {
  if (options.signingSecret.trim() === "") throw new Error("SLACK_SIGNING_SECRET is blank: set it.");
  const inFlight = createInFlight();
  let isOpen = false;

  const take: ProcessEvent = (event) =>
    inFlight.track(
      (async () => {
        if (!isOpen) throw new NotOpenError("Slack's events are not taken now.");
        await processEvent(event);
      })(),
    );

  const { appToken } = options;
  const sockets =
    appToken === undefined
      ? []
      : Array.from({ length: SOCKETS }, () => createSocket(options, appToken, take));
  const listen = appToken === undefined ? createHttpListener(options, take) : undefined;

  return {
    async start() {
      isOpen = true;
      try {
        await Promise.all(sockets.map((socket) => socket.open()));
      } catch (error) {
        await Promise.all(sockets.map((socket) => socket.close()));
        throw new SlackStartError(
          `Slack does not accept SLACK_APP_TOKEN (${failureName(error)}). Copy an app-level token with connections:write from the app's settings, and turn Socket Mode on there.`,
        );
      }
    },
    async stop() {
      isOpen = false;
      await inFlight.idle();
      // Only now: what is half taken is acknowledged over them.
      await Promise.all(sockets.map((socket) => socket.close()));
    },
    ...(listen && {
      http: (request, response) => (isOpen ? listen(request, response) : answer(response, 503)),
    }),
  };
}

class NotOpenError extends Error {
  override name = "NotOpenError";
}
