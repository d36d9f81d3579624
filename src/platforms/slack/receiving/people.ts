/** Who is this user? Their name, whether they belong here, and which of the plan's channels and groups they are in. */
import type { Person } from "../../../desk/model";
import { createMemberships } from "./memberships";
import { createWarnOnce } from "../../warn-once";
import type { SlackOptions } from "../options";
import { missingRight, refusalOf } from "../refusals";
import { createMemory } from "../../remembering";
import type { Workspace } from "../workspaces";

/** `teamId`: where the request says that they come from. `rights: false`: their memberships may be left out when Slack cannot tell. */
export type WhoHint = { teamId?: string; rights?: boolean };

export type People = {
  /** Throws when Slack cannot tell now: the event then comes again. */
  who(workspace: Workspace, user: string, hint?: WhoHint): Promise<Person>;
  /** For somebody who is only mentioned. Throws like `who`. */
  nameOf(workspace: Workspace, user: string): Promise<string>;
  /** No app, and nobody who has left. Throws like `who`. */
  isAtWork(workspace: Workspace, user: string): Promise<boolean>;
  forgetUser(team: string, user: string): void;
  /** Somebody joined or left a channel or user group. */
  forgetMembers(team: string, channelOrGroup: string): void;
};

/** `team`: their home, when it is known. */
type Profile = { name: string; email?: string; team?: string; isStranger: boolean; isAtWork: boolean };

const PROFILES = 10_000;
const PROFILE_MS = 3_600_000;

const NOBODY: Profile = { name: "Somebody", isStranger: false, isAtWork: true };
/** Slack does not show this user to us, now or later. */
const HIDDEN = ["user_not_found", "user_not_visible", "users_not_found", "missing_scope"];

/** Slackbot, which Slack does not call a bot. */
export const isSlackItself = (user: string): boolean => ["USLACK", "USLACKBOT"].includes(user);

export function createPeople(options: SlackOptions): People {
  const warnOnce = createWarnOnce(options.log);
  const profiles = createMemory<Profile>({ most: PROFILES, forMs: PROFILE_MS, now: options.now });
  const memberships = createMemberships(options, warnOnce);

  const profileOf = (workspace: Workspace, user: string): Promise<Profile> =>
    profiles.get(`${workspace.team}/${user}`, () =>
      loadProfile(workspace, user).catch((error: unknown) => {
        if (!HIDDEN.includes(refusalOf(error) ?? "")) throw error;
        const right = missingRight(error);
        if (right !== undefined) warnOnce("slack.right_missing", { team: workspace.team, right });
        return NOBODY;
      }),
    );

  return {
    async who(workspace, user, hint = {}) {
      const [profile, memberOf] = await Promise.all([
        profileOf(workspace, user),
        memberships
          .of(workspace, user)
          .catch((error: unknown) => (hint.rights === false ? undefined : Promise.reject(error as Error))),
      ]);
      return toPerson(workspace.team, user, profile, { memberOf, homeTeam: profile.team ?? hint.teamId });
    },
    nameOf: async (workspace, user) => (await profileOf(workspace, user)).name,
    isAtWork: async (workspace, user) => !isSlackItself(user) && (await profileOf(workspace, user)).isAtWork,
    forgetUser: (team, user) => profiles.forget(`${team}/${user}`),
    forgetMembers: (team, id) => memberships.forget(team, id),
  };
}

async function loadProfile({ client, team }: Workspace, account: string): Promise<Profile> {
  const { user } = await client.users.info({ user: account });
  const { profile, enterprise_user: enterprise } = user ?? {};
  const name = profile?.real_name || user?.real_name || profile?.display_name || user?.name || NOBODY.name;
  // In an Enterprise organisation people have another home, and are of this workspace all the same.
  const home = enterprise?.teams?.includes(team) ? team : user?.team_id;
  return {
    name,
    isStranger: user?.is_stranger === true,
    isAtWork: user?.is_bot !== true && user?.deleted !== true,
    // One that nobody confirmed may be anybody's.
    ...(profile?.email && user?.is_email_confirmed !== false && { email: profile.email }),
    ...(home && { team: home }),
  };
}

function toPerson(
  team: string,
  account: string,
  { name, email, isStranger }: Profile,
  { memberOf, homeTeam = team }: { memberOf: string[] | undefined; homeTeam: string | undefined },
): Person {
  const isOutside = isStranger || homeTeam !== team;
  return {
    platform: "slack",
    account,
    name,
    workspace: team,
    // Their organisation vouches for it, ours does not.
    ...(email !== undefined && !isOutside && { email }),
    ...(memberOf && { memberOf }),
    ...(isOutside && { outside: homeTeam === team ? "another organisation" : homeTeam }),
  };
}
