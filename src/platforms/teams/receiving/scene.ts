/** Where did it happen, and who did it? What every activity says around what it is about. */
import type { Address } from "../../../desk/model";
import type { Activity, ConversationKind } from "../activity";
import { askedInChat, channelPlace, directChat, splitConversation, threadUnder } from "../address";

export type Scene = {
  tenant: string;
  serviceUrl: string;
  kind: ConversationKind;
  /** The conversation as Teams names it, and the channel or chat without the thread. */
  conversation: string;
  base: string;
  /** The message that the thread hangs under. Only in channels. */
  root?: string;
  /** The help desk, as Teams calls it: `28:…`. */
  bot: string;
  /** Who did it: their Entra id, and what Teams calls them, `29:…`. */
  account: string;
  user: string;
  name?: string;
  team?: string;
};

/** No activity of a person's, and why. */
export type NoScene = { ignored: string };

export function readScene(activity: Activity): Scene | NoScene {
  const { from, recipient, serviceUrl } = activity;
  const conversation = textOf(activity.conversation?.id);
  const tenant = tenantOf(activity);
  if (!tenant || !conversation || !textOf(serviceUrl)) return { ignored: "incomplete activity" };
  if (from?.id !== undefined && from.id === recipient?.id) return { ignored: "our own doing" };
  if (!textOf(from?.aadObjectId) || !textOf(from?.id)) return { ignored: "not a person" };
  const { base, root } = splitConversation(conversation);
  const name = textOf(from?.name);
  const team = textOf(activity.channelData?.team?.id);
  return {
    tenant,
    serviceUrl: serviceUrl ?? "",
    kind: kindOf(activity),
    conversation,
    base,
    ...(root !== undefined && { root }),
    bot: recipient?.id ?? "",
    account: from?.aadObjectId ?? "",
    user: from?.id ?? "",
    ...(name !== undefined && { name }),
    ...(team !== undefined && { team }),
  };
}

/** In small letters, as it is configured: one tenant, however it is written. */
export const tenantOf = ({ channelData, conversation }: Activity): string | undefined =>
  (textOf(channelData?.tenant?.id) ?? textOf(conversation?.tenantId))?.toLowerCase();

/** Older clients name no kind. */
function kindOf({ conversation, channelData }: Activity): ConversationKind {
  const kind = conversation?.conversationType;
  if (kind === "personal" || kind === "groupChat" || kind === "channel") return kind;
  if (channelData?.team?.id !== undefined) return "channel";
  return conversation?.isGroup === true ? "groupChat" : "personal";
}

/** Where what was pressed or said stands, and where an answer goes: within the thread, where there is one. */
export function placeOf({ tenant, kind, base, root, account }: Scene): Address {
  if (kind === "personal") return directChat(tenant, account);
  if (kind === "groupChat") return askedInChat(tenant, base, account);
  return root === undefined ? channelPlace(tenant, base) : threadUnder(tenant, base, root);
}

/** Of the activity; by our own clock when it has none that can be read. */
export function momentOf({ timestamp }: Activity, now: () => Date): Date {
  const at = new Date(typeof timestamp === "string" ? timestamp : Number.NaN);
  return Number.isNaN(at.getTime()) ? now() : at;
}

/** JSON from outside: a type says nothing about it. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value : undefined;

export const listOf = <T>(value: T[] | undefined): T[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "object" && one !== null) : [];

export const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};

/** The channel or chat that a notice comes in the name of. */
export const splitOf = (conversation: Activity["conversation"]): string | undefined => {
  const id = textOf(conversation?.id);
  return id === undefined ? undefined : splitConversation(id).base;
};
