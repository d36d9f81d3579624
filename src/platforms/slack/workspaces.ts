/** Which workspaces are we in, and how do we speak to each? One client a workspace, kept while its token holds. */
import type { webApi } from "@slack/bolt";

export type Workspace = {
  team: string;
  /** The bot's own user id in it. */
  botUser: string;
  scopes: string[];
  client: webApi.WebClient;
};

export type Workspaces = {
  /** Undefined: the app is not installed there (any more). Throws when that cannot be found out now. */
  of(team: string): Promise<Workspace | undefined>;
  /** The only one there is, for places of the plan that name no workspace. Undefined where there may be many. */
  only(): Workspace | undefined;
  /** Its token was refused or given anew: ask again next time. */
  forget(team: string): void;
};
