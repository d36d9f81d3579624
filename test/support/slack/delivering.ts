/** How are events sent, and sent again? Up to four times each; within a channel roughly in order, as people write. */
import { setTimeout as sleep } from "node:timers/promises";
import { isHeard, wrapEvent } from "./envelope";
import { createLanes } from "./lanes";
import { createUnderway } from "./underway";
import type { Outcome, Parcel, Retry, Transport } from "./transport";
import type { Channel, Json, Tell, Workspace, World } from "./world";

export type Deliveries = {
  tell: Tell;
  /** Tells the app whatever its manifest says. */
  announce(workspace: Workspace, event: Json, channel?: Channel): void;
  /** For clicks, forms and commands: sent once, the answer matters. */
  ask(parcel: Parcel): Promise<Outcome>;
  /** Resolves when nothing is on its way and nothing waits to be sent again. */
  idle(): Promise<void>;
  /** Given up on, oldest first. */
  lost: Json[];
  /** Sends those again, in order. Slack itself would not; for tests of a longer absence. */
  sendLost(): void;
  close(): void;
};

export function createDeliveries(world: World, transport: Transport): Deliveries {
  const { retryDelaysMs = [0, 200, 1_000] } = world.options;
  const inOrder = createLanes();
  const underway = createUnderway();
  const lost: Json[] = [];
  const stopped = new AbortController();
  let held: (() => void)[] = [];

  async function attempt(body: Json, lane: string, retry?: Retry): Promise<void> {
    const outcome = await transport.send({ kind: "event", body }, retry);
    const delay = retryDelaysMs[retry?.count ?? 0];
    // The app has what it acknowledges, however late: after the last try nothing is lost by it.
    const isLate =
      outcome.acknowledged && delay !== undefined && world.faults.takeDeliveryFault("lateAck") > 0;
    if (outcome.acknowledged && !isLate) return;
    const reason = outcome.acknowledged ? "http_timeout" : outcome.reason;
    if (delay === undefined || (!outcome.acknowledged && outcome.noRetry)) return void lost.push(body);
    if (delay > 0) await sleep(delay, undefined, { signal: stopped.signal });
    send(body, lane, { count: (retry?.count ?? 0) + 1, reason });
  }

  function send(body: Json, lane: string, retry?: Retry): void {
    const sending = inOrder(lane, () => attempt(body, lane, retry)).catch((error: unknown) => {
      if (!stopped.signal.aborted) throw error;
    });
    void underway.count(sending);
  }

  function release(): void {
    for (const go of held.splice(0).toReversed()) go();
  }

  function announce(workspace: Workspace, event: Json, channel?: Channel): void {
    // A mention and its message are sent side by side.
    const lane = `${workspace.team} ${channel?.id} ${event["type"] === "app_mention" ? "mentions" : ""}`;
    const told = structuredClone(event);
    const go = () => send(wrapEvent(world, workspace, told, channel), lane);
    const copies = world.faults.takeDeliveryFault("duplicate");
    for (let copy = 0; copy < copies; copy++)
      send(wrapEvent(world, workspace, told, channel), `${lane} ${copy}`);
    const together = world.faults.takeDeliveryFault("disorder");
    if (together === 0) return go();
    held.push(go);
    if (held.length >= together) release();
  }

  const tell: Tell = (workspace, subscription, event, channel) => {
    if (isHeard(world, workspace, subscription)) announce(workspace, event, channel);
  };

  return {
    tell,
    announce,
    ask: (parcel) => underway.count(transport.send(parcel)),
    idle: async () => {
      release();
      await underway.none();
    },
    lost,
    sendLost: () => {
      for (const body of lost.splice(0)) send(body, laneOf(body));
    },
    close: () => {
      stopped.abort();
      transport.close();
    },
  };
}

const laneOf = ({ team_id, event }: Json): string => {
  const channel = typeof event === "object" && event !== null && "channel" in event ? event.channel : "";
  return `${String(team_id)} ${String(channel)} `;
};
