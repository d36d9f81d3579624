/** How does a workspace get the app? Somebody opens `/slack/install`, agrees at Slack, and comes back with a code for a token. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Installation as Granted } from "@slack/bolt";
import { InstallProvider, type CallbackOptions } from "@slack/oauth";
import { createClient } from "../clients";
import { done, failed, notHere, notServed, showPage, wholeOrganisation, type Page } from "./install-page";
import { INSTALL_PATH, REDIRECT_PATH } from "../paths";
import { WANTED_SCOPES } from "../methods";
import type { Installation, SlackAccess, SlackLog, SlackOptions } from "../options";
import { QUIET } from "../quiet-logger";
import { failureName } from "../refusals";

type OAuthAccess = Exclude<SlackAccess, { botToken: string }>;
type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Answers `/slack/install` and `/slack/oauth_redirect`. `installed`: called once the token is stored, so that what was known of
 * the workspace can be asked anew.
 */
export function createInstallPages(
  options: SlackOptions,
  installed: (team: string) => void = () => {},
): Handler {
  const { access, log } = options;
  if ("botToken" in access) throw new TypeError("With a bot's token there is nothing to install.");
  const provider = createProvider(access, options.apiUrl);
  const callbacks = createCallbacks(access, options, installed);
  const asking = {
    scopes: [...WANTED_SCOPES],
    ...(access.publicUrl !== undefined && { redirectUri: `${access.publicUrl}${REDIRECT_PATH}` }),
  };
  return async (request, response) => {
    const path = (request.url ?? "").split("?")[0];
    try {
      if (request.method !== "GET") showPage(response, notHere(405));
      else if (path === INSTALL_PATH) await provider.handleInstallPath(request, response, {}, asking);
      else if (path === REDIRECT_PATH) await provider.handleCallback(request, response, callbacks, asking);
      else showPage(response, notHere(404));
    } catch (error) {
      log.error("slack.install_failed", { reason: failureName(error) });
      if (response.headersSent) response.destroy();
      else showPage(response, failed(error));
    }
  };
}

function createProvider(access: OAuthAccess, apiUrl: string | undefined): InstallProvider {
  return new InstallProvider({
    clientId: access.clientId,
    clientSecret: access.clientSecret,
    stateSecret: access.stateSecret,
    stateCookieName: "tierdesk-install",
    directInstall: true,
    installationStore: {
      storeInstallation: async (granted) => access.installations.save(installationOf(granted)),
      // Tokens are looked up by our own workspaces, never through the provider.
      fetchInstallation: async () => {
        throw new TypeError("Installations are not looked up here.");
      },
    },
    clientOptions: {
      timeout: 10_000,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
    },
    ...(apiUrl !== undefined && { authorizationUrl: new URL("/oauth/v2/authorize", apiUrl).href }),
    logger: QUIET,
  });
}

function createCallbacks(
  access: OAuthAccess,
  { log, apiUrl }: SlackOptions,
  installed: (team: string) => void,
): CallbackOptions {
  return {
    // Before anything is stored.
    afterInstallation: async (granted, _asking, _request, response) => {
      const refusal = refusalFor(granted, access);
      if (refusal === undefined) return true;
      log.warn("slack.install_refused", { workspace: granted.team?.id, reason: refusal.title });
      await giveBack(granted, apiUrl, log);
      showPage(response, refusal);
      return false;
    },
    success: (granted, _asking, _request, response) => {
      const { team, teamName } = installationOf(granted);
      log.info("slack.installed", { workspace: team });
      installed(team);
      showPage(response, done(teamName, team));
    },
    failure: (error, _asking, _request, response) => {
      log.warn("slack.install_failed", { reason: error.code, refused: failureName(error) });
      showPage(response, failed(error));
    },
  };
}

function refusalFor(granted: Granted, access: OAuthAccess): Page | undefined {
  if (granted.isEnterpriseInstall || granted.team === undefined) return wholeOrganisation;
  if (granted.bot === undefined) return failed(undefined);
  return access.admits?.(granted.team.id) === false ? notServed(granted.team.id) : undefined;
}

/** What we will not use, Slack should not have to trust us with. */
async function giveBack(granted: Granted, apiUrl: string | undefined, log: SlackLog): Promise<void> {
  const token = granted.bot?.token;
  if (token === undefined) return;
  try {
    await createClient(token, apiUrl).auth.revoke();
  } catch (error) {
    log.warn("slack.token_not_given_back", { reason: failureName(error) });
  }
}

function installationOf(granted: Granted): Installation {
  const { team, bot } = granted;
  if (team === undefined || bot === undefined) throw new TypeError("Slack gave no workspace or no bot.");
  return {
    team: team.id,
    teamName: team.name ?? team.id,
    token: bot.token,
    user: bot.userId,
    scopes: bot.scopes,
  };
}
