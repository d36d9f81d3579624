/** How does Slack reach us where nobody can reach us? Over sockets that we open: two, so that one is there while the other is renewed. */
import { setTimeout as sleep } from "node:timers/promises";
import { SocketModeReceiver, type App } from "@slack/bolt";
import { createBoltLog } from "./bolt-log";
import type { SlackOptions } from "../options";
import type { ProcessEvent } from "./receivers";
import { failureName, isPassing } from "../refusals";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** A connection that lasts shorter has failed: Slack is not to be knocked at without a rest. */
const SHORTEST_MS = 1_000;
const CALL_WITHIN_MS = 10_000;
/** Slack may be slow to say goodbye; then we go without. */
const GOODBYE_MS = 500;

export type Socket = {
  /** Resolves when connected, or when that has failed for now and is tried again; rejects when Slack refuses for good. */
  open(): Promise<void>;
  close(): Promise<void>;
};

/** We connect anew ourselves: Bolt's own way ends the process when Slack is away, and waits five seconds when it is not. */
export function createSocket(options: SlackOptions, appToken: string, processEvent: ProcessEvent): Socket {
  let stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();

  async function keepConnected(isConnected: () => void, isRefused: (error: unknown) => void): Promise<void> {
    const { signal } = stopping;
    const stopped = abortOf(signal);
    let failures = 0;
    while (!signal.aborted) {
      const startedAt = performance.now();
      try {
        await connection(createClient(options, appToken, processEvent), isConnected, stopped);
        failures = performance.now() - startedAt < SHORTEST_MS ? failures + 1 : 0;
      } catch (error) {
        failures++;
        options.log.warn("slack.not_connected", { tries: failures, error: failureName(error) });
        if (!isPassing(error)) isRefused(error);
        isConnected();
      }
      const waitMs = Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS);
      if (failures > 0) await sleep(waitMs, undefined, { signal }).catch(() => {});
    }
  }

  return {
    open: () =>
      new Promise((resolve, reject) => {
        stopping = new AbortController();
        running = keepConnected(resolve, reject);
      }),
    async close() {
      stopping.abort();
      await running;
    },
  };
}

const abortOf = (signal: AbortSignal): Promise<"stopped"> =>
  new Promise((resolve) => signal.addEventListener("abort", () => resolve("stopped"), { once: true }));

type Client = SocketModeReceiver["client"];

/** A new one for each connection: what an old one still has to say must not end the next. */
function createClient({ log, apiUrl }: SlackOptions, appToken: string, processEvent: ProcessEvent): Client {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: createBoltLog(log),
    autoReconnectEnabled: false,
    installerOptions: {
      clientOptions: {
        timeout: CALL_WITHIN_MS,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
      },
    },
    async processEventErrorHandler({ error }) {
      log.warn("slack.not_taken", { error: failureName(error) });
      // Not acknowledged: Slack sends it again, maybe over the other socket.
      return false;
    },
  });
  receiver.init({ processEvent } as unknown as App);
  return receiver.client;
}

/** One connection, from its beginning to its end. */
async function connection(
  client: Client,
  isConnected: () => void,
  stopped: Promise<"stopped">,
): Promise<void> {
  const ended = new Promise((resolve) => void client.once("disconnected", resolve));
  const starting = client.start();
  if ((await Promise.race([starting, stopped])) === "stopped")
    // Bolt's client forgets a timer of 30 seconds when it is closed before it is open.
    return void starting.then(() => disconnect(client)).catch(() => {});
  isConnected();
  await Promise.race([ended, stopped]);
  await disconnect(client);
}

/** The second time Bolt's client does not wait for Slack's goodbye. */
async function disconnect(client: Client): Promise<void> {
  const gone = client.disconnect().then(() => true);
  const isGone = await Promise.race([gone, sleep(GOODBYE_MS, false, { ref: false })]);
  if (!isGone) await client.disconnect();
}
