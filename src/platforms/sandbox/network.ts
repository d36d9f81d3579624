/** What if a room does not take messages? On request, the sandbox refuses or delays deliveries, to see what the desk does. */
import type { Address } from "../../desk/model";
import { DeliveryError } from "../platform";
import { placeKey, roomOf } from "./address";

export const NETWORK_STATES = ["fine", "later", "never", "slow"] as const;
export type NetworkState = (typeof NETWORK_STATES)[number];

const SLOW_MS = 3_000;

export type Network = {
  /** How a room (a thread counts as its channel) treats deliveries from now on. Forgotten at a restart. */
  set(place: Address, state: NetworkState): void;
  states(): Record<string, NetworkState>;
  /** Resolves when a delivery may go on. Throws DeliveryError. */
  pass(place: Address): Promise<void>;
};

export function createNetwork(): Network {
  const states = new Map<string, NetworkState>();
  return {
    set(place, state) {
      const room = placeKey(roomOf(place));
      if (state === "fine") states.delete(room);
      else states.set(room, state);
    },
    states: () => Object.fromEntries(states),
    async pass(place) {
      const state = states.get(placeKey(roomOf(place)));
      if (state === "later")
        throw new DeliveryError("later", "The sandbox room is set to refuse messages for now.");
      if (state === "never") throw new DeliveryError("never", "The sandbox room is set to refuse messages.");
      if (state === "slow") await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    },
  };
}
