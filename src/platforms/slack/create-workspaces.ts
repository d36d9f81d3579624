/** Where do workspaces come from? One from the token in the settings, or many from those who installed the app. */
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "./clients";
import { TOKEN_FAILURES } from "./delivering/failure-table";
import { failureOf, hasCode, SlackFailure } from "./delivering/failures";
import type { Installations, SlackOptions } from "./options";
import type { Workspace, Workspaces } from "./workspaces";

/** Slack cannot be begun with: one sentence for the operator. */
export class SlackStartError extends Error {
  override name = "SlackStartError";
}

/** `start` finds out whether the one token holds; with many workspaces there is nothing to find out. */
export type StartedWorkspaces = Workspaces & { start(): Promise<void> };

const START_TRIES = 3;

export function createWorkspaces(
  { access, apiUrl }: Pick<SlackOptions, "access" | "apiUrl">,
  waitMs = 1_000,
): StartedWorkspaces {
  return "botToken" in access
    ? oneWorkspace(access.botToken, apiUrl, waitMs)
    : manyWorkspaces(access.installations, apiUrl);
}

function oneWorkspace(token: string, apiUrl: string | undefined, waitMs: number): StartedWorkspaces {
  const client = createClient(token, apiUrl);
  let known: Workspace | undefined;
  let holds = false;

  async function ask(): Promise<Workspace> {
    const { team_id: team, user_id: botUser, response_metadata: about } = await client.auth.test();
    if (team === undefined || botUser === undefined) throw new SlackStartError("Slack named no workspace.");
    holds = true;
    return (known = { team, botUser, scopes: about?.scopes ?? [], client });
  }

  return {
    async of(team) {
      const workspace = holds && known ? known : await ask();
      return workspace.team === team ? workspace : undefined;
    },
    // Also while its token does not hold: it is still the only one.
    only: () => known,
    forget(team) {
      if (known?.team === team) holds = false;
    },
    async start() {
      for (let tries = 1; ; tries++)
        try {
          await ask();
          return;
        } catch (error) {
          const failure = failureOf(error, "The workspace");
          if (hasCode(failure, TOKEN_FAILURES) || tries >= START_TRIES) throw startError(failure);
          await sleep(waitMs * tries);
        }
    },
  };
}

function manyWorkspaces(installations: Installations, apiUrl: string | undefined): StartedWorkspaces {
  const known = new Map<string, Workspace>();
  return {
    async of(team) {
      const workspace = known.get(team);
      if (workspace) return workspace;
      const installation = await installations.find(team);
      if (!installation) return undefined;
      const { token, user, scopes } = installation;
      const found = { team, botUser: user, scopes, client: createClient(token, apiUrl) };
      known.set(team, found);
      return found;
    },
    only: () => undefined,
    forget: (team) => void known.delete(team),
    start: () => Promise.resolve(),
  };
}

function startError(failure: Error): SlackStartError {
  if (hasCode(failure, TOKEN_FAILURES))
    return new SlackStartError(
      `Slack does not accept SLACK_BOT_TOKEN (${failure.code}). Copy the Bot User OAuth Token from the app's settings, or install the app again.`,
    );
  if (failure instanceof SlackFailure && failure.code === "unreachable")
    return new SlackStartError(
      "Slack cannot be reached. Check this machine's network, and SLACK_API_URL if it is set.",
    );
  return new SlackStartError(`Slack cannot be used: ${failure.message}`);
}
