/** How does the sandbox spell a place? One flat direct chat a person, channels, and threads under a channel's message. */
import type { Address } from "../../desk/model";

export const directChat = (account: string): Address => ({
  platform: "sandbox",
  kind: "direct",
  id: account,
});

export const channelPlace = (channel: string): Address => ({
  platform: "sandbox",
  kind: "channel",
  id: channel,
});

export const threadUnder = (channel: string, message: string): Address => ({
  platform: "sandbox",
  kind: "thread",
  id: `${channel}/${message}`,
});

/** One text for a place: in event ids, look-ups and the page's requests. */
export const placeKey = (place: Address): string => `${place.kind}/${place.id}`;

/** The place a text names, or undefined when it is no place of ours. It may still not exist. */
export function readPlace(text: string): Address | undefined {
  const [kind, id, message, ...rest] = text.split("/");
  if (id === undefined || id === "" || rest.length > 0) return undefined;
  if (kind === "thread") return message ? threadUnder(id, message) : undefined;
  if (message !== undefined) return undefined;
  if (kind === "direct") return directChat(id);
  return kind === "channel" ? channelPlace(id) : undefined;
}

/** The channel a channel or thread belongs to; undefined for a direct chat. */
export function channelOf(place: Address): string | undefined {
  return place.kind === "direct" ? undefined : place.id.split("/")[0];
}

/** The message a thread hangs under; undefined for other places. */
export function rootOf(place: Address): string | undefined {
  return place.kind === "thread" ? place.id.split("/")[1] : undefined;
}

/** The room that people see as one: a thread counts as its channel. */
export function roomOf(place: Address): Address {
  const channel = channelOf(place);
  return channel === undefined ? place : channelPlace(channel);
}
