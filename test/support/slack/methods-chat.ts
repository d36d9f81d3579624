/** What does the Web API do about messages? chat.* */
import { blockProblems } from "./block-limits";
import { listOf, flagOf, needText, needTs, objectOf, textOf } from "./arguments";
import type { Methods, Request } from "./methods";
import { channelFor, isBotIn, messageAt, ownChannelFor } from "./places";
import { changeMessage, deleteMessage, nameBlocks, postMessage } from "./posting";
import { refuse, refuseArguments } from "./refusal";
import { describeMessage } from "./showing";
import type { Channel, Json, Message } from "./world";

export const chatMethods: Methods = {
  "chat.postMessage": (request) => {
    const { world, workspace, args } = request;
    const channel = ownChannelFor(world, workspace, needText(args, "channel"));
    const content = contentOf(args);
    const thread = textOf(args, "thread_ts");
    const metadata = metadataOf(args);
    const message = postMessage(world, workspace, channel, {
      user: workspace.botUser,
      byApp: true,
      ...content,
      ...(thread !== undefined && { thread }),
      ...(metadata && { metadata }),
      ...(flagOf(args, "reply_broadcast") && { subtype: "thread_broadcast" }),
    });
    // What the app says replaces what it was said to be doing.
    if (thread !== undefined) workspace.statuses.delete(`${channel.id}/${thread}`);
    return { channel: channel.id, ts: message.ts, message: shown(request, channel, message) };
  },

  "chat.postEphemeral": ({ world, workspace, args }) => {
    const channel = ownChannelFor(world, workspace, needText(args, "channel"));
    const onlyFor = needText(args, "user");
    if (!channel.members.has(onlyFor)) return refuse("user_not_in_channel");
    const thread = textOf(args, "thread_ts");
    const draft = { user: workspace.botUser, byApp: true, onlyFor, ...contentOf(args) };
    const message = postMessage(world, workspace, channel, {
      ...draft,
      ...(thread !== undefined && { thread }),
    });
    return { message_ts: message.ts };
  },

  "chat.update": (request) => {
    const { world, workspace, args } = request;
    const channel = ownChannelFor(world, workspace, needText(args, "channel"));
    const message = ownMessage(request, channel, "cant_update_message");
    const { text, blocks } = contentOf(args);
    const metadata = metadataOf(args);
    changeMessage(world, workspace, channel, message, (one) => {
      one.text = text;
      // Without blocks the ones it had are gone.
      if (blocks) one.blocks = nameBlocks(world, blocks);
      else delete one.blocks;
      if (metadata) one.metadata = metadata;
      one.edited = { user: workspace.botId, ts: world.nextTs() };
    });
    return { channel: channel.id, ts: message.ts, text, message: shown(request, channel, message) };
  },

  "chat.delete": (request) => {
    const { world, workspace, args } = request;
    const channel = channelFor(world, workspace, needText(args, "channel"));
    const message = ownMessage(request, channel, "cant_delete_message");
    deleteMessage(world, workspace, channel, message);
    return { channel: channel.id, ts: message.ts };
  },

  "chat.getPermalink": ({ world, workspace, args }) => {
    const channel = channelFor(world, workspace, needText(args, "channel"));
    const message = messageAt(channel, needTs(args, "message_ts"));
    if (!message) return refuse("message_not_found");
    const query = message.thread === undefined ? "" : `?thread_ts=${message.thread}&cid=${channel.id}`;
    const path = `${channel.id}/p${message.ts.replace(".", "")}${query}`;
    return { channel: channel.id, permalink: `https://${workspace.domain}.slack.com/archives/${path}` };
  },
};

const shown = ({ world, workspace }: Request, channel: Channel, message: Message): Json =>
  describeMessage(world, workspace, channel, message, { metadata: true });

function ownMessage({ workspace, args }: Request, channel: Channel, otherwise: string): Message {
  const message = messageAt(channel, needTs(args, "ts"));
  if (!message || (channel.kind !== "channel" && !isBotIn(workspace, channel)))
    return refuse("message_not_found");
  return message.user === workspace.botUser ? message : refuse(otherwise);
}

/** Text, blocks, or both, within Slack's limits. */
export function contentOf(args: Json): { text: string; blocks?: Json[] } {
  const text = textOf(args, "text") ?? "";
  const blocks = listOf(args, "blocks", "invalid_blocks_format");
  if (text.trim() === "" && !blocks?.length) return refuse("no_text");
  if (text.length > 40_000) return refuse("msg_too_long");
  if (blocks) checkBlocks(blocks, text);
  return { text, ...(blocks && blocks.length > 0 && { blocks }) };
}

/** The first problem names Slack's error. */
function checkBlocks(blocks: Json[], text: string): void {
  const problems = blockProblems(blocks, text);
  const [first] = problems;
  if (first !== undefined) refuseArguments(first.split(":")[0] ?? first, problems);
}

function metadataOf(args: Json): Json | undefined {
  const metadata = objectOf(args, "metadata", "invalid_metadata_format");
  if (metadata && (typeof metadata["event_type"] !== "string" || !metadata["event_payload"]))
    return refuse("invalid_metadata_format");
  return metadata;
}
