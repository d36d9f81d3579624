/** How is a message taken back, with all of its parts? */
import type { Delivered } from "../../../desk/events";
import type { Delivery } from "../../platform";
import { splitTs } from "../address";
import { isEphemeral } from "./only-for";
import { remove } from "./removing";
import type { Rooms } from "./rooms";

export async function withdraw(
  rooms: Rooms,
  { message }: Extract<Delivery, { verb: "withdraw" }>,
): Promise<Delivered> {
  if (isEphemeral(message.messageId)) return { message };
  const room = await rooms.open(message.in);
  // The last part first: what is left of a withdrawal that broke off still begins with its beginning.
  for (const ts of splitTs(message.messageId).toReversed()) await remove(room, ts);
  return { message };
}
