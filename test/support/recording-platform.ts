/** A platform that remembers what it was given, and fails on demand. */
import { addressKey } from "../../src/desk/address";
import type { Delivered } from "../../src/desk/events";
import type { Address } from "../../src/desk/model";
import type { Delivery, Platform, Receive } from "../../src/platforms/platform";

export type RecordingPlatform = Platform & {
  /** What has arrived, in order. */
  deliveries: Delivery[];
  /** What was asked for, refused deliveries included. */
  attempts: Delivery[];
  /** Called before each delivery arrives: throws to refuse it, waits to be slow. */
  beforeDelivery: (delivery: Delivery) => Promise<void> | void;
  /** What `start` was given. */
  receive?: Receive;
  /** Keys of what has arrived, in order. */
  keys(): string[];
};

const placeOf = (delivery: Delivery): Address => ("to" in delivery ? delivery.to : delivery.message.in);

/** Message ids count up: m1, m2, ... A post that opens a thread opens `<place>/<message id>`. */
export function createRecordingPlatform(
  options: { name?: Platform["name"]; paceMs?: number } = {},
): RecordingPlatform {
  const name = options.name ?? "sandbox";
  let messages = 0;

  async function deliver(delivery: Delivery): Promise<Delivered> {
    platform.attempts.push(delivery);
    await platform.beforeDelivery(delivery);
    platform.deliveries.push(delivery);
    if ("message" in delivery) return { message: delivery.message };
    const messageId = `m${++messages}`;
    const message = { in: delivery.to, messageId };
    if (delivery.verb !== "post" || !delivery.opensThread) return { message };
    return { message, thread: { platform: name, kind: "thread", id: `${delivery.to.id}/${messageId}` } };
  }

  const platform: RecordingPlatform = {
    name,
    paceOf: (delivery) =>
      options.paceMs === undefined
        ? undefined
        : { place: addressKey(placeOf(delivery)), everyMs: options.paceMs },
    deliveries: [],
    attempts: [],
    beforeDelivery: () => {},
    keys: () => platform.deliveries.map((delivery) => delivery.key),
    start: async (receive) => {
      platform.receive = receive;
    },
    deliver,
    stop: async () => {},
  };
  return platform;
}
