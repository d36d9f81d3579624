/**
 * How does Slack spell a place? A direct chat is named by the person's user id (its channel's id may change, the person's does
 * not), and every message in it begins a thread; a channel by its id; a thread in a channel by both and its root's `ts`.
 */
import type { Address, MessageRef } from "../../desk/model";

/** A message's time, `1700000000.000100`: Slack's id of it within its channel. */
export type Ts = string;

/** Seconds, with a counter of six digits behind. */
export const momentOf = (ts: Ts): Date => new Date(Math.floor(Number(ts) * 1000));

export const isTs = (value: unknown): value is Ts => typeof value === "string" && Number(value) > 0;

/** `type`: the kind of channel, where Slack tells it. */
export const isDirectChannel = (channel: string, type?: string): boolean =>
  type === "im" || channel.startsWith("D");

export const directChat = (team: string, user: string, thread?: Ts): Address => ({
  platform: "slack",
  workspace: team,
  kind: "direct",
  id: user,
  ...(thread !== undefined && { root: thread }),
});

export const channelPlace = (team: string, channel: string): Address => ({
  platform: "slack",
  workspace: team,
  kind: "channel",
  id: channel,
});

export const threadUnder = (team: string, channel: string, root: Ts): Address => ({
  platform: "slack",
  workspace: team,
  kind: "thread",
  id: `${channel}/${root}`,
});

/** Where a call goes: a user id (whose direct chat is meant) or a channel id, and the thread within it. */
export type Target = { team: string | undefined; user?: string; channel?: string; thread?: Ts };

export function targetOf(address: Address): Target {
  const team = address.workspace;
  if (address.kind === "direct")
    return { team, user: address.id, ...(address.root !== undefined && { thread: address.root }) };
  const [channel = "", thread] = address.id.split("/");
  return { team, channel, ...(thread !== undefined && { thread }) };
}

/** A long text is several messages on Slack and one to the desk: its id names all of them, the first one first. */
export const joinTs = (parts: Ts[]): string => parts.join("+");

export const splitTs = (messageId: string): Ts[] => messageId.split("+");

/** The message's first part: what a reaction is put on, and what a thread hangs under. */
export const firstTs = ({ messageId }: MessageRef): Ts => splitTs(messageId)[0] ?? messageId;
