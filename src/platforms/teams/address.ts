/**
 * How does Teams spell a place? A direct chat is named by the person's Entra id (its conversation id is in the conversation
 * reference), a channel or group chat by its id, and a thread in a channel as Teams itself writes it: `19:…@thread.tacv2;messageid=1`.
 * A group chat has no threads: what one person asks there is one, `19:…@thread.v2;of=<Entra id>`, and is answered in the chat.
 */
import type { Address, MessageRef } from "../../desk/model";

const THREAD = ";messageid=";
const PERSON = ";of=";

export const directChat = (tenant: string, account: string): Address => ({
  platform: "teams",
  workspace: tenant,
  kind: "direct",
  id: account,
});

export const channelPlace = (tenant: string, channel: string): Address => ({
  platform: "teams",
  workspace: tenant,
  kind: "channel",
  id: channel,
});

export const threadUnder = (tenant: string, channel: string, root: string): Address => ({
  platform: "teams",
  workspace: tenant,
  kind: "thread",
  id: `${channel}${THREAD}${root}`,
});

/** What one person asks in a group chat. */
export const askedInChat = (tenant: string, chat: string, account: string): Address => ({
  platform: "teams",
  workspace: tenant,
  kind: "thread",
  id: `${chat}${PERSON}${account}`,
});

/** A conversation id of Teams, taken apart: the channel or chat, and the message that the thread hangs under. */
export function splitConversation(id: string): { base: string; root?: string } {
  const at = id.indexOf(THREAD);
  return at < 0 ? { base: id } : { base: id.slice(0, at), root: id.slice(at + THREAD.length) };
}

/** Where a call goes: a person (whose direct chat is meant), or a conversation as Teams names it. `channel`: without the thread. */
export type Target =
  | { tenant: string | undefined; account: string }
  | { tenant: string | undefined; conversation: string; channel: string; root?: string };

export function targetOf({ workspace: tenant, kind, id }: Address): Target {
  if (kind === "direct") return { tenant, account: id };
  const chat = id.split(PERSON)[0] ?? id;
  const { base, root } = splitConversation(chat);
  return { tenant, conversation: chat, channel: base, ...(root !== undefined && { root }) };
}

/** Who asked, where a place is what one person asks in a group chat. */
export const askedBy = ({ id }: Address): string | undefined => id.split(PERSON)[1];

/** A long text is several messages in Teams and one to the desk: its id names all of them, the first one first. */
export const joinIds = (parts: string[]): string => parts.join("+");

export const splitIds = ({ messageId }: MessageRef): string[] => messageId.split("+");

/** What Microsoft Entra calls a person, a tenant, an app. */
export const isEntraId = (text: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
