/** Is only a thread gone, or its whole channel? Teams says the same of both, so it is asked about the channel. */
import type { Delivery } from "../../platform";
import { channelPlace, targetOf } from "../address";
import { ConnectorFailure } from "../connector";
import type { Calls } from "./calls";
import { isRefusal } from "./failures";
import type { Room, Rooms } from "./rooms";

/** Nobody's Entra id: only whether there is anybody to ask about matters. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** The delivery as it failed: to the thread, or to the channel that is not there any more. */
export async function whereItFailed(
  error: unknown,
  delivery: Delivery,
  rooms: Rooms,
  calls: Calls,
): Promise<Delivery> {
  if (delivery.verb !== "post" || delivery.to.kind !== "thread" || !isRefusal(error, 404)) return delivery;
  const target = targetOf(delivery.to);
  if ("account" in target) return delivery;
  const room = await rooms.open(delivery.to);
  const isGone = await isChannelGone(room, calls);
  return isGone ? { ...delivery, to: channelPlace(room.tenant, target.channel) } : delivery;
}

/** Any other answer, or none, says nothing about the channel. */
async function isChannelGone({ connector, id }: Room, calls: Calls): Promise<boolean> {
  try {
    await calls.call((call) => connector.member(id, NOBODY, call));
    return false;
  } catch (error) {
    const code = error instanceof ConnectorFailure ? (error.code ?? "") : "";
    return ["ConversationNotFound", "BotNotInConversationRoster"].includes(code);
  }
}
