/** What is a new message to the desk: said to it, said in a thread it may know, or none of its business? */
import type { Address, FileRef } from "../../../desk/model";
import { channelPlace, directChat, isDirectChannel, isTs, momentOf, threadUnder } from "../address";
import type { SlackEvent, SlackFile, SlackMessage } from "./bodies";
import { namesUser, readText, type PlainText } from "./message-text";
import type { ParseContext, Parsed } from "./parse";
import { isSlackItself } from "./people";

/** A message that has all it needs. */
export type Said = SlackMessage & { channel: string; user: string; ts: string };

/** What people say. All other subtypes are Slack's own notices: somebody joined, a topic was set. */
const TAKEN = ["file_share", "thread_broadcast", "me_message"];

export async function parsePost(event: SlackEvent, context: ParseContext): Promise<Parsed> {
  const said = readSaid(event, event.channel, context);
  if ("ignored" in said) return said;
  if (!isForDesk(said, context)) return { ignored: "not said to the help desk" };
  const [by, words] = await Promise.all([author(said, context), readWords(said, context)]);
  const { namesHelpDesk, ...rest } = words;
  const { team } = context;
  return {
    event: {
      id: `slack/${team}/${said.channel}/${said.ts}/posted`,
      at: momentOf(said.ts),
      type: "message_posted",
      by,
      message: { in: placeOf(said, team), messageId: said.ts },
      replyIn: replyPlaceOf(said, team),
      ...rest,
      addressed: isDirect(said) || namesHelpDesk || isWatched(said, context),
    },
  };
}

/** The author of a message; the hint is for people whom Slack does not show us. */
export const author = (said: Said, context: ParseContext) =>
  context.who(said.user, said.user_team === undefined ? {} : { teamId: said.user_team });

/** Whether a person said it, in a place we take part in. `said`: within an event, or the message that an event tells about. */
export function readSaid(
  said: SlackMessage,
  channel: string | undefined,
  { botUser }: ParseContext,
): Said | { ignored: string } {
  const { user, ts, subtype } = said;
  if (said.hidden) return { ignored: "a hidden message" };
  if (user === botUser) return { ignored: "our own message" };
  if (said.bot_id !== undefined) return { ignored: "said by an app" };
  if (subtype !== undefined && !TAKEN.includes(subtype)) return { ignored: `a notice: ${subtype}` };
  if (user !== undefined && isSlackItself(user)) return { ignored: "said by Slack" };
  if (said.channel_type === "mpim") return { ignored: "in a group chat" };
  if (!channel || !user || !isTs(ts)) return { ignored: "incomplete message" };
  return { ...said, channel, user, ts };
}

/** Replies always: only the desk knows whose thread it is. */
export const isForDesk = (said: Said, context: ParseContext): boolean =>
  isDirect(said) || isReply(said) || isWatched(said, context) || namesUser(said.text, context.botUser);

const isWatched = (said: Said, { watched }: ParseContext) => !isReply(said) && watched.includes(said.channel);

const isReply = ({ ts, thread_ts: root }: Said): boolean => root !== undefined && root !== ts;

const isDirect = (said: Said): boolean => isDirectChannel(said.channel, said.channel_type);

export function placeOf(said: Said, team: string): Address {
  if (isDirect(said)) return directChat(team, said.user);
  return isReply(said) ? replyPlaceOf(said, team) : channelPlace(team, said.channel);
}

function replyPlaceOf(said: Said, team: string): Address {
  const root = said.thread_ts ?? said.ts;
  return isDirect(said) ? directChat(team, said.user, root) : threadUnder(team, said.channel, root);
}

/** What was said, with what was passed on below it. */
export async function readWords(
  said: Said,
  context: ParseContext,
): Promise<PlainText & { files: FileRef[] }> {
  const own = await readText(said.text ?? "", context);
  const shared = (said.attachments ?? []).filter((one) => one.is_share && one.text);
  const quotes = await Promise.all(
    shared.map(async ({ author_name: name, text = "" }) => {
      const quoted = (await readText(text, context)).text;
      return `Forwarded${name ? ` from ${name}` : ""}:\n${quoted}`;
    }),
  );
  const text = [own.text, ...quotes].filter((part) => part !== "").join("\n\n");
  return { ...own, text, files: (said.files ?? []).flatMap((file) => readFile(file, context.team)) };
}

/** Also of files that Slack keeps back (deleted, too old, from another organisation): the desk says that there was one. */
function readFile({ id, name, title, size, mimetype }: SlackFile, team: string): FileRef[] {
  if (!id) return [];
  return [
    {
      platform: "slack",
      id: `${team}/${id}`,
      name: name || title || "file",
      size: size ?? 0,
      mediaType: mimetype || "application/octet-stream",
    },
  ];
}
