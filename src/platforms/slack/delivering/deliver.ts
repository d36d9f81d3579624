/** What does each kind of delivery do in Slack? This only dispatches. */
import type { Delivered } from "../../../desk/events";
import { DeliveryError, type Delivery } from "../../platform";
import { createAccounts } from "./accounts";
import { createDeadline, type Deadline, type Ticks } from "../../deadline";
import { homeView } from "../drawing/home-view";
import { invite } from "./inviting";
import { mark } from "./marks";
import { postOnlyFor } from "./only-for";
import type { SlackOptions } from "../options";
import { post } from "./posting";
import { createRooms } from "./rooms";
import { speakTo } from "./speaking";
import { update } from "./updating";
import { withdraw } from "./withdrawing";
import type { Workspaces } from "../workspaces";

/**
 * The outbox gives a delivery up for lost after 15 s: by then nothing of it may begin. `filesMs` leaves time to say which files
 * did not make it.
 */
export type Limits = { wholeMs: number; filesMs: number; ticks: Ticks };

const LIMITS: Limits = { wholeMs: 12_000, filesMs: 10_000, ticks: () => performance.now() };

/** Throws DeliveryError. */
export function createDelivering(
  { apiUrl, log, now, openFile }: Pick<SlackOptions, "apiUrl" | "log" | "now" | "openFile">,
  workspaces: Workspaces,
  limits: Partial<Limits> = {},
): (delivery: Delivery) => Promise<Delivered> {
  const { wholeMs, filesMs, ticks } = { ...LIMITS, ...limits };
  const roomsFor = createRooms(workspaces);
  const accounts = createAccounts(workspaces, { now });

  async function deliver(asked: Delivery): Promise<Delivered> {
    const deadline = createDeadline("Slack", wholeMs, ticks);
    const rooms = roomsFor(deadline);
    const delivery = await accounts.identify(asked, deadline);
    switch (delivery.verb) {
      case "post": {
        const copying = { apiUrl, log, openFile, signal: AbortSignal.timeout(filesMs) };
        const { onlyFor } = delivery;
        return onlyFor === undefined
          ? post(rooms, copying, delivery)
          : postOnlyFor(rooms, copying, delivery, onlyFor);
      }
      case "update":
        return update(rooms, delivery);
      case "withdraw":
        return withdraw(rooms, delivery);
      case "mark":
        return mark(rooms, delivery);
      case "invite":
        return invite(rooms, delivery);
      case "home":
        return publishHome(workspaces, delivery, deadline);
    }
  }
  return oneAtATime(deliver);
}

/** A try that the outbox gave up may still wait for Slack's answer: a second one would not see what it has sent. */
function oneAtATime(deliver: (delivery: Delivery) => Promise<Delivered>): typeof deliver {
  const underWay = new Set<string>();
  return async (delivery) => {
    const { key } = delivery;
    if (underWay.has(key))
      throw new DeliveryError("later", "Slack has not answered the last try yet. It is tried again.");
    underWay.add(key);
    try {
      return await deliver(delivery);
    } finally {
      underWay.delete(key);
    }
  };
}

async function publishHome(
  workspaces: Workspaces,
  { key, to, content }: Extract<Delivery, { verb: "home" }>,
  deadline: Deadline,
): Promise<Delivered> {
  const { call } = await speakTo(workspaces, to, deadline);
  await call((client) => client.views.publish({ user_id: to.id, view: homeView(content) }));
  return { message: { in: to, messageId: key } };
}
