/** What does the Web API tell of earlier messages, and of reactions to them? */
import { flagOf, needText, needTs, textOf } from "./arguments";
import type { Method, Methods, Request } from "./methods";
import { pageOf } from "./methods";
import { channelFor, isBotIn, messageAt, ownChannelFor } from "./places";
import { refuse } from "./refusal";
import { describeMessage, describeReactions } from "./showing";
import { addReaction, removeReaction } from "./reacting";
import type { Channel, Json, Message } from "./world";

export const historyMethods: Methods = {
  "conversations.history": (request) => {
    const channel = readableByBot(request);
    const top = channel.messages.filter(
      (one) => isListed(one) && (one.thread === undefined || one.subtype === "thread_broadcast"),
    );
    return pageOfMessages(request, channel, within(top, request.args).toReversed());
  },

  "conversations.replies": (request) => {
    const channel = readableByBot(request);
    const ts = needTs(request.args, "ts");
    const named = channel.messages.find((one) => one.ts === ts && isListed(one));
    if (!named) return refuse("thread_not_found");
    const root = named.thread ?? ts;
    const thread = channel.messages.filter(
      (one) => isListed(one) && (one.ts === root || one.thread === root),
    );
    return pageOfMessages(request, channel, within(thread, request.args, root));
  },

  "reactions.add": reacting((request, channel, message, name) => {
    if (!addReaction(request.world, request.workspace, channel, message, name, request.workspace.botUser))
      return refuse("already_reacted");
    return {};
  }),

  "reactions.remove": reacting((request, channel, message, name) => {
    if (!removeReaction(request.world, request.workspace, channel, message, name, request.workspace.botUser))
      return refuse("no_reaction");
    return {};
  }),

  "reactions.get": ({ world, workspace, args }) => {
    const channel = channelFor(world, workspace, needText(args, "channel"));
    const message = messageAt(channel, needTs(args, "timestamp")) ?? refuse("message_not_found");
    const described = describeMessage(world, workspace, channel, message);
    return {
      type: "message",
      channel: channel.id,
      message: { ...described, ...describeReactions(message) },
    };
  },
};

type React = (request: Request, channel: Channel, message: Message, name: string) => Json;

function reacting(react: React): Method {
  return (request) => {
    const { world, workspace, args } = request;
    const channel = ownChannelFor(world, workspace, needText(args, "channel"));
    const name = needText(args, "name");
    if (!/^[a-z0-9_+'-]+(?:::skin-tone-[2-6])?$/u.test(name)) return refuse("invalid_name");
    const message = messageAt(channel, needTs(args, "timestamp")) ?? refuse("message_not_found");
    return react(request, channel, message, name);
  };
}

function readableByBot({ world, workspace, args }: Request): Channel {
  const channel = channelFor(world, workspace, needText(args, "channel"));
  return isBotIn(workspace, channel) ? channel : refuse("not_in_channel");
}

/** Ephemeral messages are in nobody's history. */
const isListed = (message: Message): boolean => message.onlyFor === undefined && message.gone !== "deleted";

function within(messages: Message[], args: Json, always?: string): Message[] {
  const oldest = Number(textOf(args, "oldest") ?? 0);
  const latest = Number(textOf(args, "latest") ?? Infinity);
  const inclusive = flagOf(args, "inclusive");
  return messages.filter(({ ts }) => {
    const at = Number(ts);
    return ts === always || (at > oldest && at < latest) || (inclusive && (at === oldest || at === latest));
  });
}

function pageOfMessages(request: Request, channel: Channel, messages: Message[]): Json {
  const { world, workspace, args } = request;
  const metadata = flagOf(args, "include_all_metadata");
  const { page, next } = pageOf(messages, args);
  return {
    messages: page.map((one) => describeMessage(world, workspace, channel, one, { metadata })),
    has_more: next !== "",
    response_metadata: { next_cursor: next },
  };
}
