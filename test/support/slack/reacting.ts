/** What happens when somebody reacts to a message with an emoji, or takes that back? */
import { isBotIn } from "./places";
import type { Channel, Message, Workspace, World } from "./world";

/** Undefined: that person had already reacted so. */
export function addReaction(
  world: World,
  workspace: Workspace,
  channel: Channel,
  message: Message,
  name: string,
  user: string,
): boolean {
  const users = message.reactions.get(name) ?? [];
  if (users.includes(user)) return false;
  message.reactions.set(name, [...users, user]);
  tellReaction(world, workspace, channel, message, "reaction_added", name, user);
  return true;
}

export function removeReaction(
  world: World,
  workspace: Workspace,
  channel: Channel,
  message: Message,
  name: string,
  user: string,
): boolean {
  const users = message.reactions.get(name) ?? [];
  if (!users.includes(user)) return false;
  const others = users.filter((one) => one !== user);
  if (others.length > 0) message.reactions.set(name, others);
  else message.reactions.delete(name);
  tellReaction(world, workspace, channel, message, "reaction_removed", name, user);
  return true;
}

function tellReaction(
  world: World,
  workspace: Workspace,
  channel: Channel,
  { ts, user: author }: Message,
  type: "reaction_added" | "reaction_removed",
  reaction: string,
  user: string,
): void {
  if (!isBotIn(workspace, channel)) return;
  const item = { type: "message", channel: channel.id, ts };
  world.tell(
    workspace,
    type,
    { type, user, reaction, item_user: author, item, event_ts: world.nextTs() },
    channel,
  );
}
