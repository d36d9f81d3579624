/** What happens when the app is installed, removed, or its token revoked? */
import type { Workspace, World } from "./world";

/** After the last event the app hears nothing of that workspace. */
export function loseAccess(world: World, workspace: Workspace, how: "token_revoked" | "uninstalled"): void {
  const event_ts = world.nextTs();
  const tokens = { oauth: [], bot: [workspace.botUser] };
  world.tell(workspace, "tokens_revoked", { type: "tokens_revoked", tokens, event_ts });
  if (how === "uninstalled") world.tell(workspace, "app_uninstalled", { type: "app_uninstalled", event_ts });
  workspace.access = how;
}

/** Installing again gives another token and leaves the bot's user as it was. */
export function grantAccess(world: World, workspace: Workspace): void {
  if (workspace.access !== "not_installed") workspace.token = `xoxb-${world.nextId("again-")}`;
  workspace.access = "granted";
  workspace.scopes = new Set(world.app.scopes);
}
