/** What happens when a message is posted, changed or deleted, by the app or by a person? */
import { tellChanged, tellDeleted, tellPosted } from "./message-events";
import { messageAt } from "./places";
import { describeMessage } from "./showing";
import type { Channel, Json, Message, Workspace, World } from "./world";

export type Draft = Pick<Message, "user" | "byApp" | "text"> &
  Partial<Pick<Message, "subtype" | "blocks" | "files" | "thread" | "metadata" | "onlyFor" | "clientMsgId">>;

export function postMessage(world: World, workspace: Workspace, channel: Channel, draft: Draft): Message {
  const { thread, blocks, ...rest } = draft;
  const root = thread === undefined ? undefined : rootOf(channel, thread);
  const before = root && describeMessage(world, workspace, channel, root);
  const message: Message = {
    files: [],
    reactions: new Map(),
    ...rest,
    ts: world.nextTs(),
    ...(blocks && { blocks: nameBlocks(world, blocks) }),
    // A reply to what was deleted is posted at top level.
    ...(root && { thread: root.ts }),
  };
  channel.messages.push(message);
  for (const id of message.files) shareFile(world, channel, message, id);
  if (message.onlyFor !== undefined) return message;
  tellPosted(world, workspace, channel, message);
  if (root && before) tellChanged(world, workspace, channel, root, before); // its reply count
  return message;
}

export function changeMessage(
  world: World,
  workspace: Workspace,
  channel: Channel,
  message: Message,
  change: (message: Message) => void,
): void {
  const before = describeMessage(world, workspace, channel, message);
  change(message);
  if (message.blocks) message.blocks = nameBlocks(world, message.blocks);
  if (message.onlyFor === undefined) tellChanged(world, workspace, channel, message, before);
}

/** The words are gone. A root that has replies stays as a tombstone. */
export function deleteMessage(world: World, workspace: Workspace, channel: Channel, message: Message): void {
  const before = describeMessage(world, workspace, channel, message);
  const hasReplies = channel.messages.some((one) => one.thread === message.ts && !one.gone);
  message.text = "";
  message.gone = hasReplies ? "tombstone" : "deleted";
  message.files = [];
  message.reactions.clear();
  delete message.blocks;
  delete message.attachments;
  delete message.metadata;
  if (message.onlyFor !== undefined) return;
  if (hasReplies) tellChanged(world, workspace, channel, message, before);
  else tellDeleted(world, workspace, channel, message.ts, before);
  const root = message.thread === undefined ? undefined : messageAt(channel, message.thread);
  if (root) tellChanged(world, workspace, channel, root, describeMessage(world, workspace, channel, root));
}

/** Slack shows a link's page some moments later: the message changes, its text does not. */
export function unfurlLinks(world: World, workspace: Workspace, channel: Channel, message: Message): void {
  const url = /<(https?:[^|>]+)/u.exec(message.text)?.[1];
  if (url === undefined) return;
  changeMessage(world, workspace, channel, message, (one) => {
    one.attachments = [{ id: 1, from_url: url, original_url: url, fallback: "A page", title: "A page" }];
  });
}

function rootOf(channel: Channel, ts: string): Message | undefined {
  const found = messageAt(channel, ts);
  return found?.thread === undefined ? found : messageAt(channel, found.thread);
}

function shareFile({ files }: World, channel: Channel, { ts, thread }: Message, id: string): void {
  files.get(id)?.sharedIn.push({ channel: channel.id, ts, ...(thread !== undefined && { thread }) });
}

/** Blocks that the app gave no id get one from Slack. */
export const nameBlocks = (world: World, blocks: Json[]): Json[] =>
  blocks.map((block) => ({ ...block, block_id: block["block_id"] ?? world.nextId("b") }));
