/** What does the Web API tell of people, groups, teams and tokens? */
import { needText, textOf } from "./arguments";
import { loseAccess } from "./access";
import type { Methods } from "./methods";
import { refuse } from "./refusal";
import { describePerson } from "./showing";

export const peopleMethods: Methods = {
  "auth.test": ({ workspace }) => ({
    url: `https://${workspace.domain}.slack.com/`,
    team: workspace.name,
    user: workspace.people.get(workspace.botUser)?.name,
    team_id: workspace.team,
    user_id: workspace.botUser,
    bot_id: workspace.botId,
    is_enterprise_install: false,
  }),

  "auth.revoke": ({ world, workspace }) => {
    loseAccess(world, workspace, "token_revoked");
    return { revoked: true };
  },

  "bots.info": ({ world, workspace, args }) => {
    if ((textOf(args, "bot") ?? workspace.botId) !== workspace.botId) return refuse("bot_not_found");
    const { botId: id, botUser: user_id } = workspace;
    return { bot: { id, deleted: false, name: world.app.name, app_id: world.app.id, user_id, icons: {} } };
  },

  "team.info": ({ workspace, args }) => {
    const { team: id, name, domain } = workspace;
    if ((textOf(args, "team") ?? id) !== id) return refuse("team_not_found");
    return { team: { id, name, domain, email_domain: "" } };
  },

  "users.info": ({ workspace, args }) => {
    const person = workspace.people.get(needText(args, "user"));
    return person ? { user: describePerson(workspace, person) } : refuse("user_not_found");
  },

  "users.lookupByEmail": ({ workspace, args }) => {
    const email = needText(args, "email").toLowerCase();
    // Not of outside people, whose address a workspace does not vouch for.
    const person = [...workspace.people.values()].find(
      (one) => one.email?.toLowerCase() === email && (one.teamId ?? workspace.team) === workspace.team,
    );
    return person && !person.deleted
      ? { user: describePerson(workspace, person) }
      : refuse("users_not_found");
  },

  "usergroups.list": ({ workspace }) => ({
    usergroups: [...workspace.userGroups.values()].map(({ id, handle }) => ({
      id,
      team_id: workspace.team,
      is_usergroup: true,
      name: handle,
      handle,
      date_delete: 0,
    })),
  }),

  "usergroups.users.list": ({ workspace, args }) => {
    const group = workspace.userGroups.get(needText(args, "usergroup"));
    return group ? { users: [...group.members] } : refuse("no_such_subteam");
  },
};
