/** What does an app hear of Slack? Bolt's own receivers, over HTTP or sockets, with nothing of ours behind them. */
import type { AddressInfo } from "node:net";
import { HTTPReceiver, SocketModeReceiver, webApi, type App, type ReceiverEvent } from "@slack/bolt";
import { APP_TOKEN, SIGNING_SECRET } from "./sample-workspace";
import type { SlackSimulator } from "./simulator";
import type { Json } from "./world";

export type ListeningApp = {
  /** In the order they came. `retry`: which repetition Slack says it is. */
  heard: { body: Json; retry?: number; reason?: string }[];
  /** What it answers from now on; throwing is no acknowledgement. */
  answer(how: (body: Json) => unknown): void;
  /** Only events, without their envelopes. */
  events(): Json[];
  stop(): Promise<void>;
};

const quiet = () => {};
/** Bolt prints what Slack refuses. */
export const silent: webApi.Logger = {
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: quiet,
  setLevel: quiet,
  setName: quiet,
  getLevel: () => webApi.LogLevel.ERROR,
};

function createEar() {
  const heard: ListeningApp["heard"] = [];
  let how: (body: Json) => unknown = () => undefined;
  const processEvent = async ({ body, ack, retryNum, retryReason }: ReceiverEvent): Promise<void> => {
    heard.push({
      body: typeof body["payload"] === "string" ? (JSON.parse(body["payload"]) as Json) : body,
      ...(retryNum !== undefined && { retry: retryNum }),
      ...(retryReason !== undefined && { reason: retryReason }),
    });
    await ack(await how(body));
  };
  return {
    app: { processEvent } as unknown as App,
    heard,
    answer: (next: typeof how) => void (how = next),
    events: () => heard.flatMap(({ body }) => (body["event"] ? [body["event"] as Json] : [])),
  };
}

export async function listenOverHttp(slack: SlackSimulator): Promise<ListeningApp> {
  const { app, ...ear } = createEar();
  const receiver = new HTTPReceiver({
    signingSecret: SIGNING_SECRET,
    logger: silent,
    unhandledRequestTimeoutMillis: 100, // only logs, and keeps a test from ending
    processEventErrorHandler: async ({ response }) => {
      response.writeHead(500).end();
      return false;
    },
  });
  receiver.init(app);
  const server = await receiver.start({ port: 0, host: "127.0.0.1" });
  slack.pointTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  return { ...ear, stop: () => receiver.stop() };
}

/** `connections`: as many receivers, which share what comes. */
export async function listenOverSockets(slack: SlackSimulator, connections = 1): Promise<ListeningApp> {
  const { app, ...ear } = createEar();
  const receivers = Array.from({ length: connections }, () => {
    const receiver = new SocketModeReceiver({
      appToken: APP_TOKEN,
      logger: silent,
      installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
      processEventErrorHandler: async () => false,
    });
    receiver.init(app);
    return receiver;
  });
  await Promise.all(receivers.map((receiver) => receiver.start()));
  return {
    ...ear,
    stop: async () => {
      await Promise.all(receivers.map((receiver) => receiver.client.disconnect()));
    },
  };
}
