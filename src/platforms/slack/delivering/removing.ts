/** How is one of our messages in Slack deleted? Gone is gone, whoever did it. */
import type { Ts } from "../address";
import { tolerate } from "./failures";
import type { Room } from "./rooms";

export async function remove({ call, channel }: Room, ts: Ts): Promise<void> {
  const deleting = call((client) => client.chat.delete({ channel, ts }));
  await tolerate(["message_not_found"], deleting);
}
