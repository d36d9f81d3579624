/** What else can happen to a workspace? Channels archived, people changed, the app removed and installed again. */
import { grantAccess, loseAccess } from "./access";
import { addMember, archiveChannel, removeMember, renameChannel } from "./membership";
import type { PersonOptions } from "./options";
import { directChannel } from "./places";
import { describePerson } from "./showing";
import type { Channel, Workspace, World } from "./world";

export type Admin = {
  archive(channel: string): void;
  unarchive(channel: string): void;
  rename(channel: string, name: string): void;
  invite(channel: string, user: string): void;
  /** The bot, too. */
  kick(channel: string, user: string): void;
  changePerson(user: string, change: Partial<PersonOptions>): void;
  revokeToken(): void;
  uninstall(): void;
  /** As OAuth does; answers the new token. */
  install(): string;
  /** A code that `oauth.v2.access` takes once. */
  oauthCode(): string;
  /** Takes scopes away from the token. */
  dropScopes(...scopes: string[]): void;
};

export function administer(world: World, workspace: Workspace): Admin {
  const find = (id: string): Channel => {
    const channel = workspace.people.has(id)
      ? directChannel(world, workspace, id)
      : workspace.channels.get(id);
    if (!channel) throw new Error(`There is no channel ${id}`);
    return channel;
  };
  const somebody = [...workspace.people.keys()].find((id) => id !== workspace.botUser) ?? "";
  return {
    archive: (id) => archiveChannel(world, workspace, find(id), somebody),
    unarchive: (id) => void (find(id).archived = false),
    rename: (id, name) => renameChannel(world, workspace, find(id), name),
    invite: (id, user) => addMember(world, workspace, find(id), user, somebody),
    kick: (id, user) => removeMember(world, workspace, find(id), user),
    changePerson: (id, change) => {
      const person = workspace.people.get(id);
      if (!person) throw new Error(`There is nobody called ${id}`);
      Object.assign(person, change);
      const event_ts = world.nextTs();
      const user = describePerson(workspace, person);
      world.tell(workspace, "user_change", { type: "user_change", user, cache_ts: 0, event_ts });
    },
    revokeToken: () => loseAccess(world, workspace, "token_revoked"),
    uninstall: () => loseAccess(world, workspace, "uninstalled"),
    install: () => {
      grantAccess(world, workspace);
      return workspace.token;
    },
    oauthCode: () => {
      const code = world.nextId("code-");
      world.codes.set(code, workspace.team);
      return code;
    },
    dropScopes: (...scopes) => {
      for (const scope of scopes) workspace.scopes.delete(scope);
    },
  };
}
