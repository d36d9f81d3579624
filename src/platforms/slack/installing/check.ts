/** Will the app work in this workspace? Its token and rights, and whether what the plan names is there. Only reads. */
import { webApi } from "@slack/bolt";
import { checkChannels, checkGroups, checkPeople, type PlanNames } from "./check-plan";
import { ok, problem, warning, type Finding } from "../../finding";
import { missingNeeds, NEEDS } from "../methods";
import { QUIET } from "../quiet-logger";
import { failureName, isTokenRefused, refusalOf } from "../refusals";

export type WorkspaceToCheck = { token: string; apiUrl?: string };

/** What was found, and who the bot is there, once its token is taken. */
export type Checked = { findings: Finding[]; team?: string; app?: string };

/** `namesFor`: what the plan of a workspace names. Undefined: there is no plan that can be read. */
export async function checkWorkspace(
  { token, apiUrl }: WorkspaceToCheck,
  namesFor: (team: string) => Promise<PlanNames | undefined>,
): Promise<Checked> {
  const client = patientClient(token, apiUrl);
  const bot = await askWhoWeAre(client);
  if ("level" in bot) return { findings: [bot] };
  const findings = [
    ok(`The token is taken: ${bot.handle} in ${bot.teamName} (${bot.team}).`),
    ...checkRights(bot.scopes),
  ];
  const app = await appOf(client, bot.botId);
  const names = await namesFor(bot.team);
  if (names) {
    findings.push(...(await checkChannels(client, names.channels, bot.handle)));
    findings.push(...(await checkGroups(client, names.groups)));
    findings.push(...(await checkPeople(client, names.people)));
  }
  return { findings, team: bot.team, ...(app !== undefined && { app }) };
}

/** Waits when Slack asks for it: nobody is in a hurry, and a plan can name a hundred people. */
export const patientClient = (token: string, apiUrl?: string): webApi.WebClient =>
  new webApi.WebClient(token, {
    timeout: 10_000,
    retryConfig: { retries: 2, minTimeout: 300 },
    logger: QUIET,
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
  });

type Bot = { team: string; teamName: string; handle: string; botId?: string; scopes?: string[] };

async function askWhoWeAre(client: webApi.WebClient): Promise<Bot | Finding> {
  try {
    const answer = await client.auth.test();
    const scopes = answer.response_metadata?.scopes;
    return {
      team: answer.team_id ?? "",
      teamName: answer.team ?? "a workspace without a name",
      handle: `@${answer.user ?? "the bot"}`,
      ...(answer.bot_id !== undefined && { botId: answer.bot_id }),
      ...(scopes !== undefined && { scopes }),
    };
  } catch (error) {
    return tokenProblem(error);
  }
}

function tokenProblem(error: unknown): Finding {
  if (isTokenRefused(error))
    return problem(
      `Slack refuses the bot's token (${failureName(error)}).`,
      "Install the app to the workspace again (OAuth & Permissions), and copy the Bot User OAuth Token into SLACK_BOT_TOKEN.",
    );
  if (refusalOf(error) !== undefined)
    return problem(
      `Slack does not say who the bot is (${failureName(error)}).`,
      "Look the word up in Slack's documentation of auth.test.",
    );
  return unreachable(error);
}

export const unreachable = (error: unknown): Finding =>
  problem(
    `Slack's Web API cannot be reached (${causeOf(error)}).`,
    "Look at the network, the proxy, and SLACK_API_URL.",
  );

/** `ECONNREFUSED`, `CERT_HAS_EXPIRED`, `TimeoutError`: the innermost that has a name. */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return failureName(error);
  if ("code" in error && typeof error.code === "string" && /^[A-Z]/.test(error.code)) return error.code;
  const inner = "original" in error ? error.original : error.cause;
  return inner instanceof Error ? causeOf(inner) : failureName(error);
}

function checkRights(scopes: string[] | undefined): Finding[] {
  if (scopes === undefined)
    return [
      warning("Slack did not say which rights the token has.", "Compare them with manifest.json yourself."),
    ];
  const missing = missingNeeds(scopes).map(({ need, by }) =>
    problem(
      `The token lacks the right ${need[0]}, which ${by.join(", ")} ${by.length > 1 ? "need" : "needs"}.`,
      "Put the manifest of `tierdesk slack manifest` into the app's settings, save, and install the app again.",
    ),
  );
  const used = new Set(NEEDS.flatMap(({ need }) => need));
  const unused = scopes.filter((scope) => !used.has(scope));
  return [
    ...(missing.length === 0 ? [ok("It has every right that the help desk needs.")] : missing),
    ...(unused.length === 0
      ? []
      : [
          warning(
            `It has rights that the help desk does not use: ${unused.join(", ")}.`,
            "Take them away in the app's settings unless another program needs them.",
          ),
        ]),
  ];
}

/** The id of the app that the bot belongs to; undefined when Slack does not say. */
async function appOf(client: webApi.WebClient, bot: string | undefined): Promise<string | undefined> {
  if (bot === undefined) return undefined;
  try {
    return (await client.bots.info({ bot })).bot?.app_id;
  } catch {
    return undefined;
  }
}
