/** Which scope does each method of the Web API need? Any one of those listed; for conversations by the kind of channel. */
import type { ChannelKind } from "./world";

type Need = string[] | Record<ChannelKind, string[]>;

const byKind = (channel: string[], group: string[], im: string[] = []): Need => ({ channel, group, im });
const history = byKind(["channels:history"], ["groups:history"], ["im:history"]);
const reading = byKind(["channels:read"], ["groups:read"], ["im:read"]);

export const METHOD_SCOPES: Record<string, Need> = {
  "api.test": [],
  "apps.connections.open": [],
  "assistant.threads.setStatus": ["assistant:write"],
  "assistant.threads.setSuggestedPrompts": ["assistant:write"],
  "assistant.threads.setTitle": ["assistant:write"],
  "auth.revoke": [],
  "auth.test": [],
  "bots.info": ["users:read"],
  "chat.delete": ["chat:write"],
  "chat.getPermalink": [],
  "chat.postEphemeral": ["chat:write"],
  "chat.postMessage": ["chat:write"],
  "chat.update": ["chat:write"],
  "conversations.history": history,
  "conversations.info": reading,
  "conversations.invite": byKind(
    ["channels:manage", "channels:write.invites"],
    ["groups:write", "groups:write.invites"],
  ),
  "conversations.join": ["channels:join"],
  "conversations.members": reading,
  "conversations.open": ["im:write"],
  "conversations.replies": history,
  "files.completeUploadExternal": ["files:write"],
  "files.getUploadURLExternal": ["files:write"],
  "files.info": ["files:read"],
  "oauth.v2.access": [],
  "reactions.add": ["reactions:write"],
  "reactions.get": ["reactions:read"],
  "reactions.remove": ["reactions:write"],
  "team.info": ["team:read"],
  "usergroups.list": ["usergroups:read"],
  "usergroups.users.list": ["usergroups:read"],
  "users.info": ["users:read"],
  "users.lookupByEmail": ["users:read.email"],
  "views.open": [],
  "views.publish": [],
  "views.push": [],
  "views.update": [],
};

/** Undefined: nothing is missing. A channel that is not known: any of the kinds will do. */
export function missingScope(
  method: string,
  kind: ChannelKind | undefined,
  granted: Set<string>,
): string | undefined {
  const need = METHOD_SCOPES[method] ?? [];
  const wanted = Array.isArray(need)
    ? need
    : kind
      ? need[kind]
      : [...need.channel, ...need.group, ...need.im];
  return wanted.length === 0 || wanted.some((scope) => granted.has(scope)) ? undefined : wanted.join(",");
}
