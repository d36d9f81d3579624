/** What does each kind of delivery do in Slack? This only dispatches. */
import type { Delivered } from "../../../desk/model";
import type { Delivery } from "../../platform";
import { createAccounts } from "./accounts";
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

/** Before the outbox gives a delivery up for lost, with time to say which files did not make it. */
const FILES_WITHIN_MS = 10_000;

/** Throws DeliveryError. */
export function createDelivering(
  { apiUrl, log, now }: Pick<SlackOptions, "apiUrl" | "log" | "now">,
  workspaces: Workspaces,
  filesWithinMs = FILES_WITHIN_MS,
): (delivery: Delivery) => Promise<Delivered> {
  const rooms = createRooms(workspaces);
  const accounts = createAccounts(workspaces, { now });

  return async (asked) => {
    const delivery = await accounts.identify(asked);
    switch (delivery.verb) {
      case "post": {
        const copying = { apiUrl, log, signal: AbortSignal.timeout(filesWithinMs) };
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
        return publishHome(workspaces, delivery);
    }
  };
}

async function publishHome(
  workspaces: Workspaces,
  { key, to, content }: Extract<Delivery, { verb: "home" }>,
): Promise<Delivered> {
  const { call } = await speakTo(workspaces, to);
  await call((client) => client.views.publish({ user_id: to.id, view: homeView(content) }));
  return { message: { in: to, messageId: key } };
}
