/** What can be called without a workspace's token? The test call, Socket Mode's door, and the exchange of an OAuth code. */
import { grantAccess } from "./access";
import { textOf } from "./arguments";
import { refuse } from "./refusal";
import type { Json, World } from "./world";

export type OpenMethod = (world: World, token: string | undefined, args: Json) => Json;

export const openMethods: Record<string, OpenMethod> = {
  "api.test": (_world, _token, args) =>
    textOf(args, "error") === undefined ? { args } : refuse(textOf(args, "error") ?? ""),

  "apps.connections.open": ({ options, origin, nextId }, token) => {
    if (token === undefined) return refuse("not_authed");
    if (token.startsWith("xoxb-")) return refuse("not_allowed_token_type");
    if (options.appToken === undefined || token !== options.appToken) return refuse("invalid_auth");
    return { url: `${origin.replace("http:", "ws:")}/link/?ticket=${nextId("t")}` };
  },

  "oauth.v2.access": (world, _token, args) => {
    const { oauth } = world.options;
    if (!oauth || textOf(args, "client_id") !== oauth.clientId) return refuse("invalid_client_id");
    if (textOf(args, "client_secret") !== oauth.clientSecret) return refuse("bad_client_secret");
    const code = textOf(args, "code") ?? "";
    const workspace = world.workspaces.get(world.codes.get(code) ?? "") ?? refuse("invalid_code");
    world.codes.delete(code);
    grantAccess(world, workspace);
    return {
      app_id: world.app.id,
      authed_user: { id: workspace.people.keys().next().value },
      scope: [...workspace.scopes].join(","),
      token_type: "bot",
      access_token: workspace.token,
      bot_user_id: workspace.botUser,
      team: { id: workspace.team, name: workspace.name },
      enterprise: null,
      is_enterprise_install: false,
    };
  },
};
