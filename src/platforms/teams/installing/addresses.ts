/** Which addresses and ids does Teams take? What people paste is read kindly, and refused when it cannot work. */
import { MESSAGES_PATH } from "../receiving/http";

/** `https://host[:port][/path]` without a slash at its end; undefined for anything that Teams would not call. */
export function httpsAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, origin, pathname, search, hash, username } = new URL(text);
  if (protocol !== "https:" || search !== "" || hash !== "" || username !== "") return undefined;
  const path = pathname.replace(/\/+$/, "");
  // Somebody who pastes the whole messaging endpoint means the same.
  return `${origin}${path.endsWith(MESSAGES_PATH) ? path.slice(0, -MESSAGES_PATH.length) : path}`;
}

/** What stands in the Azure Bot as its messaging endpoint. */
export const messagingEndpoint = (address: string): string => `${address}${MESSAGES_PATH}`;

/** Of an app, a tenant, a person or a team in Entra. */
export const isGuid = (text: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);

/** Older channels end in `@thread.skype`; a group chat, in `@thread.v2`, is no channel. */
export const isChannelId = (text: string): boolean => /^19:[\w-]+@thread\.(?:tacv2|skype)$/.test(text);

/** The channel that a link, or an encoded piece of one, speaks of. */
export function channelIdIn(text: string): string | undefined {
  const [found] = /19(?::|%3a)[\w-]+(?:@|%40)thread\.(?:tacv2|skype)/i.exec(text) ?? [];
  return found?.replace(/%3a/i, ":").replace(/%40/i, "@");
}
