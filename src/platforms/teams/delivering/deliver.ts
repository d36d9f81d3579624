/** What does each kind of delivery do in Teams? This only dispatches, and tells failures in the words of the contract. */
import type { Delivered } from "../../../desk/events";
import { DeliveryError, type Delivery } from "../../platform";
import type { Connector } from "../connector";
import type { TeamsOptions } from "../options";
import { createCalls, LIMITS, type Calls, type Limits } from "./calls";
import { createDrafting } from "./drafting";
import { failureOf } from "./failures";
import { invite } from "./inviting";
import { createMarks } from "./marks";
import { createOnlyFor } from "./only-for";
import { post } from "./posting";
import { createRepeats } from "./repeats";
import { createRooms, type Rooms } from "./rooms";
import { update } from "./updating";
import { whereItFailed } from "./whole-channel";
import { withdraw } from "./withdrawing";

type Options = Pick<TeamsOptions, "references" | "serviceUrl" | "openFile" | "log" | "now" | "access">;

/** Throws DeliveryError. */
export function createDelivering(
  options: Options,
  connectorFor: (serviceUrl: string) => Connector,
  limits: Partial<Limits> = {},
): (delivery: Delivery) => Promise<Delivered> {
  const roomsFor = createRooms(options, connectorFor);
  const draftFor = createDrafting(options);
  const repeats = createRepeats();
  const mark = createMarks(options, repeats);
  const postOnlyFor = createOnlyFor(options);

  async function deliver(delivery: Delivery): Promise<Delivered> {
    const calls = createCalls({ ...LIMITS, ...limits });
    const rooms = roomsFor(calls);
    return perform(delivery, rooms, calls).catch(async (error: unknown) => {
      throw failureOf(error, await whereItFailed(error, delivery, rooms, calls));
    });
  }

  async function perform(delivery: Delivery, rooms: Rooms, calls: Calls): Promise<Delivered> {
    const desk = { rooms, calls, draftFor, repeats };
    switch (delivery.verb) {
      case "post":
        return delivery.onlyFor === undefined
          ? post(desk, delivery)
          : postOnlyFor(desk, delivery, delivery.onlyFor);
      case "update":
        return update(desk, delivery);
      case "withdraw":
        return withdraw(rooms, calls, delivery);
      case "mark":
        return mark(rooms, calls, delivery);
      case "invite":
        return invite(rooms, calls, delivery);
      case "home":
        throw new DeliveryError("never", "Teams has no home page for the help desk.");
    }
  }
  return oneAtATime(deliver);
}

/** A try that the outbox gave up may still wait for Teams' answer: a second one would not see what it has sent. */
function oneAtATime(deliver: (delivery: Delivery) => Promise<Delivered>): typeof deliver {
  const underWay = new Set<string>();
  return async (delivery) => {
    const { key } = delivery;
    if (underWay.has(key))
      throw new DeliveryError("later", "Teams has not answered the last try yet. It is tried again.");
    underWay.add(key);
    try {
      return await deliver(delivery);
    } finally {
      underWay.delete(key);
    }
  };
}
