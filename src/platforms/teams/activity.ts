/**
 * What travels between Teams and us? The fields of a Bot Framework activity that we read or write, as JSON; everything else stays
 * unread. Nothing of it is trusted before `gate.ts` has let the request in, and shapes are checked where they are read.
 */

export type Account = {
  id: string;
  name?: string;
  /** The person's id in Microsoft Entra. Missing for bots and connectors. */
  aadObjectId?: string;
  userRole?: string;
};

export type ConversationKind = "personal" | "groupChat" | "channel";

/** `id` of a thread in a channel: `19:…@thread.tacv2;messageid=1700000000000`. */
export type ActivityConversation = {
  id: string;
  conversationType?: string;
  tenantId?: string;
  isGroup?: boolean;
  name?: string;
};

/** A person, the help desk or a team named in the text: `text` is the piece that names it, `<at>Dana</at>`. */
export type Entity = { type: string; text?: string; mentioned?: Account };

export type Attachment = {
  contentType: string;
  name?: string;
  contentUrl?: string;
  content?: unknown;
};

export type ChannelData = {
  tenant?: { id?: string };
  team?: { id?: string; aadGroupId?: string; name?: string };
  channel?: { id?: string; name?: string };
  /** What happened: `channelDeleted`, `channelRenamed`, `teamDeleted`, `editMessage`, `softDeleteMessage`, `undeleteMessage`, … */
  eventType?: string;
};

/** What comes in. */
export type Activity = {
  type: string;
  id?: string;
  timestamp?: string;
  serviceUrl?: string;
  channelId?: string;
  name?: string;
  action?: string;
  from?: Account;
  recipient?: Account;
  conversation?: ActivityConversation;
  text?: string;
  textFormat?: string;
  attachments?: Attachment[];
  entities?: Entity[];
  channelData?: ChannelData;
  replyToId?: string;
  value?: unknown;
  membersAdded?: Account[];
  membersRemoved?: Account[];
  reactionsAdded?: { type?: string }[];
  reactionsRemoved?: { type?: string }[];
};

/** What goes out: a message, or "is typing". `summary` is what notifications show. */
export type OutboundActivity = {
  type: "message" | "typing";
  text?: string;
  textFormat?: "plain" | "xml" | "markdown";
  summary?: string;
  attachments?: Attachment[];
  entities?: Entity[];
  /** With `targeted`: the only one who sees it. */
  recipient?: Account;
};

/** What an `invoke` is answered with at once. Everything else is answered with an empty 200. */
export type InvokeAnswer = { status: number; body?: unknown };

export const CARD_TYPE = "application/vnd.microsoft.card.adaptive";
