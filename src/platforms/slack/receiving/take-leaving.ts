/** Has a workspace removed the app? Its token is forgotten; its tickets and threads stay for when it comes back. */
import type { EventEnvelope } from "./bodies";
import { failureName, isTokenRefused } from "../refusals";
import type { Taking } from "./taking";

export const isLeaving = ({ event }: EventEnvelope): boolean =>
  event?.type === "app_uninstalled" ||
  (event?.type === "tokens_revoked" && (event.tokens?.bot ?? []).length > 0);

/** Rejects when it cannot be found out or kept now: Slack tells it again. */
export async function forgetWorkspace({ options, workspaces }: Taking, team: string): Promise<void> {
  const { access, log } = options;
  workspaces.forget(team);
  if ("botToken" in access) return log.error("slack.app_removed", { team });
  if (await isInstalledAnew(workspaces, team)) return log.info("slack.app_installed_anew", { team });
  await access.installations.remove(team);
  workspaces.forget(team);
  log.warn("slack.app_removed", { team });
}

/** The news may be late: a token that works came after it. */
async function isInstalledAnew(workspaces: Taking["workspaces"], team: string): Promise<boolean> {
  const workspace = await workspaces.of(team);
  if (!workspace) return false;
  try {
    await workspace.client.auth.test();
    return true;
  } catch (error) {
    if (isTokenRefused(error)) return false;
    throw new Error(`Slack does not say whether a token holds: ${failureName(error)}`, { cause: error });
  }
}
