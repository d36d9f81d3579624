/** Which methods of Slack's Web API do we call, and which rights does each need? */
import { EVENTS } from "./events";

/** One right that is needed: any one of these scopes gives it. */
export type Need = readonly [string, ...string[]];

/** A method of Slack's and its needs, all of them. A kind of channel that we are not granted is refused by Slack, not by us. */
export const METHODS: Readonly<Record<string, readonly Need[]>> = {
  "auth.test": [],
  "auth.revoke": [],
  "users.info": [["users:read"]],
  "users.lookupByEmail": [["users:read.email"]],
  "bots.info": [["users:read"]],
  "usergroups.users.list": [["usergroups:read"]],
  "conversations.open": [["im:write"]],
  "conversations.info": [["channels:read"], ["groups:read"]],
  "conversations.members": [["channels:read"], ["groups:read"]],
  "conversations.history": [["channels:history"], ["groups:history"], ["im:history"]],
  "conversations.replies": [["channels:history"], ["groups:history"], ["im:history"]],
  "conversations.invite": [
    ["channels:write.invites", "channels:manage"],
    ["groups:write.invites", "groups:write"],
  ],
  "chat.postMessage": [["chat:write"]],
  "chat.postEphemeral": [["chat:write"]],
  "chat.update": [["chat:write"]],
  "chat.delete": [["chat:write"]],
  "chat.getPermalink": [],
  "reactions.add": [["reactions:write"]],
  "reactions.get": [["reactions:read"]],
  "reactions.remove": [["reactions:write"]],
  "views.open": [],
  "views.publish": [],
  "files.info": [["files:read"]],
  "files.getUploadURLExternal": [["files:write"]],
  "files.completeUploadExternal": [["files:write"]],
  "assistant.threads.setStatus": [["chat:write", "assistant:write"]],
  "assistant.threads.setSuggestedPrompts": [["assistant:write"]],
};

/** Methods that are called with other tokens than the bot's: the app's (Socket Mode), or none (installing). */
export const OTHER_TOKENS: readonly string[] = ["apps.connections.open", "oauth.v2.access"];

/** Rights that neither a method nor an event names. */
export const FEATURES: readonly { what: string; needs: readonly Need[] }[] = [
  { what: "/helpdesk and the shortcuts", needs: [["commands"]] },
  { what: "e-mail addresses in what users.info tells", needs: [["users:read.email"]] },
];

/** What is asked for, by whom: for the manifest's test and for `tierdesk slack check`. */
export const NEEDS: readonly { need: Need; by: string }[] = [
  ...Object.entries(METHODS).flatMap(([by, needs]) => needs.map((need) => ({ need, by }))),
  ...EVENTS.flatMap(({ type, needs }) => needs.map((scope) => ({ need: [scope] as const, by: type }))),
  ...FEATURES.flatMap(({ what, needs }) => needs.map((need) => ({ need, by: what }))),
];

/** The needs that `granted` does not meet, each with everything that asks for it. */
export function missingNeeds(granted: readonly string[]): { need: Need; by: string[] }[] {
  const missing = new Map<string, { need: Need; by: string[] }>();
  for (const { need, by } of NEEDS) {
    if (need.some((scope) => granted.includes(scope))) continue;
    const known = missing.get(need[0]) ?? { need, by: [] };
    missing.set(need[0], { need: known.need, by: [...known.by, by] });
  }
  return [...missing.values()];
}

/** Every scope to ask for when somebody installs the app: the first of each need, each once. */
export const WANTED_SCOPES: readonly string[] = [...new Set(NEEDS.map(({ need }) => need[0]))].toSorted();
