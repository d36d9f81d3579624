/**
 * Which calls does Teams take? The Bot Connector's REST interface: each call is made once, ends at its deadline, and fails with a
 * `ConnectorFailure`. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
 */
import type { Account, OutboundActivity } from "./activity";

/** Somebody in a team, channel or chat, as Teams knows them. */
export type Member = Account & {
  email?: string;
  userPrincipalName?: string;
  givenName?: string;
  surname?: string;
  tenantId?: string;
};

export type Call = {
  signal: AbortSignal;
  /** Only the activity's `recipient` sees it. */
  targeted?: boolean;
};

/** `conversation`: an id of Teams, with `;messageid=` for a thread. All reject with a ConnectorFailure. */
export type Connector = {
  /** The new message's id. */
  send(conversation: string, activity: OutboundActivity, call: Call): Promise<string>;
  update(conversation: string, id: string, activity: OutboundActivity, call: Call): Promise<void>;
  remove(conversation: string, id: string, call: Call): Promise<void>;
  /** A new post in a channel. `conversation` is its thread, `;messageid=` included. */
  createThread(
    channel: string,
    activity: OutboundActivity,
    tenant: string,
    call: Call,
  ): Promise<{ conversation: string; id: string }>;
  /** The id of the direct chat with somebody: the same each time. `user`: `29:…`, or the Entra id. */
  createChat(user: string, tenant: string, call: Call): Promise<string>;
  /** Undefined: not in it. `user`: `29:…`, or the Entra id. */
  member(conversation: string, user: string, call: Call): Promise<Member | undefined>;
  /** `reaction`: an id of Teams' reactions reference, `2705_whiteheavycheckmark`. */
  react(conversation: string, id: string, reaction: string, call: Call): Promise<void>;
  unreact(conversation: string, id: string, reaction: string, call: Call): Promise<void>;
};

/**
 * `status`: as Teams answered; undefined: no answer came (`unreachable`: nothing was sent for sure; `lost`: it may have been done).
 * `code`: Teams' own word for it, `BotNotInConversationRoster`.
 */
export class ConnectorFailure extends Error {
  override name = "ConnectorFailure";
  constructor(
    readonly kind: "answered" | "unreachable" | "lost",
    readonly status?: number,
    readonly code?: string,
    readonly retryAfterMs?: number,
  ) {
    super(`Teams: ${status ?? kind}${code === undefined ? "" : ` ${code}`}`);
  }
}
