/** What did somebody say with `/helpdesk`? */
import type { DeskEvent } from "../../../desk/events";
import { channelPlace, directChat, isDirectChannel } from "../address";
import type { Command } from "./bodies";
import { readText } from "./message-text";
import type { ParseContext } from "./parse";

/** Undefined: it says neither who nor where. */
export async function parseCommand(
  { text = "", channel_id: channel, user_id: user, trigger_id: trigger }: Command,
  context: ParseContext,
  now: Date,
): Promise<DeskEvent | undefined> {
  if (!channel || !user || !trigger) return undefined;
  const { team, who } = context;
  const [by, words] = await Promise.all([who(user), readText(text, context)]);
  return {
    id: `slack/${team}/command/${trigger}`,
    at: now,
    type: "command_given",
    by,
    // Between two people it cannot answer: its own chat with who asked is always there.
    in: isDirectChannel(channel) ? directChat(team, user) : channelPlace(team, channel),
    text: words.text.trim(),
  };
}
